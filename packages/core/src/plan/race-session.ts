import type { Awp, Leaf } from '../workout/awp.ts'
import {
  betweenRuns,
  goalDistanceM,
  tableGoal,
  type Goal,
  type GoalKind,
  type PlanEvent,
  type TableGoal,
} from './goal.ts'
import type { PlanningThresholds } from './planned-workout.ts'
import { rideEventS, sustainedShare } from './ride-effort.ts'
import type { StartingPoint } from './starting-point.ts'

/** Race effort as a fraction of threshold speed or FTP (science.md §11 anchors; R36–R39, B36, B37). */
const RACE_FRACTION: Record<Exclude<TableGoal, 'GENERAL_FITNESS'>, number> = {
  '5K': 1.065,
  '10K': 1.03,
  HM: 0.98,
  MARATHON: 0.94,
  GRAN_FONDO: 0.72,
  // a criterium's mean, surges included; 12 h of gravel [P]
  CRIT: 0.93,
  TT: 0.98,
  GRAVEL_200: 0.65,
}
/** Effort of the race on the ten-point scale (science.md S8.4). */
const RACE_RPE: Record<Exclude<TableGoal, 'GENERAL_FITNESS'>, number> = {
  '5K': 9,
  '10K': 9,
  HM: 8,
  MARATHON: 7,
  GRAN_FONDO: 6,
  CRIT: 9,
  TT: 9,
  GRAVEL_200: 6,
}
/** 7:00 min/km: the pace a race is pencilled in with when nothing tells one [P]. */
const UNKNOWN_RACE_SPEED_MPS = 1000 / 420

/** Effort of a run with neither a target nor a known pace: effort is all one has to go by there, and arriving is the aim [P]. */
export const TO_FINISH_RPE = 7

const RACE_TITLES: Record<GoalKind, string> = {
  '5K': '5K race',
  '10K': '10K race',
  HM: 'Half marathon race',
  MARATHON: 'Marathon race',
  RUN_DISTANCE: 'Race',
  GRAN_FONDO: 'Gran fondo',
  CRIT: 'Criterium',
  TT: 'Time trial',
  GRAVEL_200: 'Gravel ultra',
  GENERAL_FITNESS: 'General fitness',
}

/** The race's own name, or what kind of race it is. */
export function raceTitle(goal: Goal): string {
  const distance = goal.kind === 'RUN_DISTANCE' ? goalDistanceM(goal) : null
  return goal.name ?? (distance === null ? RACE_TITLES[goal.kind] : `${Math.round(distance / 100) / 10} km race`)
}

/** Race effort of a ride by its length: a time trial of twenty minutes is harder than one of an hour, and no event harder than can be held. */
function rideFraction(kind: Exclude<TableGoal, 'GENERAL_FITNESS'>, durationS: number): number {
  const held = sustainedShare(kind, durationS)
  return kind === 'TT' ? RACE_FRACTION.TT * held : Math.min(RACE_FRACTION[kind], held)
}

/** Race effort of a run over any distance, between the published ones. */
const runFraction = (distanceM: number): number => betweenRuns((kind) => RACE_FRACTION[kind], distanceM)

/**
 * The race as a workout of one step: the distance at race effort for a run, the expected time for a ride. A target time
 * gives the length; else the threshold; else a cautious pace.
 */
export function raceWorkout(goal: Goal, thresholds: PlanningThresholds): Awp {
  const meta: Awp['meta'] = { title: raceTitle(goal), purpose: 'RACE' }
  return { schemaVersion: '1.0', sport: goal.sport, meta, steps: [raceStep(goal, thresholds)] }
}

/** What a race adds to the volume of its days, in the plan's unit (science.md S7.3: it counts in volume). */
export function raceVolume({ unit, thresholds, planningSpeedMps }: StartingPoint, race: PlanEvent): number {
  const distance = goalDistanceM(race)
  if (unit === 'm' && distance !== null) return distance
  const { duration, estimatedDuration } = raceStep(race, { set: thresholds, planningSpeedMps })
  return (duration ?? estimatedDuration ?? 0) / 60
}

function raceStep(goal: Goal, thresholds: PlanningThresholds): Leaf {
  const table = tableGoal(goal)
  const kind = table === 'GENERAL_FITNESS' ? 'TT' : table
  const distance = goalDistanceM(goal)
  const isToFinish = goal.sport === 'run' && goal.targetTimeS === undefined && thresholds.planningSpeedMps === null
  const effort = isToFinish ? Math.min(TO_FINISH_RPE, RACE_RPE[kind]) : RACE_RPE[kind]
  const rpe: Leaf['rpe'] = { type: 'steady', value: effort }
  if (goal.sport === 'ride' || distance === null) {
    const duration = Math.round(goal.targetTimeS ?? rideEventS(kind))
    const ftp = thresholds.set.ftpW
    const own = goal.targetPowerW === undefined || ftp === undefined ? null : goal.targetPowerW / ftp
    const value = Math.round((own ?? rideFraction(kind, duration)) * 1000) / 1000
    const power: Leaf['power'] = { type: 'steady', value }
    return { type: 'Interval', id: 'race', name: 'Race', duration, power, rpe }
  }
  const speed = thresholds.planningSpeedMps
  const ownFraction = goal.targetTimeS === undefined || speed === null ? null : distance / goal.targetTimeS / speed
  const fraction = Math.round((ownFraction ?? runFraction(distance)) * 1000) / 1000
  const expected = goal.targetTimeS ?? distance / (speed === null ? UNKNOWN_RACE_SPEED_MPS : fraction * speed)
  // a threshold reckoned from easy runs is too rough to race by (product.md: no number without its certainty)
  const isRough = goal.targetTimeS === undefined && thresholds.set.thresholdSpeedMps === undefined
  return {
    type: 'Interval',
    id: 'race',
    name: 'Race',
    distance,
    estimatedDuration: Math.round(expected),
    pace: { type: 'steady', value: fraction },
    rpe,
    // nobody can follow a share of a pace that is not known
    ...(speed === null || isRough ? { primary: 'rpe' as const } : {}),
  }
}
