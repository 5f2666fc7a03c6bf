import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import { eventOfGoal } from '@coach-wattz/core/course/course-event'
import { coursePacing } from '@coach-wattz/core/course/course-pacing'
import { COURSE_GRID, elevationOf, type CourseProfile } from '@coach-wattz/core/course/course-profile'
import { flatTime } from '@coach-wattz/core/course/flat-time'
import {
  readCourse,
  type CourseReading,
  type CourseRider,
  type CourseRunner,
} from '@coach-wattz/core/course/read-course'
import type { CourseDemand } from '@coach-wattz/core/library/course-emphasis'
import { gradientAt } from '@coach-wattz/core/load/elevation-profile'
import type { Advice } from '@coach-wattz/core/plan/advice'
import type { Goal } from '@coach-wattz/core/plan/goal'
import { known, unknown } from '@coach-wattz/core/result/measured'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { roundHalfAway } from '@coach-wattz/core/units/rounding'
import type { CourseBasis, CourseView } from '../../shared/contracts/courses.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadCourse, type StoredCourse } from '../repositories/course-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'

/** Points a chart of a screen's width can show. */
const CHART_POINTS = 600

/** A stored course read for its athlete on a day: with the thresholds in force and the weight they told. */
export const courseReadingOf = async (
  tx: AthleteTransaction,
  course: StoredCourse,
  today: LocalDate,
): Promise<CourseReading> => readCourse(course.profile, (await athleteOn(tx, course, today)).athlete)

/** What a stored course asks of its athlete as the race of a goal; null where its file has no elevation. */
export async function courseDemandOf(
  tx: AthleteTransaction,
  course: StoredCourse,
  { kind }: Pick<Goal, 'kind'>,
  today: LocalDate,
): Promise<CourseDemand | null> {
  const { demand } = await courseReadingOf(tx, { ...course, event: eventOfGoal(kind) ?? course.event }, today)
  return demand.ok ? demand.value : null
}

/** The course as the screen shows it. */
export async function courseViewOf(
  tx: AthleteTransaction,
  course: StoredCourse,
  today: LocalDate,
): Promise<CourseView> {
  const { athlete, basis } = await athleteOn(tx, course, today)
  const { id, name, event, example, profile } = course
  const reading = readCourse(profile, athlete)
  return {
    id,
    name,
    event,
    example,
    reading,
    basis: reading.prediction.ok ? basis : null,
    points: chartPoints(profile),
  }
}

/** How to take the course on race day; null without a climb, and for a course that was taken away. */
export async function courseAdvice(
  tx: AthleteTransaction,
  { courseId, kind }: Goal,
  day: LocalDate,
): Promise<Advice | null> {
  const course = courseId === undefined ? null : await loadCourse(tx, courseId)
  const event = eventOfGoal(kind)
  if (!course || event === null) return null
  const { athlete, basis } = await athleteOn(tx, { ...course, event }, day)
  const rider = basis?.sport === 'ride' && event !== 'run' ? { event, ftpW: basis.ftpW } : null
  return coursePacing(readCourse(course.profile, athlete), rider)
}

async function athleteOn(
  tx: AthleteTransaction,
  { profile, event }: StoredCourse,
  today: LocalDate,
): Promise<{ readonly athlete: CourseRunner | CourseRider; readonly basis: CourseBasis | null }> {
  const { thresholdSpeedMps, ftpW } = thresholdsOn(await loadThresholds(tx), profile.sport, today)
  if (event === 'run') {
    const flat = flatTime(profile.distanceM, thresholdSpeedMps)
    const isKnown = flat.ok && thresholdSpeedMps !== undefined
    return {
      athlete: { event, flat },
      basis: isKnown ? { sport: 'run', thresholdSpeedMps, flatTimeS: flat.value.timeS } : null,
    }
  }
  const { weightKg } = await loadAthlete(tx)
  const rider = riderOf(ftpW, weightKg)
  return { athlete: { event, rider }, basis: rider.ok ? { sport: 'ride', ...rider.value } : null }
}

function riderOf(ftpW: number | undefined, bodyMassKg: number | null): CourseRider['rider'] {
  if (ftpW === undefined) return unknown('no-threshold', 'Your FTP is not known yet, so no time is predicted.')
  if (bodyMassKg === null)
    return unknown('too-little-coverage', 'Your weight is not known yet, and uphill it decides. Add it in Settings.')
  return known({ ftpW, bodyMassKg })
}

function chartPoints(profile: CourseProfile): CourseView['points'] {
  const elevation = elevationOf(profile)
  if (elevation === null) return null
  const { distanceM, altitudeM } = elevation
  const last = distanceM.length - 1
  const every = Math.max(1, Math.ceil(last / CHART_POINTS))
  const { spanM, clamp } = COURSE_GRID[profile.sport]
  const span = Math.max(spanM, every * profile.stepM)
  return distanceM.flatMap((distance, index) => {
    if (index % every !== 0 && index !== last) return []
    const grade = gradientAt(elevation, distance, span, clamp)
    return [{ distanceM: distance, altitudeM: altitudeM[index]!, grade: roundHalfAway(grade, 4) }]
  })
}
