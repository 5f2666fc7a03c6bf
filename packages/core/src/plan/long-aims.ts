import type { Goal } from './goal.ts'
import { longestKnown, longVolume, neededLong, sessionSoftLimit } from './goal-volume.ts'
import type { Skeleton, SkeletonWeek } from './macro.ts'
import type { StartingPoint } from './starting-point.ts'

/** Long session of a recovery week, share of the longest (S5.2 ≤ .75, S5.7c .70–.80). */
export const RECOVERY_LONG_SHARE = 0.72
/** The down week of two up, one down (science.md S5.7c: .70–.80 of the longest). */
const DOWN_SHARE = 0.76
/** The first of two loading weeks of the peak leaves the second a step (S5.7c: two weeks within 90 % of the peak). */
const FIRST_OF_TWO_SHARE = 0.93
/** Long sessions from this many minutes on ask for two up, one down inside a mesocycle of the peak [P]. */
const DOWN_FROM_MINUTES = { run: 150, ride: 240 } as const

/**
 * Longest session by week index before its caps, 0 in the taper (science.md S5.6, S5.7c): from the longest one known, a step
 * each loading week, to the season's longest in the last of them. Where such a session is long, the peak goes two up, one
 * down: of three loading weeks in a row the second is the down week, of two the first stays below the second. Whoever needs
 * every week to reach the goal's longest session gets no down week.
 */
export function longAims(goal: Goal, skeleton: Skeleton, start: StartingPoint, firstWeek: number): number[] {
  const plain = aimsWith(goal, skeleton, start, firstWeek, false)
  if (longVolume(goal, start) < DOWN_FROM_MINUTES[start.sport] * start.easyRate) return plain
  const waved = aimsWith(goal, skeleton, start, firstWeek, true)
  const enough = Math.min(reached(plain, start), neededLong(goal, start))
  return reached(waved, start) >= 0.99 * enough ? waved : plain
}

function aimsWith(
  goal: Goal,
  skeleton: Skeleton,
  start: StartingPoint,
  firstWeek: number,
  hasWaves: boolean,
): number[] {
  const longAim = longVolume(goal, start)
  const known = longestKnown(start)
  // never told: a third of the week (science.md S5.5)
  const from = known > 0 ? known : firstWeek / 3
  const { weeks } = skeleton
  const isDown = (week: SkeletonWeek): boolean => hasWaves && placeInPeak(weeks, week) === 'second of three'
  const ups = weeks.filter((week) => week.kind === 'load' && !isDown(week)).length
  const reach = Math.max(1, ups - 1)
  let seen = 0
  let longest = Math.min(from, Math.max(longAim, from * 0.8))
  return weeks.map((week) => {
    if (week.kind === 'taper') return 0
    if (week.kind === 'recovery') return longest * RECOVERY_LONG_SHARE
    if (isDown(week)) return longest * DOWN_SHARE
    const share = weeks.length >= 4 ? Math.min(1, seen / reach) : 0
    seen += 1
    const aim = from >= longAim ? longAim : from + (longAim - from) * share
    const capped =
      hasWaves && placeInPeak(weeks, week) === 'first of two' ? Math.min(aim, FIRST_OF_TWO_SHARE * longAim) : aim
    longest = Math.max(longest, capped)
    return capped
  })
}

/** Where a loading week of the peak stands among those of its mesocycle that follow each other. */
function placeInPeak(weeks: readonly SkeletonWeek[], week: SkeletonWeek): 'second of three' | 'first of two' | null {
  if (week.phase !== 'PEAK' || week.kind !== 'load') return null
  const row = weeks.filter((other) => other.cycle === week.cycle && other.kind === 'load' && other.phase === 'PEAK')
  const place = row.indexOf(week)
  if (row.length >= 3) return place === 1 ? 'second of three' : null
  return row.length === 2 && place === 0 ? 'first of two' : null
}

/** Longest session these aims come to when every step keeps to its limit (G03, G23), four weeks back being remembered. */
function reached(aims: readonly number[], start: StartingPoint): number {
  const lately = [longestKnown(start)]
  for (const aim of aims) {
    const longest = Math.max(...lately.slice(-4))
    lately.push(Math.min(aim, sessionSoftLimit(start, longest > 0 ? longest : null)))
  }
  return Math.max(...lately.slice(1))
}
