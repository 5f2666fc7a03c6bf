import { tableGoal, type Goal, type Strategy } from './goal.ts'
import { MIN_PER_KM, neededWeek, perKmOrMin } from './goal-volume.ts'
import { longAims } from './long-aims.ts'
import type { Skeleton } from './macro.ts'
import { volumeAim } from './phases.ts'
import { returnWeekLimit } from './return-schedule.ts'
import type { StartingPoint } from './starting-point.ts'
import { weeklyRideLimitsMin, weeklyRunLimitsM, weeklyRunLimitsMin } from './volume-limits.ts'

/** What a week aims at, in the starting point's unit; the taper is computed from its reference week instead. */
export interface VolumePlan {
  /** By week index; 0 for taper weeks. */
  readonly weekAims: readonly number[]
  /** Longest session by week index, before its caps. */
  readonly longAims: readonly number[]
  readonly peakAim: number
  /** True when the athlete's minutes, not the body, set the peak. */
  readonly limitedByMinutes: boolean
  /** False where the strategy's own shape of the volume would have missed the peak, and an even climb took its place. */
  readonly isShapeKept: boolean
}

/** When the volume comes (science.md S5.1): with the weeks, most of it by the end of the build, or after a short intense beginning. */
type VolumeShape = 'even' | 'early' | 'late'
const VOLUME_SHAPE: Record<Strategy, VolumeShape> = {
  LINEAR: 'early',
  PYRAMIDAL: 'even',
  POLARIZED: 'even',
  UNDULATING: 'even',
  BLOCK: 'even',
  REVERSE: 'late',
}
/** A peak of the LINEAR kind holds this much of the build's largest week: intensity comes last (S5.1) [P]. */
const LINEAR_PEAK_SHARE = 0.94
/** A preparation grows to this much of the peak at most, or holds what the athlete does already [P]. */
const PREP_PEAK_SHARE = 0.85
/** Weekly growth while REVERSE is intense [P]. */
const REVERSE_BASE_GROWTH = 0.015

/** Weekly step of a loading week: share of the volume, or an absolute step where that is more (metres, minutes). */
interface Growth {
  readonly share: number
  readonly runM: number
  readonly rideMin: number
  /** What a new mesocycle begins with: the last but one loading week (science.md S5.2), the last peak, or a step above it (S5.5). */
  readonly resumes: 'below' | 'at' | 'above'
}

/** Gentle first; a plan takes the first that reaches its peak, at most the soft limits of G01. */
const GROWTH: readonly Growth[] = [
  { share: 0.05, runM: 0, rideMin: 0, resumes: 'below' },
  { share: 0.065, runM: 0, rideMin: 0, resumes: 'below' },
  { share: 0.08, runM: 0, rideMin: 0, resumes: 'below' },
  { share: 0.08, runM: 1_200, rideMin: 15, resumes: 'at' },
  { share: 0.09, runM: 2_000, rideMin: 30, resumes: 'at' },
  { share: 0.09, runM: 2_500, rideMin: 35, resumes: 'above' },
  { share: 0.1, runM: 3_000, rideMin: 45, resumes: 'above' },
]
/** A recovery week's share of the loading week before (science.md S5.2: .60–.75, the upper end for small weeks). */
export const RECOVERY_SHARE = 0.66
const SMALL_RECOVERY_SHARE = 0.73
/** Soft limit of a week after these four, in the plan's unit (G01). */
export function weekSoftLimit(start: StartingPoint, lastFour: readonly (number | null)[]): number {
  const options = { ageYears: start.ageYears }
  if (start.sport === 'ride') return weeklyRideLimitsMin(lastFour, options).soft
  return (start.unit === 'm' ? weeklyRunLimitsM : weeklyRunLimitsMin)(lastFour, options).soft
}

/** Share of a recovery week: smaller weeks shrink less (science.md S5.2: < 25 km or < 4 h). */
export function recoveryShare(start: StartingPoint, lastLoad: number): number {
  const small = start.unit === 'm' ? lastLoad < 25_000 : lastLoad < (start.sport === 'run' ? 150 : 240)
  return small ? SMALL_RECOVERY_SHARE : RECOVERY_SHARE
}

/** Volumes of all weeks before the taper (science.md S5.2, S5.4, S5.6). `ceiling`: what the athlete's minutes can hold. */
export function planVolumes(
  goal: Goal,
  strategy: Strategy,
  skeleton: Skeleton,
  start: StartingPoint,
  ceiling: number,
): VolumePlan {
  const aim = volumeAim(tableGoal(goal), goal.sport, start.level)
  const returning = returnLimits(start, skeleton, ceiling)
  const first = returning[0] ?? firstWeek(start, ceiling)
  // what was usual before a break is what the season builds on (S8.7)
  const usual = Math.max(first, ...returning.map((limit) => (limit === null ? 0 : (usualBeforeBreak(start) ?? 0))))
  const wanted = peakVolume(goal, start, usual)
  const peakAim = Math.min(wanted, ceiling)
  const weekCount = skeleton.weeks.length
  // four or five weeks keep what is there, fewer hold it (science.md S5.4)
  const ladder = goal.kind === 'GENERAL_FITNESS' || weekCount >= 6 ? GROWTH : weekCount >= 4 ? GROWTH.slice(0, 1) : []
  const wishedShape = VOLUME_SHAPE[strategy]
  const climb = (shape: VolumeShape): number[] => {
    let aims = simulate(skeleton, start, first, peakAim, null, shape, returning)
    for (const growth of ladder) {
      aims = simulate(skeleton, start, first, peakAim, growth, shape, returning)
      if (reaches(aims, peakAim)) break
    }
    return aims
  }
  const shaped = climb(wishedShape)
  const isShapeKept = wishedShape === 'even' || reaches(shaped, peakAim)
  const weekAims = isShapeKept ? shaped : climb('even')
  return {
    weekAims,
    longAims: longAims(goal, skeleton, start, first),
    peakAim,
    limitedByMinutes: ceiling < Math.min(wanted, Math.max(first, aim.peak * perKmOrMin(start))),
    isShapeKept,
  }
}

