import type { Place, PlanChange } from '../plan/plan-change.ts'
import type { PlannedWorkout, TrainingWeek } from '../plan/plan.ts'
import { isSameJson } from '../result/same-json.ts'
import type { LocalDate } from '../time/local-date.ts'
import { daysToldOtherwise } from './plan-tail.ts'

/** The objects of a plan that a change touches, each by a name of its own: two changes without a name in common go by each other. */
export function touchedBy(change: PlanChange): string[] {
  switch (change.kind) {
    case 'create':
    case 'delete':
      return change.plan.blocks.flatMap(({ weeks }) => weeks.flatMap(namesOfWeek))
    case 'move':
      return [placeOf(change.workoutId), slotName(change.from), slotName(change.to)]
    case 'replace':
      return namesOfDifference(change.before, change.after)
    case 'add':
    case 'remove':
      return namesOfSession(change.workout)
    case 'weeks':
      return change.after.flatMap((week) =>
        namesOfRewrite(
          change.before.find(({ id }) => id === week.id),
          week,
        ),
      )
    case 'replan':
      return [change.before, change.after]
        .flatMap(({ blocks }) => blocks.flatMap(({ weeks }) => weeks))
        .filter(({ startDate }) => startDate >= change.from)
        .flatMap(namesOfWeek)
        .concat(ANSWERS_NAME, daysOf(change).map(minutesName))
    case 'minutes':
      return [minutesName(change.date)]
    case 'notes':
      return [notesName(change.weekId)]
  }
}

/** Days that a replan's answers tell other minutes. */
const daysOf = ({ before, after }: Extract<PlanChange, { kind: 'replan' }>): LocalDate[] =>
  daysToldOtherwise(before.athlete.availability, after.athlete.availability, null)

export const ANSWERS_NAME = 'answers'
/** Where a session stands, and what it is: changed one by one. */
export const placeOf = (id: string): string => `place of ${id}`
export const contentOf = (id: string): string => `content of ${id}`
export const weekName = (id: string): string => `week ${id}`
export const notesName = (weekId: string): string => `notes of ${weekId}`
export const minutesName = (date: LocalDate): string => `minutes ${date}`
/** A place that one session may have. */
export const slotName = ({ date, slot }: Place): string => `slot ${date} ${slot}`

/** What differs between a week as it was and as it is, by name; the week itself is among it. */
export function namesOfRewrite(was: TrainingWeek | undefined, is: TrainingWeek): string[] {
  if (was === undefined) return namesOfWeek(is)
  const old = new Map(was.workouts.map((workout) => [workout.id, workout]))
  const now = new Map(is.workouts.map((workout) => [workout.id, workout]))
  return [
    weekName(is.id),
    ...(isSameJson(was.notes, is.notes) ? [] : [notesName(is.id)]),
    ...[...now.values()].flatMap((workout) => {
      const before = old.get(workout.id)
      return before === undefined ? namesOfSession(workout) : namesOfDifference(before, workout)
    }),
    ...[...old.values()].filter(({ id }) => !now.has(id)).flatMap(namesOfSession),
    ...[...was.slots, ...is.slots].flatMap(({ date }) => (isSameJson(was.slots, is.slots) ? [] : [minutesName(date)])),
  ]
}

function namesOfDifference(before: PlannedWorkout, after: PlannedWorkout): string[] {
  if (before.id !== after.id) return [...namesOfSession(before), ...namesOfSession(after)]
  const names: string[] = []
  if (!isSamePlace(before, after)) names.push(placeOf(after.id), slotName(before), slotName(after))
  if (!isSameContent(before, after)) names.push(contentOf(after.id))
  return names
}

export const isSamePlace = (a: Place, b: Place): boolean => a.date === b.date && a.slot === b.slot
/** The same session wherever it stands; the tag of a hard one follows from the week around it. */
export const isSameContent = (a: PlannedWorkout, b: PlannedWorkout): boolean =>
  a === b || isSameJson({ ...a, date: '', slot: 0, hard: false }, { ...b, date: '', slot: 0, hard: false })

export const namesOfSession = (workout: PlannedWorkout): string[] => [
  placeOf(workout.id),
  contentOf(workout.id),
  slotName(workout),
]
const namesOfWeek = (week: TrainingWeek): string[] => [
  weekName(week.id),
  notesName(week.id),
  ...week.slots.map(({ date }) => minutesName(date)),
  ...week.workouts.flatMap(namesOfSession),
]
