import { applyChanges, invertChanges, type ChangeConflict } from '../plan/apply-change.ts'
import { overridesOn, withOverridesOn } from '../plan/day-minutes.ts'
import type { Place, PlanChange, PlanTail } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import { withWeekTotals } from '../plan/week-totals.ts'
import { err, ok, type Result } from '../result/result.ts'
import { isSameJson } from '../result/same-json.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { notesWithout } from './notes-without.ts'
import { undoneNumbers, type HistoryEntry } from './plan-history.ts'
import { daysToldOtherwise, tailOf, withDaysOf } from './plan-tail.ts'
import {
  ANSWERS_NAME,
  contentOf,
  isSameContent,
  isSamePlace,
  minutesName,
  namesOfRewrite,
  namesOfSession,
  placeOf,
  slotName,
  touchedBy,
  weekName,
} from './touched.ts'

/** Why a change cannot be undone as things stand. */
export type UndoRefused =
  /** It is the making of the plan. */
  | { readonly kind: 'is-creation' }
  | { readonly kind: 'is-undone' }
  /** A later change stands on it; null where it is not one of the history. */
  | { readonly kind: 'later-change'; readonly by: number | null; readonly about: string }

export interface Undone {
  /** The plan without the change. */
  readonly plan: Plan
  /** What leads there from the plan of today; their inverse gives today's plan back byte for byte. */
  readonly changes: readonly PlanChange[]
}

/**
 * One change of a plan's history taken back from the plan of today. It can be where what it touched is as it left it: the place
 * or the content of a session, the minutes of a day, whole weeks, the answers; whatever else happened since stays. Where a later
 * change touched the same, that one is named, the latest first: it would have to be undone before.
 */
export function undoOld(plan: Plan, history: readonly HistoryEntry[], number: number): Result<Undone, UndoRefused> {
  const entry = history.find((each) => each.number === number)
  if (!entry || entry.changes.some(({ kind }) => kind === 'create' || kind === 'delete'))
    return err({ kind: 'is-creation' })
  if (undoneNumbers(history).has(number)) return err({ kind: 'is-undone' })
  const since = standingSince(history, number)
  const refused = ({ names, about }: Obstacle): Result<Undone, UndoRefused> => {
    const wanted = new Set(names)
    const by = since.find(({ changes }) => changes.some((change) => touchedBy(change).some((name) => wanted.has(name))))
    return err({ kind: 'later-change', by: by?.number ?? null, about })
  }
  const rebase = new Rebase(plan, since)
  for (const change of invertChanges(entry.changes)) {
    const obstacle = rebase.take(change)
    if (obstacle) return refused(obstacle)
  }
  const obstacle = rebase.flush()
  return obstacle ? refused(obstacle) : ok({ plan: rebase.plan, changes: rebase.changes })
}

/** What happened after a revision and still stands, latest first: a change and its undo, both later, are nothing. */
function standingSince(history: readonly HistoryEntry[], number: number): HistoryEntry[] {
  const undone = undoneNumbers(history)
  return history
    .filter((entry) => entry.number > number && !undone.has(entry.number))
    .filter(({ revertsNumber }) => revertsNumber === null || revertsNumber < number)
    .toSorted((a, b) => b.number - a.number)
}

/** What is not as the change left it: the names of the objects, and a word for people. */
interface Obstacle {
  readonly names: readonly string[]
  readonly about: string
}

type Edit = Extract<PlanChange, { kind: 'move' | 'replace' | 'add' | 'remove' }>

/** The inverse of a change, put on a plan that went on since: what it meets has to be what it expects. */
class Rebase {
  plan: Plan
  readonly changes: PlanChange[] = []
  private readonly since: readonly HistoryEntry[]
  private edits: Edit[] = []
  private sessions: Map<string, PlannedWorkout>

  constructor(plan: Plan, since: readonly HistoryEntry[]) {
    this.plan = plan
    this.since = since
    this.sessions = sessionsOf(plan)
  }

