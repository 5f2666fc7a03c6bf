import type { CourseFeature } from '../library/course-emphasis.ts'
import type { Climb } from './climbs.ts'
import type { CourseSegment } from './course-profile.ts'

/** A piece of the way, metres from the start. */
export interface Stretch {
  readonly fromM: number
  readonly toM: number
}
/** The kilometres a feature was found on, in order of the way. */
export interface CourseOrigin {
  readonly feature: CourseFeature
  readonly stretches: readonly Stretch[]
}

/** A climb with its predicted seconds; null where no time is predicted. */
export interface TimedClimb extends Climb {
  readonly timeS: number | null
}

/** What the kilometres are looked for in. */
interface ReadWay {
  readonly segments: readonly CourseSegment[]
  readonly climbs: readonly TimedClimb[]
  /** Predicted seconds of each segment; null where no time is predicted. */
  readonly secondsEach: readonly number[] | null
}

/** Pieces closer together than this are one for a reader, shorter ones than the second are no piece [P]. */
const MERGE_GAP_M = 300
const LEAST_LENGTH_M = 200
/** The last hours of a long day are what durability is for (science.md S10.6: more than five hours). */
const LONG_DAY_S = 5 * 3600

/** Where on the way each feature that changes the plan was found (science.md S10.6). */
export const courseOrigins = (features: readonly CourseFeature[], way: ReadWay): CourseOrigin[] =>
  features.map((feature) => ({ feature, stretches: FIND[feature](way) }))

const FIND: Record<CourseFeature, (way: ReadWay) => Stretch[]> = {
  'course-climbs': ({ segments }) => stretchesWhere(segments, (grade) => grade >= 0.04),
  'course-short-climbs': ({ climbs }) => climbsOf(climbs, (minutes) => minutes >= 3 && minutes <= 8),
  'course-long-climbs': ({ climbs }) => climbsOf(climbs, (minutes) => minutes > 20),
  'course-steep': ({ segments }) => stretchesWhere(segments, (grade) => grade >= 0.08),
  'course-flat-criterium': ({ segments }) => stretchesWhere(segments, isFlat),
  'course-flat-time-trial': ({ segments }) => stretchesWhere(segments, isFlat),
  'course-long-hours': (way) => afterHours(way),
  'course-hilly-run': ({ segments }) => stretchesWhere(segments, (grade) => Math.abs(grade) >= 0.04),
}

const isFlat = (grade: number): boolean => Math.abs(grade) <= 0.02

const climbsOf = (climbs: readonly TimedClimb[], fits: (minutes: number) => boolean): Stretch[] =>
  climbs.flatMap(({ startM, endM, timeS }) =>
    timeS !== null && fits(timeS / 60) ? [{ fromM: startM, toM: endM }] : [],
  )

function stretchesWhere(segments: readonly CourseSegment[], fits: (grade: number) => boolean): Stretch[] {
  const found: { fromM: number; toM: number }[] = []
  for (const { fromM, lengthM, grade } of segments) {
    if (!fits(grade)) continue
    const last = found.at(-1)
    if (last && fromM - last.toM < MERGE_GAP_M) last.toM = fromM + lengthM
    else found.push({ fromM, toM: fromM + lengthM })
  }
  const long = found.filter(({ fromM, toM }) => toM - fromM >= LEAST_LENGTH_M)
  return long.length > 0 ? long : found
}

function afterHours({ segments, secondsEach }: ReadWay): Stretch[] {
  const last = segments.at(-1)
  if (secondsEach === null || last === undefined) return []
  let seconds = 0
  const index = secondsEach.findIndex((each) => (seconds += each) > LONG_DAY_S)
  return index < 0 ? [] : [{ fromM: segments[index]!.fromM, toM: last.fromM + last.lengthM }]
}
