import {
  habitKindOf,
  HABIT_KINDS,
  type HabitKind,
  type Habits,
  type MoveHabit,
  type ShortHabit,
} from '../plan/habits.ts'
import type { PlannedWorkout, Reason } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { mondayOf, weekdayOf, WEEKDAYS, type Weekday } from '../time/week.ts'

/** How far back a habit is looked for, and in how many weeks of these it has to show [P]. */
const LOOK_BACK_WEEKS = 8
const LEAST_WEEKS = 2

/** The first day whose changes can speak of a habit. */
export const habitsSince = (today: LocalDate): LocalDate => addDays(mondayOf(today), -7 * (LOOK_BACK_WEEKS - 1))

/** What an athlete did with one session, as facts of the revision that did it. */
export function changeFacts(before: PlannedWorkout, after: PlannedWorkout | undefined): Reason['facts'] {
  if (before.race || !after) return {}
  const isShorter = after.durationS < before.durationS && after.date === before.date
  return {
    kind: habitKindOf(before),
    week: mondayOf(before.date),
    fromDay: weekdayOf(before.date),
    toDay: weekdayOf(after.date),
    shorterTo: isShorter ? Math.round(after.durationS / 60) : null,
  }
}

/**
 * What the changes of the last eight weeks say of an athlete: the weekday they move a kind of session to, where they did so in two
 * weeks and more, and the weekdays whose sessions they make shorter. Moves there and back again outweigh each other. Pure.
 */
export function habitsOf(facts: readonly Reason['facts'][], today: LocalDate): Habits {
  const since = habitsSince(today)
  const recent = facts.flatMap((fact) => readFact(fact) ?? []).filter(({ week }) => week >= since)
  return {
    moves: HABIT_KINDS.flatMap(
      (kind) =>
        moveHabit(
          kind,
          recent.filter((each) => each.kind === kind),
        ) ?? [],
    ),
    shorter: WEEKDAYS.flatMap(
      (day) =>
        shortHabit(
          day,
          recent.filter((each) => each.from === day),
        ) ?? [],
    ),
  }
}

interface Told {
  readonly kind: HabitKind
  readonly week: LocalDate
  readonly from: Weekday
  readonly to: Weekday
  readonly shorterTo: number | null
}

/** Older revisions do not tell all of it: they say nothing here. */
function readFact({ kind, week, fromDay, toDay, shorterTo }: Reason['facts']): Told | null {
  const known = HABIT_KINDS.find((each) => each === kind)
  const [from, to] = [fromDay, toDay].map((day) => WEEKDAYS.find((each) => each === day))
  if (!known || !from || !to || typeof week !== 'string') return null
  return { kind: known, week, from, to, shorterTo: typeof shorterTo === 'number' ? shorterTo : null }
}

function moveHabit(kind: HabitKind, told: readonly Told[]): MoveHabit | null {
  const weeksOf = (from: Weekday, to: Weekday): number =>
    new Set(told.filter((each) => each.from === from && each.to === to).map(({ week }) => week)).size
  let best: MoveHabit | null = null
  for (const { from, to } of told) {
    if (from === to) continue
    const weeks = weeksOf(from, to)
    if (weeks < LEAST_WEEKS || weeks <= weeksOf(to, from)) continue
    if (best === null || weeks >= best.weeks) best = { kind, from, to, weeks }
  }
  return best
}

function shortHabit(day: Weekday, told: readonly Told[]): ShortHabit | null {
  const shorter = told.filter(({ shorterTo, kind }) => shorterTo !== null && kind !== 'long')
  const weeks = new Set(shorter.map(({ week }) => week)).size
  if (weeks < LEAST_WEEKS) return null
  const minutes = shorter.map(({ shorterTo }) => shorterTo!).toSorted((a, b) => a - b)
  return { day, minutes: minutes[Math.floor(minutes.length / 2)]!, weeks }
}

/** A habit by name: what an athlete switches off. */
export const moveHabitKey = ({ kind, from, to }: MoveHabit): string => `${kind}-${from}-${to}`
export const shortHabitKey = ({ day }: ShortHabit): string => `shorter-${day}`

/** The habits without those that the athlete does not want followed. */
export const habitsWithout = ({ moves, shorter }: Habits, keys: readonly string[]): Habits => ({
  moves: moves.filter((habit) => !keys.includes(moveHabitKey(habit))),
  shorter: shorter.filter((habit) => !keys.includes(shortHabitKey(habit))),
})
