import { adjustSentence } from '@coach-wattz/core/adaptation/adjust-words'
import type { WeekImpact } from '@coach-wattz/core/adaptation/week-figures'
import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import type { Plan, PlannedWorkout, Reason } from '@coach-wattz/core/plan/plan'
import { weekdayOf } from '@coach-wattz/core/time/week'
import type { AdjustReply } from '../../shared/contracts/training-plan.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { intensityOf, trainingPlanWeeks } from './training-plan-days.ts'
import { planMeta } from './training-plan-meta.ts'

type Session = NonNullable<AdjustReply['changes'][number]['before']>

/** What an adjustment did, or would do, and the plan as it is then. */
export interface Shown {
  readonly plan: Plan
  readonly report: GuardReport
  readonly digest: string
  readonly revision: number
  readonly saved: boolean
  readonly unchanged?: string
  readonly changes?: readonly {
    readonly workoutId: string
    readonly before: Session | null
    readonly after: Session | null
    readonly reason: Reason
  }[]
  readonly weekTotals?: readonly WeekImpact[]
  readonly loweredWeeks?: number
  readonly notices?: readonly string[]
}

export async function adjustReply(tx: AthleteTransaction, shown: Shown): Promise<AdjustReply> {
  const { plan, report, digest, revision, saved } = shown
  const thresholds = await loadThresholds(tx)
  return {
    saved,
    revision,
    digest,
    unchanged: shown.unchanged ?? null,
    changes: (shown.changes ?? []).map((change) => ({
      ...change,
      why: adjustSentence(change.reason) ?? 'What you have told us of your health asks for it.',
    })),
    weekTotals: [...(shown.weekTotals ?? [])],
    loweredWeeks: shown.loweredWeeks ?? 0,
    notices: [...(shown.notices ?? [])],
    plan_meta: planMeta({ plan, report, digest, saved: saved ? { id: plan.id, revision } : null }),
    weeks: trainingPlanWeeks(plan, ({ sport, date }) => thresholdsOn(thresholds, sport, date)),
  }
}

export const adjustedSessionOf = (workout: PlannedWorkout): Session => ({
  id: workout.id,
  date: workout.date,
  weekday: weekdayOf(workout.date),
  slot: workout.slot,
  sport: workout.sport,
  type: workout.race ? 'RACE' : workout.focus,
  title: workout.title,
  durationS: workout.durationS,
  distanceM: workout.distanceM,
  intensity: intensityOf(workout),
  tss: workout.tss,
  priority: workout.priority,
  race: workout.race,
})
