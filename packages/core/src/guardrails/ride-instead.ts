import { isSparedByRiding } from '../athlete/flag.ts'
import { thresholdsOn, type ThresholdSet } from '../athlete/thresholds.ts'
import { sessionsBetween } from '../evidence/history.ts'
import { buildVariant } from '../library/build-workout.ts'
import { scaleEasyTo } from '../library/scale.ts'
import type { TargetMode } from '../library/step-target.ts'
import { plannedWorkout, referencesOf } from '../plan/planned-workout.ts'
import type { PlannedWorkout } from '../plan/plan.ts'
import { addDays, toDayNumber, type LocalDate } from '../time/local-date.ts'
import { injuriesOn } from './g17-injury.ts'
import { illnessLimit } from './g19-illness.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SessionFacts } from './week-facts.ts'

/** Why such a ride stands in the plan; when running is possible again it becomes a run. */
export const RIDE_INSTEAD = 'ride-instead-of-run'
const EASY_RIDE = 'B02'
/** Longer easy rides would be hard again (science.md S5.7a). */
const MOST_MIN = 200
/** A shorter ride is no training (science.md G01: never below 20 min). */
const LEAST_MIN = 20
/** Who has ridden in these days, rides. */
const RIDDEN_DAYS = 56

/**
 * An easy ride of the run's minutes in its place (science.md G17: cross-train), with its id; where the slot is for running
 * only, in the nearest free one of the week that is not. Null where the athlete does not ride, where riding loads what
 * hurts as well, and where the week has no slot for it.
 */
export function rideInstead(facts: PlanFacts, session: SessionFacts): PlannedWorkout | null {
  const { workout } = session
  const injuries = injuriesOn(facts, session)
  if (!mayRide(facts) || !injuries.every(isSparedByRiding) || illnessLimit(facts, session) !== null) return null
  const place = placeOf(facts, session)
  if (place === null) return null
  const minutes = Math.max(1, Math.floor(Math.min(MOST_MIN, workout.durationS / 60, place.minutes)))
  const variant = scaleEasyTo(EASY_RIDE, minutes)
  if (variant === null) return null
  const set = thresholdsOn(facts.facts.thresholds ?? [], 'ride', workout.date)
  const built = buildVariant(variant, targetOf(set))
  const references = referencesOf(set)
  return plannedWorkout(
    references === undefined ? built : { ...built, references },
    {
      id: workout.id,
      date: place.date,
      slot: place.slot,
      purpose: { code: RIDE_INSTEAD, facts: { part: injuries[0]?.part ?? null, minutes } },
      focus: 'AEROBIC_ENDURANCE',
      priority: 'SUPPORT',
      race: false,
      archetype: variant.archetypeId,
      step: variant.step,
    },
    { set, planningSpeedMps: null },
    { longestMinutes: Infinity, totalMinutes: 0 },
  )
}

interface RidePlace {
  readonly date: LocalDate
  readonly slot: number
  readonly minutes: number
}

/** The run's own slot, else the nearest free one that allows a ride: of the same week, not over, no day off, long enough. */
function placeOf(facts: PlanFacts, { workout, weekIndex, day }: SessionFacts): RidePlace | null {
  const { week, sessions } = facts.weeks[weekIndex]!
  const here = { date: workout.date, slot: workout.slot, minutes: Infinity }
  const own = week.slots.find((one) => one.date === workout.date && one.slot === workout.slot)
  if (own?.sports === undefined || own.sports.includes('ride')) return here
  const taken = new Set(sessions.map((other) => other.workout.date))
  const blackout = facts.plan.athlete.availability.blackoutDates ?? []
  const distance = ({ date }: RidePlace): number => Math.abs(toDayNumber(date) - day)
  const [nearest] = week.slots
    .filter(
      ({ date, minutes, sports }) =>
        (facts.todayDay === null || toDayNumber(date) >= facts.todayDay) &&
        !taken.has(date) &&
        !blackout.includes(date) &&
        minutes >= LEAST_MIN &&
        (sports === undefined || sports.includes('ride')),
    )
    .toSorted((a, b) => distance(a) - distance(b) || (a.date < b.date ? -1 : 1))
  return nearest ?? null
}

/** True for one who says so, whose plan has rides, or who has ridden lately. */
function mayRide({ plan, sports, facts }: PlanFacts): boolean {
  if (facts.crossTraining === true || plan.sport === 'ride') return true
  if (sports.some(({ sport }) => sport === 'ride')) return true
  const to = facts.today ?? plan.startDate
  const from = addDays(to, -RIDDEN_DAYS)
  const { history } = facts
  if (history === null) return false
  return (
    sessionsBetween(history, 'ride', from, to).length > 0 ||
    (history.weekly ?? []).some(
      ({ sport, weekStart, minutes }) => sport === 'ride' && weekStart >= from && (minutes ?? 0) > 0,
    )
  )
}

const targetOf = (set: ThresholdSet): TargetMode =>
  set.ftpW !== undefined ? 'power' : set.lthrBpm !== undefined ? 'hr' : 'rpe'
