import { parseArgs } from 'node:util'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { formatDistance, formatDuration } from '@coach-wattz/core/units/format'
import type { WeekInView } from '../../shared/contracts/home.ts'
import type { RunCommand } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'
import { activityLine, workoutLine } from '../words/session-lines.ts'

/** `coach week [--json]`: this week's plan beside what was done. */
export const run: RunCommand = async (args, io) => {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } })
  const data = await openCoachData(io)
  try {
    const { week, today } = await data.today()
    if (values.json) io.stdout.write(`${JSON.stringify({ kind: 'week', today, ...week }, null, 2)}\n`)
    else io.stdout.write(weekText(week))
    return 0
  } finally {
    await data.close()
  }
}

function weekText(week: WeekInView): string {
  const lines = [
    `Week of ${week.startDate}${week.blockName ? `, ${week.blockName}, week ${week.week?.weekNumber}` : ', no plan'}`,
  ]
  for (const [index, day] of week.days.entries()) {
    const entries = [...day.workouts.map(workoutLine), ...day.activities.map(activityLine)]
    lines.push(
      `${WEEKDAYS[index]} ${day.date.slice(8)}  ${entries.length > 0 ? entries.join('\n        ') : day.blackout ? 'day off' : 'rest'}`,
    )
  }
  const { planned, done } = week
  lines.push(
    `Planned ${formatDuration(planned.durationS)}${planned.runDistanceM ? `, ${formatDistance(planned.runDistanceM)} of running` : ''}` +
      `; done ${formatDuration(done.durationS)}${done.runDistanceM > 0 ? `, ${formatDistance(done.runDistanceM)} of running` : ''}.`,
  )
  return `${lines.join('\n')}\n`
}
