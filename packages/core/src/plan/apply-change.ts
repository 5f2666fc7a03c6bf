import { err, ok, type Result } from '../result/result.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { isSameJson } from '../result/same-json.ts'
import type { Place, PlanChange } from './plan-change.ts'
import { applyMinutes } from './day-minutes.ts'
import { applyReplan } from './replan.ts'
import { applyWeeks } from './rewrite-weeks.ts'
import { applyNotes } from './week-notes.ts'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from './plan.ts'
import { withWeekTotals } from './week-totals.ts'

/** Why a change does not fit the plan it is put on. The caller shows `text` and asks again from the plan as it is now. */
export type ChangeConflict =
  /** The session is not in the plan any more. */
  | { readonly kind: 'workout-gone'; readonly workoutId: string; readonly text: string }
  /** The session stands elsewhere than the change says: someone moved it in between. */
  | {
      readonly kind: 'place-changed'
      readonly workoutId: string
      readonly expected: Place
      readonly found: Place
      readonly text: string
    }
  /** The session is not what the change says it was. */
  | { readonly kind: 'workout-changed'; readonly workoutId: string; readonly text: string }
  /** Done sessions are never touched (design.md §5 Adapt). */
  | { readonly kind: 'already-done'; readonly workoutId: string; readonly text: string }
  /** Another session stands in that slot. */
  | {
      readonly kind: 'place-taken'
      readonly workoutId: string
      readonly by: string
      readonly place: Place
      readonly text: string
    }
  /** No week of the plan holds that day. */
  | { readonly kind: 'outside-plan'; readonly workoutId: string; readonly place: Place; readonly text: string }
  /** A session of that id is in the plan already. */
  | { readonly kind: 'already-there'; readonly workoutId: string; readonly text: string }
  /** `create` on a plan that exists, `delete` of a plan that is not the one we have. */
  | { readonly kind: 'plan-exists' | 'plan-gone'; readonly text: string }
  /** A session put into a week that is not written yet. */
  | { readonly kind: 'week-outline'; readonly workoutId: string; readonly text: string }
  /** A replan of weeks that look different now, or one that would change weeks before its first Monday. */
  | { readonly kind: 'weeks-changed'; readonly text: string }
  /** The minutes of a day are not what the change says they were. */
  | { readonly kind: 'minutes-changed'; readonly text: string }

export interface ApplyOptions {
  /** Ids of sessions that are done: they take no change. */
  readonly done?: readonly string[]
}

/**
 * The plan with `changes` applied in order, or the first conflict; the given plan is never touched. Places are checked at
 * the end, so that two sessions may trade theirs. Totals of the weeks concerned are computed afresh (week-totals.ts).
 */
export function applyChanges(
  plan: Plan,
  changes: readonly PlanChange[],
  options: ApplyOptions = {},
): Result<Plan, ChangeConflict> {
  const applied = applyToHistory(plan, changes, options)
  if (!applied.ok) return applied
  return applied.value === null ? err({ kind: 'plan-gone', text: 'The plan has been deleted.' }) : ok(applied.value)
}

/** The same from nothing (`create`) and to nothing (`delete`): what a plan's history is replayed with. */
export function applyToHistory(
  plan: Plan | null,
  changes: readonly PlanChange[],
  options: ApplyOptions = {},
): Result<Plan | null, ChangeConflict> {
  let current = plan
  let edits: Edit[] = []
  const flush = (): ChangeConflict | null => {
    if (edits.length === 0) return null
    if (current === null) return { kind: 'plan-gone', text: 'There is no plan to change.' }
    const edited = applyEdits(current, edits, options)
    edits = []
    if (!edited.ok) return edited.error
    current = edited.value
    return null
  }
  for (const change of changes) {
    if (isEdit(change)) {
      edits.push(change)
      continue
    }
    const conflict = flush()
    if (conflict) return err(conflict)
    if (isRewrite(change)) {
      if (current === null) return err({ kind: 'plan-gone', text: 'There is no plan to change.' })
      const rewritten = rewrite(current, change, options.done ?? [])
      if (!rewritten.ok) return rewritten
      current = rewritten.value
    } else if (change.kind === 'create') {
      if (current !== null) return err({ kind: 'plan-exists', text: 'There is a plan already.' })
      current = change.plan
    } else {
      if (current === null) return err({ kind: 'plan-gone', text: 'The plan has been deleted already.' })
      if (!isSameJson(current, change.plan))
        return err({ kind: 'plan-gone', text: 'The plan has changed since; look at it again before you delete it.' })
      current = null
    }
  }
  const conflict = flush()
  return conflict ? err(conflict) : ok(current)
}

