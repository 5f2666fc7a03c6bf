import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { GoalKind, PlanEvent } from '@coach-wattz/core/plan/goal'
import type { PlanRequest } from '#shared/contracts/plans'
import { distanceNumber, type Units } from '../../words/measure'

/** A race on the way, as typed. */
export interface DraftEvent {
  kind: GoalKind
  date: string
  priority: 'B' | 'C'
  ownDistance: string
  /** Of the plan it was copied from: the form asks for neither. The time stays as long as it is the same race. */
  name?: string
  target?: { readonly timeS: number; readonly kind: GoalKind; readonly ownDistance: string }
}
type AskedEvent = NonNullable<PlanRequest['events']>[number]

/** A race on the way of a plan, in the athlete's units. */
export function draftEventOf(event: PlanEvent, units: Units): DraftEvent {
  const { kind, date, priority, distanceM, name, targetTimeS } = event
  const ownDistance = distanceM === undefined ? '' : distanceNumber(distanceM, units)
  return {
    kind,
    date,
    priority,
    ownDistance,
    ...(name === undefined ? {} : { name }),
    ...(targetTimeS === undefined ? {} : { target: { timeS: targetTimeS, kind, ownDistance } }),
  }
}

/** The race as it is asked for; `distanceM` is what its own distance reads as, null where it does not. */
export function askedEventOf(event: DraftEvent, sport: Sport, distanceM: number | null): AskedEvent {
  const { kind, date, priority, ownDistance, name, target } = event
  const isSameRace = target?.kind === kind && target.ownDistance === ownDistance
  return {
    kind: kind as AskedEvent['kind'],
    sport,
    date,
    priority,
    ...(kind === 'RUN_DISTANCE' && distanceM !== null ? { distanceM } : {}),
    ...(name === undefined ? {} : { name }),
    ...(target && isSameRace ? { targetTimeS: target.timeS } : {}),
  }
}
