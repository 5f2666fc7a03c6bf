import { parseArgs } from 'node:util'
import type { Readiness } from '@coach-wattz/core/adaptation/readiness'
import { formatDuration } from '@coach-wattz/core/units/format'
import type { CliToday } from '../../shared/contracts/cli/days.ts'
import type { TodayReply } from '../../shared/contracts/home.ts'
import type { RunCommand } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'
import { readinessLines, readinessRow } from '../words/readiness-lines.ts'
import { planStateLine } from '../words/plan-state-line.ts'
import { activityLine, workoutLine } from '../words/session-lines.ts'
import { doneRow, plannedRow, planWeekRow } from '../words/session-rows.ts'

/** `coach today [--json]`: what the plan says for today, and what was done. */
export const run: RunCommand = async (args, io) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const data = await openCoachData(io)
  try {
    const reply = await data.today()
    const { readiness } = await data.morning(reply.today)
    io.stdout.write(
      values.json ? `${JSON.stringify(todayRow(reply, readiness), null, 2)}\n` : todayText(reply, readiness),
    )
    return 0
  } finally {
    await data.close()
  }
}

const doneToday = ({ week, today }: TodayReply) => week.days.find(({ date }) => date === today)?.activities ?? []

const todayRow = (reply: TodayReply, readiness: Readiness): CliToday => ({
  kind: 'today',
  date: reply.today,
  planState: reply.planState,
  planWeek: planWeekRow(reply.week),
  planned: reply.workouts.map(plannedRow),
  done: doneToday(reply).map(doneRow),
  next: reply.nextWorkout && plannedRow(reply.nextWorkout),
  form: reply.form,
  readiness: readinessRow(readiness),
})

function todayText(reply: TodayReply, readiness: Readiness): string {
  const { today, workouts, nextWorkout, form } = reply
  const planWeek = planWeekRow(reply.week)
  const lines = [`${today}${planWeek ? `, ${planWeek.blockName}, week ${planWeek.weekNumber}` : ''}`]
  const state = planStateLine(reply)
  if (state !== null) lines.push(state)
  else if (workouts.length === 0) lines.push('Rest.')
  lines.push(...workouts.map(workoutLine), ...doneToday(reply).map(activityLine))
  if (nextWorkout && workouts.length === 0)
    lines.push(`Next: ${nextWorkout.date} ${nextWorkout.title}, ${formatDuration(nextWorkout.durationS)}`)
  if (form)
    lines.push(
      `Fitness ${Math.round(form.fitness)}, fatigue ${Math.round(form.fatigue)}, form ${Math.round(form.form)}`,
    )
  if (readiness.level !== 'UNKNOWN') lines.push(...readinessLines(readiness))
  return `${lines.join('\n')}\n`
}
