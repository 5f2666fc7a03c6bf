import type { Awp, Leaf } from '../workout/awp.ts'
import { GOAL_DISTANCE_M, type Goal, type GoalKind } from './goal.ts'
import type { PlanningThresholds } from './planned-workout.ts'

/** Race effort as a fraction of threshold speed or FTP (science.md §11 anchors; R36–R39, B36, B37). */
const RACE_FRACTION: Record<Exclude<GoalKind, 'GENERAL_FITNESS'>, number> = {
  '5K': 1.065,
  '10K': 1.03,
  HM: 0.98,
  MARATHON: 0.94,
  GRAN_FONDO: 0.72,
  TT: 0.98,
}
/** Effort of the race on the ten-point scale (science.md S8.4). */
const RACE_RPE: Record<Exclude<GoalKind, 'GENERAL_FITNESS'>, number> = {
  '5K': 9,
  '10K': 9,
  HM: 8,
  MARATHON: 7,
  GRAN_FONDO: 6,
  TT: 9,
}
/** A ride event of which only the name is known, seconds (science.md S5.6). */
const EVENT_S = { GRAN_FONDO: 5 * 3600, TT: 3600 } as const
/** 7:00 min/km: the pace a race is pencilled in with when nothing tells one [P]. */
const UNKNOWN_RACE_SPEED_MPS = 1000 / 420

export const RACE_TITLES: Record<GoalKind, string> = {
  '5K': '5K race',
  '10K': '10K race',
  HM: 'Half marathon race',
  MARATHON: 'Marathon race',
  GRAN_FONDO: 'Gran fondo',
  TT: 'Time trial',
  GENERAL_FITNESS: 'General fitness',
}

/**
 * The race as a workout of one step: the distance at race effort for a run, the expected time for a ride. A target time
 * gives the length; else the threshold; else a cautious pace.
 */
export function raceWorkout(goal: Goal, thresholds: PlanningThresholds): Awp {
  const kind = goal.kind === 'GENERAL_FITNESS' ? 'TT' : goal.kind
  const distance = GOAL_DISTANCE_M[kind]
  const rpe: Leaf['rpe'] = { type: 'steady', value: RACE_RPE[kind] }
  const meta: Awp['meta'] = { title: goal.name ?? RACE_TITLES[goal.kind], purpose: 'RACE' }
  if (goal.sport === 'ride' || distance === undefined) {
    const duration = Math.round(goal.targetTimeS ?? EVENT_S[kind === 'TT' ? 'TT' : 'GRAN_FONDO'])
    const power: Leaf['power'] = { type: 'steady', value: RACE_FRACTION[kind] }
    const step: Leaf = { type: 'Interval', id: 'race', name: 'Race', duration, power, rpe }
    return { schemaVersion: '1.0', sport: goal.sport, meta, steps: [step] }
  }
  const speed = thresholds.planningSpeedMps
  const ownFraction = goal.targetTimeS === undefined || speed === null ? null : distance / goal.targetTimeS / speed
  const fraction = Math.round((ownFraction ?? RACE_FRACTION[kind]) * 1000) / 1000
  const expected = goal.targetTimeS ?? distance / (speed === null ? UNKNOWN_RACE_SPEED_MPS : fraction * speed)
  const step: Leaf = {
    type: 'Interval',
    id: 'race',
    name: 'Race',
    distance,
    estimatedDuration: Math.round(expected),
    pace: { type: 'steady', value: fraction },
    rpe,
  }
  return { schemaVersion: '1.0', sport: 'run', meta, steps: [step] }
}
