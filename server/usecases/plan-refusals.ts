import { workoutsOf, type Plan, type TrainingWeek } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { Refusal } from '@coach-wattz/core/guardrails/author-plan'
import { refuse } from './outcome.ts'

/** No plan that every hard rule allows: the arithmetic in words, the ways forward as data. */
export const refusePlan = (refused: Refusal) =>
  refuse('plan-refused', 'No safe plan', refused.reason, { data: refused })

/**
 * Moves that no rule has to look at: a day that is over stays as it is, and so does the race. A missed session that a repair
 * moved on may return to its own day. Null when there is none.
 */
export function refuseMove(
  plan: Plan,
  changes: readonly PlanChange[],
  today: LocalDate,
  mayReturn = false,
): ReturnType<typeof refuse> | null {
  const races = new Set(
    workoutsOf(plan)
      .filter((workout) => workout.race)
      .map((workout) => workout.id),
  )
  for (const change of changes) {
    const begins = change.kind === 'replan' ? change.from : change.kind === 'weeks' ? firstMonday(change.before) : null
    if (begins !== null && begins <= today)
      return refuse(
        'plan-blocked',
        'Those weeks have begun',
        'Weeks that have begun stay as they are. Change the settings again to plan the weeks to come anew.',
        { data: { violations: [] } },
      )
    if (touchesPast(change, today))
      return refuse(
        'plan-blocked',
        'A day of this change is over',
        'Days before today are history and stay as they are. Move or change the sessions to come instead.',
        { data: { violations: [] } },
      )
    if (change.kind !== 'move') continue
    if (change.from.date < today || (change.to.date < today && !mayReturn))
      return refuse(
        'plan-blocked',
        'That day is over',
        'Days before today are history and stay as they are. Choose today or a later day.',
        { data: { violations: [] } },
      )
    if (races.has(change.workoutId))
      return refuse(
        'plan-blocked',
        'The race stays on its day',
        'The whole plan is built backwards from race day. Make a new plan for another date.',
        { data: { violations: [] } },
      )
  }
  return null
}

/** A session put in, taken out or replaced on a day that is over, or other minutes for it. */
function touchesPast(change: PlanChange, today: LocalDate): boolean {
  if (change.kind === 'minutes') return change.date < today
  if (change.kind === 'replace') return change.before.date < today || change.after.date < today
  return (change.kind === 'add' || change.kind === 'remove') && change.workout.date < today
}

const firstMonday = (weeks: readonly TrainingWeek[]): LocalDate | null =>
  weeks.map(({ startDate }) => startDate).sort()[0] ?? null

export const noSuchPlan = () =>
  refuse('not-found', 'No such plan', 'This plan is not the one in force. Reload the page to see the present one.')
export const noSuchRevision = () =>
  refuse('not-found', 'No such change', 'The plan’s history has no change of this number. Reload the page.')
export const stalePlan = () =>
  refuse(
    'stale-revision',
    'The plan was changed meanwhile',
    'Another window or device changed the plan a moment ago. Reload it and try again; nothing was lost.',
  )
export const noSuchWorkout = () =>
  refuse(
    'not-found',
    'No such session',
    'This session is not in your plan. It may have been changed or taken out: open the calendar to see what is planned.',
  )
export const noSuchActivity = () =>
  refuse(
    'not-found',
    'No such activity',
    'This activity is not among yours. It may have been replaced: reload the page.',
  )