  take(change: PlanChange): Obstacle | null {
    switch (change.kind) {
      case 'move':
        return this.move(change)
      case 'replace':
        return this.replace(change)
      case 'add':
        return this.add(change)
      case 'remove':
        return this.remove(change)
      case 'weeks':
        return this.flush() ?? this.weeks(change)
      case 'minutes':
        return this.flush() ?? this.minutes(change)
      case 'notes':
        return this.flush() ?? this.notes(change)
      case 'replan':
        return this.flush() ?? this.replan(change)
      case 'create':
      case 'delete':
        return { names: [], about: 'The plan itself' }
    }
  }

  /** Edits are put on together, so that sessions may trade places. */
  flush(): Obstacle | null {
    if (this.edits.length === 0) return null
    const edits = this.edits
    this.edits = []
    const applied = applyChanges(this.plan, edits)
    if (!applied.ok) return obstacleOf(applied.error)
    this.keep(applied.value, edits)
    return null
  }

  private move(change: Extract<Edit, { kind: 'move' }>): Obstacle | null {
    const workout = this.sessions.get(change.workoutId)
    if (!workout || !isSamePlace(workout, change.from)) return obstacle(workout, [placeOf(change.workoutId)])
    const rewritten = this.rewritten(change.to.date)
    if (rewritten) return rewritten
    this.edit(change, { ...workout, ...change.to })
    return null
  }

  private replace({ before, after }: Extract<Edit, { kind: 'replace' }>): Obstacle | null {
    const present = this.sessions.get(before.id)
    const stays = isSamePlace(before, after)
    if (!present || !isSameContent(present, before)) return obstacle(present, [contentOf(before.id)])
    if (!stays && !isSamePlace(present, before)) return obstacle(present, [placeOf(before.id)])
    const rewritten = stays ? null : this.rewritten(after.date)
    if (rewritten) return rewritten
    const now = stays ? { ...after, date: present.date, slot: present.slot } : after
    this.sessions.delete(present.id)
    this.edit({ kind: 'replace', workoutId: present.id, before: present, after: now }, now)
    return null
  }

  private add(change: Extract<Edit, { kind: 'add' }>): Obstacle | null {
    const { workout } = change
    const there = this.sessions.get(workout.id)
    if (there) return obstacle(there, namesOfSession(there))
    const rewritten = this.rewritten(workout.date)
    if (rewritten) return rewritten
    this.edit(change, workout)
    return null
  }

  private remove({ workout }: Extract<Edit, { kind: 'remove' }>): Obstacle | null {
    const present = this.sessions.get(workout.id)
    if (!present) return obstacle(workout, namesOfSession(workout))
    if (!isSamePlace(present, workout)) return obstacle(present, [placeOf(workout.id)])
    if (!isSameContent(present, workout)) return obstacle(present, [contentOf(workout.id)])
    this.sessions.delete(workout.id)
    this.edits.push({ kind: 'remove', workout: present })
    return null
  }

  /** Weeks as they were left go back whole; of those that went on since only what the change did to them. */
  private weeks(change: Extract<PlanChange, { kind: 'weeks' }>): Obstacle | null {
    const { before, after } = change
    const present = weeksOf(this.plan)
    if (before.every((week) => isSameJson(byId(present, week.id), week))) return this.apply(change)
    for (const week of before) {
      const isWhole = week.detail === 'OUTLINE' || byId(after, week.id)?.detail === 'OUTLINE'
      if (isWhole && !isSameJson(byId(present, week.id), week)) return aboutWeek(week, present)
    }
    return this.sessionsOfWeeks(before, after) ?? this.flush() ?? this.restOfWeeks(before, after)
  }

  /** Notes that were put beside others go, and those that were taken away come back; what others said since stays. */
  private notes({ weekId, before, after }: Extract<PlanChange, { kind: 'notes' }>): Obstacle | null {
    const week = byId(weeksOf(this.plan), weekId)
    if (!week) return { names: [weekName(weekId)], about: 'The week' }
    const notes = notesWithout(week.notes, before, after)
    if (isSameJson(notes, week.notes)) return null
    return this.apply({ kind: 'notes', weekId, before: week.notes, after: notes })
  }

