import { adjustPlan } from '@coach-wattz/core/adaptation/adjust-plan'
import { loweredBy } from '@coach-wattz/core/adaptation/given-back'
import { TAKEN_BACK } from '@coach-wattz/core/adaptation/take-back'
import { readinessOn } from '@coach-wattz/core/adaptation/readiness'
import type { JudgedSession } from '@coach-wattz/core/adaptation/judged-session'
import { repairPlan } from '@coach-wattz/core/adaptation/repair-plan'
import type { Decision, RepairContext } from '@coach-wattz/core/adaptation/repair-step'
import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import { historyFromActivities } from '@coach-wattz/core/evidence/history'
import type { WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import { authorOutlinedPlan } from '@coach-wattz/core/guardrails/author-plan'
import { detailPlan } from '@coach-wattz/core/guardrails/detail-plan'
import type { ReviewFacts } from '@coach-wattz/core/guardrails/review-facts'
import { coverageOf } from '@coach-wattz/core/matching/coverage'
import { doneForMatch } from '@coach-wattz/core/matching/done-for-match'
import { NO_FEEDBACK } from '@coach-wattz/core/matching/feedback'
import { matchSessions } from '@coach-wattz/core/matching/match-sessions'
import type { PlannedForMatch, SessionMatch } from '@coach-wattz/core/matching/matchable'
import { plannedForMatch } from '@coach-wattz/core/matching/planned-for-match'
import { reviewSession } from '@coach-wattz/core/matching/review-session'
import { OUTCOME_KINDS, sessionOutcome } from '@coach-wattz/core/matching/session-outcome'
import { detailHorizon, nextOutline } from '@coach-wattz/core/plan/fold-plan'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { Away, Beginning, Coach, Known, Recording, Told } from '../coach.ts'

/** Outcomes of so many days are decided on (science.md S8: a failure counts for 14 days, a level for 42). */
const JUDGED_DAYS = 42
/** A session may be done two days early (science.md S9.1). */
const EARLY_DAYS = 2

/** Ours: the same pure functions as the app calls each night, on the same facts. */
export function ourCoach(): Coach {
  let season: OurSeason | null = null
  return {
    name: 'ours',
    start(begin) {
      const authored = authorOutlinedPlan(begin.input)
      season = authored.ok ? new OurSeason(begin, authored.plan) : null
      return authored.ok ? authored.plan : null
    },
    night(day, known) {
      return season === null ? null : season.night(day, known)
    },
  }
}

/** A decision with the day it was taken on, and the day its session stood on then. */
interface KeptDecision extends Decision {
  readonly day: LocalDate
  readonly sessionDate: LocalDate | null
}

class OurSeason {
  private plan: Plan
  private readonly input: PlanningInput
  private readonly recordings: Recording[] = []
  private readonly told = new Map<string, Told & { readonly on: LocalDate }>()
  private readonly mornings: WellnessDay[]
  private readonly sickDays: LocalDate[] = []
  private readonly decisions: KeptDecision[] = []
  private syncedThrough: LocalDate | null = null
  private readonly prepared = new WeakMap<PlannedWorkout, PlannedForMatch>()

  constructor({ input, mornings }: Beginning, plan: Plan) {
    this.input = input
    this.plan = plan
    this.mornings = [...mornings]
  }

  night(today: LocalDate, known: Known): Plan {
    this.learn(today, known)
    const facts = this.facts(today, known)
    for (const away of known.away) this.leave(today, away, facts)
    const dates = new Map(workoutsOf(this.plan).map(({ id, date }) => [id, date]))
    const repaired = repairPlan(this.plan, this.context(today, facts))
    this.plan = repaired.plan
    for (const decision of repaired.decisions)
      this.decisions.push({ ...decision, day: today, sessionDate: dates.get(decision.workoutId ?? '') ?? null })
    const next = nextOutline(this.plan, today)
    if (next !== null && next.startDate <= detailHorizon(today)) {
      const input = { ...this.input, today, history: facts.history ?? this.input.history }
      const athlete = { ...input.athlete, flags: facts.flags ?? [], availability: known.availability }
      const written = detailPlan(this.plan, { ...input, athlete }, facts, { beginsBy: detailHorizon(today) })
      if (written.ok) this.plan = written.plan
    }
    return this.plan
  }

  /** What an athlete who is away asks of the plan; where no safe change is found it stays, as it does in the app. */
  private leave(today: LocalDate, { from, to, easyMinutes }: Away, facts: ReviewFacts): void {
    const { done } = this.context(today, facts)
    const adjusted = adjustPlan(this.plan, { kind: 'travel', from, to, easyMinutes }, { today, facts, done })
    if (adjusted.ok) this.plan = adjusted.plan
  }

  private learn(today: LocalDate, known: Known): void {
    this.recordings.push(...known.recordings)
    for (const told of known.told) this.told.set(told.workoutId, { ...told, on: today })
    this.mornings.push(...known.mornings)
    this.syncedThrough = known.syncedThrough
    const isSick = known.flags.some(
      ({ kind, startDate, symptomFreeSince: free }) =>
        kind === 'ILLNESS' && startDate <= today && (free === undefined || today < free),
    )
    if (isSick) this.sickDays.push(today)
  }

  private facts(today: LocalDate, { flags }: Known): ReviewFacts {
    const { history, athlete } = this.input
    const done = historyFromActivities(this.recordings.map(({ activity }) => activity)).activities
    return {
      history: { ...history, activities: [...history.activities, ...done] },
      today,
      flags,
      thresholds: athlete.thresholds,
      crossTraining: athlete.crossTraining,
      profile: 'default',
    }
  }

  private context(today: LocalDate, facts: ReviewFacts): RepairContext {
    const near = workoutsOf(this.plan).filter(
      ({ date }) => date >= addDays(today, -JUDGED_DAYS) && date <= addDays(today, EARLY_DAYS),
    )
    const from = addDays(today, -JUDGED_DAYS - EARLY_DAYS)
    const recent = this.recordings.filter(({ activity }) => activity.date >= from)
    const { matches } = matchSessions({
      planned: near.map((session) => this.forMatch(session)),
      done: recent.map(({ activity }) => doneForMatch(activity, null)),
      links: [],
    })
    const byId = new Map(matches.map((match) => [match.workoutId, match]))
    return {
      today,
      facts,
      done: matches.map(({ workoutId }) => workoutId),
      sessions: near.flatMap((session) => this.judged(session, byId.get(session.id), today) ?? []),
      readiness: readinessOn(this.mornings, today, this.sickDays),
      reviewed: this.lastKindOf('weekly-review'),
      decided: this.decisions,
      declined: [],
      lowered: loweredBy(this.decisions),
    }
  }

  private judged(session: PlannedWorkout, match: SessionMatch | undefined, today: LocalDate): JudgedSession | null {
    if (!match && session.date >= today) return null
    const planned = this.forMatch(session)
    const word = this.told.get(session.id)
    // said before the day it was moved to, it says nothing of it
    const told = word && word.on >= session.date ? word : undefined
    const feedback = told ? { rpe: told.rpe, reason: told.reason } : NO_FEEDBACK
    const review = match ? this.reviewOf(planned, match) : null
    const outcome = sessionOutcome({
      planned: { ...session, planCreatedOn: planned.planCreatedOn },
      review,
      notDone: !match && told?.done === false,
      feedback,
      coverage: coverageOf(
        this.syncedThrough === null ? [] : [{ kind: 'sync', sport: null, syncedOn: addDays(this.syncedThrough, 1) }],
      ),
      today,
      isNewFocus: false,
    })
    const own = this.decisions.filter(({ workoutId }) => workoutId === session.id)
    return {
      session,
      outcome,
      feedback,
      review,
      doneOn: match?.done.date ?? null,
      ...decidedOf(session, match?.done.date ?? null, own),
    }
  }

  private reviewOf(planned: PlannedForMatch, match: SessionMatch) {
    const own = this.recordings.filter(({ activity }) => match.done.activityIds.includes(activity.id))
    return reviewSession(
      planned,
      match.done,
      own.map(({ activity, laps }) => ({ startedAt: activity.startedAt, indoor: false, laps, series: null })),
      thresholdsOn(this.input.athlete.thresholds, planned.sport, planned.date),
    )
  }

  /** Steps unrolled once a session: it is held against the recordings every night. */
  private forMatch(session: PlannedWorkout): PlannedForMatch {
    const before = this.prepared.get(session)
    if (before) return before
    const { today, athlete } = this.input
    const thresholds = thresholdsOn(athlete.thresholds, session.sport, session.date)
    const planned = plannedForMatch(session, { id: this.plan.id, createdOn: today }, thresholds)
    this.prepared.set(session, planned)
    return planned
  }

  private lastKindOf(row: string): string | null {
    return this.decisions.findLast((decision) => decision.row === row)?.kind ?? null
  }
}

/** What was decided on a session, as the app reads it off its decisions (server/usecases/judged-sessions.ts). */
function decidedOf(
  session: PlannedWorkout,
  doneOn: LocalDate | null,
  own: readonly KeptDecision[],
): Pick<JudgedSession, 'decided' | 'made' | 'moved'> {
  const moved = own.some(({ changes }) =>
    changes.some((change) => change.kind === 'move' && change.workoutId === session.id),
  )
  const last = own.at(-1)
  if (!last) return { decided: null, made: [], moved }
  const wasDone = doneOn !== null && (doneOn < last.day || doneOn <= (last.sessionDate ?? ''))
  if (last.sessionDate !== session.date && !wasDone) return { decided: null, made: [], moved }
  return {
    decided: OUTCOME_KINDS.find((kind) => kind === last.kind) ?? null,
    made: own
      .filter(
        ({ kind, row, sessionDate }) => kind === last.kind && sessionDate === last.sessionDate && row !== TAKEN_BACK,
      )
      .flatMap(({ changes }) => changes),
    moved,
  }
}
