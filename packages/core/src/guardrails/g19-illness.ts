import { flagEnd, isOpenOn, waitsForDoctor, type Flag } from '../athlete/flag.ts'
import { longDate } from '../time/date-words.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { minutesText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import { isEasy, type SessionFacts } from './week-facts.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G19',
  name: 'Illness',
  severity: 'H',
  unit: 'min',
  source: 'science.md S7.1 G19, S8.6 (neck check, Eichner 1993)',
  sentence:
    'While ill there is no hard work; with symptoms above the neck at most 30 easy minutes, below the neck or with fever no training until 48 hours without symptoms; after chest pain, a racing heart, breathlessness or fainting none until a doctor agrees.',
}

const EASY_MOST_MIN = 30
/** Days free of symptoms before training at all, and after a fever before hard work (science.md S8.6). */
const FREE_DAYS = 2
const FREE_DAYS_AFTER_FEVER = 3
/** A fever, or an illness below the neck, of three days or more: seven days after the last symptom before hard work (science.md S8.6). */
const LONG_ILLNESS_DAYS = 3
const FREE_DAYS_AFTER_LONG_ILLNESS = 7
/** Signs of the heart hold the days one looks ahead, anew each day, until a doctor agrees (science.md S8.6). */
const HELD_AHEAD_DAYS = 7

/** What an illness leaves of a session of that day. */
export interface IllnessLimit {
  readonly mostMin: number
  readonly easyOnly: boolean
}

/** The strictest limit of all illness flags on the session's day; null when none holds. */
export function illnessLimit(facts: PlanFacts, session: SessionFacts): IllnessLimit | null {
  const planStart = facts.weeks[0]?.week.startDate ?? facts.plan.startDate
  const limits = (facts.facts.flags ?? []).flatMap((flag) => {
    const limit = flag.kind === 'ILLNESS' ? limitOf(flag, session.workout.date, planStart, facts.facts.today) : null
    return limit ? [limit] : []
  })
  if (limits.length === 0) return null
  return { mostMin: Math.min(...limits.map((limit) => limit.mostMin)), easyOnly: true }
}

function limitOf(flag: Flag, date: LocalDate, planStart: LocalDate, today: LocalDate | null): IllnessLimit | null {
  const end = flagEnd(flag, planStart, today)
  const { symptomFreeSince: free, symptoms } = flag
  if (date < flag.startDate) return null
  const none: IllnessLimit = { mostMin: 0, easyOnly: true }
  const easy: IllnessLimit = { mostMin: Infinity, easyOnly: true }
  // over by the athlete's word, which shortens no time hard work has to wait
  if (!isOpenOn(flag, date)) return date < hardFrom(flag, free ?? flag.endDate ?? date) ? easy : null
  // without a word about the symptoms: easy until the review
  if (symptoms === undefined) return date < end ? easy : null
  if (symptoms === 'above-neck') {
    if (free === undefined) return date < end ? { mostMin: EASY_MOST_MIN, easyOnly: true } : null
    if (date < free) return { mostMin: EASY_MOST_MIN, easyOnly: true }
    return date < addDays(free, 1) ? easy : null
  }
  // no day without symptoms ends it, and no review
  if (symptoms === 'heart') return date < addDays(today ?? planStart, HELD_AHEAD_DAYS) ? none : null
  if (free === undefined) return date < end ? none : null
  if (date < addDays(free, FREE_DAYS)) return none
  return date < hardFrom(flag, free) ? easy : null
}

/** The first day of hard work after an illness that was free of symptoms from `free` on. */
function hardFrom({ symptoms, startDate }: Flag, free: LocalDate): LocalDate {
  if (symptoms !== 'below-neck' && symptoms !== 'fever') return free
  if (daysBetween(startDate, free) >= LONG_ILLNESS_DAYS) return addDays(free, FREE_DAYS_AFTER_LONG_ILLNESS)
  return addDays(free, symptoms === 'fever' ? FREE_DAYS_AFTER_FEVER : FREE_DAYS)
}

/** G19: what an illness leaves of each session. */
export const g19Illness: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const ill = (facts.facts.flags ?? []).filter((flag) => flag.kind === 'ILLNESS')
    if (ill.length === 0) return tally.outcome('No illness is flagged.')
    const waits = waitsForDoctor(ill, facts.facts.today ?? facts.plan.startDate)
    for (const session of facts.weeks.flatMap((week) => week.judged)) {
      const limit = illnessLimit(facts, session)
      if (limit === null) continue
      const where = { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id }
      const day = longDate(session.workout.date)
      if (limit.mostMin < Infinity)
        tally.atMost(session.minutes, { soft: null, hard: limit.mostMin }, where, (allowed) =>
          allowed === 0
            ? waits
              ? `The session on ${day} has to wait for a doctor. After chest pain, a racing heart, breathlessness or fainting nobody trains before one agrees.`
              : `The session on ${day} comes too soon after the illness. We begin again after 48 hours without symptoms.`
            : `The session on ${day} lasts ${minutesText(session.minutes)}. With a cold we keep it within ${minutesText(allowed)}, easy.`,
        )
      if (limit.mostMin > 0 && !isEasy(session))
        tally.atMost(
          session.hardMinutes,
          { soft: null, hard: 0 },
          where,
          () =>
            `The session on ${day} holds ${minutesText(session.hardMinutes)} above easy during an illness. Until you are well every session is easy.`,
        )
    }
    return tally.outcome(
      ill.some((flag) => flag.symptoms === undefined)
        ? 'Sessions on the days of the illness; its symptoms are not told, so easy training stays allowed.'
        : 'Sessions on the days of the illness, by its symptoms.',
    )
  },
}
