import type { CourseDemand } from '@coach-wattz/core/library/course-emphasis'
import { LONGEST_PLAN_DAYS, RIDE_GOALS, RUN_GOALS } from '@coach-wattz/core/plan/goal'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadHistory } from '../repositories/activity-repository.ts'
import { loadPlanningAthlete } from '../repositories/athlete-repository.ts'
import { loadCourse } from '../repositories/course-repository.ts'
import { loadHabits } from './athlete-habits.ts'
import { courseDemandOf } from './course-view.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** What the planner may know of a new wish, refused where its days or its sport cannot be meant. */
export async function askedInputOf(
  tx: AthleteTransaction,
  planId: string,
  request: PlanRequest,
  today: LocalDate,
): Promise<Outcome<PlanningInput>> {
  const [wrong] = faultsOf(request, today)
  if (wrong !== undefined)
    return refuse('invalid-input', 'Something is missing or off', wrong.says, { fields: { [wrong.field]: wrong.says } })
  return planningInputOf(tx, planId, request, today)
}

/** What of a wish cannot be meant: races that are over or years away, and races of the other sport. */
function faultsOf({ goal, events = [] }: PlanRequest, today: LocalDate): { field: string; says: string }[] {
  const last = addDays(today, LONGEST_PLAN_DAYS)
  const dated = [{ field: 'goal', ...goal }, ...events.map((event, index) => ({ field: `events.${index}`, ...event }))]
  return dated.flatMap(({ field, kind, sport, date }) => {
    const faults: { field: string; says: string }[] = []
    const own = RUN_GOALS.some((one) => one === kind) ? 'run' : RIDE_GOALS.some((one) => one === kind) ? 'ride' : sport
    if (own !== sport) faults.push({ field: `${field}.kind`, says: `This race is a ${own}, and its sport a ${sport}.` })
    if (date !== undefined && date <= today)
      faults.push({ field: `${field}.date`, says: 'Give a day that is still to come.' })
    else if (date !== undefined && date > last)
      faults.push({ field: `${field}.date`, says: 'Give a day within the next two years.' })
    return faults
  })
}

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
  const course = await askedCourseOf(tx, request, today)
  if (!course.ok) return course
  const athlete = await loadPlanningAthlete(tx, request.goal.sport, today)
  const { targets, ...allowed } = request.preferences ?? {}
  const habits = await loadHabits(tx, today)
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
      ...(habits.moves.length + habits.shorter.length > 0 ? { habits } : {}),
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
async function askedCourseOf(
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
  return done(await courseDemandOf(tx, course, goal, today))
}
