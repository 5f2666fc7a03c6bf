import type { ActivitySport } from '../athlete/sport.ts'
import type { ActivityProvider } from './activity.ts'

/** What recognising a duplicate needs to know of an activity. */
export interface DuplicateFacts {
  readonly id: string
  readonly provider: ActivityProvider
  readonly sport: ActivitySport
  /** ISO instant. */
  readonly startedAt: string
  readonly elapsedS: number
  readonly distanceM: number | null
  /** Digest of the file it came from; null when it came from no file. */
  readonly sha256: string | null
}

/**
 * How two records are one activity. The first two are certain; 'shifted-clock' is the same length and distance some
 * quarter hours apart, as a file without a time zone makes it, and is to be asked about.
 */
export type Duplicate =
  | { readonly kind: 'same-file'; readonly of: string }
  | { readonly kind: 'same-activity'; readonly of: string; readonly overlap: number }
  | { readonly kind: 'shifted-clock'; readonly of: string; readonly shiftS: number }

/** integrations.md §0.8. */
const MAX_START_DIFFERENCE_S = 120
const MIN_OVERLAP = 0.8
/** Offsets of time zones are quarter hours, −12 to +14 h against UTC, so two of them differ by 26 h at most. */
const QUARTER_HOUR_S = 900
const MAX_SHIFT_S = 26 * 3600
const SHIFT_TOLERANCE_S = 5
/** Lengths of one recording in two formats differ by rounding only. */
const SAME_LENGTH_SHARE = 0.01

/** The row that stands for the activity, best first (integrations.md §0.8): it decides what may leave the machine. */
const PREFERENCE: readonly ActivityProvider[] = [
  'file-fit',
  'intervals-icu',
  'file-tcx',
  'strava',
  'file-gpx',
  'manual',
  'sample',
]

/** Looks an incoming activity up among those already there; null when it is new. The best match wins. */
export function findDuplicate(incoming: DuplicateFacts, existing: readonly DuplicateFacts[]): Duplicate | null {
  let best: Duplicate | null = null
  for (const candidate of existing) {
    const found = compare(incoming, candidate)
    if (found && (!best || rank(found) > rank(best))) best = found
  }
  return best
}

/** The one of several records of an activity to prefer: by source, then the longer, then the smaller id. */
export function preferredRecord<T extends DuplicateFacts>(records: readonly [T, ...T[]]): T {
  return records.reduce((best, next) => {
    const bySource = PREFERENCE.indexOf(next.provider) - PREFERENCE.indexOf(best.provider)
    if (bySource !== 0) return bySource < 0 ? next : best
    if (next.elapsedS !== best.elapsedS) return next.elapsedS > best.elapsedS ? next : best
    return next.id < best.id ? next : best
  })
}

/**
 * Groups activities that are certainly one, each group with its preferred record first. Every activity is in exactly
 * one group; 'shifted-clock' pairs stay apart. Starts are sorted, so each looks only two minutes back.
 */
export function groupDuplicates<T extends DuplicateFacts>(activities: readonly T[]): T[][] {
  const sorted = activities
    .map((activity) => ({ activity, startS: startOf(activity) }))
    .sort((a, b) => a.startS - b.startS || (a.activity.id < b.activity.id ? -1 : 1))
  const groups: { members: [T, ...T[]]; startS: number }[] = []
  for (const { activity, startS } of sorted) {
    let home: { members: [T, ...T[]]; startS: number } | null = null
    // Groups stand in the order of their first start, and all members of one started within two minutes of it.
    for (let index = groups.length - 1; index >= 0 && !home; index--) {
      const group = groups[index]
      if (!group || startS - group.startS > MAX_START_DIFFERENCE_S) break
      if (group.members.every((member) => isCertain(compare(activity, member)))) home = group
    }
    if (home) home.members.push(activity)
    else groups.push({ members: [activity], startS })
  }
  return groups.map(({ members }) => {
    const preferred = preferredRecord(members)
    return [preferred, ...members.filter((member) => member !== preferred)]
  })
}

const isCertain = (found: Duplicate | null): boolean => found !== null && found.kind !== 'shifted-clock'
const rank = (found: Duplicate): number =>
  found.kind === 'same-file' ? 3 : found.kind === 'same-activity' ? 1 + found.overlap : 0
const startOf = (activity: DuplicateFacts): number => Date.parse(activity.startedAt) / 1000

function compare(a: DuplicateFacts, b: DuplicateFacts): Duplicate | null {
  const [startA, startB] = [startOf(a), startOf(b)]
  const difference = startA - startB
  // A multisport file holds several activities under one digest: they differ in their start.
  if (a.sha256 !== null && a.sha256 !== '' && a.sha256 === b.sha256 && Math.abs(difference) < 1) {
    return { kind: 'same-file', of: b.id }
  }
  if (!isSameFamily(a.sport, b.sport)) return null
  if (Math.abs(difference) <= MAX_START_DIFFERENCE_S) {
    const overlap = overlapOf(startA, a.elapsedS, startB, b.elapsedS)
    return overlap >= MIN_OVERLAP ? { kind: 'same-activity', of: b.id, overlap } : null
  }
  return isShifted(a, b, difference)
    ? { kind: 'shifted-clock', of: b.id, shiftS: roundToQuarterHour(difference) }
    : null
}

/** 'other' is what a file says that names no sport: it fits every family. */
const isSameFamily = (a: ActivitySport, b: ActivitySport): boolean => a === b || a === 'other' || b === 'other'

/** Shared time as a share of the shorter one, 0–1. An activity without a length lies wholly within the other. */
function overlapOf(startA: number, elapsedA: number, startB: number, elapsedB: number): number {
  const shorter = Math.min(elapsedA, elapsedB)
  if (shorter <= 0) return 1
  const shared = Math.min(startA + elapsedA, startB + elapsedB) - Math.max(startA, startB)
  return Math.max(0, Math.min(1, shared / shorter))
}

const roundToQuarterHour = (seconds: number): number => Math.round(seconds / QUARTER_HOUR_S) * QUARTER_HOUR_S

function isShifted(a: DuplicateFacts, b: DuplicateFacts, difference: number): boolean {
  // A FIT file always counts in UTC: two of them cannot differ by a zone.
  if (a.provider === 'file-fit' && b.provider === 'file-fit') return false
  if (Math.abs(difference) > MAX_SHIFT_S) return false
  if (Math.abs(difference - roundToQuarterHour(difference)) > SHIFT_TOLERANCE_S) return false
  if (a.distanceM === null || b.distanceM === null || a.elapsedS <= 0) return false
  return isClose(a.elapsedS, b.elapsedS) && isClose(a.distanceM, b.distanceM)
}

const isClose = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(a, b) * SAME_LENGTH_SHARE
