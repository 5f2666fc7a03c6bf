import type { Activity } from '@coach-wattz/core/evidence/activity'
import { withHealthVerdicts } from '@coach-wattz/core/guardrails/health-change'
import { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'
import { weeksOf, type Plan } from '@coach-wattz/core/plan/plan'
import { weekAdvice } from '@coach-wattz/core/plan/week-advice'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { ActivePlanReply } from '../../shared/contracts/plans.ts'
import { listActivities } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { listRevisions, loadActivePlan } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { asSession, longestOf } from './progress-weeks.ts'
import { reviewFactsOf } from './review-facts-of.ts'
import { revisionRows } from './revision-rows.ts'

/** The plan in force with its certificate and history, and the facts a browser needs to review a change itself. */
export async function getActivePlan(deps: Deps, athleteId: string): Promise<Outcome<ActivePlanReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const active = await loadActivePlan(tx)
    if (!active)
      return done({ plan: null, revision: 0, today, report: null, facts: null, notes: {}, revisions: [], done: [] })
    const { plan, revision, report } = active
    const activities = await listActivities(tx, { from: plan.startDate, to: today })
    const facts = await reviewFactsOf(tx, today, plan.goal)
    const { weightKg } = athlete
    return done({
      plan,
      revision,
      today,
      report: withHealthVerdicts(report, reviewPlan(plan, facts)),
      facts,
      notes: Object.fromEntries(
        weeksOf(plan).map((week) => [week.id, weekAdvice(plan, week, { flags: facts.flags ?? [], weightKg })]),
      ),
      revisions: revisionRows(await listRevisions(tx, plan.id), plan, today),
      done: doneByWeek(activities, plan, today),
    })
  })
}

function doneByWeek(activities: readonly Activity[], plan: Plan, today: LocalDate): ActivePlanReply['done'] {
  const weeks: ActivePlanReply['done'] = []
  for (let weekStart = mondayOf(plan.startDate); weekStart <= today; weekStart = addDays(weekStart, 7)) {
    const inWeek = activities.filter((activity) => mondayOf(activity.date) === weekStart)
    const longest = longestOf(inWeek.filter(({ sport }) => sport === plan.sport).map(asSession))
    const loads = inWeek.flatMap((activity) => (activity.load === null ? [] : [activity.load]))
    weeks.push({
      weekStart,
      minutes: inWeek.reduce((sum, activity) => sum + activity.movingS, 0) / 60,
      runDistanceM: inWeek.reduce(
        (sum, activity) => sum + (activity.sport === 'run' ? (activity.distanceM ?? 0) : 0),
        0,
      ),
      load: inWeek.length > 0 && loads.length === 0 ? null : loads.reduce((sum, load) => sum + load, 0),
      longestS: longest?.durationS ?? null,
      longestDistanceM: longest?.distanceM ?? null,
    })
  }
  return weeks
}
