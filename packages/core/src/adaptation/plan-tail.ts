import type { Availability } from '../athlete/availability.ts'
import { overridesOn, withOverridesOn } from '../plan/day-minutes.ts'
import type { PlanTail } from '../plan/plan-change.ts'
import type { Plan } from '../plan/plan.ts'
import { isSameJson } from '../result/same-json.ts'
import type { LocalDate } from '../time/local-date.ts'

/** The answers of a plan with its blocks from one on: what a replan replaces. */
export const tailOf = ({ goal, events, targetDate, strategy, athlete, blocks }: Plan, first: number): PlanTail => ({
  goal,
  ...(events && events.length > 0 ? { events } : {}),
  targetDate,
  strategy,
  athlete,
  blocks: blocks.slice(first),
})

/** Days that two availabilities tell differently, all or those before one. */
export function daysToldOtherwise(a: Availability, b: Availability, before: LocalDate | null): LocalDate[] {
  const days = [...(a.overrides ?? []), ...(b.overrides ?? [])].map(({ date }) => date)
  return [...new Set(days)]
    .sort()
    .filter((date) => before === null || date < before)
    .filter((date) => !isSameJson(overridesOn(a, date) ?? [], overridesOn(b, date) ?? []))
}

/** An availability with what another one tells of some days. */
export const withDaysOf = (availability: Availability, other: Availability, days: readonly LocalDate[]): Availability =>
  days.reduce((all, date) => withOverridesOn(all, date, overridesOn(other, date)), availability)
