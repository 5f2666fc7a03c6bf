import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type PlannedWorkout, type Reason } from '../plan/plan.ts'
import { addNotes } from '../plan/week-notes.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { DecisionRow } from './decision-table.ts'
import type { JudgedSession } from './judged-session.ts'

/** What an action does to the plan, and what is said of it. */
export interface Acted {
  readonly changes: readonly PlanChange[]
  readonly reason: Reason
}

/** The action of that name, with its numbers. */
export type ActionOf<Act extends DecisionRow['actions'][number]['act']> = Extract<
  DecisionRow['actions'][number],
  { readonly act: Act }
>

/** What every reason names: the session it is about, what became of it, and how much of it was done in whole percent. */
export const factsOf = ({ session, outcome, review }: JudgedSession): Reason['facts'] => ({
  outcome: outcome.kind,
  title: session.title,
  date: session.date,
  focus: session.focus,
  sport: session.sport,
  percent: review?.workShare == null ? null : Math.round(review.workShare * 100),
})

/** What is told and changes no session: a note on the week of that day; none where it says so already. */
export function noteOn(plan: Plan, date: LocalDate, reason: Reason): PlanChange[] {
  const week = weeksOf(plan).find(({ startDate }) => startDate <= date && date < addDays(startDate, 7))
  const note = week && addNotes(week, [reason])
  return note ? [note] : []
}

/** A session in the place of another; none where nothing differs. */
export const replaced = (before: PlannedWorkout, after: PlannedWorkout | null): PlanChange[] =>
  after === null || after === before ? [] : [{ kind: 'replace', workoutId: before.id, before, after }]
