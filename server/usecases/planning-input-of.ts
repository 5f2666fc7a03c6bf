import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadHistory } from '../repositories/activity-repository.ts'
import { loadPlanningAthlete } from '../repositories/athlete-repository.ts'

/** Everything the planner may know: what the data say, with the answers of the form laid over them. */
export async function planningInputOf(
  tx: AthleteTransaction,
  planId: string,
  request: PlanRequest,
  today: LocalDate,
): Promise<PlanningInput> {
  const athlete = await loadPlanningAthlete(tx, request.goal.sport, today)
  const { targets, ...allowed } = request.preferences ?? {}
  return {
    planId,
    today,
    goal: request.goal,
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
  }
}
