import { deleteCourse } from '../repositories/course-repository.ts'
import type { Deps } from './deps.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Takes a course away; a plan made with it stays as it is. */
export async function removeCourse(deps: Deps, athleteId: string, id: string): Promise<Outcome<{ done: true }>> {
  return deps.database.withAthlete(athleteId, async (tx) =>
    (await deleteCourse(tx, id))
      ? done({ done: true })
      : refuse('not-found', 'Not found', 'There is no such course. It may have been replaced.'),
  )
}
