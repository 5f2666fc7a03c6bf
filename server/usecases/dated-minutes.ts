import type { Availability } from '@coach-wattz/core/athlete/availability'
import { overridesOn, withOverridesOn } from '@coach-wattz/core/plan/day-minutes'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { isSameJson } from '@coach-wattz/core/result/same-json'
import type { AthleteTransaction } from '../database/database.ts'
import { saveAthlete } from '../repositories/athlete-repository.ts'

/**
 * Changes with what the athlete's own settings said of a day before it was given other minutes: the plan keeps the
 * availability it was made for, so the two may differ, and an undo gives each its own back.
 */
export const withSettings = (changes: readonly PlanChange[], availability: Availability | null): PlanChange[] =>
  changes.map((change) =>
    change.kind !== 'minutes' || availability === null
      ? change
      : { ...change, settings: { before: overridesOn(availability, change.date), after: change.after.overrides } },
  )

/** Writes the dated minutes of changes that were saved into the athlete's settings; a day told otherwise since stays as it is. */
export async function keepMinutes(
  tx: AthleteTransaction,
  availability: Availability | null,
  changes: readonly PlanChange[],
): Promise<void> {
  if (availability === null) return
  let now = availability
  for (const change of changes) {
    if (change.kind !== 'minutes' || !change.settings) continue
    const { before, after } = change.settings
    if (isSameJson(overridesOn(now, change.date) ?? [], before ?? [])) now = withOverridesOn(now, change.date, after)
  }
  if (now !== availability) await saveAthlete(tx, { availability: now })
}
