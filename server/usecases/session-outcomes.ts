import type { Sport } from '@coach-wattz/core/athlete/sport'
import { thresholdsOn, type Threshold } from '@coach-wattz/core/athlete/thresholds'
import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import { coverageOf } from '@coach-wattz/core/matching/coverage'
import { doneForMatch } from '@coach-wattz/core/matching/done-for-match'
import { doneSeriesOf } from '@coach-wattz/core/matching/done-series'
import { NOTHING_TOLD, type ToldFeedback } from '@coach-wattz/core/matching/feedback'
import type { Coverage, DoneRecording, ManualLink, Matching, SessionMatch } from '@coach-wattz/core/matching/matchable'
import { matchSessions } from '@coach-wattz/core/matching/match-sessions'
import { isNewFocus } from '@coach-wattz/core/matching/new-focus'
import { plannedForMatch, type PlanOfSession } from '@coach-wattz/core/matching/planned-for-match'
import { reviewSession, type SessionReview } from '@coach-wattz/core/matching/review-session'
import { sessionOutcome } from '@coach-wattz/core/matching/session-outcome'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { localDayOf } from '@coach-wattz/core/time/local-day'
import type { SessionDone } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { lastDates, listActivities, loadActivity, loadStreams } from '../repositories/activity-repository.ts'
import { loadWords, type SessionWords } from '../repositories/feedback-repository.ts'
import { loadLinks } from '../repositories/link-repository.ts'
import { loadPlanFrames, loadReviews, type KeptReview, type SessionFrame } from '../repositories/match-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { utcOffsetAt } from './local-today.ts'
import type { DoneInView } from './week-in-view.ts'
import { wordsInTime } from './words-in-time.ts'

/** A session may be done two days early (science.md S9.1); the athlete may link one three days early. */
const EARLY_DAYS = 3
/** Of the rules a kept review was made by: another number makes it again. */
const REVIEW_RULES = 1
const SPORTS: readonly Sport[] = ['run', 'ride']

/** What was done of the plan in force, as it is now: pairs are found anew on every reading, so none is ever out of date. */
export interface PlanDone {
  readonly plan: PlanOfSession
  readonly today: LocalDate
  /** The plan's sessions up to three days from today, by date. */
  readonly frames: readonly SessionFrame[]
  readonly words: SessionWords
  /** Words on sessions that were missed and moved on since, said before the day they stand on now. */
  readonly earlier: SessionWords['ofWorkouts']
  /** The athlete's own word on what activities are. */
  readonly links: readonly ManualLink[]
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
  const { words, earlier } = wordsInTime(await loadWords(tx, plan.id), frames.sessions, timeZone)
  const links = await loadLinks(tx, plan.id)
  const notDone = [...words.ofWorkouts].filter(([, { told }]) => told === 'NOT_DONE')
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
    links: [...links, ...notDone.map(([workoutId]) => ({ kind: 'not-done' as const, workoutId }))],
  })
  const newest = await lastDates(tx)
  const coverage = coverageOf(
    SPORTS.flatMap((sport) => {
      const newestDate = newest.get(sport)
      return newestDate === undefined ? [] : [{ kind: 'import' as const, sport, newestDate }]
    }),
  )
  const thresholds = await loadThresholds(tx)
  return { plan, today, frames: frames.sessions, words, earlier, links, matching, coverage, thresholds }
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
    // today's is over once the athlete says so
    const told = done.words.ofWorkouts.get(session.id)?.told ?? null
    const isTold = told === 'DONE' || told === 'NOT_DONE'
    if (!match && session.date >= done.today && !isTold) continue
    const review = match ? (await reviewOf(deps, tx, done, session, match, kept.get(session.id))).review : null
    const feedback = feedbackOf(done.words, session.id, match)
    const outcome = sessionOutcome({
      planned: { ...session, planCreatedOn: done.plan.createdOn },
      review,
      notDone: feedback.told === 'NOT_DONE',
      toldDone: feedback.told === 'DONE',
      feedback,
      coverage: done.coverage,
      today: done.today,
      isNewFocus: isNewFocus(session, done.frames),
    })
    const { workoutId, kind, status, colour } = outcome
    const figures = match ? doneOf(match) : null
    outcomes.set(session.id, {
      mark: { workoutId, kind, status, colour, percent: review?.compliance.percent ?? null, done: figures },
      outcome,
      feedback,
      done: figures,
      review,
    })
  }
  return outcomes
}

/** What was said of a session: of what was recorded of it first, else of the session itself. */
function feedbackOf(words: SessionWords, workoutId: string, match: SessionMatch | undefined): ToldFeedback {
  const ofActivity = match?.done.activityIds.map((id) => words.ofActivities.get(id)).find((word) => word !== undefined)
  const ofWorkout = words.ofWorkouts.get(workoutId)
  // why it would not be done says nothing of what was done after all
  const word = ofActivity ?? (match && ofWorkout?.told === 'NOT_DONE' ? undefined : ofWorkout)
  if (!word) return NOTHING_TOLD
  const { told, rpe, feel, reason } = word
  return { told: match ? null : told, rpe, feel, reason }
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
export async function reviewOf(
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
