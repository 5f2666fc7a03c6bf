import type { Sport } from '../athlete/sport.ts'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { RepairContext } from './repair-step.ts'

/** How far ahead a repair looks: the next one or two weeks, the rest follows when it is written (issue: least churn). */
export const REACH_DAYS = 14

/** A session to come and its week. */
export interface Ahead {
  readonly session: PlannedWorkout
  readonly week: TrainingWeek
}

/** Sessions of a stretch of days that may still change, by day; races stay. */
export function sessionsAhead(plan: Plan, from: LocalDate, to: LocalDate, context: RepairContext): Ahead[] {
  const first = from < context.today ? context.today : from
  return weeksOf(plan)
    .filter((week) => week.startDate <= to && addDays(week.startDate, 6) >= first)
    .flatMap((week) => week.workouts.map((session) => ({ session, week })))
    .filter(({ session: { date, race, id } }) => date >= first && date <= to && !race && !context.done.includes(id))
    .toSorted((a, b) => (a.session.date < b.session.date ? -1 : a.session.date > b.session.date ? 1 : 0))
}

/** The like sessions of the next two weeks, the next one first: the same sport and focus, from the library. */
export const likeSessions = (
  plan: Plan,
  { sport, focus }: Pick<PlannedWorkout, 'sport' | 'focus'>,
  context: RepairContext,
): Ahead[] =>
  sessionsAhead(plan, context.today, addDays(context.today, REACH_DAYS), context).filter(
    ({ session }) => session.sport === sport && session.focus === focus && session.archetype !== null,
  )

/** Minutes of the slot a session stands in; Infinity where nobody has told any minutes. */
export function slotMinutes({ session, week }: Ahead): number {
  if (week.slots.length === 0) return Infinity
  const takes = (sports: readonly Sport[] | undefined): boolean =>
    sports === undefined || sports.includes(session.sport)
  const slot = week.slots.find(
    ({ date, slot: place, sports }) => date === session.date && place === session.slot && takes(sports),
  )
  return slot?.minutes ?? 0
}
