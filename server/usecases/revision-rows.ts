import { workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { longDate } from '@coach-wattz/core/time/date-words'
import { formatDuration } from '@coach-wattz/core/units/format'
import type { RevisionRow } from '../../shared/contracts/plans.ts'
import type { StoredRevision } from '../repositories/plan-repository.ts'

/** The history as rows, latest first. Only the latest revision that is neither the creation nor itself undone can be undone. */
export function revisionRows(revisions: readonly StoredRevision[], plan: Plan): RevisionRow[] {
  const titles = new Map(workoutsOf(plan).map((workout) => [workout.id, workout.title]))
  const latestFirst = revisions.toSorted((a, b) => b.number - a.number)
  return latestFirst.map((revision, index) => ({
    number: revision.number,
    createdAt: revision.createdAt,
    author: revision.author,
    reason: revision.reason,
    summary:
      revision.revertsNumber === null
        ? summarize(revision.changes, titles)
        : `Change ${revision.revertsNumber} was undone.`,
    revertsNumber: revision.revertsNumber,
    revertedByNumber: revision.revertedByNumber,
    undoable: index === 0 && revision.number > 1 && revision.revertsNumber === null,
  }))
}

function summarize(changes: readonly PlanChange[], titles: ReadonlyMap<string, string>): string {
  return changes.flatMap((change) => sentence(change, titles) ?? []).join(' ')
}

function sentence(change: PlanChange, titles: ReadonlyMap<string, string>): string | null {
  switch (change.kind) {
    case 'create':
      return 'The plan was made.'
    case 'delete':
      return 'The plan was taken away.'
    case 'move':
      return `${titles.get(change.workoutId) ?? 'A session'} moved from ${longDate(change.from.date)} to ${longDate(change.to.date)}.`
    case 'replace':
      return `${change.before.title} became ${change.after.title}.`
    case 'replan':
      return `The weeks from ${longDate(change.from)} on were planned anew; the weeks before stayed as they were.`
    case 'weeks':
      return writtenWeeks(change)
    case 'minutes':
      return givenMinutes(change)
    // a note says nothing that the other changes do not show
    case 'notes':
      return null
    case 'add':
      return `${change.workout.title} was added on ${longDate(change.workout.date)}.`
    case 'remove':
      return `${change.workout.title} on ${longDate(change.workout.date)} was taken out.`
  }
}

/** "Friday 27 March was given 1:30 h, for that day alone." */
function givenMinutes({ date, before, after }: Extract<PlanChange, { kind: 'minutes' }>): string {
  const total = (slots: typeof after.slots): number => slots.reduce((sum, { minutes }) => sum + minutes, 0)
  const words = (minutes: number): string => (minutes > 0 ? formatDuration(60 * minutes) : 'no time')
  return `${longDate(date)} was given ${words(total(after.slots))} in place of ${words(total(before.slots))}, for that day alone.`
}

/** Weeks that were outlines and are written now; undone, they are outlines again, and the history says that the change was undone. */
function writtenWeeks({ before, after }: Extract<PlanChange, { kind: 'weeks' }>): string {
  const outlines = new Set(before.flatMap((week) => (week.detail === 'OUTLINE' ? [week.id] : [])))
  const written = after.filter((week) => week.detail === 'DETAILED' && outlines.has(week.id))
  const [first] = written
  if (!first) return 'Targets of weeks to come were changed.'
  return written.length === 1
    ? `The week from ${longDate(first.startDate)} was written.`
    : `${written.length} weeks from ${longDate(first.startDate)} on were written.`
}
