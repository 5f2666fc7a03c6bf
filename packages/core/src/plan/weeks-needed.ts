import { daysBetween, type LocalDate } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import { betweenRuns, goalDistanceM, type Goal, type GoalKind, type TABLE_RUNS } from './goal.ts'
import { tableNeed } from './phases.ts'
import { expectedRideS } from './ride-effort.ts'
import { longestBefore, type StartingPoint } from './starting-point.ts'
import { LONG_RIDE_FLOOR_MIN } from './volume-limits.ts'
import { weeksToReach } from './weeks-to-reach.ts'

/**
 * Minimum weeks by current weekly kilometres (science.md S5.5, computed by simulating G01 + G03 + 3:1, taper
 * included): recommended stays inside the soft limits, hard inside the hard ones.
 */
export const FEASIBILITY_KM = [0, 8, 16, 24, 32, 40, 50, 60] as const
const FEASIBILITY_WEEKS: Record<
  (typeof TABLE_RUNS)[number],
  { readonly recommended: readonly number[]; readonly hard: readonly number[] }
> = {
  '5K': { recommended: [7, 6, 3, 1, 1, 1, 1, 1], hard: [4, 4, 2, 1, 1, 1, 1, 1] },
  '10K': { recommended: [11, 10, 6, 3, 2, 1, 1, 1], hard: [7, 6, 4, 2, 2, 1, 1, 1] },
  HM: { recommended: [16, 15, 12, 9, 8, 5, 3, 2], hard: [11, 9, 8, 5, 5, 4, 3, 2] },
  MARATHON: { recommended: [22, 22, 20, 18, 16, 13, 10, 9], hard: [16, 14, 13, 12, 10, 9, 8, 6] },
}

/** What a ride event needs on the day (science.md S5.5): chronic load, and the longest ride as minutes or as a share of the event. */
const RIDE_NEEDS: Partial<
  Record<GoalKind, { readonly ctl: number; readonly longMinutes: (eventMinutes: number) => number }>
> = {
  GRAN_FONDO: { ctl: 40, longMinutes: (eventMinutes) => 0.6 * eventMinutes },
  CRIT: { ctl: 40, longMinutes: () => 90 },
  TT: { ctl: 35, longMinutes: () => 90 },
  GRAVEL_200: { ctl: 55, longMinutes: (eventMinutes) => 0.55 * eventMinutes },
}
/** Easy pace when only hours are known: 10 km ≙ 60 min (science.md G03). */
const KM_PER_MINUTE = 1 / 6

/** Whole weeks from the next Monday to `race`, race day included (science.md G15); 0 when it is sooner. */
export function weeksAvailable(today: LocalDate, race: LocalDate): number {
  return Math.max(0, Math.floor((daysBetween(nextMonday(today), race) + 1) / 7))
}

/** A goal as far as the time it needs goes. */
export type GoalToJudge = Pick<Goal, 'kind' | 'distanceM' | 'targetTimeS'>

/** Weeks needed: below `hard` we refuse, from `recommended` on the build stays inside the soft limits. */
interface WeeksNeeded {
  readonly recommended: number
  readonly hard: number
}

/** Weeks of taper in the simulation the table was computed by (science.md S5.5). */
const TAPER_WEEKS: Record<(typeof TABLE_RUNS)[number], number> = { '5K': 1, '10K': 1, HM: 2, MARATHON: 3 }

/**
 * Minimum weeks for a run goal from `kmPerWeek`, linear between the table's columns (science.md G15), for distances the
 * table has no row of linear between its rows. Under 2:1 the recommended build is longer by what the table's own simulation
 * takes longer.
 */
export function runWeeksNeeded(goal: GoalToJudge, kmPerWeek: number, twoToOne = false): WeeksNeeded | null {
  const distance = goalDistanceM(goal)
  if (distance === null) return null
  const weeks = (column: keyof WeeksNeeded): number =>
    Math.ceil(betweenRuns((kind) => interpolate(FEASIBILITY_WEEKS[kind][column], kmPerWeek), distance) - 1e-9)
  const extra = (kind: (typeof TABLE_RUNS)[number]): number => {
    const need = tableNeed(kind)
    if (!twoToOne || need === null) return 0
    const build = (loads: 2 | 3): number =>
      weeksToReach({ weekKm: need.week, longKm: need.long }, kmPerWeek, loads, TAPER_WEEKS[kind], 'recommended')
    return build(2) - build(3)
  }
  return {
    recommended: weeks('recommended') + Math.round(Math.max(0, betweenRuns(extra, distance))),
    hard: weeks('hard'),
  }
}