  private sessionsOfWeeks(before: readonly TrainingWeek[], after: readonly TrainingWeek[]): Obstacle | null {
    const [left, wanted] = [before, after].map((weeks) => weeks.flatMap(({ workouts }) => workouts))
    const steps: (() => Obstacle | null)[] = [
      ...left!.filter(({ id }) => !byId(wanted!, id)).map((workout) => () => this.remove({ kind: 'remove', workout })),
      ...left!.map((was) => () => this.change(was, byId(wanted!, was.id))),
      ...wanted!.filter(({ id }) => !byId(left!, id)).map((workout) => () => this.add({ kind: 'add', workout })),
    ]
    for (const step of steps) {
      const obstacle = step()
      if (obstacle) return obstacle
    }
    return null
  }

  private change(before: PlannedWorkout, after: PlannedWorkout | undefined): Obstacle | null {
    if (!after || (isSamePlace(before, after) && isSameContent(before, after))) return null
    if (!isSameContent(before, after)) return this.replace({ kind: 'replace', workoutId: before.id, before, after })
    return this.move({ kind: 'move', workoutId: before.id, from: placeIn(before), to: placeIn(after) })
  }

  /** What a change did to weeks beside their sessions. */
  private restOfWeeks(before: readonly TrainingWeek[], after: readonly TrainingWeek[]): Obstacle | null {
    const rewritten: TrainingWeek[] = []
    for (const wanted of after) {
      const [left, present] = [byId(before, wanted.id), byId(weeksOf(this.plan), wanted.id)]
      if (!left || !present) return { names: [weekName(wanted.id)], about: `The week of ${wanted.startDate}` }
      const own = OWN_OF_WEEK.filter((key) => !isSameJson(left[key], wanted[key]))
      if (own.some((key) => !isSameJson(present[key], left[key])))
        return { names: namesOfRewrite(left, present), about: `The week of ${wanted.startDate}` }
      const told = own.includes('slots') ? { slots: wanted.slots } : {}
      const noted = own.includes('notes') ? { notes: wanted.notes } : {}
      const { isRecovery, focus } = own.length > 0 ? mixed(present, wanted, own) : present
      rewritten.push(withWeekTotals({ ...present, isRecovery, focus, ...noted, ...told }))
    }
    const change = rewriteWeeks(this.plan, rewritten)
    return change && this.apply(change)
  }

  private minutes(change: Extract<PlanChange, { kind: 'minutes' }>): Obstacle | null {
    const { date, before, after } = change
    const { availability } = this.plan.athlete
    const week = weekOf(this.plan, date)
    const overrides = overridesOn(availability, date)
    const slots = week?.slots.filter((slot) => slot.date === date) ?? []
    if (!isSameJson(overrides ?? [], before.overrides ?? []) || !isSameJson(slots, before.slots))
      return { names: [minutesName(date)], about: `The minutes of ${date}` }
    const left = overridesOn(withOverridesOn(availability, date, after.overrides), date)
    return this.apply({ ...change, before: { overrides, slots }, after: { ...after, overrides: left } })
  }

  /** Weeks before the first replaced one may have changed since: they are no part of it, and stay as they are. */
  private replan(change: Extract<PlanChange, { kind: 'replan' }>): Obstacle | null {
    const { from, before, after } = change
    const now = tailOf(this.plan, Math.max(0, this.plan.blocks.length - before.blocks.length))
    const [was, is] = [weeksFrom(before, from), weeksFrom(this.plan, from)]
    const differs = was.find((week, index) => !isSameJson(week, is[index]))
    if (differs) return aboutWeek(differs, is)
    if (!isSameJson(answersFrom(now, from), answersFrom(before, from)))
      return { names: [ANSWERS_NAME], about: 'The answers of the plan' }
    const begun = new Map(weeksOf(this.plan).map((week) => [week.id, week]))
    const blocks = after.blocks.map((block) => ({
      ...block,
      weeks: block.weeks.map((week) => (week.startDate < from ? (begun.get(week.id) ?? week) : week)),
    }))
    const { availability } = now.athlete
    const days = daysToldOtherwise(before.athlete.availability, availability, from)
    const athlete = { ...after.athlete, availability: withDaysOf(after.athlete.availability, availability, days) }
    return this.apply({ ...change, before: now, after: { ...after, athlete, blocks } })
  }

