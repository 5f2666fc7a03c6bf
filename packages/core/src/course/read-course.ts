import { courseEmphasis, type CourseDemand, type CoursePower } from '../library/course-emphasis.ts'
import { known, unknown, type Measured } from '../result/measured.ts'
import type { Climb } from './climbs.ts'
import { courseOrigins, type CourseOrigin, type TimedClimb } from './course-origins.ts'
import { courseSegments, type CourseProfile, type CourseSegment } from './course-profile.ts'
import { totalsOfProfile, type CourseTotals } from './course-totals.ts'
import { gradientHistogram, type GradientBin } from './gradient-histogram.ts'
import { RIDE_EVENTS, rideTimes, type RideEvent, type Rider } from './ride-time.ts'
import { runTimes } from './run-time.ts'

/** Seconds with the band a person should see. */
export interface TimeBand {
  readonly timeS: number
  readonly lowS: number
  readonly highS: number
}

/** Who takes the course, and how. */
export type CourseRunner = {
  readonly event: 'run'
  /** The time of the same distance on the flat (science.md S1.10); unknown with its reason. */
  readonly flat: Measured<TimeBand>
  /** 1 on roads, 1.05–1.20 on trails (science.md S10.5). */
  readonly trailFactor?: number
}
export type CourseRider = { readonly event: RideEvent; readonly rider: Measured<Rider> }

/** All a course tells: totals, climbs, gradients, the predicted time and what it asks of training. */
export interface CourseReading {
  readonly totals: CourseTotals
  /** Null without elevation. */
  readonly climbs: readonly TimedClimb[] | null
  readonly histogram: readonly GradientBin[] | null
  readonly prediction: Measured<TimeBand>
  readonly demand: Measured<CourseDemand>
  /** The features that change the plan, in the order of science.md S10.6, each with its kilometres; null without elevation. */
  readonly origins: readonly CourseOrigin[] | null
}

const NO_ELEVATION = unknown(
  'no-elevation',
  'The file has no elevation, so climbs, gradients and the predicted time are unknown.',
)

/**
 * Reads a course for an athlete (science.md S10.2–S10.6). Shares of a run's time need no pace; a ride without FTP or
 * weight is counted by distance, and no time is made up.
 */
export function readCourse(profile: CourseProfile, athlete: CourseRunner | CourseRider): CourseReading {
  const totals = totalsOfProfile(profile)
  const segments = courseSegments(profile)
  if (segments === null || totals.climbs === null || totals.ascentM === null) {
    return { totals, climbs: null, histogram: null, prediction: NO_ELEVATION, demand: NO_ELEVATION, origins: null }
  }
  const { relative, prediction, secondsEach } =
    athlete.event === 'run' ? runPrediction(profile, athlete) : ridePrediction(profile, athlete)
  const histogram = gradientHistogram(segments, relative)
  const climbs = totals.climbs.map((climb) => ({
    ...climb,
    timeS: secondsEach === null ? null : secondsInside(segments, secondsEach, climb),
  }))
  const share = (from: number, to: number): number =>
    histogram
      .filter((bin) => (bin.fromGrade ?? -Infinity) >= from && (bin.toGrade ?? Infinity) <= to)
      .reduce((sum, bin) => sum + (bin.timeShare ?? bin.distanceShare), 0)
  const climbMinutes = climbs.map((climb) => (climb.timeS ?? 0) / 60)
  const power = athlete.event === 'run' ? null : coursePower(athlete, prediction)
  const demand: CourseDemand = {
    event: athlete.event,
    basis: relative === null ? 'distance' : 'time',
    climbShare: share(0.04, Infinity),
    steepShare: share(0.08, Infinity),
    flatShare: share(-0.02, 0.02),
    longestClimbMin: secondsEach === null ? null : Math.max(0, ...climbMinutes),
    lengthM: totals.distanceM,
    ascentMPerKm: totals.distanceM > 0 ? totals.ascentM / (totals.distanceM / 1000) : 0,
    hours: prediction.ok ? prediction.value.timeS / 3600 : null,
    ...(power === null ? {} : { power }),
  }
  const origins = courseOrigins(courseEmphasis(demand).features, { segments, climbs, secondsEach })
  return { totals, climbs, histogram, prediction, demand: known(demand), origins }
}

interface Prediction {
  /** Time of each segment in any unit, for shares; null where even these are unknown. */
  readonly relative: readonly number[] | null
  readonly secondsEach: readonly number[] | null
  readonly prediction: Measured<TimeBand>
}

function runPrediction(profile: CourseProfile, { flat, trailFactor }: CourseRunner): Prediction {
  if (!flat.ok) return { relative: runTimes(profile, 1), secondsEach: null, prediction: flat }
  const secondsEach = runTimes(profile, profile.distanceM / flat.value.timeS, trailFactor)
  if (secondsEach === null) return { relative: null, secondsEach: null, prediction: NO_ELEVATION }
  const timeS = sum(secondsEach)
  const slower = timeS / flat.value.timeS
  const band = { timeS, lowS: flat.value.lowS * slower, highS: flat.value.highS * slower }
  return { relative: secondsEach, secondsEach, prediction: known(band) }
}

/** The middle of the event's sustained power, with its careful and its strong end as the band. */
function ridePrediction(profile: CourseProfile, { event, rider }: CourseRider): Prediction {
  if (!rider.ok) return { relative: null, secondsEach: null, prediction: rider }
  const [careful, strong] = RIDE_EVENTS[event].ftpShare
  const secondsEach = rideTimes(profile, event, rider.value, (careful + strong) / 2)
  const slow = rideTimes(profile, event, rider.value, careful)
  const fast = rideTimes(profile, event, rider.value, strong)
  if (secondsEach === null || slow === null || fast === null) {
    return { relative: null, secondsEach: null, prediction: NO_ELEVATION }
  }
  const band = { timeS: sum(secondsEach), lowS: sum(fast), highS: sum(slow) }
  return { relative: secondsEach, secondsEach, prediction: known(band) }
}

/** The two ends of the band with the power each is ridden at; null where no time is predicted or power changes none. */
function coursePower({ event, rider }: CourseRider, prediction: Measured<TimeBand>): CoursePower | null {
  if (!rider.ok || !prediction.ok || prediction.value.lowS >= prediction.value.highS) return null
  const [careful, strong] = RIDE_EVENTS[event].ftpShare
  const { ftpW } = rider.value
  return {
    careful: { powerW: careful * ftpW, hours: prediction.value.highS / 3600 },
    strong: { powerW: strong * ftpW, hours: prediction.value.lowS / 3600 },
  }
}

function secondsInside(
  segments: readonly CourseSegment[],
  secondsEach: readonly number[],
  { startM, endM }: Climb,
): number {
  let seconds = 0
  for (const [index, { fromM, lengthM }] of segments.entries()) {
    const inside = Math.min(endM, fromM + lengthM) - Math.max(startM, fromM)
    if (inside > 0) seconds += (secondsEach[index]! * inside) / lengthM
  }
  return seconds
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
