import { isSparedByRiding } from '../athlete/flag.ts'
import { thresholdsOn, type ThresholdSet } from '../athlete/thresholds.ts'
import { sessionsBetween } from '../evidence/history.ts'
import { buildVariant } from '../library/build-workout.ts'
import { scaleEasyTo } from '../library/scale.ts'
import type { TargetMode } from '../library/step-target.ts'
import { plannedWorkout, referencesOf } from '../plan/planned-workout.ts'
import type { PlannedWorkout } from '../plan/plan.ts'
import { addDays } from '../time/local-date.ts'
import { injuriesOn } from './g17-injury.ts'
import { illnessLimit } from './g19-illness.ts'
import type { PlanFacts, SessionFacts } from './plan-facts.ts'

/** Why such a ride stands in the plan; when running is possible again it becomes a run. */
export const RIDE_INSTEAD = 'ride-instead-of-run'
const EASY_RIDE = 'B02'
/** Longer easy rides would be hard again (science.md S5.7a). */
const MOST_MIN = 200
/** Who has ridden in these days, rides. */
const RIDDEN_DAYS = 56

/**
 * An easy ride of the run's minutes in its place (science.md G17: cross-train), with its id. Null where the athlete does
 * not ride, where riding loads what hurts as well, and where the slot is for running only.
 */
export function rideInstead(facts: PlanFacts, session: SessionFacts): PlannedWorkout | null {
  const { workout } = session
  const injuries = injuriesOn(facts, session)
  if (!mayRide(facts) || !injuries.every(isSparedByRiding) || illnessLimit(facts, session) !== null) return null
  const { slots } = facts.weeks[session.weekIndex]!.week
  const slot = slots.find((one) => one.date === workout.date && one.slot === workout.slot)
  if (slot?.sports !== undefined && !slot.sports.includes('ride')) return null
  const minutes = Math.max(1, Math.min(MOST_MIN, Math.floor(workout.durationS / 60)))
  const variant = scaleEasyTo(EASY_RIDE, minutes)
  if (variant === null) return null
  const set = thresholdsOn(facts.facts.thresholds ?? [], 'ride', workout.date)
  const built = buildVariant(variant, targetOf(set))
  const references = referencesOf(set)
  return plannedWorkout(
    references === undefined ? built : { ...built, references },
    {
      id: workout.id,
      date: workout.date,
      slot: workout.slot,
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
