import { variantDurationS, type WorkoutVariant } from '../library/scale.ts'
import { variantTotals } from '../library/step-totals.ts'
import type { Priority, Reason, WorkoutFocus } from './plan.ts'
import type { StartingPoint } from './starting-point.ts'

/** A session before it becomes a workout: which step of the library, on which day, and why. */
export interface SessionDraft {
  /** 0 Monday. */
  readonly day: number
  readonly slot: number
  readonly role: 'long' | 'key' | 'easy' | 'race'
  readonly variant: WorkoutVariant
  readonly focus: WorkoutFocus
  readonly priority: Priority
  readonly purpose: Reason
}

export const variantMinutes = (variant: WorkoutVariant): number => variantDurationS(variant) / 60

/** Volume of a library session in the plan's unit. */
export function variantVolume(start: StartingPoint, variant: WorkoutVariant): number {
  const totals = variantTotals(variant)
  if (start.unit === 'min' || start.planningSpeedMps === null) return totals.durationS / 60
  return totals.durationS * totals.meanFraction * start.planningSpeedMps
}

/** Planned minutes in MID and HIGH (science.md S0.4). */
export const variantHardMinutes = (variant: WorkoutVariant): number => variantTotals(variant).hardMinutes

export const draftsVolume = (start: StartingPoint, drafts: readonly SessionDraft[]): number =>
  drafts.reduce((sum, draft) => (draft.role === 'race' ? sum : sum + variantVolume(start, draft.variant)), 0)
export const draftsMinutes = (drafts: readonly SessionDraft[]): number =>
  drafts.reduce((sum, draft) => (draft.role === 'race' ? sum : sum + variantMinutes(draft.variant)), 0)
