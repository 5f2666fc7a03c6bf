import type { GoalKind } from '@coach-wattz/core/plan/goal'
import type { Plan } from '@coach-wattz/core/plan/plan'
import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { Me } from '../../shared/contracts/home.ts'
import { countActivities } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { countUnseenNotices } from '../repositories/notice-repository.ts'
import { loadActivePlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'

/** Who is in view, and the countdown for the rail. */
export async function getMe(deps: Deps, athleteId: string): Promise<Outcome<Me>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    const { count } = await countActivities(tx)
    return done({
      name: athlete.name ?? '',
      sample: athlete.kind === 'SAMPLE',
      units: athlete.units,
      today,
      activityCount: count,
      unseenNotices: await countUnseenNotices(tx),
      plan: active ? countdown(active.plan, today) : null,
    })
  })
}

function countdown(plan: Plan, today: LocalDate): NonNullable<Me['plan']> {
  const located = plan.blocks
    .flatMap((block) => block.weeks.map((week) => ({ block, week })))
    .find(({ week }) => week.startDate <= today && today < addDays(week.startDate, 7))
  const kind: GoalKind = plan.goal.kind
  return {
    id: plan.id,
    goalKind: kind,
    goalName: plan.goal.name ?? null,
    targetDate: plan.targetDate,
    daysToGo: daysBetween(today, plan.targetDate),
    weekNumber: located?.week.weekNumber ?? null,
    weeks: plan.blocks.reduce((sum, block) => sum + block.weeks.length, 0),
    blockName: located?.block.name ?? null,
  }
}
