import type { Goal } from '../plan/goal.ts'
import { longDate } from '../time/date-words.ts'
import { workoutTotals } from '../workout/totals.ts'
import { kmText, minutesText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import { type SessionFacts, thresholdsFor } from './week-facts.ts'
import type { RuleTally } from './rule-tally.ts'
import { sessionFigures } from './session-figures.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G27',
  name: 'Session size',
  severity: 'H',
  unit: 'min',
  source: 'science.md S7.1 G27',
  sentence:
    'Every session lasts from 15 min to 6 h (gravel ultra 10 h), and its totals are exactly the sum of its steps.',
}

export const SESSION_LEAST_MIN = 15
const SESSION_MOST_MIN = 360
const GRAVEL_SESSION_MOST_MIN = 600
/** Longest session a goal may plan: 6 h, for a gravel ultra 10 h (G27). */
export const sessionMostMinutes = (goal: Pick<Goal, 'kind'>): number =>
  goal.kind === 'GRAVEL_200' ? GRAVEL_SESSION_MOST_MIN : SESSION_MOST_MIN
/** A stored load may be rounded to a tenth; a stored distance to a metre. */
const TSS_ROUNDING = 0.06
const DISTANCE_ROUNDING_M = 1.01

const judgeWeeks = weekByWeek(card, 'week', (facts, week, tally) => {
  const most = sessionMostMinutes(facts.plan.goal)
  for (const session of week.judged) {
    const where = { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id }
    const lasts = (): string =>
      `The session on ${longDate(session.workout.date)} lasts ${minutesText(session.minutes)}.`
    tally.atMost(
      session.minutes,
      { soft: null, hard: most },
      where,
      (allowed) => `${lasts()} We plan up to ${minutesText(allowed)}.`,
    )
    if (session.minutes < SESSION_LEAST_MIN)
      tally.atLeast(
        session.minutes,
        { soft: null, hard: SESSION_LEAST_MIN },
        where,
        (allowed) => `${lasts()} Below ${minutesText(allowed)} it does nothing.`,
      )
  }
  for (const session of week.judged) if (isDoubtful(session)) judgeTotals(facts, session, tally)
})

/** G27: length of each session, and its stored totals against its steps. The race is left out. */
export const g27SessionSanity: Guardrail = {
  card,
  check: (facts) => judgeWeeks(facts).outcome('The length of each session, and its totals against its steps.'),
}

/** Its totals are not what its steps give with its own references. */
const isDoubtful = ({ workout }: SessionFacts): boolean => !isSame(workout, sessionFigures(workout.workout).totals)

/** Totals may stem from the workout's own references or from the thresholds of its day; either has to give them exactly. */
function judgeTotals(facts: PlanFacts, session: SessionFacts, tally: RuleTally): void {
  const { workout } = session
  const own = sessionFigures(workout.workout).totals
  const thresholds = thresholdsFor(facts.facts, workout)
  if (thresholds && isSame(workout, workoutTotals(workout.workout, thresholds))) return
  const where = { week: session.weekNumber, date: workout.date, workoutId: workout.id }
  const day = longDate(workout.date)
  const stepsMin = own.durationS === null ? null : own.durationS / 60
  const off = stepsMin === null ? session.minutes : Math.abs(session.minutes - stepsMin)
  tally.atMost(Math.max(off, 0.001), { soft: null, hard: 0 }, where, () => {
    if (stepsMin !== null && Math.round(own.durationS! - workout.durationS) !== 0)
      return `The session on ${day} says ${minutesText(session.minutes)}; its steps add up to ${minutesText(stepsMin)}.`
    if (
      workout.distanceM !== null &&
      own.distanceM !== null &&
      Math.abs(workout.distanceM - own.distanceM) > DISTANCE_ROUNDING_M
    )
      return `The session on ${day} says ${kmText(workout.distanceM)}; its steps add up to ${kmText(own.distanceM)}.`
    return `The totals of the session on ${day} are not the sum of its steps.`
  })
}

interface StoredTotals {
  readonly durationS: number
  readonly distanceM: number | null
  readonly tss: number | null
}

/** Same totals; a total that is not stored (null), or that the steps alone cannot tell, hides nothing. */
const isSame = (stored: StoredTotals, computed: ReturnType<typeof workoutTotals>): boolean =>
  computed.durationS !== null &&
  Math.abs(stored.durationS - computed.durationS) < 0.5 &&
  (stored.distanceM === null ||
    computed.distanceM === null ||
    Math.abs(stored.distanceM - computed.distanceM) <= DISTANCE_ROUNDING_M) &&
  (stored.tss === null || computed.tss === null || Math.abs(stored.tss - computed.tss) <= TSS_ROUNDING)
