import type { HistoryActivity, TrainingHistory } from '../evidence/history.ts'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { NO_FEEDBACK } from '../matching/feedback.ts'
import type { SessionReview } from '../matching/review-session.ts'
import type { OutcomeKind } from '../matching/session-outcome.ts'
import { workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { JudgedSession } from './judged-session.ts'
import type { RepairContext } from './repair-step.ts'

/** How much of the work each kind stands for in these tests; null: nothing was recorded. */
const WORK: Record<OutcomeKind, number | null> = {
  PENDING: null,
  UNKNOWN: null,
  SKIPPED: null,
  SKIPPED_BUSY: null,
  SKIPPED_TIRED: null,
  SKIPPED_SICK: null,
  FAILED: 0.6,
  FAILED_TOO_HARD: 0.6,
  FAILED_TIME: 0.6,
  FAILED_SICK: 0.3,
  PARTIAL: 0.8,
  SUCCESS: 1,
  SUCCESS_EASY: 1,
  SUCCESS_HARD: 1,
  OVERDONE: 1,
}

/** A session with an outcome, as if matched: `over` is how much of the planned work and load was done. */
export function judged(
  session: PlannedWorkout,
  kind: OutcomeKind,
  more: Partial<JudgedSession> & { readonly workShare?: number; readonly over?: number } = {},
): JudgedSession {
  const { workShare: own, over, ...rest } = more
  const workShare = own ?? WORK[kind]
  const ratio = over ?? (kind === 'OVERDONE' ? 1.4 : workShare)
  const review: SessionReview | null =
    workShare === null
      ? null
      : {
          workoutId: session.id,
          durationShare: ratio,
          compliance: { percent: ratio === null ? null : 100 * ratio, by: 'duration' },
          workShare,
          basis: 'length',
          steps: [],
          workRatio: ratio,
          loadShare: ratio,
          loadDone: ratio === null || session.tss === null ? null : ratio * session.tss,
          easyTooFast: null,
        }
  return {
    session,
    outcome: {
      workoutId: session.id,
      kind,
      status: 'UNKNOWN',
      colour: 'GREY',
      expectedRpe: { low: 5, high: 5 },
      open: null,
    },
    feedback: NO_FEEDBACK,
    review,
    doneOn: review === null ? null : session.date,
    decided: null,
    made: [],
    moved: false,
    ...rest,
  }
}

/** The plan of a seeded athlete, and what a review knows of them once all of it was done; null for one whom no safe plan fits. */
export function seededPlan(seed: number): { readonly plan: Plan; readonly facts: RepairContext['facts'] } | null {
  const input = seededPlanningInput(seed)
  const authored = authorPlan(input)
  if (!authored.ok) return null
  const facts = reviewFactsOfInput(input)
  const done = workoutsOf(authored.plan).map(doneAsPlanned)
  const activities = [...input.history.activities, ...done]
  return { plan: authored.plan, facts: { ...facts, history: { ...input.history, activities } } }
}

const doneAsPlanned = ({ id, date, sport, durationS, distanceM, race, tss }: PlannedWorkout): HistoryActivity => ({
  id,
  date,
  sport,
  durationS,
  distanceM,
  race,
  ...(tss === null ? {} : { load: tss }),
})

/** The morning of `today`, with these sessions judged; what lies before it was done as planned, but for those not recorded. */
export const onDay = (
  today: LocalDate,
  facts: RepairContext['facts'],
  sessions: readonly JudgedSession[],
  more: Partial<RepairContext> = {},
): RepairContext => ({
  today,
  facts: { ...facts, today, history: historyUntil(today, facts.history, sessions) },
  done: sessions.flatMap(({ session, review }) => (review === null ? [] : [session.id])),
  sessions,
  readiness: null,
  reviewed: null,
  decided: [],
  declined: [],
  ...more,
})

function historyUntil(
  today: LocalDate,
  history: TrainingHistory | null,
  sessions: readonly JudgedSession[],
): TrainingHistory | null {
  if (history === null) return null
  const missed = new Set(sessions.flatMap(({ session, review }) => (review === null ? [session.id] : [])))
  const activities = history.activities.filter(({ id, date }) => date < today && !missed.has(id ?? ''))
  return { ...history, activities }
}
