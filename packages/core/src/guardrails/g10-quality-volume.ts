import { longDate } from '../time/date-words.ts'
import { minutesText, shareText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { minuteRows } from './minute-rows.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'
import { QUALITY_PACES, type QualityPace } from './quality.ts'
import type { RuleTally } from './rule-tally.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G10',
  name: 'Work in one session',
  severity: 'H',
  unit: 'min',
  source: 'science.md S7.1 G10, S5.7e (Daniels)',
  sentence:
    'One run holds at most 10 % of the week at threshold, 8 % at interval pace, 5 % at repetition pace and 20 % at marathon pace; a small dose is always allowed.',
}

/**
 * Caps of S5.7e: share of the week's running, most minutes, and the dose that is always allowed. 40 min of threshold and
 * 110 min of marathon pace are Daniels'; 10 km of I and 8 km of R are about 36 and 26 min at the speeds of VDOT 60. S5.7e
 * always allows 15 min of T; as much of I, 20 min of M and 5 of R are the first steps of the library (docs/adr/0009).
 */
const CAPS: Readonly<Record<QualityPace, { share: number; mostMin: number; leastMin: number }>> = {
  M: { share: 0.2, mostMin: 110, leastMin: 20 },
  T: { share: 0.1, mostMin: 40, leastMin: 15 },
  I: { share: 0.08, mostMin: 36, leastMin: 15 },
  R: { share: 0.05, mostMin: 26, leastMin: 5 },
}
const PACE_WORD: Readonly<Record<QualityPace, string>> = {
  M: 'marathon pace',
  T: 'threshold',
  I: 'interval pace',
  R: 'repetition pace',
}
/** Whole repetitions end a little above a share. */
const TOLERANCE_MIN = 1

/** Minutes of work at a pace that a run of the week may hold (S5.7e). */
export function qualityCapMin(pace: QualityPace, weekMinutes: number): number {
  const { share, mostMin, leastMin } = CAPS[pace]
  return Math.max(leastMin, Math.min(mostMin, share * weekMinutes))
}

/** A lighter week or a taper keeps the work of the weeks it follows (science.md S6). */
const WEEKS_FOLLOWED = 4

/** Minutes of running a session's work is measured against: its own week, or the best of the four before where that is more. */
function runningMinutes(facts: PlanFacts, week: WeekFacts): number {
  const { rows, before } = minuteRows(facts, 'run')
  const own = week.sessions.reduce(
    (sum, session) => sum + (session.workout.sport === 'run' && !session.race ? session.minutes : 0),
    0,
  )
  const index = before + week.index
  return Math.max(own, ...rows.slice(Math.max(0, index - WEEKS_FOLLOWED), index).map((minutes) => minutes ?? 0))
}

const judgeWeeks = weekByWeek(card, 'eight-weeks', (facts, week, tally) => {
  const weekMinutes = runningMinutes(facts, week)
  for (const session of week.judged) {
    // a test is as long as it is
    if (session.workout.sport !== 'run' || session.workout.focus === 'TEST') continue
    for (const pace of QUALITY_PACES) {
      const work = session.figures.quality.seconds[pace] / 60
      if (work > 0) judge(session, pace, work, weekMinutes, tally)
    }
  }
})

/** G10: time at each of Daniels' paces in one run against the week's running. */
export const g10QualityVolume: Guardrail = {
  card,
  check: (facts) =>
    judgeWeeks(facts).outcome(
      'Time at marathon, threshold, interval and repetition pace in each run; rides have no such cap.',
    ),
}

function judge(session: SessionFacts, pace: QualityPace, work: number, weekMinutes: number, tally: RuleTally): void {
  const share = CAPS[pace].share
  tally.atMost(
    work,
    { soft: null, hard: qualityCapMin(pace, weekMinutes) },
    { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id },
    (allowed) =>
      `The run on ${longDate(session.workout.date)} holds ${minutesText(work)} at ${PACE_WORD[pace]}. In this week we keep it within ${minutesText(allowed)}, ${shareText(share)} of the running.`,
    TOLERANCE_MIN,
  )
}
