import { parseArgs } from 'node:util'
import { formatDuration } from '@coach-wattz/core/units/format'
import type { RunCommand } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'
import { activityLine, workoutLine } from '../words/session-lines.ts'

/** `coach today [--json]`: what the plan says for today, and what was done. */
export const run: RunCommand = async (args, io) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const data = await openCoachData(io)
  try {
    const reply = await data.today()
    if (values.json) {
      io.stdout.write(`${JSON.stringify({ kind: 'today', ...reply }, null, 2)}\n`)
      return 0
    }
    const day = reply.week.days.find(({ date }) => date === reply.today)
    io.stdout.write(
      `${reply.today}${reply.week.blockName ? `, ${reply.week.blockName}, week ${reply.week.week?.weekNumber}` : ''}\n`,
    )
    if (reply.planState === 'none') io.stdout.write('There is no plan yet. Make one in the app under New plan.\n')
    for (const workout of reply.workouts) io.stdout.write(`${workoutLine(workout)}\n`)
    if (reply.planState === 'running' && reply.workouts.length === 0)
      io.stdout.write(
        `Rest.${reply.nextWorkout ? ` Next: ${reply.nextWorkout.date} ${reply.nextWorkout.title}, ${formatDuration(reply.nextWorkout.durationS)}` : ''}\n`,
      )
    for (const activity of day?.activities ?? []) io.stdout.write(`${activityLine(activity)}\n`)
    return 0
  } finally {
    await data.close()
  }
}
