import type { Plan, PlanAthlete } from '../plan/plan.ts'
import { toDayNumber } from '../time/local-date.ts'
import type { ReviewFacts } from './review-facts.ts'

/**
 * All that rules read beside the weeks of a plan: the plan without its blocks, what the review knows, and the days both give.
 * It is the same object as long as nothing in it changed, so what was read off a week under it can be kept with the week.
 */
export interface PlanBasis {
  readonly plan: Omit<Plan, 'kind' | 'blocks'>
  readonly facts: ReviewFacts
  /** First day of the first week. */
  readonly startDay: number
  readonly todayDay: number | null
  /** Race day as a day number, or null for general fitness. */
  readonly raceDay: number | null
  readonly taperDays: number
  readonly eventDays: ReadonlySet<number>
}

const known = new WeakMap<PlanAthlete, PlanBasis>()

/** The basis of a plan that begins on `startDay` and tapers `taperDays`; the one from before where nothing changed. */
export function planBasis(plan: Plan, facts: ReviewFacts, startDay: number, taperDays: number): PlanBasis {
  const before = known.get(plan.athlete)
  if (
    before &&
    before.startDay === startDay &&
    before.taperDays === taperDays &&
    isSamePlan(before.plan, plan) &&
    isSameReview(before.facts, facts)
  )
    return before
  const { id, sport, goal, events, startDate, targetDate, strategy, athlete } = plan
  const basis: PlanBasis = {
    plan: { id, sport, goal, ...(events ? { events } : {}), startDate, targetDate, strategy, athlete },
    facts,
    startDay,
    todayDay: facts.today === null ? null : toDayNumber(facts.today),
    raceDay: goal.kind === 'GENERAL_FITNESS' ? null : toDayNumber(targetDate),
    taperDays,
    eventDays: new Set((events ?? []).map((event) => toDayNumber(event.date))),
  }
  known.set(athlete, basis)
  return basis
}

const isSamePlan = (a: PlanBasis['plan'], b: Plan): boolean =>
  a.id === b.id &&
  a.sport === b.sport &&
  a.goal === b.goal &&
  a.events === b.events &&
  a.startDate === b.startDate &&
  a.targetDate === b.targetDate &&
  a.strategy === b.strategy

const isSameReview = (a: ReviewFacts, b: ReviewFacts): boolean =>
  a === b ||
  (a.history === b.history &&
    a.today === b.today &&
    a.flags === b.flags &&
    a.screening === b.screening &&
    a.crossTraining === b.crossTraining &&
    a.thresholds === b.thresholds &&
    a.course === b.course &&
    a.profile === b.profile)
