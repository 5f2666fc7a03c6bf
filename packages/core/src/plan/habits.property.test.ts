import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { seededInputWithPreferences } from '../testing/seeded-preferences.ts'
import { Dice, seededPlanningInput } from '../testing/seeded-athlete.ts'
import { weekdayOf, WEEKDAYS } from '../time/week.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { HABIT_KINDS, habitKindOf, HABIT_NOTE, type Habits } from './habits.ts'
import { weeksOf, type TrainingWeek } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

const NONE: Habits = { moves: [], shorter: [] }
const withHabits = (input: PlanningInput, habits: Habits): PlanningInput => ({
  ...input,
  athlete: { ...input.athlete, habits },
})
/** Habits of any kind, also of days the athlete has no minutes on. */
function habitsOfSeed(seed: number): Habits {
  const dice = new Dice(seed ^ 0x3c6ef372)
  const moves = HABIT_KINDS.filter(() => dice.chance(0.7)).flatMap((kind) => {
    const [from, to] = [dice.pick(WEEKDAYS), dice.pick(WEEKDAYS)]
    return from === to ? [] : [{ kind, from, to, weeks: 2 }]
  })
  return {
    moves,
    shorter: WEEKDAYS.filter(() => dice.chance(0.25)).map((day) => ({ day, minutes: dice.int(10, 70), weeks: 2 })),
  }
}
const holds = (law: (input: PlanningInput, seed: number) => void, runs: number): void =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (seed) => {
      const input = seed % 2 === 0 ? seededPlanningInput(seed) : seededInputWithPreferences(seed)
      fc.pre(assessFeasibility(input).verdict !== 'red')
      law(input, seed)
    }),
    { numRuns: runs },
  )

describe('a plan of an athlete with habits', () => {
  it('H7.1 is the same without any, byte for byte', { timeout: 60_000 }, () => {
    holds((input) => {
      expect(JSON.stringify(buildPlan(withHabits(input, NONE)))).toBe(JSON.stringify(buildPlan(input)))
    }, 30)
  })

  it('H7.2 breaks no hard rule whatever the habits', { timeout: 120_000 }, () => {
    holds((input, seed) => {
      const authored = authorPlan(withHabits(input, habitsOfSeed(seed)))
      if (!authored.ok) return
      const { violations } = reviewPlan(authored.plan, reviewFactsOfInput(input))
      expect(violations.filter(({ severity }) => severity === 'H').map(({ rule, text }) => `${rule}: ${text}`)).toEqual(
        [],
      )
    }, 80)
  })

  it('H7.3 puts sessions where they were moved to, says so, and keeps a pinned long day', { timeout: 120_000 }, () => {
    const counts = { before: 0, after: 0, said: 0, weeks: 0 }
    holds((input, seed) => {
      const plain = buildPlan(input)
      // the day that has most hard sessions, to the next day that could hold them
      const keys = weeksOf(plain).flatMap(({ workouts }) =>
        workouts.filter((one) => habitKindOf(one) === 'key' && !one.race),
      )
      const [from] = WEEKDAYS.toSorted((a, b) => on(keys, b) - on(keys, a))
      if (!from || keys.length < 4) return
      const to = WEEKDAYS[(WEEKDAYS.indexOf(from) + 1 + (seed % 2)) % 7]!
      const followed = buildPlan(withHabits(input, { moves: [{ kind: 'key', from, to, weeks: 3 }], shorter: [] }))
      counts.weeks += 1
      counts.before += share(weeksOf(plain), from)
      counts.after += share(weeksOf(followed), from)
      for (const week of weeksOf(followed))
        for (const note of week.notes.filter(({ code }) => code === HABIT_NOTE)) {
          counts.said += 1
          expect(note.facts).toEqual({ kind: 'key', from, to, weeks: 3 })
        }
      const { longDay, longDayPinned } = input.athlete
      if (!longDayPinned || longDay === null) return
      const moved = buildPlan(
        withHabits(input, { moves: [{ kind: 'long', from: longDay, to, weeks: 4 }], shorter: [] }),
      )
      expect(JSON.stringify(moved)).toBe(JSON.stringify(plain))
    }, 60)
    expect(counts.weeks).toBeGreaterThan(20)
    expect(counts.said).toBeGreaterThan(50)
    expect(counts.after).toBeLessThan(0.6 * counts.before)
  })
})

const on = (sessions: readonly { readonly date: string }[], day: string): number =>
  sessions.filter(({ date }) => weekdayOf(date) === day).length
/** Share of weeks with a hard session on a day. */
const share = (weeks: readonly TrainingWeek[], day: string): number =>
  weeks.filter(
    ({ workouts }) =>
      on(
        workouts.filter((one) => habitKindOf(one) === 'key' && !one.race),
        day,
      ) > 0,
  ).length / weeks.length