/**
 * Minimum weeks for a ride event (science.md S5.5): W = max(4, 2 + ceil(max((need − CTL) / (.75 r), k))); the recommended ones
 * with two weeks of three in place of three of four under 2:1.
 */
export function rideWeeksNeeded(
  goal: GoalKind,
  ctl: number,
  longestMinutes: number | null,
  eventMinutes: number,
  twoToOne = false,
): WeeksNeeded | null {
  const need = RIDE_NEEDS[goal]
  if (!need) return null
  const longest = Math.max(LONG_RIDE_FLOOR_MIN, longestMinutes ?? 0)
  const weeks = (rampPerWeek: number, growth: number, loading: number): number => {
    const longRatio = need.longMinutes(eventMinutes) / longest
    const forLong = longRatio <= 1 ? 0 : Math.log(longRatio) / Math.log(growth) / loading
    const forLoad = (need.ctl - ctl) / (loading * rampPerWeek)
    return Math.max(4, 2 + Math.ceil(Math.max(forLoad, forLong) - 1e-9))
  }
  return { recommended: weeks(3, 1.15, twoToOne ? 2 / 3 : 0.75), hard: weeks(5, 1.3, 0.75) }
}

/** Weeks needed from where the athlete is, with what they were reckoned from. */
export interface Needed extends WeeksNeeded {
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
  /** How the sentence begins: "From 24 km a week, ", or that nothing is known. */
  readonly from: string
}

/** Weeks a goal needs from where the athlete is: a run by its kilometres, a ride by fitness and longest ride (science.md S5.5). */
export function weeksFor(goal: GoalToJudge, start: StartingPoint): Needed {
  const known = currentKmPerWeek(start)
  const { kind } = goal
  const run = runWeeksNeeded(goal, known ?? 0, start.twoToOne)
  if (run) {
    const km = known === null ? null : Math.round(known * 10) / 10
    return {
      ...run,
      facts: { currentKmPerWeek: km },
      from: km === null ? 'We do not know your weekly running and reckon from nothing: ' : `From ${km} km a week, `,
    }
  }
  const longest = start.unit === 'min' ? longestBefore(start.pastSessions, 'ride', start.startDate) : null
  const eventMinutes = expectedRideS(goal, start.courseS) / 60
  const ride = rideWeeksNeeded(kind, start.ctl ?? 0, longest, eventMinutes, start.twoToOne)
  if (!ride) return { recommended: 0, hard: 0, facts: {}, from: '' }
  const need = RIDE_NEEDS[kind]!
  const longestMinutes = longest === null ? null : Math.round(longest)
  return {
    ...ride,
    facts: {
      currentCtl: start.ctl === null ? null : Math.round(start.ctl * 10) / 10,
      neededCtl: need.ctl,
      longestRideMinutes: longestMinutes,
      neededRideMinutes: Math.round(need.longMinutes(eventMinutes)),
    },
    from:
      start.ctl === null
        ? 'We do not know your riding and reckon from nothing: '
        : `From a fitness of ${Math.round(start.ctl)} and ${longestMinutes === null ? 'no ride of the last six weeks' : `a longest ride of ${longestMinutes} min`}, `,
  }
}

/** Mean of the last four known weeks in km (science.md G15); hours count 10 km each when no distance is known. Null when no week is known. */
function currentKmPerWeek(start: StartingPoint): number | null {
  if (start.mean === null) return null
  if (start.unit === 'm') return (start.meanVolume ?? 0) / 1000
  return start.mean.distanceM === null ? start.mean.minutes * KM_PER_MINUTE : start.mean.distanceM / 1000
}

function interpolate(row: readonly number[], km: number): number {
  const columns = FEASIBILITY_KM
  const last = columns.length - 1
  if (km >= columns[last]!) return row[last]!
  for (let i = 0; i < last; i++) {
    const [low, high] = [columns[i]!, columns[i + 1]!]
    if (km < high) return row[i]! + ((row[i + 1]! - row[i]!) * (Math.max(km, low) - low)) / (high - low)
  }
  return row[last]!
}
