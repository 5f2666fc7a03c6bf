import { conditionsPaceFactor } from '../athlete/conditions.ts'
import type { Flag } from '../athlete/flag.ts'
import type { ThresholdSet } from '../athlete/thresholds.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { isWarmSeason } from '../time/warm-season.ts'
import { loadContext } from '../workout/leaf-load.ts'
import { primaryOf, resolvePrimary } from '../workout/resolve.ts'
import type { Advice, AdviceContext } from './advice.ts'
import { feelAdvice, stopAdvice } from './effort-advice.ts'
import { FUEL_FROM_S, fuelAdvice } from './fuel-advice.ts'
import { tableGoal } from './goal.ts'
import { workoutsOf, type Plan, type PlannedWorkout } from './plan.ts'
import { pacingAdvice, raceWarmUpAdvice } from './race-advice.ts'
import { easySecondsBeforeHigh, mainWork } from './work-steps.ts'

/** Nobody reads five pieces of advice before going out. */
const MOST_ADVICE = 4
/** A new focus is new for two weeks (science.md S8.4). */
const NEW_FOCUS_DAYS = 14
/** Easy minutes before work above the second threshold (science.md S5.7f). */
const WARM_UP_S = 600
/** The day the heat line reckons with. */
const HOT_C = 25
/** Focuses every plan begins with: they are never new. */
const OLD_FOCI: ReadonlySet<string> = new Set(['RECOVERY', 'AEROBIC_ENDURANCE', 'LONG', 'TEST'])

/**
 * What a coach would add to a session's numbers: at most four lines, most important first, each from the session's own
 * steps. An easy session under 75 min gets one. Codes and facts; the screen has the words.
 */
export function sessionAdvice(workout: PlannedWorkout, context: AdviceContext): Advice[] {
  const stop = stopAdvice(workout, context)
  const isHealth = stop?.code === 'pain' || stop?.code === 'illness'
  const lines = workout.race
    ? [
        stop,
        pacingAdvice(workout, context),
        fuelAdvice(workout, context),
        raceWarmUpAdvice(workout, context),
        heatAdvice(workout, context),
      ]
    : [
        isHealth ? stop : null,
        feelAdvice(workout, context),
        isHealth ? null : stop,
        fuelAdvice(workout, context),
        warmUpAdvice(workout, context),
        heatAdvice(workout, context),
      ]
  return lines.filter((line) => line !== null).slice(0, isPlainEasy(workout) ? 1 : MOST_ADVICE)
}

/** An easy session too short to eat on. */
const isPlainEasy = (workout: PlannedWorkout): boolean =>
  !workout.race &&
  workout.durationS < FUEL_FROM_S &&
  (workout.focus === 'RECOVERY' || workout.focus === 'AEROBIC_ENDURANCE' || (workout.focus === 'LONG' && !workout.hard))

/** N05: easy minutes to add before work above the second threshold; null where the workout holds ten. */
function warmUpAdvice(workout: PlannedWorkout, context: AdviceContext): Advice | null {
  const heldS = easySecondsBeforeHigh(
    workout.workout,
    loadContext(workout.sport, workout.workout.references, context.thresholds),
  )
  if (heldS === null || heldS >= WARM_UP_S) return null
  return {
    topic: 'prepare',
    code: 'warm-up',
    facts: { minutes: Math.ceil((WARM_UP_S - heldS) / 60), held: Math.floor(heldS / 60) },
  }
}

/** N07: the work's own pace on a day of 25 °C, for outdoor runs of the warm months that follow a known pace (science.md S1.4). */
function heatAdvice(workout: PlannedWorkout, context: AdviceContext): Advice | null {
  if (!context.isWarmSeason || workout.sport !== 'run' || workout.workout.environment === 'indoor' || !workout.hard)
    return null
  const load = loadContext('run', workout.workout.references, context.thresholds)
  const work = mainWork(workout.workout, load)
  if (!work || work.leaf.surface === 'treadmill' || primaryOf(work.leaf) !== 'pace') return null
  const target = resolvePrimary(work.leaf, load)
  if (!target?.ok || target.value.shape.type === 'ramp') return null
  const { shape } = target.value
  const speedMps = shape.type === 'steady' ? shape.value : (shape.min + shape.max) / 2
  const factor = conditionsPaceFactor(HOT_C, null)
  return { topic: 'heat', code: 'heat', facts: { speedMps, hotSpeedMps: speedMps / factor, celsius: HOT_C } }
}

/** What of the athlete advice rests on, beside the plan. */
export interface AdvisedAthlete {
  readonly thresholds: ThresholdSet
  readonly flags: readonly Flag[]
  readonly timeZone: string
}

/** The context of one session of a plan. */
export function adviceContextOf(plan: Plan, workout: PlannedWorkout, athlete: AdvisedAthlete): AdviceContext {
  const { goal } = plan
  const raced = workout.race ? (plan.events?.find(({ date }) => date === workout.date) ?? goal) : goal
  const newFrom = addDays(workout.date, -NEW_FOCUS_DAYS)
  return {
    thresholds: athlete.thresholds,
    flags: athlete.flags,
    level: plan.athlete.level,
    // a race on the way has its own distance and its own time
    goalKind: tableGoal(raced),
    targetTimeS: raced.targetTimeS ?? null,
    daysToRace: goal.date === undefined ? null : daysBetween(workout.date, goal.date),
    isWarmSeason: isWarmSeason(workout.date, athlete.timeZone),
    isNewFocus:
      !OLD_FOCI.has(workout.focus) &&
      !workoutsOf(plan).some((other) => other.focus === workout.focus && other.date < newFrom),
  }
}