type Rewrite = Extract<PlanChange, { kind: 'replan' | 'weeks' | 'minutes' | 'notes' }>

const REWRITES: ReadonlySet<PlanChange['kind']> = new Set(['replan', 'weeks', 'minutes', 'notes'])
const isRewrite = (change: PlanChange): change is Rewrite => REWRITES.has(change.kind)

function rewrite(plan: Plan, change: Rewrite, done: readonly string[]): Result<Plan, ChangeConflict> {
  switch (change.kind) {
    case 'replan':
      return applyReplan(plan, change, done)
    case 'weeks':
      return applyWeeks(plan, change, done)
    case 'minutes':
      return applyMinutes(plan, change)
    case 'notes':
      return applyNotes(plan, change)
  }
}

/** The changes that undo `changes`, last one first: applied to what came out, they give back what went in, byte for byte. */
export const invertChanges = (changes: readonly PlanChange[]): PlanChange[] => changes.toReversed().map(invertChange)

function invertChange(change: PlanChange): PlanChange {
  switch (change.kind) {
    case 'create':
      return { kind: 'delete', plan: change.plan }
    case 'delete':
      return { kind: 'create', plan: change.plan }
    case 'move':
      return { kind: 'move', workoutId: change.workoutId, from: change.to, to: change.from }
    case 'replace':
      return { kind: 'replace', workoutId: change.workoutId, before: change.after, after: change.before }
    case 'replan':
      return { kind: 'replan', from: change.from, before: change.after, after: change.before }
    case 'weeks':
      return { kind: 'weeks', before: change.after, after: change.before }
    case 'notes':
      return { kind: 'notes', weekId: change.weekId, before: change.after, after: change.before }
    case 'minutes': {
      const { settings } = change
      return {
        kind: 'minutes',
        date: change.date,
        before: change.after,
        after: change.before,
        ...(settings ? { settings: { before: settings.after, after: settings.before } } : {}),
      }
    }
    case 'add':
      return { kind: 'remove', workout: change.workout }
    case 'remove':
      return { kind: 'add', workout: change.workout }
  }
}

type Edit = Exclude<PlanChange, Rewrite | { kind: 'create' | 'delete' }>

const isEdit = (change: PlanChange): change is Edit =>
  change.kind === 'move' || change.kind === 'replace' || change.kind === 'add' || change.kind === 'remove'

function applyEdits(plan: Plan, changes: readonly Edit[], options: ApplyOptions): Result<Plan, ChangeConflict> {
  const draft = new PlanDraft(plan, options)
  for (const change of changes) {
    const conflict = draft.apply(change)
    if (conflict) return err(conflict)
  }
  const taken = draft.placeTaken()
  return taken ? err(taken) : ok(draft.plan())
}

/** A plan under change: only the weeks that a change touches are copied, and computed afresh at the end. */
class PlanDraft {
  private readonly source: Plan
  private readonly weeks: readonly TrainingWeek[]
  private readonly done: ReadonlySet<string>
  /** Sessions of the weeks that were touched, by the week's index. */
  private readonly touched = new Map<number, PlannedWorkout[]>()
  /** Sessions that were put somewhere, by id, in the order they were put. */
  private readonly placed = new Map<string, PlannedWorkout>()

  constructor(plan: Plan, options: ApplyOptions) {
    this.source = plan
    this.weeks = weeksOf(plan)
    this.done = new Set(options.done)
  }

  apply(change: Edit): ChangeConflict | null {
    switch (change.kind) {
      case 'move': {
        const workout = this.present(change.workoutId)
        if ('kind' in workout) return workout
        const found: Place = { date: workout.date, slot: workout.slot }
        if (found.date !== change.from.date || found.slot !== change.from.slot)
          return {
            kind: 'place-changed',
            workoutId: workout.id,
            expected: change.from,
            found,
            text: `${workout.title} has been moved to ${found.date} in the meantime.`,
          }
        return this.put({ ...workout, date: change.to.date, slot: change.to.slot })
      }
      case 'replace': {
        const workout = this.present(change.workoutId)
        if ('kind' in workout) return workout
        if (!isSameSession(workout, change.before)) return changed(workout)
        this.take(workout.id)
        if (change.after.id !== workout.id && this.weekWith(change.after.id) >= 0) return alreadyThere(change.after)
        return this.put(change.after)
      }
      case 'add':
        return this.weekWith(change.workout.id) >= 0 ? alreadyThere(change.workout) : this.put(change.workout)
      case 'remove': {
        const workout = this.present(change.workout.id)
        if ('kind' in workout) return workout
        if (!isSameSession(workout, change.workout)) return changed(workout)
        this.take(workout.id)
        return null
      }
    }
  }

