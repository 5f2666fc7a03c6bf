import { weeksOf, workoutsOf, type Plan, type PlannedWorkout, type Reason, type TrainingWeek } from '../plan/plan.ts'
import { byPlace } from '../plan/week-totals.ts'
import { isSameJson } from '../result/same-json.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { answerChanges, type AnswerChange } from './answer-changes.ts'

/** What of a session a difference shows: everything but its steps. */
export type DiffSession = Pick<
  PlannedWorkout,
  | 'id'
  | 'date'
  | 'slot'
  | 'sport'
  | 'title'
  | 'purpose'
  | 'focus'
  | 'priority'
  | 'hard'
  | 'race'
  | 'durationS'
  | 'distanceM'
  | 'tss'
>

/** A session before and after: new without a before, gone without an after, else moved, changed or both. */
export interface SessionDiff {
  readonly before: DiffSession | null
  readonly after: DiffSession | null
}

/** A week in figures; null where a session does not tell it. */
export interface WeekSum {
  readonly minutes: number
  readonly runDistanceM: number | null
  readonly load: number | null
  readonly detail: TrainingWeek['detail']
}

export interface WeekDiff {
  readonly weekNumber: number
  readonly startDate: LocalDate
  /** Null where the plan had no such week. */
  readonly before: WeekSum | null
  readonly after: WeekSum | null
  /** Notes the week did not have before. */
  readonly notes: readonly Reason[]
}

/** What differs between two plans, plain JSON, by day; what is the same is not in it. */
export interface PlanDiff {
  readonly sessions: readonly SessionDiff[]
  readonly weeks: readonly WeekDiff[]
  readonly answers: readonly AnswerChange[]
}

/**
 * What differs between two plans of one athlete. Sessions are the same by their id; weeks that were planned anew have new
 * ids, so there a session is the one of its sport and day, else the one of its title in its week.
 */
export function planDiff(before: Plan, after: Plan): PlanDiff {
  return {
    sessions: sessionDiffs(before, after),
    weeks: weekDiffs(before, after),
    answers: answerChanges(before, after),
  }
}

/** True where nothing differs. */
export const isSamePlan = ({ sessions, weeks, answers }: PlanDiff): boolean =>
  sessions.length === 0 && weeks.length === 0 && answers.length === 0

interface Pair {
  readonly before: PlannedWorkout | null
  readonly after: PlannedWorkout | null
}

function sessionDiffs(before: Plan, after: Plan): SessionDiff[] {
  const [was, is] = [workoutsOf(before), workoutsOf(after)]
  const ids = new Map(is.map((workout) => [workout.id, workout]))
  const pairs: Pair[] = []
  const gone: PlannedWorkout[] = []
  for (const workout of was) {
    const same = ids.get(workout.id)
    if (!same) gone.push(workout)
    else {
      ids.delete(workout.id)
      if (!isSameSession(workout, same)) pairs.push({ before: workout, after: same })
    }
  }
  pairs.push(...matched(gone, [...ids.values()]))
  return pairs
    .toSorted((a, b) => byPlace((a.after ?? a.before)!, (b.after ?? b.before)!))
    .map((pair) => ({ before: shown(pair.before), after: shown(pair.after) }))
}

/** Sessions of other ids paired by what they are: the closest likeness first. */
function matched(gone: readonly PlannedWorkout[], added: readonly PlannedWorkout[]): Pair[] {
  const [left, right] = [new Set(gone), new Set(added)]
  const pairs: Pair[] = []
  for (const isAlike of LIKENESS) {
    for (const workout of left) {
      const [same] = [...right]
        .filter((other) => other.sport === workout.sport && mondayOf(other.date) === mondayOf(workout.date))
        .filter((other) => isAlike(workout, other))
        .toSorted((a, b) => distance(workout, a) - distance(workout, b))
      if (!same) continue
      left.delete(workout)
      right.delete(same)
      if (!isSameSession(workout, same)) pairs.push({ before: workout, after: same })
    }
  }
  return [
    ...pairs,
    ...[...left].map((workout) => ({ before: workout, after: null })),
    ...[...right].map((workout) => ({ before: null, after: workout })),
  ]
}

const LIKENESS: readonly ((a: PlannedWorkout, b: PlannedWorkout) => boolean)[] = [
  isSameSession,
  (a, b) => a.date === b.date && a.title === b.title,
  (a, b) => a.date === b.date && a.race === b.race,
  (a, b) => a.title === b.title,
]

const distance = (a: PlannedWorkout, b: PlannedWorkout): number => Math.abs(daysBetween(a.date, b.date))

/** The same to whoever trains: an id tells nothing, and the tag of a hard session follows from the week around it. */
function isSameSession(a: PlannedWorkout, b: PlannedWorkout): boolean {
  if (a === b) return true
  return isSameJson({ ...a, id: '', hard: false }, { ...b, id: '', hard: false })
}

function shown(workout: PlannedWorkout | null): DiffSession | null {
  if (workout === null) return null
  const { workout: _steps, archetype: _archetype, step: _step, ...rest } = workout
  return rest
}

function weekDiffs(before: Plan, after: Plan): WeekDiff[] {
  const [was, is] = [weeksByDay(before), weeksByDay(after)]
  return [...new Set([...was.keys(), ...is.keys()])].sort().flatMap((startDate) => {
    const [old, now] = [was.get(startDate), is.get(startDate)]
    if (old === now) return []
    const notes = (now?.notes ?? []).filter((note) => !old?.notes.some((known) => isSameJson(known, note)))
    const [left, right] = [sumOf(before, old), sumOf(after, now)]
    if (isSameJson(left, right) && notes.length === 0) return []
    return [{ weekNumber: (now ?? old)!.weekNumber, startDate, before: left, after: right, notes }]
  })
}

const weeksByDay = (plan: Plan): ReadonlyMap<LocalDate, TrainingWeek> =>
  new Map(weeksOf(plan).map((week) => [week.startDate, week]))

function sumOf({ sport }: Plan, week: TrainingWeek | undefined): WeekSum | null {
  if (week === undefined) return null
  const hasRuns = week.workouts.length > 0 ? week.workouts.some((workout) => workout.sport === 'run') : sport === 'run'
  return {
    minutes: week.volumeTargetMinutes,
    runDistanceM: hasRuns ? week.distanceTargetM : null,
    load: week.tssTarget,
    detail: week.detail,
  }
}
