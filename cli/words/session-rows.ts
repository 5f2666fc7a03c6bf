import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { CliToday, DoneSession, PlannedSession } from '../../shared/contracts/cli/days.ts'
import type { WeekInView } from '../../shared/contracts/home.ts'

/** A planned session as `--json` shows it: totals, without the steps (`coach plan` and the app have those). */
export function plannedRow(workout: PlannedWorkout): PlannedSession {
  const { id, date, sport, title, focus, priority, race, durationS, distanceM, tss } = workout
  return { id, date, sport, title, focus, priority, race, durationS, distanceM, tss }
}

export function doneRow(activity: Activity): DoneSession {
  const { id, date, sport, title, startedAt, movingS, distanceM, load, loadMethod, race } = activity
  return { id, date, sport, title, startedAt, movingS, distanceM, load, loadMethod, race }
}

export const planWeekRow = ({ week, blockName }: WeekInView): CliToday['planWeek'] =>
  week && blockName !== null ? { weekNumber: week.weekNumber, blockName, isRecovery: week.isRecovery } : null
