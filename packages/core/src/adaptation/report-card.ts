import type { OutcomeKind } from '../matching/session-outcome.ts'
import { workoutsOf, type Plan, type PlannedWorkout, type Reason, type TrainingWeek } from '../plan/plan.ts'
import type { Author, PlanChange } from '../plan/plan-change.ts'
import { isSameJson } from '../result/same-json.ts'
import type { LocalDate } from '../time/local-date.ts'

/** A revision as the report card reads it. */
export interface CardRevision {
  readonly number: number
  /** Local day it was made. */
  readonly on: LocalDate
  readonly author: Author
  readonly reason: Reason
  readonly changes: readonly PlanChange[]
  readonly revertsNumber: number | null
  readonly revertedByNumber: number | null
}

export interface CardInput {
  readonly revisions: readonly CardRevision[]
  /** The plan as it is now. */
  readonly plan: Plan
  /** What became of its sessions; those to come may be missing. */
  readonly outcomes: ReadonlyMap<string, OutcomeKind>
  /** Days with a recording that is no session of the plan. */
  readonly otherDays: ReadonlySet<LocalDate>
  /** Last day everything done is known of; null when none is (science.md S9.4b). */
  readonly knownTo: LocalDate | null
  readonly today: LocalDate
}

/**
 * What became of a session the coach changed:
 * - `kept`: done as changed, or rested as the coach asked
 * - `partly`, `not-done`: begun and not finished, missed
 * - `taken-back`: the athlete undid the change
 * - `overruled`: the athlete changed the session again, or trained where it was taken out
 * - `replaced`: the coach itself changed it again; counts nowhere
 * - `to-come`, `unknown`: nothing to say yet, nobody has told
 */
export const CHANGE_FATES = [
  'kept',
  'partly',
  'not-done',
  'taken-back',
  'overruled',
  'replaced',
  'to-come',
  'unknown',
] as const
export type ChangeFate = (typeof CHANGE_FATES)[number]

export interface CardSession {
  readonly workoutId: string
  /** Null where nothing tells what it was called. */
  readonly title: string | null
  /** Where it stood after the change; of one taken out, where it stood before. */
  readonly date: LocalDate
  readonly did: 'moved' | 'changed' | 'added' | 'removed'
  readonly fate: ChangeFate
}

/** One change of the coach. */
export interface CardEntry {
  readonly number: number
  readonly on: LocalDate
  readonly author: Author
  readonly reason: Reason
  readonly takenBack: boolean
  /** Each decision in it, as the notes it left in the plan's weeks say. */
  readonly because: readonly Reason[]
  /** None where it set targets of weeks without sessions. */
  readonly sessions: readonly CardSession[]
}

export interface ReportCard {
  /** Newest first. */
  readonly entries: readonly CardEntry[]
  /** Sessions by fate. */
  readonly counts: Readonly<Record<ChangeFate, number>>
  /** Kept of those that can be told, 0–1; null while none can. */
  readonly keptShare: number | null
}

/** What the coach changed of a plan by itself, why, and whether it was kept. The making of the plan and of its weeks is no change. */
export function reportCard(input: CardInput): ReportCard {
  const history = input.revisions
    .toSorted((a, b) => a.number - b.number)
    .map((revision): Dated => ({ ...revision, touched: touchedBy(revision.changes) }))
  const titles = titlesOf(input)
  const entries = history.flatMap((revision, index): CardEntry[] => {
    if (!isByCoach(revision)) return []
    const later = history.slice(index + 1)
    const { number, on, author, reason } = revision
    const undoneBy = later.find((one) => one.number === revision.revertedByNumber)
    const sessions = revision.touched.map((session): CardSession => ({
      ...session,
      title: titles.get(session.workoutId) ?? null,
      fate: fateOf(session, later, undoneBy, input),
    }))
    return [
      { number, on, author, reason, takenBack: undoneBy?.author === 'athlete', because: notesIn(revision), sessions },
    ]
  })
  const counts = Object.fromEntries(CHANGE_FATES.map((fate) => [fate, 0])) as Record<ChangeFate, number>
  for (const { fate } of entries.flatMap(({ sessions }) => sessions)) counts[fate] += 1
  const told = counts.kept + counts.partly + counts['not-done'] + counts['taken-back'] + counts.overruled
  return { entries: entries.toReversed(), counts, keptShare: told > 0 ? counts.kept / told : null }
}

/** What the weeks say since that they did not say before, each once. */
function notesIn({ changes }: CardRevision): Reason[] {
  const reasons: Reason[] = []
  for (const change of changes) {
    if (change.kind !== 'notes') continue
    const fresh = change.after.filter((note) => !change.before.some((old) => isSameJson(old, note)))
    for (const note of fresh) if (!reasons.some((known) => isSameJson(known, note))) reasons.push(note)
  }
  return reasons
}

/** A session that changes touch. */
type Touched = Pick<CardSession, 'workoutId' | 'date' | 'did'>
interface Dated extends CardRevision {
  readonly touched: readonly Touched[]
}

/** A change of the coach's own: neither asked for nor an undo, and more than writing what was agreed on. */
const isByCoach = ({ author, revertsNumber, changes, touched }: Dated): boolean =>
  author !== 'athlete' &&
  author !== 'import' &&
  revertsNumber === null &&
  (touched.length > 0 || !changes.every(isWriting))

const isWriting = (change: PlanChange): boolean => {
  if (change.kind === 'create' || change.kind === 'delete') return true
  if (change.kind !== 'weeks') return false
  const outlines = new Set(change.before.flatMap(({ id, detail }) => (detail === 'OUTLINE' ? [id] : [])))
  return change.after.some(({ id, detail }) => detail === 'DETAILED' && outlines.has(id))
}

