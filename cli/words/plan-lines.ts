import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import type { Feasibility } from '@coach-wattz/core/plan/feasibility'
import type { Plan, PlannedWorkout, TrainingWeek } from '@coach-wattz/core/plan/plan'
import { weekdayName } from '@coach-wattz/core/time/date-words'
import { formatDuration } from '@coach-wattz/core/units/format'
import { tradeLines } from './trade-lines.ts'

/** A plan as a page of text: the time there is, the wish for race day, blocks, weeks, sessions, and what the rules say. */
export function planLines(plan: Plan, { text, target }: Feasibility, report: GuardReport): string {
  const warnings = report.violations.filter((violation) => violation.severity === 'S')
  return [
    `${plan.goal.name ?? 'Plan'} from ${plan.startDate} to ${plan.targetDate}`,
    text,
    ...(target === null ? [] : [target.ok ? target.value.text : target.detail]),
    ...plan.blocks.flatMap((block) => [
      '',
      `${block.name}, ${block.durationWeeks} ${block.durationWeeks === 1 ? 'week' : 'weeks'}`,
      ...block.weeks.flatMap(weekLines),
    ]),
    '',
    report.ok ? 'Every safety limit is kept.' : 'Some safety limits are broken.',
    ...warnings.map((warning) => `  Worth a look: ${warning.text}`),
    '',
  ].join('\n')
}

function weekLines(week: TrainingWeek): string[] {
  const distance = week.distanceTargetM === null ? '' : `, ${(week.distanceTargetM / 1000).toFixed(0)} km`
  const kind = week.isRecovery ? ', lighter' : ''
  return [
    `  Week ${week.weekNumber} (${week.startDate}): ${formatDuration(60 * week.volumeTargetMinutes)}${distance}${kind}`,
    ...week.workouts.map(
      (workout) =>
        `    ${weekdayName(workout.date).slice(0, 3)} ${workout.title}${lengthOf(workout)}${workout.hard ? ', hard' : ''}`,
    ),
    ...tradeLines(week.notes).map((line) => `    Given up: ${line}`),
  ]
}

function lengthOf(workout: PlannedWorkout): string {
  const minutes = Math.round(workout.durationS / 60)
  // an easy session says its length in its title
  return workout.title.includes(`${minutes} min`) ? '' : `, ${formatDuration(workout.durationS)} in all`
}
