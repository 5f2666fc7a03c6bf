import { parseArgs } from 'node:util'
import { REPAIR_SENTENCES } from '@coach-wattz/core/adaptation/repair-words'
import { HABIT_SENTENCES } from '@coach-wattz/core/plan/habits'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { formatDistance, formatDuration } from '@coach-wattz/core/units/format'
import type { CliWeek } from '../../shared/contracts/cli/days.ts'
import type { TodayReply, WeekInView } from '../../shared/contracts/home.ts'
import type { RunCommand } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'
import { planStateLine } from '../words/plan-state-line.ts'
import { activityLine, workoutLine } from '../words/session-lines.ts'
import { doneRow, plannedRow, planWeekRow } from '../words/session-rows.ts'

/** `coach week [--json]`: this week's plan beside what was done. */
export const run: RunCommand = async (args, io) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const data = await openCoachData(io)
  try {
    const reply = await data.today()
    const state = planStateLine(reply)
    if (values.json) io.stdout.write(`${JSON.stringify(weekRow(reply), null, 2)}\n`)
    else io.stdout.write(`${weekText(reply.week)}${state === null ? '' : `${state}\n`}`)
    return 0
  } finally {
    await data.close()
  }
}

function weekRow({ today, planState, week }: TodayReply): CliWeek {
  const { startDate, days, planned, done } = week
  return {
    kind: 'week',
    today,
    startDate,
    planState,
    planWeek: planWeekRow(week),
    days: days.map(({ date, blackout, workouts, activities }) => ({
      date,
      blackout,
      planned: workouts.map(plannedRow),
      done: activities.map(doneRow),
    })),
    planned,
    done,
  }
}

function weekText(week: WeekInView): string {
  const lines = [
    `Week of ${week.startDate}${week.blockName ? `, ${week.blockName}, week ${week.week?.weekNumber}` : ', no plan'}`,
  ]
  for (const [index, day] of week.days.entries()) {
    const entries = [...day.workouts.map(workoutLine), ...day.activities.map(activityLine)]
    lines.push(
      `${WEEKDAYS[index]} ${day.date.slice(8)}  ${entries.length > 0 ? entries.join('\n        ') : day.blackout ? 'day off' : week.week ? 'rest' : '–'}`,
    )
  }
  const { planned, done } = week
  for (const { code, facts } of week.week?.notes ?? []) {
    const say = REPAIR_SENTENCES[code]
    if (say) lines.push(`Changed: ${say(facts)}`)
    const habit = HABIT_SENTENCES[code]
    if (habit) lines.push(habit(facts))
  }
  lines.push(
    `Planned ${formatDuration(planned.durationS)}${planned.runDistanceM ? `, ${formatDistance(planned.runDistanceM)} of running` : ''}` +
      `; done ${formatDuration(done.durationS)}${done.runDistanceM > 0 ? `, ${formatDistance(done.runDistanceM)} of running` : ''}.`,
  )
  return `${lines.join('\n')}\n`
}
