import { slotsOn, type Availability } from '../athlete/availability.ts'
import type { Plan } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'

/** The answers of a plan that a history may show. */
export const ANSWERS = [
  'goal',
  'goal-name',
  'race-day',
  'distance',
  'target-time',
  'target-power',
  'course',
  'race-on-the-way',
  'race-priority',
  'strategy',
  'level',
  'birth-year',
  'days-a-week',
  'long-day',
  'long-day-pinned',
  'minutes-of-weekday',
  'minutes-of-day',
  'day-off',
] as const
export type Answer = (typeof ANSWERS)[number]

/** One answer before and after; null where there was none. Metres, seconds, watts, minutes, days and codes, as the answer has them. */
export interface AnswerChange {
  readonly answer: Answer
  /** The day or weekday it is about; null for those of the whole plan. */
  readonly of: string | null
  readonly before: string | number | boolean | null
  readonly after: string | number | boolean | null
}

/** The answers that differ between two plans. */
export function answerChanges(before: Plan, after: Plan): AnswerChange[] {
  const days = [before, after].flatMap((plan) => plan.athlete.availability.overrides ?? []).map(({ date }) => date)
  const told = [...new Set(days)].sort()
  const [was, is] = [answersOf(before, told), answersOf(after, told)]
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)]
    if ((old?.value ?? null) === (now?.value ?? null)) return []
    const { answer, of } = (now ?? old)!
    return [{ answer, of, before: old?.value ?? null, after: now?.value ?? null }]
  })
}

interface Told {
  readonly answer: Answer
  readonly of: string | null
  readonly value: AnswerChange['before']
}

function answersOf(plan: Plan, days: readonly LocalDate[]): ReadonlyMap<string, Told> {
  const { goal, athlete } = plan
  const told: Told[] = [
    whole('goal', goal.kind),
    whole('goal-name', goal.name),
    whole('race-day', goal.date),
    whole('distance', goal.distanceM),
    whole('target-time', goal.targetTimeS),
    whole('target-power', goal.targetPowerW),
    whole('course', goal.courseId),
    ...(plan.events ?? []).flatMap(({ date, name, kind, priority }): Told[] => [
      { answer: 'race-on-the-way', of: date, value: name ?? kind },
      { answer: 'race-priority', of: date, value: priority },
    ]),
    whole('strategy', plan.strategy),
    whole('level', athlete.level),
    whole('birth-year', athlete.birthYear),
    whole('days-a-week', athlete.maxDaysPerWeek),
    whole('long-day', athlete.longDay),
    whole('long-day-pinned', athlete.longDayPinned),
    ...minutesOf(athlete.availability, days),
  ]
  return new Map(told.map((each) => [`${each.answer} ${each.of ?? ''}`, each]))
}

const whole = (answer: Answer, value: AnswerChange['before'] | undefined): Told => ({
  answer,
  of: null,
  value: value ?? null,
})

/** Minutes of each weekday, of the days that either plan tells otherwise, and days off. */
function minutesOf(availability: Availability, days: readonly LocalDate[]): Told[] {
  const weekdays = WEEKDAYS.map((day): Told => {
    const own = availability.slots.filter((slot) => slot.day === day)
    return { answer: 'minutes-of-weekday', of: day, value: total(own) }
  })
  const isOwn = new Set(availability.overrides?.map(({ date }) => date))
  const usual = { slots: availability.slots }
  const dated = days.map((date): Told => {
    const slots = slotsOn(isOwn.has(date) ? { slots: [], overrides: availability.overrides ?? [] } : usual, date)
    return { answer: 'minutes-of-day', of: date, value: total(slots) }
  })
  const off = [...(availability.blackoutDates ?? [])].sort()
  return [...weekdays, ...dated, ...off.map((date): Told => ({ answer: 'day-off', of: date, value: true }))]
}

const total = (slots: readonly { readonly minutes: number }[]): number =>
  slots.reduce((sum, { minutes }) => sum + minutes, 0)