const reaches = (aims: readonly number[], peakAim: number): boolean => Math.max(0, ...aims) >= 0.98 * peakAim

function firstWeek(start: StartingPoint, ceiling: number): number {
  const own = start.meanVolume ?? start.firstWeekLimit
  // coming from next to nothing, G25's allowance is the week
  const usual = own < (start.sport === 'run' ? 12 * perKmOrMin(start) : 120) ? start.firstWeekLimit : own
  return Math.min(usual, start.firstWeekLimit, ceiling)
}

/** Volume of a usual week before the break, in the plan's unit. */
const usualBeforeBreak = ({ returning, unit }: StartingPoint): number | null =>
  returning === null ? null : unit === 'm' ? returning.before.distanceM : returning.before.minutes

/** What each week may hold while a return after a break runs; null for the weeks after it (science.md S8.7, G18). */
function returnLimits(start: StartingPoint, skeleton: Skeleton, ceiling: number): (number | null)[] {
  const { returning } = start
  return skeleton.weeks.map((week) => {
    const limit = returning === null ? null : returnWeekLimit(returning, week.startDate, start.unit)
    return limit === null ? null : Math.min(limit, ceiling)
  })
}

/** Runners who run this much already keep little room above it, kilometres a week: 87 → 113 by Pfitzinger is 1.30 (S7.2) [P]. */
const FULL_ROOM_TO_KM = 50
const LEAST_ROOM_FROM_KM = 80
/** How many times the usual week a peak may be: for most, for those of many kilometres, for general fitness [P]. */
const PEAK_ROOM = { full: 1.6, least: 1.25, fitness: 1.35 } as const
/** … and how much more than the largest week of the last year, for those who did more before [P]. */
const ROOM_OVER_LARGEST = 1.1

/** Largest week of the season: what the level's plans peak at (science.md S5.6), inside the athlete's room, but what the goal needs. */
function peakVolume(goal: Goal, start: StartingPoint, usual: number): number {
  const aim = volumeAim(tableGoal(goal), goal.sport, start.level)
  const unit = perKmOrMin(start)
  const needed = neededWeek(goal, start)
  const room = usual * peakRoom(goal, start, usual)
  const known = Math.min(usual * PEAK_ROOM.full, ROOM_OVER_LARGEST * (start.largestWeek ?? 0))
  const isFitness = goal.kind === 'GENERAL_FITNESS'
  const most = Math.max(room, isFitness ? 0 : known, needed * 1.05, aim.start * unit)
  return Math.max(usual, Math.min(aim.peak * unit, most))
}

function peakRoom(goal: Goal, start: StartingPoint, usual: number): number {
  if (goal.kind === 'GENERAL_FITNESS') return PEAK_ROOM.fitness
  if (start.sport === 'ride') return PEAK_ROOM.full
  const km = usual / perKmOrMin(start)
  const above = (km - FULL_ROOM_TO_KM) / (LEAST_ROOM_FROM_KM - FULL_ROOM_TO_KM)
  return PEAK_ROOM.full - (PEAK_ROOM.full - PEAK_ROOM.least) * Math.min(1, Math.max(0, above))
}

function simulate(
  skeleton: Skeleton,
  start: StartingPoint,
  first: number,
  peak: number,
  growth: Growth | null,
  shape: VolumeShape,
  returning: readonly (number | null)[],
): number[] {
  const aims: number[] = []
  const share = growth === null ? 0 : (start.ageYears ?? 0) >= 50 ? Math.min(0.08, growth.share) : growth.share
  const step =
    growth === null
      ? 0
      : start.sport === 'ride'
        ? growth.rideMin
        : start.unit === 'm'
          ? growth.runM
          : (growth.runM / 1000) * MIN_PER_KM
  let last = first
  let beforeLast = first
  let cycle = -1
  for (const week of skeleton.weeks) {
    if (week.kind === 'taper') {
      aims.push(0)
      continue
    }
    const limit = returning[aims.length] ?? null
    if (limit !== null && week.kind === 'load') {
      aims.push(limit)
      last = limit
      beforeLast = limit
      cycle = week.cycle
      continue
    }
    if (week.kind === 'recovery') {
      aims.push(last * recoveryShare(start, last))
      continue
    }
    let volume: number
    if (aims.length === 0) volume = first
    else if (week.cycle !== cycle && growth?.resumes === 'below') volume = beforeLast
    else if (week.cycle !== cycle && growth?.resumes !== 'above') volume = last
    else volume = Math.max(last * (1 + share), last + step)
    if (shape === 'late' && week.phase === 'BASE') volume = Math.min(volume, last * (1 + REVERSE_BASE_GROWTH))
    // a long wait is no time to be at the peak
    if (week.phase === 'PREP') volume = Math.min(volume, Math.max(first, PREP_PEAK_SHARE * peak))
    const best = Math.max(0, ...aims)
    // what the goal needs is reached first
    if (shape === 'early' && week.phase === 'PEAK' && best >= 0.98 * peak)
      volume = Math.min(volume, LINEAR_PEAK_SHARE * best)
    volume = Math.min(volume, Math.max(peak, Math.min(first, last)))
    beforeLast = week.cycle === cycle ? last : volume
    if (week.cycle !== cycle) beforeLast = volume
    cycle = week.cycle
    aims.push(volume)
    last = volume
  }
  return aims
}
