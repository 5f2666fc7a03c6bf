import { OLD_YEARS } from '../plan/starting-point.ts'
import { longDate } from '../time/date-words.ts'
import { countText } from '../units/format.ts'
import { minutesText } from './figures.ts'
import { hardDays } from './g08-hard-days.ts'
import { hardSessions } from './g07-hard-day-spacing.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import { isEasy } from './week-facts.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G20',
  name: 'Health questions and age',
  severity: 'H',
  unit: 'days',
  source: 'science.md S7.1 G20 (ACSM pre-participation 2015)',
  sentence:
    'After a yes to a health question everything stays easy until a doctor agrees; under 18 a guardian agrees; from 65 years two hard days a week with 72 hours between them.',
}

const ADULT_YEARS = 18
const OLD_HARD_DAYS = 2
export const OLD_SPACING_DAYS = 3

export const isOld = (facts: PlanFacts): boolean => (facts.ageYears ?? 0) >= OLD_YEARS

/** True while a health question stands answered with yes and no doctor has agreed. */
export const isHeldEasy = (facts: PlanFacts): boolean => {
  const { screening } = facts.facts
  return screening !== undefined && screening.yes.length > 0 && !screening.doctorAgreed
}

/** G20: health answers, and what age asks for. From 50 years G01 and G05 are stricter of themselves. */
export const g20Screening: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    judgeAge(facts, tally)
    if (isHeldEasy(facts)) judgeEasyOnly(facts, tally)
    if (isOld(facts)) judgeOld(facts, tally)
    const asked =
      facts.facts.screening === undefined ? 'The health questions were not asked here' : 'The health answers'
    return tally.outcome(
      facts.ageYears === null
        ? `${asked}; no year of birth is known.`
        : `${asked}, and the limits of the athlete’s age.`,
    )
  },
}

function judgeAge(facts: PlanFacts, tally: RuleTally): void {
  const { ageYears } = facts
  if (ageYears === null || ageYears >= ADULT_YEARS || facts.facts.screening?.guardianAgreed === true) return
  tally.atLeast(
    ageYears,
    { soft: null, hard: ADULT_YEARS },
    { week: null, unit: 'years' },
    () =>
      `By the year of birth the athlete is ${ageYears}. Under ${ADULT_YEARS} we plan once a parent or guardian has agreed.`,
  )
}

function judgeEasyOnly(facts: PlanFacts, tally: RuleTally): void {
  for (const session of facts.weeks.flatMap((week) => week.judged)) {
    if (isEasy(session)) continue
    tally.atMost(
      session.hardMinutes,
      { soft: null, hard: 0 },
      { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id, unit: 'min' },
      () =>
        `The session on ${longDate(session.workout.date)} holds ${minutesText(session.hardMinutes)} above easy. One of the health questions was answered with yes: please see a doctor first, until then everything stays easy.`,
    )
  }
}

function judgeOld(facts: PlanFacts, tally: RuleTally): void {
  for (const week of facts.weeks) {
    if (week.judged.length === 0) continue
    const days = hardDays(week)
    tally.atMost(
      days,
      { soft: null, hard: OLD_HARD_DAYS },
      { week: week.week.weekNumber, date: week.week.startDate },
      (allowed) =>
        `Week ${week.week.weekNumber} has ${countText(days, 'hard day')}. From ${OLD_YEARS} years we keep it at ${allowed}.`,
    )
  }
  const hard = hardSessions(facts)
  for (let index = 1; index < hard.length; index++) {
    const [before, session] = [hard[index - 1]!, hard[index]!]
    // a run and a ride on one day are one hard day; one after the other is G07's
    if (session.past || session.day === before.day) continue
    tally.atLeast(
      session.day - before.day,
      { soft: null, hard: OLD_SPACING_DAYS },
      { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id },
      () =>
        `${longDate(before.workout.date)} and ${longDate(session.workout.date)} are both hard. From ${OLD_YEARS} years we keep 72 hours between hard sessions.`,
    )
  }
}
