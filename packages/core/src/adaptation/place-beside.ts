import { isBlackout } from '../athlete/availability.ts'
import type { RuleId } from '../guardrails/guard-report.ts'
import { reviewChange } from '../guardrails/review-change.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { isJustBefore, raceDays } from './best-day.ts'

export interface BesideRequest {
  /** First day that takes a session. */
  readonly today: LocalDate
  readonly facts: ReviewFacts
  /** Ids of sessions that are done: they stay. */
  readonly done: readonly string[]
  /** Days from its own on which it may stand; without it those of science.md S8.2. */
  readonly reach?: { readonly from: number; readonly to: number }
  /** Days that take nothing, such as those of a journey. */
  readonly closed?: (date: LocalDate) => boolean
}

/** A missed key session goes one to three days later, a long one from a day before to two after (science.md S8.2). */
const KEY_REACH = { from: 1, to: 3 }
const LONG_REACH = { from: -1, to: 2 }
/** A race-specific session of the last days before the race is dropped, not moved (science.md S8.2). */
const LAST_DAYS = 10
/** Limits a moved session keeps even where they only warn (science.md S8.2). */
const KEPT: ReadonlySet<RuleId> = new Set(['G07', 'G08', 'G13'])
/** In days of distance: another week, another warning, a session that gives way [P]. */
const COST = { otherWeek: 3, warning: 2, displaces: 0.5 } as const

/**
 * A key session on another day near its own (science.md S8.2), unchanged: into a free slot that holds it, or in the place of
 * a recovery, endurance or optional session, which is dropped. No hard limit newly broken, spacing and minutes kept, out
 * of the three days before the goal or a B race. Null where no day takes it.
 */
export function placeBeside(plan: Plan, workout: PlannedWorkout, request: BesideRequest): PlanChange[] | null {
  if (workout.race || isLateSpecific(plan, workout)) return null
  const { today, facts, done, closed } = request
  const { from, to } = request.reach ?? (workout.focus === 'LONG' ? LONG_REACH : KEY_REACH)
  const races = raceDays(plan)
  let best: { readonly changes: PlanChange[]; readonly cost: number } | null = null
  for (let offset = from; offset <= to; offset++) {
    const date = addDays(workout.date, offset)
    if (offset === 0 || date < today || closed?.(date) || races.some((race) => isJustBefore(date, race))) continue
    const away = Math.abs(daysBetween(workout.date, date))
    const week = mondayOf(date) === mondayOf(workout.date) ? 0 : COST.otherWeek
    for (const { changes, displaces } of waysTo(plan, workout, date, done)) {
      const least = away + week + (displaces ? COST.displaces : 0)
      if (best && least >= best.cost) continue
      const reviewed = reviewChange(plan, changes, facts, { done })
      if (!reviewed.ok || reviewed.value.blocked) continue
      const warnings = reviewed.value.newViolations
      if (warnings.some(({ rule }) => KEPT.has(rule))) continue
      const cost = least + COST.warning * new Set(warnings.map(({ rule }) => rule)).size
      if (!best || cost < best.cost) best = { changes, cost }
    }
  }
  return best?.changes ?? null
}

const isLateSpecific = ({ goal, targetDate }: Plan, { focus, date }: PlannedWorkout): boolean =>
  focus === 'RACE_SPECIFIC' && goal.kind !== 'GENERAL_FITNESS' && daysBetween(date, targetDate) <= LAST_DAYS

function waysTo(plan: Plan, workout: PlannedWorkout, date: LocalDate, done: readonly string[]) {
  const week = weeksOf(plan).find(({ startDate }) => startDate <= date && date < addDays(startDate, 7))
  if (!week || week.detail === 'OUTLINE' || isBlackout(plan.athlete.availability, date)) return []
  const there = week.workouts.filter((other) => other.date === date)
  const from = { date: workout.date, slot: workout.slot }
  return slotsFor(week, workout, date).flatMap((slot) => {
    const move: PlanChange = { kind: 'move', workoutId: workout.id, from, to: { date, slot } }
    const other = there.find((each) => each.slot === slot)
    if (!other) return [{ changes: [move], displaces: false }]
    if (!givesWay(other) || done.includes(other.id)) return []
    return [{ changes: [{ kind: 'remove', workout: other } satisfies PlanChange, move], displaces: true }]
  })
}

const givesWay = ({ race, hard, focus, priority }: PlannedWorkout): boolean =>
  !race &&
  !hard &&
  priority !== 'KEY' &&
  (focus === 'RECOVERY' || focus === 'AEROBIC_ENDURANCE' || priority === 'OPTIONAL')

/** The slots of a day that hold the session; where no minutes are known, the day's first. */
function slotsFor(week: TrainingWeek, { sport, durationS }: PlannedWorkout, date: LocalDate): number[] {
  if (week.slots.length === 0) return [0]
  return week.slots
    .filter((slot) => slot.date === date && 60 * slot.minutes >= durationS)
    .filter(({ sports }) => sports === undefined || sports.includes(sport))
    .map(({ slot }) => slot)
}
