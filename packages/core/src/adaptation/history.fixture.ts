import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { giveMinutes } from '../plan/day-minutes.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan } from '../plan/plan.ts'
import { replanChange } from '../plan/replan.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import { withWeekTotals } from '../plan/week-totals.ts'
import { fixturePlan, fixtureWorkout, FIXTURE_START, type FixtureSession } from '../testing/plan-fixture.ts'
import { isSameJson } from '../result/same-json.ts'
import { addDays } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import type { HistoryEntry } from './plan-history.ts'
import { undoOld } from './undo-old.ts'

/** A plan's life: each revision with the plan after it. */
export interface Life {
  readonly history: readonly HistoryEntry[]
  /** The plan after each revision, by its index: the first is the plan as it was made. */
  readonly plans: readonly Plan[]
}

const week = (km: number): FixtureSession[] => [
  { day: 'TUE', km },
  { day: 'THU', min: 50, kind: 'hard' },
  { day: 'SUN', km: 2 * km, kind: 'long' },
]
const MADE = fixturePlan({
  weeks: [week(8), week(9), week(8), week(10), week(9)],
  blocks: [
    { type: 'BASE', weeks: 2 },
    { type: 'BUILD', weeks: 3 },
  ],
  availability: { slots: WEEKDAYS.map((day) => ({ day, minutes: 90 })) },
})
export const LIFE_DAYS = 35

/** A life from random numbers: moves, lengths, sessions put in and taken out, minutes, weeks and plans written anew, undos. */
export function lifeFrom(numbers: readonly number[]): Life {
  const history: HistoryEntry[] = [{ number: 1, changes: [{ kind: 'create', plan: MADE }], revertsNumber: null }]
  const plans: Plan[] = [MADE]
  for (const pick of numbers) {
    const plan = plans.at(-1)!
    const number = history.length + 1
    if (pick % 6 === 5) {
      const target = 2 + (Math.floor(pick / 6) % Math.max(1, history.length - 1))
      const undone = undoOld(plan, history, target)
      if (!undone.ok) continue
      history.push({ number, changes: undone.value.changes, revertsNumber: target })
      plans.push(undone.value.plan)
      continue
    }
    const first = changeFrom(plan, pick, number)
    const after = first && applyChanges(plan, first)
    if (!first || !after?.ok || isSameJson(after.value, plan)) continue
    // every third revision is of two changes
    const second = pick % 3 === 0 ? changeFrom(after.value, Math.floor(pick / 97), number + 1000) : null
    const both = second && applyChanges(after.value, second)
    // what is saved changes something, in both of its parts
    const isBatch =
      second &&
      both?.ok &&
      !isSameJson(both.value, plan) &&
      !isSameJson(both.value, after.value) &&
      applyChanges(plan, [...first, ...second]).ok
    history.push({ number, changes: isBatch ? [...first, ...second] : first, revertsNumber: null })
    plans.push(isBatch ? both.value : after.value)
  }
  return { history, plans }
}

function changeFrom(plan: Plan, pick: number, number: number): PlanChange[] | null {
  const workouts = workoutsOf(plan)
  const workout = workouts[Math.floor(pick / 11) % Math.max(1, workouts.length)]
  const date = addDays(FIXTURE_START, Math.floor(pick / 13) % LIFE_DAYS)
  const slot = Math.floor(pick / 7) % 2
  const session: FixtureSession = { day: WEEKDAYS[pick % 7]!, km: 3 + (pick % 13) / 3, slot, id: `new-${number}` }
  const monday = addDays(FIXTURE_START, 7 * (Math.floor(pick / 17) % 5))
  switch (Math.floor(pick / 5) % 8) {
    case 0:
    case 1:
    case 2: {
      if (!workout) return null
      const { id: workoutId } = workout
      return [{ kind: 'move', workoutId, from: { date: workout.date, slot: workout.slot }, to: { date, slot } }]
    }
    case 3: {
      if (!workout) return null
      const made = fixtureWorkout({ ...session, id: workout.id }, 1, FIXTURE_START)
      const after = { ...made, date: workout.date, slot: workout.slot }
      return [{ kind: 'replace', workoutId: workout.id, before: workout, after }]
    }
    case 4:
      return workout ? [{ kind: 'remove', workout }] : null
    case 5:
      return [{ kind: 'add', workout: fixtureWorkout(session, 1, monday) }]
    case 6: {
      const change = giveMinutes(plan, { date, slot: 0, minutes: 30 + (pick % 60), sport: 'run' })
      return change && [change]
    }
    default:
      if (pick % 3 === 0) return noted(plan, pick)
      return pick % 2 === 0 ? weekAnew(plan, pick) : planAnew(plan, monday, number)
  }
}

function weekAnew(plan: Plan, pick: number): PlanChange[] | null {
  const weeks = weeksOf(plan)
  const old = weeks[Math.floor(pick / 19) % weeks.length]!
  const note = { code: 'told', facts: { pick } }
  const change = rewriteWeeks(plan, [
    withWeekTotals({
      ...old,
      notes: [...old.notes, note],
      workouts: pick % 4 === 0 ? old.workouts.slice(1) : old.workouts,
    }),
  ])
  return change && [change]
}

function noted(plan: Plan, pick: number): PlanChange[] {
  const weeks = weeksOf(plan)
  const { id: weekId, notes: before } = weeks[Math.floor(pick / 19) % weeks.length]!
  const note = { code: 'repaired', facts: { pick: pick % 50 } }
  return [{ kind: 'notes', weekId, before, after: pick % 5 === 0 ? before.slice(1) : [...before, note] }]
}

function planAnew(plan: Plan, from: string, number: number): PlanChange[] {
  const named = <T extends { readonly id: string }>(one: T): T => ({ ...one, id: `r${number}-${one.id}` })
  const blocks = MADE.blocks.map((block) => ({
    ...named(block),
    weeks: block.weeks.map((each) => ({ ...named(each), workouts: each.workouts.map(named) })),
  }))
  const strategy = plan.strategy === 'LINEAR' ? 'PYRAMIDAL' : 'LINEAR'
  return [replanChange(plan, { ...MADE, strategy, blocks }, from)]
}

/**
 * The plan that would be, had a revision never happened; null where a later one cannot do without it. A change in weeks that a
 * revision planned anew was made for those weeks, also where it would fit the ones before.
 */
export function without({ history, plans }: Life, number: number): Plan | null {
  const anew = history[number - 1]!.changes.flatMap((change) => (change.kind === 'replan' ? [change.from] : []))
  let plan = plans[number - 2]!
  for (const { changes } of history.slice(number)) {
    if (changes.some((change) => daysOf(change).some((day) => anew.some((from) => day >= from)))) return null
    const next = applyChanges(plan, changes)
    if (!next.ok) return null
    plan = next.value
  }
  return plan
}

function daysOf(change: PlanChange): string[] {
  switch (change.kind) {
    case 'move':
      return [change.from.date, change.to.date]
    case 'replace':
      return [change.after.date]
    case 'add':
    case 'remove':
      return [change.workout.date]
    case 'minutes':
      return [change.date]
    default:
      return []
  }
}

export const undoneBytes = (plan: Plan, changes: readonly PlanChange[]): string => {
  const undone = applyChanges(plan, invertChanges(changes))
  return undone.ok ? JSON.stringify(undone.value) : undone.error.text
}
