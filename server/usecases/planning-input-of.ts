import { eventOfGoal } from '@coach-wattz/core/course/course-event'
import type { CourseDemand } from '@coach-wattz/core/library/course-emphasis'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadHistory } from '../repositories/activity-repository.ts'
import { loadPlanningAthlete } from '../repositories/athlete-repository.ts'
import { loadCourse } from '../repositories/course-repository.ts'
import { courseReadingOf } from './course-view.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/**
 * Everything the planner may know: what the data say, with the answers of the form laid over them. Refused when the
 * course is gone or of the other sport.
 */
export async function planningInputOf(
  tx: AthleteTransaction,
  planId: string,
  request: PlanRequest,
  today: LocalDate,
): Promise<Outcome<PlanningInput>> {
  const course = await courseDemandOf(tx, request, today)
  if (!course.ok) return course
  const athlete = await loadPlanningAthlete(tx, request.goal.sport, today)
  const { targets, ...allowed } = request.preferences ?? {}
  return done({
    planId,
    today,
    goal: request.courseId === undefined ? request.goal : { ...request.goal, courseId: request.courseId },
    ...(course.value === null ? {} : { course: course.value }),
    ...(request.events && request.events.length > 0 ? { events: request.events } : {}),
    athlete: {
      ...athlete,
      ...allowed,
      targets: { ...athlete.targets, ...targets },
      sport: request.goal.sport,
      birthYear: request.birthYear ?? athlete.birthYear,
      level: request.level ?? athlete.level,
      maxDaysPerWeek: request.maxDaysPerWeek,
      longDay: request.longDay,
      longDayPinned: request.longDayPinned,
      availability: { ...athlete.availability, ...request.availability },
    },
    history: await loadHistory(tx, { to: today }),
  })
}

/** What the chosen course asks for; null without a course, or where its file has no elevation. */
async function courseDemandOf(
  tx: AthleteTransaction,
  { courseId, goal }: PlanRequest,
  today: LocalDate,
): Promise<Outcome<CourseDemand | null>> {
  if (courseId === undefined) return done(null)
  const course = await loadCourse(tx, courseId)
  if (!course) return refuse('not-found', 'Not found', 'The course is gone; another one took its place. Add it again.')
  if (course.profile.sport !== goal.sport) {
    const detail = `This course was added for a ${course.profile.sport}. Add the course of this goal, or leave it out.`
    return refuse('invalid-input', 'The course does not fit', detail, { fields: { courseId: detail } })
  }
  const { demand } = await courseReadingOf(tx, { ...course, event: eventOfGoal(goal.kind) ?? course.event }, today)
  return done(demand.ok ? demand.value : null)
}
