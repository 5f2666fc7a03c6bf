import { tableGoal, type Goal, type GoalKind } from './goal.ts'
import { neededPeak, volumeAim } from './phases.ts'
import { expectedRideS } from './ride-effort.ts'
import type { StartingPoint } from './starting-point.ts'
import { longRideLimitsMin, longRunLimitsM, longRunLimitsMin, longRunTimeLimitsMin } from './volume-limits.ts'

/** 6 min/km: minutes for a distance when no pace is known (science.md G03). */
export const MIN_PER_KM = 6

/** Volume of a kilometre (runs) or a minute (rides) in the plan's unit. */
export const perKmOrMin = (start: StartingPoint): number =>
  start.sport === 'ride' ? 1 : start.unit === 'm' ? 1000 : MIN_PER_KM

/** Share of the expected time a ride event's longest ride has to reach (science.md S5.5). */
const EVENT_SHARE: Partial<Record<GoalKind, number>> = { GRAN_FONDO: 0.6, GRAVEL_200: 0.55 }
/** No longest ride is longer: six hours, ten for gravel (science.md G27). */
const mostRideMinutes = (goal: Goal): number => (goal.kind === 'GRAVEL_200' ? 600 : 360)

/** Minutes of the longest ride a long event needs by the time it is expected to take; null for other goals. */
function neededRideMinutes(goal: Goal, start: StartingPoint): number | null {
  const share = EVENT_SHARE[goal.kind]
  if (share === undefined) return null
  return Math.min(mostRideMinutes(goal), (share * expectedRideS(goal, start.courseS)) / 60)
}

/** Longest session the goal needs before its taper, in the plan's unit (science.md S5.5); 0 for one that needs none. */
export const neededLong = (goal: Goal, start: StartingPoint): number =>
  neededRideMinutes(goal, start) ?? (neededPeak(goal)?.long ?? 0) * perKmOrMin(start)

/** Largest week the goal needs before its taper, in the plan's unit (science.md S5.5); 0 for one that needs none. */
export const neededWeek = (goal: Goal, start: StartingPoint): number =>
  (neededPeak(goal)?.week ?? 0) * perKmOrMin(start)

/**
 * Minutes of a long session whatever the distance: G04 for runs, the goal's own cap for rides (science.md S5.6). General
 * fitness takes nothing away: as long as the athlete goes already.
 */
export function longMinutesLimit(goal: Goal, start: StartingPoint): number {
  const aim = volumeAim(tableGoal(goal), goal.sport, start.level)
  if (goal.sport === 'ride') return Math.min(mostRideMinutes(goal), longVolume(goal, start))
  const own = goal.kind === 'GENERAL_FITNESS' ? longestKnown(start) / start.easyRate : 0
  return Math.min(Math.max(aim.longMinutes, own), longRunTimeLimitsMin(tableGoal(goal), start.level).soft)
}

/** Longest session the season aims at, in the plan's unit (science.md S5.6): at least what a long ride event needs, or what is done already for general fitness. */
export function longVolume(goal: Goal, start: StartingPoint): number {
  const aim = volumeAim(tableGoal(goal), goal.sport, start.level)
  const own = goal.kind === 'GENERAL_FITNESS' ? longestKnown(start) : 0
  if (start.sport === 'ride') return Math.max(aim.long, neededRideMinutes(goal, start) ?? own)
  return Math.min(Math.max(aim.long * perKmOrMin(start), own), longMinutesLimit(goal, start) * start.easyRate)
}

/** Longest session of the last weeks, in the plan's unit; 0 when none is known. */
export const longestKnown = (start: StartingPoint): number =>
  start.pastSessions.reduce((longest, session) => Math.max(longest, session.volume), 0)

/** Soft limit of one session after a longest of `longest`, in the plan's unit (G03, G23). */
export function sessionSoftLimit(start: StartingPoint, longest: number | null): number {
  if (start.sport === 'ride') return longRideLimitsMin(longest).soft
  return (start.unit === 'm' ? longRunLimitsM : longRunLimitsMin)(longest).soft
}
