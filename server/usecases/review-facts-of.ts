import type { ReviewFacts } from '@coach-wattz/core/guardrails/review-plan'
import type { Goal } from '@coach-wattz/core/plan/goal'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadHistory } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadCourse } from '../repositories/course-repository.ts'
import { loadFlagsForPlanning } from '../repositories/flag-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { courseDemandOf } from './course-view.ts'

/** No rule looks further back than twelve weeks before a plan; a plan lasts a year at most. */
const LOOK_BACK_DAYS = 84 + 366

/**
 * What a review of a plan for `goal` knows beside the plan, the same for the browser and for the server's own review. A course
 * that is gone since is reviewed without.
 */
export async function reviewFactsOf(
  tx: AthleteTransaction,
  today: LocalDate,
  goal: Pick<Goal, 'kind' | 'sport' | 'courseId'>,
): Promise<ReviewFacts> {
  const { screening, preferences } = await loadAthlete(tx)
  const stored = goal.courseId === undefined ? null : await loadCourse(tx, goal.courseId)
  const course = stored?.profile.sport === goal.sport ? await courseDemandOf(tx, stored, goal, today) : null
  return {
    ...(course === null ? {} : { course }),
    ...(screening === null ? {} : { screening }),
    history: await loadHistory(tx, { from: addDays(today, -LOOK_BACK_DAYS), to: today }),
    today,
    flags: await loadFlagsForPlanning(tx, today),
    crossTraining: preferences.crossTraining,
    thresholds: await loadThresholds(tx),
    profile: 'default',
  }
}