  /** A slot with two sessions among those that were put somewhere; null when there is none. */
  placeTaken(): ChangeConflict | null {
    const placed = [...this.placed.values()]
    for (const [index, workout] of placed.entries()) {
      const isThere = (other: PlannedWorkout): boolean => other.date === workout.date && other.slot === workout.slot
      // one that was put there before it, else one that stood there
      const other = placed.slice(0, index).findLast(isThere) ?? this.standing(isThere)
      if (other)
        return {
          kind: 'place-taken',
          workoutId: workout.id,
          by: other.id,
          place: { date: workout.date, slot: workout.slot },
          text: `${other.title} stands on ${workout.date} already.`,
        }
    }
    return null
  }

  /** Of the sessions that were not put anywhere the last one that is asked for. */
  private standing(isAsked: (workout: PlannedWorkout) => boolean): PlannedWorkout | undefined {
    for (let index = this.weeks.length - 1; index >= 0; index--) {
      const found = this.workoutsOf(index).findLast((each) => isAsked(each) && !this.placed.has(each.id))
      if (found) return found
    }
    return undefined
  }

  plan(): Plan {
    let index = 0
    const blocks = this.source.blocks.map((block) => {
      const from = index
      index += block.weeks.length
      const isTouched = block.weeks.some((_, offset) => this.touched.has(from + offset))
      return isTouched ? { ...block, weeks: block.weeks.map((week, offset) => this.week(week, from + offset)) } : block
    })
    return { ...this.source, blocks }
  }

  private week(week: TrainingWeek, index: number): TrainingWeek {
    const workouts = this.touched.get(index)
    return workouts ? withWeekTotals({ ...week, workouts }) : week
  }

  private workoutsOf(index: number): readonly PlannedWorkout[] {
    return this.touched.get(index) ?? this.weeks[index]!.workouts
  }

  /** Index of the week that holds a session; −1 where none does. */
  private weekWith(id: string): number {
    return this.weeks.findIndex((_, index) => this.workoutsOf(index).some((workout) => workout.id === id))
  }

  private present(id: string): PlannedWorkout | ChangeConflict {
    const index = this.weekWith(id)
    const workout = index < 0 ? undefined : this.workoutsOf(index).find((each) => each.id === id)
    if (!workout) return { kind: 'workout-gone', workoutId: id, text: 'This session is not in the plan any more.' }
    if (this.done.has(id))
      return {
        kind: 'already-done',
        workoutId: id,
        text: `${workout.title} on ${workout.date} is done and stays as it was.`,
      }
    return workout
  }

  private take(id: string): void {
    const index = this.weekWith(id)
    if (index < 0) return
    this.touched.set(
      index,
      this.workoutsOf(index).filter((workout) => workout.id !== id),
    )
    this.placed.delete(id)
  }

  private put(workout: PlannedWorkout): ChangeConflict | null {
    const index = this.weeks.findLastIndex((week) => week.startDate <= workout.date)
    if (index < 0 || workout.date >= dayAfterWeek(this.weeks[index]!))
      return {
        kind: 'outside-plan',
        workoutId: workout.id,
        place: { date: workout.date, slot: workout.slot },
        text: `The plan has no week with ${workout.date} in it.`,
      }
    if (this.weeks[index]!.detail === 'OUTLINE' && !workout.race)
      return {
        kind: 'week-outline',
        workoutId: workout.id,
        text: `The week of ${this.weeks[index]!.startDate} is not written yet. Have it written first, then put sessions into it.`,
      }
    this.take(workout.id)
    this.touched.set(index, [...this.workoutsOf(index), workout])
    this.placed.set(workout.id, workout)
    return null
  }
}

const changed = (workout: PlannedWorkout): ChangeConflict => ({
  kind: 'workout-changed',
  workoutId: workout.id,
  text: `${workout.title} on ${workout.date} has changed in the meantime.`,
})
const alreadyThere = (workout: PlannedWorkout): ChangeConflict => ({
  kind: 'already-there',
  workoutId: workout.id,
  text: `${workout.title} is in the plan already.`,
})

/** HARD follows from the week around a session, so it is no part of what a session was. */
const isSameSession = (a: PlannedWorkout, b: PlannedWorkout): boolean =>
  isSameJson({ ...a, hard: false }, { ...b, hard: false })

const dayAfterWeek = (week: TrainingWeek): LocalDate => addDays(week.startDate, 7)