/** What each session is called, now or when it was last written. */
function titlesOf({ revisions, plan }: CardInput): Map<string, string> {
  const told = revisions.flatMap(({ changes }) => changes.flatMap(workoutsIn))
  return new Map([...told, ...workoutsOf(plan)].map(({ id, title }) => [id, title]))
}

function workoutsIn(change: PlanChange): readonly PlannedWorkout[] {
  switch (change.kind) {
    case 'create':
      return workoutsOf(change.plan)
    case 'replace':
      return [change.before, change.after]
    case 'add':
    case 'remove':
      return [change.workout]
    case 'weeks':
      return [...change.before, ...change.after].flatMap(({ workouts }) => workouts)
    default:
      return []
  }
}

/** Sessions that changes touch, as they stand after all of them; one that was changed back is not among them. */
function touchedBy(changes: readonly PlanChange[]): Touched[] {
  const before = new Map<string, PlannedWorkout | null>()
  const touched = new Map<string, Touched>()
  const put = (workout: PlannedWorkout, did: Touched['did']): void => {
    touched.set(workout.id, { workoutId: workout.id, date: workout.date, did })
  }
  for (const change of changes) {
    switch (change.kind) {
      case 'move': {
        const did = touched.get(change.workoutId)?.did ?? 'moved'
        touched.set(change.workoutId, { workoutId: change.workoutId, date: change.to.date, did })
        break
      }
      case 'replace':
        if (!before.has(change.before.id)) before.set(change.before.id, change.before)
        put(change.after, before.get(change.after.id) === null ? 'added' : 'changed')
        break
      case 'add':
        if (!before.has(change.workout.id)) before.set(change.workout.id, null)
        put(change.workout, before.get(change.workout.id) === null ? 'added' : 'changed')
        break
      case 'remove':
        if (!before.has(change.workout.id)) before.set(change.workout.id, change.workout)
        if (before.get(change.workout.id) === null) touched.delete(change.workout.id)
        else put(change.workout, 'removed')
        break
      case 'weeks':
        for (const one of rewritten(change.before, change.after)) touched.set(one.workoutId, one)
        break
    }
  }
  return [...touched.values()].toSorted(
    (a, b) => a.date.localeCompare(b.date) || a.workoutId.localeCompare(b.workoutId),
  )
}

/** Sessions of weeks that were written before and are written anew. */
function rewritten(before: readonly TrainingWeek[], after: readonly TrainingWeek[]): Touched[] {
  const old = before.filter(({ detail }) => detail === 'DETAILED')
  const weeks = new Set(old.map(({ id }) => id))
  const was = new Map(old.flatMap(({ workouts }) => workouts.map((workout) => [workout.id, workout])))
  const now = new Map(
    after.filter(({ id }) => weeks.has(id)).flatMap(({ workouts }) => workouts.map((workout) => [workout.id, workout])),
  )
  const touched = (workout: PlannedWorkout, did: Touched['did']): Touched => ({
    workoutId: workout.id,
    date: workout.date,
    did,
  })
  return [
    ...[...was.values()].filter(({ id }) => !now.has(id)).map((workout) => touched(workout, 'removed')),
    ...[...now.values()].flatMap((workout) => {
      const old = was.get(workout.id)
      if (!old) return [touched(workout, 'added')]
      if (isSameJson(old, workout)) return []
      return [
        touched(workout, isSameJson({ ...old, date: workout.date, slot: workout.slot }, workout) ? 'moved' : 'changed'),
      ]
    }),
  ]
}

function fateOf(session: Touched, later: readonly Dated[], undoneBy: Dated | undefined, input: CardInput): ChangeFate {
  if (undoneBy) return undoneBy.author === 'athlete' ? 'taken-back' : 'replaced'
  const next = later.findLast((one) => stands(one) && touches(one, session))
  if (next) return next.author === 'athlete' ? 'overruled' : 'replaced'
  const planned = workoutsOf(input.plan).find(({ id }) => id === session.workoutId)
  if (session.did === 'removed') return planned ? 'replaced' : fateOfRest(session.date, input)
  if (!planned) return 'replaced'
  return FATE_OF[input.outcomes.get(session.workoutId) ?? 'PENDING']
}

/** A session taken out is kept by resting, once it is known that nothing else was done. */
function fateOfRest(date: LocalDate, { otherDays, knownTo, today }: CardInput): ChangeFate {
  if (otherDays.has(date)) return 'overruled'
  if (date >= today) return 'to-come'
  return knownTo !== null && date <= knownTo ? 'kept' : 'unknown'
}

/** A revision that still says something: neither undone nor an undo. */
const stands = ({ revertsNumber, revertedByNumber }: Dated): boolean =>
  revertsNumber === null && revertedByNumber === null

const touches = ({ changes, touched }: Dated, { workoutId, date }: Touched): boolean =>
  changes.some((change) => change.kind === 'replan' && change.from <= date) ||
  touched.some((one) => one.workoutId === workoutId)

const FATE_OF: Readonly<Record<OutcomeKind, ChangeFate>> = {
  PENDING: 'to-come',
  UNKNOWN: 'unknown',
  SKIPPED: 'not-done',
  SKIPPED_BUSY: 'not-done',
  SKIPPED_TIRED: 'not-done',
  SKIPPED_SICK: 'not-done',
  FAILED: 'partly',
  FAILED_TOO_HARD: 'partly',
  FAILED_TIME: 'partly',
  FAILED_SICK: 'partly',
  PARTIAL: 'partly',
  SUCCESS: 'kept',
  SUCCESS_EASY: 'kept',
  SUCCESS_HARD: 'kept',
  OVERDONE: 'kept',
}
