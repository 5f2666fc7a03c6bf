import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { foldPlan } from '@coach-wattz/core/plan/fold-plan'
import type { Plan } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { loadHistory } from '../server/repositories/activity-repository.ts'
import { loadPlanningAthlete, saveToldWeeks } from '../server/repositories/athlete-repository.ts'
import { savePlan } from '../server/repositories/plan-repository.ts'
import type { Deps } from '../server/usecases/deps.ts'
import { makeAthlete } from './databases.ts'

/** A runner of 35 km a week with a half marathon on a day, the plan saved on `today`: far weeks in outline, unless `everyWeek`. */
export async function runnerWithPlan(
  { database }: Pick<Deps, 'database'>,
  name: string,
  {
    today,
    race,
    everyWeek = false,
  }: { readonly today: LocalDate; readonly race: LocalDate; readonly everyWeek?: boolean },
): Promise<{ readonly athleteId: string; readonly planId: string; readonly plan: Plan }> {
  const athleteId = await makeAthlete(database, name)
  return database.withAthlete(athleteId, async (tx) => {
    await saveToldWeeks(
      tx,
      Array.from({ length: 12 }, (_, index) => ({
        weekStart: addDays(mondayOf(today), -7 * (index + 1)),
        sport: 'run' as const,
        minutes: 210,
        distanceM: 35_000,
        longestM: 13_000,
      })),
    )
    const authored = authorPlan({
      planId: `${name}plan`,
      today,
      goal: { kind: 'HM', sport: 'run', date: race },
      athlete: { ...(await loadPlanningAthlete(tx, 'run', today)), level: 'INTERMEDIATE', maxDaysPerWeek: 4 },
      history: await loadHistory(tx, { to: today }),
    })
    if (!authored.ok) throw new Error(authored.refused.reason)
    const plan = everyWeek ? authored.plan : foldPlan(authored.plan, today)
    const { report } = authored
    const reason = { code: 'plan-created', facts: {} }
    await savePlan(tx, { plan, author: 'planner', reason, report, now: new Date(`${today}T08:00:00Z`) })
    return { athleteId, planId: plan.id, plan }
  })
}
