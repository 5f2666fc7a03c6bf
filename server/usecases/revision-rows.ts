import { undoneNumbers } from '@coach-wattz/core/adaptation/plan-history'
import { undoOld, type UndoRefused } from '@coach-wattz/core/adaptation/undo-old'
import { invertChanges } from '@coach-wattz/core/plan/apply-change'
import { workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { longDate } from '@coach-wattz/core/time/date-words'
import { isLocalDate, type LocalDate } from '@coach-wattz/core/time/local-date'
import { formatDuration } from '@coach-wattz/core/units/format'
import type { RevisionRow } from '../../shared/contracts/plan-history.ts'
import type { StoredRevision } from '../repositories/plan-repository.ts'
import { refuseMove } from './plan-refusals.ts'

/**
 * The history as rows, latest first: what changed, by whom, why, and whether it can be undone; where it cannot, what stands
 * against it. `today` is null for a plan that is not in force: nothing of it is undone any more.
 */
export function revisionRows(revisions: readonly StoredRevision[], plan: Plan, today: LocalDate | null): RevisionRow[] {
  const sentences = revisionSentences(revisions, plan)
  const undone = undoneNumbers(revisions)
  const standing = revisions.filter(({ revertsNumber, number }) => revertsNumber !== null && !undone.has(number))
  return revisions
    .toSorted((a, b) => b.number - a.number)
    .map((revision) => {
      const { number, createdAt, author, reason, revertsNumber } = revision
      const isOpen = today !== null && number > 1 && !undone.has(number)
      const held = isOpen ? heldBy(revision, revisions, plan, today, sentences) : null
      return {
        number,
        createdAt,
        author,
        reason,
        summary: sentences.get(number) ?? '',
        revertsNumber,
        revertedByNumber: standing.find((undo) => undo.revertsNumber === number)?.number ?? null,
        undoable: isOpen && held === null,
        held,
      }
    })
}

/** Why a revision cannot be undone as things stand; null where it can. */
function heldBy(
  { number, changes, author }: StoredRevision,
  revisions: readonly StoredRevision[],
  plan: Plan,
  today: LocalDate,
  sentences: ReadonlyMap<number, string>,
): string | null {
  const refused = refuseMove(plan, invertChanges(changes), today, author === 'rule')
  if (refused) return refused.refused.detail
  const undone = undoOld(plan, revisions, number)
  return undone.ok ? null : heldSentence(undone.error, sentences)
}

/** What stands against an undo, with what to do. */
export function heldSentence(refused: UndoRefused, sentences: ReadonlyMap<number, string>): string {
  if (refused.kind === 'is-creation')
    return 'The making of the plan stays. Archive the plan to take it off the calendar.'
  if (refused.kind === 'is-undone') return 'It is undone already.'
  const { by, about } = refused
  if (by === null) return `${about} is not as this change left it. Bring an earlier version back instead.`
  return `Change ${by} stands on it: ${sentences.get(by) ?? ''} Undo change ${by} first.`
}

/** What each revision did, in a sentence, by its number. */
export function revisionSentences(revisions: readonly StoredRevision[], plan: Plan): ReadonlyMap<number, string> {
  const titles = new Map(workoutsOf(plan).map((workout) => [workout.id, workout.title]))
  const byNumber = new Map(revisions.map((revision) => [revision.number, revision]))
  return new Map(revisions.map((revision) => [revision.number, sentenceOf(revision, byNumber, titles)]))
}

function sentenceOf(
  { changes, reason, revertsNumber }: StoredRevision,
  byNumber: ReadonlyMap<number, StoredRevision>,
  titles: ReadonlyMap<string, string>,
): string {
  if (revertsNumber !== null) {
    let [target, again] = [revertsNumber, false]
    for (let next = byNumber.get(target); next && next.revertsNumber !== null; next = byNumber.get(target)) {
      target = next.revertsNumber
      again = !again
    }
    return again ? `Change ${target} was made again.` : `Change ${target} was undone.`
  }
  const { from, revision } = reason.facts
  if (reason.code === 'restored' && typeof from === 'string' && isLocalDate(from))
    return `The weeks from ${longDate(from)} on went back to how they were after change ${Number(revision)}.`
  return summarize(changes, titles) || 'A week says why it stays as it is.'
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
