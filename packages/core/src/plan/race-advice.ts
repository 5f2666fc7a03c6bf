import type { Awp, Leaf } from '../workout/awp.ts'
import { loadContext } from '../workout/leaf-load.ts'
import { resolvePace, resolvePower } from '../workout/resolve.ts'
import { eachLeaf } from '../workout/walk.ts'
import type { Advice, AdviceContext } from './advice.ts'
import { isUltraM, type TableGoal } from './goal.ts'
import type { PlannedWorkout } from './plan.ts'
import { TO_FINISH_RPE } from './race-session.ts'

/** The first tenth of a race goes this much slower than the even pace, the rest even [P; K: Smyth 2021, fast starts cost most]. */
const START = { share: 0.1, slower: 0.02 } as const
/** Start of a ride event: this far under the event's power [P]. A criterium is raced by the others' wheels, not by a split. */
const RIDE_START_LESS = 0.05
const RIDE_START_MINUTES: Partial<Record<TableGoal, number>> = { TT: 3, GRAN_FONDO: 30, GRAVEL_200: 60 }
/** Half-width of a time reckoned from training rather than told (science.md S1.10, no race close by). */
const BAND = 0.07
/** Minutes of easy movement before the start: short races begin hard, long ones warm up by themselves [P; K: S5.7f]. */
const WARM_UP_MINUTES: Partial<Record<TableGoal, number>> = {
  '5K': 15,
  '10K': 15,
  HM: 10,
  TT: 15,
  CRIT: 20,
}

/** N11: an even split with a conservative start, in the athlete's own numbers where they are known. */
export function pacingAdvice(workout: PlannedWorkout, context: AdviceContext): Advice | null {
  if (!workout.race) return null
  const load = loadContext(workout.sport, workout.workout.references, context.thresholds)
  const step = firstStep(workout.workout)
  if (workout.sport === 'ride') {
    const minutes = RIDE_START_MINUTES[context.goalKind]
    if (minutes === undefined) return null
    const power = step?.power ? resolvePower(step.power, load) : null
    const powerW = power?.ok && power.value.shape.type === 'steady' ? power.value.shape.value : null
    return {
      topic: 'pace',
      code: 'ride-start',
      facts: {
        minutes,
        powerW,
        startPowerW: powerW === null ? null : powerW * (1 - RIDE_START_LESS),
      },
    }
  }
  const pace = step?.pace ? resolvePace(step.pace, load) : null
  const { targetTimeS } = context
  const distanceM = step?.distance
  const paceMps = pace?.ok && pace.value.shape.type === 'steady' ? pace.value.shape.value : null
  const evenMps = targetTimeS !== null && distanceM !== undefined ? distanceM / targetTimeS : paceMps
  if (distanceM === undefined || evenMps === null) return { topic: 'pace', code: 'start-by-feel', facts: {} }
  // beyond a marathon ground, climbs and stops decide the pace: no split is reckoned from training [P]
  if (targetTimeS === null && isUltraM(distanceM))
    return { topic: 'pace', code: 'start-by-effort', facts: { flatSpeedMps: evenMps } }
  const timeS = distanceM / evenMps
  // reckoned from easy runs alone: a span, and no split to the second
  if (targetTimeS === null && context.thresholds.thresholdSpeedMps === undefined)
    return {
      topic: 'pace',
      code: 'start-by-feel',
      facts: { lowS: timeS * (1 - BAND), highS: timeS * (1 + BAND) },
    }
  return {
    topic: 'pace',
    code: 'even-split',
    facts: {
      // what the start gives away the rest wins back, so that the time is kept
      speedMps: (evenMps * (1 - START.share)) / (1 - START.share / (1 - START.slower)),
      startSpeedMps: evenMps * (1 - START.slower),
      startM: distanceM * START.share,
      timeS,
      lowS: targetTimeS === null ? timeS * (1 - BAND) : null,
      highS: targetTimeS === null ? timeS * (1 + BAND) : null,
    },
  }
}

function firstStep(awp: Awp): Leaf | null {
  let first: Leaf | null = null
  eachLeaf(awp.steps, (leaf) => {
    first ??= leaf
  })
  return first
}

/** Who has neither a target nor a pace runs to arrive: walking and jogging to the start is enough, however short the race [P]. */
const GENTLE_WARM_UP_MINUTES = 10

/** N05 on race day: how long to warm up; null for events that are their own warm-up. */
export function raceWarmUpAdvice(workout: PlannedWorkout, context: AdviceContext): Advice | null {
  const minutes = WARM_UP_MINUTES[context.goalKind]
  if (!workout.race || minutes === undefined) return null
  const step = firstStep(workout.workout)
  const isToFinish = step?.primary === 'rpe' && step.rpe?.type === 'steady' && step.rpe.value <= TO_FINISH_RPE
  const gentle = workout.sport === 'run' && isToFinish && context.targetTimeS === null
  return {
    topic: 'prepare',
    code: 'race-warm-up',
    facts: { minutes: gentle ? GENTLE_WARM_UP_MINUTES : minutes, sport: workout.sport, gentle },
  }
}
