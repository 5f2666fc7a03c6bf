import type { CourseEvent } from '@coach-wattz/core/library/course-emphasis'
import type { CourseView } from '../../shared/contracts/courses.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadCourse } from '../repositories/course-repository.ts'
import { courseViewOf } from './course-view.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** A course read with what is known of the athlete today, as the event it was added for or as another of its sport. */
export async function getCourse(
  deps: Deps,
  athleteId: string,
  id: string,
  event?: CourseEvent,
): Promise<Outcome<CourseView>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const course = await loadCourse(tx, id)
    if (!course) return refuse('not-found', 'Not found', 'There is no such course. It may have been replaced.')
    if (event !== undefined && (event === 'run') !== (course.event === 'run'))
      return refuse('invalid-input', 'The course does not fit', 'This course was added for the other sport.', {
        fields: { event: 'This course was added for the other sport.' },
      })
    const { timeZone } = await loadAthlete(tx)
    return done(await courseViewOf(tx, { ...course, event: event ?? course.event }, localToday(deps.now(), timeZone)))
  })
}
