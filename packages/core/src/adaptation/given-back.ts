import { outlineOf } from '../plan/week-outline.ts'
import { applyChanges } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { isSameJson } from '../result/same-json.ts'
import type { Decision, RepairContext } from './repair-step.ts'

/** Rows whose changes take from a plan only what a limit asks for, from the first day on. */
const LIMIT_ROWS: readonly string[] = ['limits', 'health']
/**
 * A decision speaks for the next two weeks (design.md §5), a morning for one; what it took further on it took only because less
 * now leaves later weeks too high a step.
 */
const SPEAKS_DAYS = 14
const MORNING_SPEAKS_DAYS = 7
/** Nothing is given back so close to a race (science.md S6, S8.2). */
const TAPER_DAYS = 14

/** What decisions in force took for the limits' sake, oldest first; a way back after an injury is not taken back. */
export const loweredBy = (decisions: readonly (Decision & { readonly day: LocalDate })[]): PlanChange[] =>
  decisions.flatMap(({ row, day, reason, changes }) => {
    if (String(reason.facts.rules ?? '').includes('G17')) return []
    if (LIMIT_ROWS.includes(row)) return changes
    const from = addDays(day, row.startsWith('readiness') ? MORNING_SPEAKS_DAYS : SPEAKS_DAYS)
    return changes.filter((change) => isFrom(change, from))
  })

function isFrom(change: PlanChange, from: LocalDate): boolean {
  switch (change.kind) {
    case 'replace':
      return change.before.date >= from && change.before.durationS > change.after.durationS
    case 'remove':
      return change.workout.date >= from
    case 'weeks':
      return change.before.every(({ startDate }) => startDate >= from)
    default:
      return false
  }
}

/**
 * The plan as it was meant before the limits took from it: their changes taken back, the latest first, wherever the plan is
 * still as they left it. Only what lies ahead, and nothing that anybody changed since. The last two weeks before a race stay
 * light: freshness is worth more there. The same plan where there is nothing.
 */
export function givenBack(plan: Plan, { lowered = [], today, done }: RepairContext): Plan {
  let current = plan
  const before = plan.goal.kind === 'GENERAL_FITNESS' ? null : addDays(plan.targetDate, -TAPER_DAYS)
  for (const change of lowered.toReversed()) {
    const back = inverseOf(current, change, { today, before })
    if (back === null) continue
    const applied = applyChanges(current, [back], { done })
    if (applied.ok) current = applied.value
  }
  return current
}

/** Days that may get something back: from today to before the taper, if there is one. */
interface Days {
  readonly today: LocalDate
  readonly before: LocalDate | null
}

function inverseOf(plan: Plan, change: PlanChange, days: Days): PlanChange | null {
  switch (change.kind) {
    case 'replace': {
      const now = find(plan, change.workoutId)
      if (!now || !isAhead(change.before, days) || !isAhead(now, days) || !isSame(now, change.after)) return null
      return { kind: 'replace', workoutId: now.id, before: now, after: { ...change.before, hard: now.hard } }
    }
    case 'remove': {
      const { workout } = change
      const isTaken = workoutsOf(plan).some(
        ({ id, date, slot }) => id === workout.id || (date === workout.date && slot === workout.slot),
      )
      return isTaken || !isAhead(workout, days) ? null : { kind: 'add', workout }
    }
    case 'weeks': {
      const before = change.before.filter(
        (week, index) =>
          isOutlineAsLeft(plan, change.after[index], week) &&
          (days.before === null || addDays(week.startDate, 6) < days.before),
      )
      const present = before.flatMap(({ id }) => weeksOf(plan).find((week) => week.id === id) ?? [])
      return before.length === 0 ? null : { kind: 'weeks', before: present, after: withNotes(before, present) }
    }
    default:
      return null
  }
}

const find = (plan: Plan, id: string): PlannedWorkout | undefined =>
  workoutsOf(plan).find((workout) => workout.id === id)
const isAhead = ({ date }: PlannedWorkout, { today, before }: Days): boolean =>
  date >= today && (before === null || date < before)
/** HARD follows from the week around a session, so it is no part of what a session was. */
const isSame = (a: PlannedWorkout, b: PlannedWorkout): boolean =>
  isSameJson({ ...a, hard: false }, { ...b, hard: false })

/** An outline that aims at what it was lowered to, and is not written yet. */
function isOutlineAsLeft(plan: Plan, left: TrainingWeek | undefined, was: TrainingWeek): boolean {
  const now = weeksOf(plan).find(({ id }) => id === was.id)
  return (
    now !== undefined &&
    left !== undefined &&
    outlineOf(now) !== null &&
    outlineOf(was) !== null &&
    isSameJson({ ...now, notes: [] }, { ...left, notes: [] })
  )
}

/** What has been said of a week since stays said. */
const withNotes = (weeks: readonly TrainingWeek[], present: readonly TrainingWeek[]): TrainingWeek[] =>
  weeks.map((week, index) => ({ ...week, notes: present[index]!.notes }))
