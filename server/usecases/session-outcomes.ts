import type { Sport } from '@coach-wattz/core/athlete/sport'
import { thresholdsOn, type Threshold } from '@coach-wattz/core/athlete/thresholds'
import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import { coverageOf } from '@coach-wattz/core/matching/coverage'
import { doneForMatch } from '@coach-wattz/core/matching/done-for-match'
import { doneSeriesOf } from '@coach-wattz/core/matching/done-series'
import { NO_FEEDBACK } from '@coach-wattz/core/matching/feedback'
import type { Coverage, DoneRecording, Matching, SessionMatch } from '@coach-wattz/core/matching/matchable'
import { matchSessions } from '@coach-wattz/core/matching/match-sessions'
import { plannedForMatch, type PlanOfSession } from '@coach-wattz/core/matching/planned-for-match'
import { reviewSession, type SessionReview } from '@coach-wattz/core/matching/review-session'
import { sessionOutcome } from '@coach-wattz/core/matching/session-outcome'
import { workoutsOf, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { localDayOf } from '@coach-wattz/core/time/local-day'
import type { SessionDone } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { lastDates, listActivities, loadActivity, loadStreams } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadPlanFrames, loadReviews, saveReview, type KeptReview } from '../repositories/match-repository.ts'
import { loadActivePlan } from '../repositories/plan-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { localToday, utcOffsetAt } from './local-today.ts'
import type { DoneInView } from './week-in-view.ts'

/** A session may be done two days early (science.md S9.1). */
const EARLY_DAYS = 2
/** Of the rules a kept review was made by: another number makes it again. */
const REVIEW_RULES = 1
const SPORTS: readonly Sport[] = ['run', 'ride']

/** What was done of the plan in force, as it is now: pairs are found anew on every reading, so none is ever out of date. */
export interface PlanDone {
  readonly plan: PlanOfSession
  readonly today: LocalDate
  readonly matching: Matching
  readonly coverage: Coverage
  readonly thresholds: readonly Threshold[]
}

/** Pairs the plan in force with what was done since it was made; null without a plan. */
export async function loadPlanDone(
  tx: AthleteTransaction,
  today: LocalDate,
  timeZone: string,
): Promise<PlanDone | null> {
  const frames = await loadPlanFrames(tx, addDays(today, EARLY_DAYS))
  if (!frames) return null
  const createdOn = localDayOf(frames.createdAt, utcOffsetAt(frames.createdAt, timeZone))
  const plan = { id: frames.planId, createdOn }
  const activities = await listActivities(tx, { from: createdOn, to: today })
  const matching = matchSessions({
    planned: frames.sessions.map((session) => ({
      ...session,
      planId: plan.id,
      planCreatedOn: createdOn,
      byDistance: false,
      domain: null,
      steps: [],
    })),
    done: activities.map((activity) => doneForMatch(activity, null)),
    links: [],
  })
  const newest = await lastDates(tx)
  const coverage = coverageOf(
    SPORTS.flatMap((sport) => {
      const newestDate = newest.get(sport)
      return newestDate === undefined ? [] : [{ kind: 'import' as const, sport, newestDate }]
    }),
  )
  return { plan, today, matching, coverage, thresholds: await loadThresholds(tx) }
}

/** What became of each of these sessions, by id; those to come are not among them. */
export async function outcomesOf(
  deps: Pick<Deps, 'sha256'>,
  tx: AthleteTransaction,
  done: PlanDone,
  sessions: readonly PlannedWorkout[],
): Promise<Map<string, SessionDone>> {
  const matches = new Map(done.matching.matches.map((match) => [match.workoutId, match]))
  const kept = await loadReviews(
    tx,
    done.plan.id,
    sessions.flatMap(({ id }) => (matches.has(id) ? [id] : [])),
  )
  const outcomes = new Map<string, SessionDone>()
  for (const session of sessions) {
    const match = matches.get(session.id)
    if (!match && session.date >= done.today) continue
    const review = match ? (await reviewOf(deps, tx, done, session, match, kept.get(session.id))).review : null
    const { workoutId, kind, status, colour } = sessionOutcome({
      planned: { ...session, planCreatedOn: done.plan.createdOn },
      review,
      notDone: false,
      feedback: NO_FEEDBACK,
      coverage: done.coverage,
      today: done.today,
      isNewFocus: false,
    })
    outcomes.set(session.id, {
      mark: { workoutId, kind, status, colour, percent: review?.compliance.percent ?? null },
      done: match ? doneOf(match) : null,
      review,
    })
  }
  return outcomes
}

/** The same for a calendar, which shows less of it. */
export async function marksOf(
  deps: Pick<Deps, 'sha256'>,
  tx: AthleteTransaction,
  done: PlanDone,
  sessions: readonly PlannedWorkout[],
): Promise<DoneInView> {
  const outcomes = await outcomesOf(deps, tx, done, sessions)
  return {
    marks: new Map([...outcomes].map(([id, { mark }]) => [id, mark])),
    plannedActivityIds: new Set(done.matching.matches.flatMap((match) => match.done.activityIds)),
  }
}

const doneOf = ({ done }: SessionMatch): SessionDone['done'] => ({
  activityIds: done.activityIds,
  date: done.date,
  durationS: done.movingS,
  distanceM: done.distanceM,
  load: done.load,
})

/** The kept review, where it was made from the very same facts; else a new one. */
async function reviewOf(
  deps: Pick<Deps, 'sha256'>,
  tx: AthleteTransaction,
  { plan, thresholds }: PlanDone,
  session: PlannedWorkout,
  match: SessionMatch,
  kept: KeptReview | undefined,
): Promise<KeptReview> {
  const ofDay = thresholdsOn(thresholds, session.sport, session.date)
  const planned = plannedForMatch(session, plan, ofDay)
  const digest = deps.sha256(canonicalJson([REVIEW_RULES, planned, match.done, ofDay]))
  if (kept?.digest === digest) return kept
  const recordings: DoneRecording[] = []
  for (const id of match.done.activityIds) {
    const activity = await loadActivity(tx, id)
    const streams = await loadStreams(tx, id)
    if (!activity) continue
    const { startedAt, indoor, laps, sport } = activity
    recordings.push({ startedAt, indoor, laps, series: streams && doneSeriesOf(sport, streams) })
  }
  const review: SessionReview = reviewSession(planned, match.done, recordings, ofDay)
  return { digest, review }
}

/**
 * After new activities: reads the samples of what was done of the plan once and keeps what they say, so that calendars
 * read no samples. One short transaction a session; a session already kept from the same facts is left alone.
 */
export async function keepReviews(deps: Deps, athleteId: string): Promise<void> {
  const found = await deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    const done = await loadPlanDone(tx, localToday(deps.now(), timeZone), timeZone)
    if (!done || done.matching.matches.length === 0) return null
    const active = await loadActivePlan(tx)
    const ids = done.matching.matches.map(({ workoutId }) => workoutId)
    return active && { done, sessions: workoutsOf(active.plan), kept: await loadReviews(tx, done.plan.id, ids) }
  })
  if (!found) return
  const { done, sessions, kept } = found
  for (const match of done.matching.matches) {
    const session = sessions.find(({ id }) => id === match.workoutId)
    if (!session) continue
    await deps.database.withAthlete(athleteId, async (tx) => {
      const before = kept.get(session.id)
      const fresh = await reviewOf(deps, tx, done, session, match, before)
      if (fresh === before) return
      const planned = { id: session.id, planId: done.plan.id }
      await saveReview(tx, { planned, activityId: match.done.id, score: match.score, kept: fresh, now: deps.now() })
    })
  }
}