  private edit(edit: Edit, now: PlannedWorkout): void {
    this.edits.push(edit)
    this.sessions.set(now.id, now)
  }

  private apply(change: PlanChange): Obstacle | null {
    const applied = applyChanges(this.plan, [change])
    if (!applied.ok) return { names: touchedBy(change), about: 'What it changed' }
    this.keep(applied.value, [change])
    return null
  }

  private keep(plan: Plan, changes: readonly PlanChange[]): void {
    this.plan = plan
    this.changes.push(...changes)
    this.sessions = sessionsOf(plan)
  }

  /** A session is not put into a week that was written anew since: that week was made without it. */
  private rewritten(date: LocalDate): Obstacle | null {
    const week = weekOf(this.plan, date)
    if (!week) return { names: [ANSWERS_NAME], about: 'The weeks to come' }
    const isWritten = this.since.some(({ changes }) =>
      changes.some(
        (change) =>
          (change.kind === 'weeks' && change.after.some(({ id }) => id === week.id)) ||
          (change.kind === 'replan' && change.from <= week.startDate),
      ),
    )
    return isWritten ? { names: [weekName(week.id)], about: `The week of ${week.startDate}` } : null
  }
}

/** What a week has beside its sessions, and what follows from them. */
const OWN_OF_WEEK = ['isRecovery', 'focus', 'notes', 'slots'] as const

const mixed = (
  present: TrainingWeek,
  wanted: TrainingWeek,
  own: readonly (typeof OWN_OF_WEEK)[number][],
): Pick<TrainingWeek, 'isRecovery' | 'focus'> => ({
  isRecovery: own.includes('isRecovery') ? wanted.isRecovery : present.isRecovery,
  focus: own.includes('focus') ? wanted.focus : present.focus,
})

const placeIn = ({ date, slot }: Place): Place => ({ date, slot })
const byId = <T extends { readonly id: string }>(list: readonly T[], id: string): T | undefined =>
  list.find((each) => each.id === id)
const sessionsOf = (plan: Plan): Map<string, PlannedWorkout> => new Map(workoutsOf(plan).map((each) => [each.id, each]))
const weekOf = (plan: Plan, date: LocalDate): TrainingWeek | undefined =>
  weeksOf(plan).find(({ startDate }) => startDate <= date && date < addDays(startDate, 7))

const obstacle = (workout: PlannedWorkout | undefined, names: readonly string[]): Obstacle => ({
  names,
  about: workout?.title ?? 'The session',
})
const aboutWeek = (was: TrainingWeek, weeks: readonly TrainingWeek[]): Obstacle => {
  const is = weeks.find(({ id }) => id === was.id)
  return { names: is ? namesOfRewrite(was, is) : [weekName(was.id)], about: `The week of ${was.startDate}` }
}

function obstacleOf(conflict: ChangeConflict): Obstacle {
  if (conflict.kind === 'place-taken')
    return { names: [placeOf(conflict.by), slotName(conflict.place)], about: `The place on ${conflict.place.date}` }
  const names = 'workoutId' in conflict ? [placeOf(conflict.workoutId), contentOf(conflict.workoutId)] : []
  return { names, about: 'What it changed' }
}

const weeksFrom = ({ blocks }: Pick<Plan, 'blocks'>, from: LocalDate): TrainingWeek[] =>
  blocks.flatMap(({ weeks }) => weeks.filter(({ startDate }) => startDate >= from))

/** What a tail says beside its weeks; the minutes of single days before it are not its own. */
function answersFrom(tail: PlanTail, from: LocalDate): object {
  const { availability } = tail.athlete
  const overrides = (availability.overrides ?? []).filter(({ date }) => date >= from)
  return {
    ...tail,
    events: tail.events ?? [],
    athlete: { ...tail.athlete, availability: { ...availability, overrides } },
    blocks: tail.blocks.map((block) => ({ ...block, weeks: [] })),
  }
}
