import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../plan/plan.ts'
import { loadedPlan } from '../testing/loaded-plan.ts'
import { FIXTURE_START } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { loadToDate } from './load-to-date.ts'

const day = (index: number) => addDays(FIXTURE_START, index)
const WEEK = [0, 60, 0, 80, 0, 40, 120]
const first = loadedPlan([...WEEK, ...WEEK])
const now = loadedPlan([...WEEK, 0, 30, 0, 40, 0, 20, 60])
const none: ReadonlySet<string> = new Set()

describe('P9.3 expected load beside what was done', () => {
  it('sums weeks of the plan as it was made and as it is, and what was done of them', () => {
    const done = [
      { date: day(1), load: 55 },
      { date: day(1), load: 5 },
      { date: day(6), load: 130 },
      { date: day(8), load: 30 },
    ]
    const beside = [{ date: day(6), load: 10 }]
    const { weeks, byYesterday } = loadToDate({ first, now, done, beside, unknownOn: none, today: day(9) })
    expect(weeks).toEqual([
      { weekStart: day(0), first: 300, now: 300, done: 190, beside: 10, isWhole: true },
      { weekStart: day(7), first: 300, now: 150, done: 30, beside: 0, isWhole: true },
    ])
    expect(byYesterday).toEqual({ first: 360, now: 330, done: 220, beside: 10, isWhole: true })
  })
  it('keeps a week unknown that nobody has told of, and a sum over it the least it can be', () => {
    const input = { first, now, beside: [], unknownOn: new Set([day(3)]), today: day(8) }
    const untold = loadToDate({ ...input, done: [] })
    expect(untold.weeks[0]).toMatchObject({ done: null, isWhole: false })
    expect(untold.byYesterday).toMatchObject({ done: null, isWhole: false })
    const partly = loadToDate({ ...input, done: [{ date: day(1), load: 60 }] })
    expect(partly.weeks[0]).toMatchObject({ done: 60, isWhole: false })
    expect(partly.weeks[1]).toMatchObject({ done: 0, isWhole: true })
  })
  it('says nothing was done of a known week of rest, and nothing yet of weeks to come', () => {
    const { weeks } = loadToDate({ first, now, done: [], beside: [], unknownOn: none, today: day(6) })
    expect(weeks.map(({ done }) => done)).toEqual([0, null])
  })
  it('leaves a week out of a plan that does not hold it, and unknown where a load is not told', () => {
    const longer = loadedPlan([...WEEK, ...WEEK, ...WEEK])
    const { weeks } = loadToDate({ first, now: longer, done: [], beside: [], unknownOn: none, today: day(0) })
    expect(weeks.map((week) => [week.first, week.now])).toEqual([
      [300, 300],
      [300, 300],
      [null, 300],
    ])
    const untold: Plan = {
      ...first,
      blocks: first.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((week) => ({
          ...week,
          workouts: week.workouts.map((workout) => ({ ...workout, tss: null })),
        })),
      })),
    }
    const { byYesterday } = loadToDate({ first: untold, now, done: [], beside: [], unknownOn: none, today: day(7) })
    expect(byYesterday).toMatchObject({ first: null, now: 300 })
  })
  it('adds up: whole weeks behind today are what was expected by yesterday', () => {
    const loads = fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 21, maxLength: 21 })
    fc.assert(
      fc.property(loads, fc.integer({ min: 0, max: 3 }), (list, weeksOver) => {
        const plan = loadedPlan(list)
        const done = list.map((load, index) => ({ date: day(index), load }))
        const told = loadToDate({
          first: plan,
          now: plan,
          done,
          beside: done,
          unknownOn: none,
          today: day(7 * weeksOver),
        })
        const expected = list.slice(0, 7 * weeksOver).reduce((sum, load) => sum + load, 0)
        expect(told.byYesterday.now).toBeCloseTo(expected, 6)
        expect(told.byYesterday.done).toBeCloseTo(expected, 6)
        expect(told.byYesterday.beside).toBeCloseTo(expected, 6)
      }),
    )
  })
})
