import { streaksOf } from '@coach-wattz/core/adaptation/kept-weeks'
import { loadToDate } from '@coach-wattz/core/adaptation/load-to-date'
import { reportCard, type CardRevision } from '@coach-wattz/core/adaptation/report-card'
import { fitnessHistory } from '@coach-wattz/core/load/fitness'
import { fitnessBand } from '@coach-wattz/core/plan/fitness-band'
import { lastDayOf, weeksOf, workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { localDayOf } from '@coach-wattz/core/time/local-day'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { PlanProgress, ProgressReply } from '../../shared/contracts/progress.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { listActivities, loadLoadHistory } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { listFlags } from '../repositories/flag-repository.ts'
import { listRevisions, loadActivePlan, type StoredRevision } from '../repositories/plan-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { localToday, utcOffsetAt } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { adherenceBetween, progressWeeks } from './progress-weeks.ts'
import { loadPlanDone, outcomesOf } from './session-outcomes.ts'
import { weeksInView } from './week-in-view.ts'

/** Adherence looks back over four weeks (science.md S9.6). */
const ADHERENCE_DAYS = 28

/** What was expected of the plan in force and what came of it, what the coach changed and whether it was kept. */
export async function getProgress(deps: Deps, athleteId: string): Promise<Outcome<ProgressReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    const today = localToday(deps.now(), timeZone)
    return done({ today, plan: await planProgress(deps, tx, today), thresholds: await loadThresholds(tx) })
  })
}

async function planProgress(deps: Deps, tx: AthleteTransaction, today: LocalDate): Promise<PlanProgress | null> {
  const active = await loadActivePlan(tx)
  const athlete = await loadAthlete(tx)
  const planDone = active && (await loadPlanDone(tx, today, athlete.timeZone))
  if (!active || !planDone) return null
  const { plan } = active
  const outcomes = await outcomesOf(deps, tx, planDone, workoutsOf(plan))
  const revisions = await listRevisions(tx, plan.id)
  const activities = await listActivities(tx, { from: mondayOf(plan.startDate), to: today })
  const { availability } = plan.athlete
  const { days } = await loadLoadHistory(tx, today)
  const untold = workoutsOf(plan).filter(({ id }) => outcomes.get(id)?.mark.kind === 'UNKNOWN')
  const planned = new Set(planDone.matching.matches.flatMap((match) => match.done.activityIds))
  const expected = loadToDate({
    first: planAsMade(revisions) ?? plan,
    now: plan,
    done: days,
    beside: activities.flatMap(({ id, date, load }) => (load === null || planned.has(id) ? [] : [{ date, load }])),
    unknownOn: new Set([...activities.filter(({ load }) => load === null), ...untold].map(({ date }) => date)),
    today,
  })
  const last = expected.weeks.at(-1)?.weekStart ?? lastDayOf(plan)
  const weeks = progressWeeks({
    plan,
    views: weeksInView(plan, activities, availability, plan.startDate, last, null),
    loads: expected.weeks,
    outcomes,
    flags: await listFlags(tx),
    availability,
    today,
  })
  const adherenceFrom = (from: LocalDate): PlanProgress['adherence']['week'] =>
    adherenceBetween(plan, outcomes, [from, today])
  const fitness = fitnessHistory(days, today)
  return {
    id: plan.id,
    sport: plan.sport,
    goalKind: plan.goal.kind,
    goalName: plan.goal.name ?? null,
    startDate: plan.startDate,
    targetDate: plan.targetDate,
    weeks,
    byYesterday: expected.byYesterday,
    adherence: {
      week: adherenceFrom(mondayOf(today)),
      month: adherenceFrom(addDays(today, 1 - ADHERENCE_DAYS)),
      plan: adherenceFrom(plan.startDate),
    },
    streaks: streaksOf(
      weeks.flatMap(({ weekStart, adherence, pardon }) =>
        addDays(weekStart, 6) < today
          ? [{ weekStart, adherence: adherence ?? { share: null, keysDone: 0, keysPlanned: 0 }, pardon }]
          : [],
      ),
    ),
    marks: [...outcomes.values()].map(({ mark }) => mark),
    toCome: fitness.ok ? (fitnessBand(plan, fitness.value.days, today) ?? []) : [],
    card: reportCard({
      revisions: revisions.map((revision) => cardRevision(revision, athlete.timeZone)),
      plan,
      outcomes: new Map([...outcomes].map(([id, { mark }]) => [id, mark.kind])),
      otherDays: new Set(activities.filter(({ id }) => !planned.has(id)).map(({ date }) => date)),
      knownTo: planDone.coverage[plan.sport],
      today,
    }),
  }
}

/** The plan its first revision made. */
const planAsMade = (revisions: readonly StoredRevision[]): Plan | null =>
  revisions
    .find(({ number }) => number === 1)
    ?.changes.flatMap((change) =>
      change.kind === 'create' && weeksOf(change.plan).length > 0 ? [change.plan] : [],
    )[0] ?? null

const cardRevision = (revision: StoredRevision, timeZone: string): CardRevision => ({
  number: revision.number,
  on: localDayOf(revision.createdAt, utcOffsetAt(revision.createdAt, timeZone)),
  author: revision.author,
  reason: revision.reason,
  changes: revision.changes,
  revertsNumber: revision.revertsNumber,
  revertedByNumber: revision.revertedByNumber,
})
