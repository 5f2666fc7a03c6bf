import { describe, expect, it } from 'vitest'
import type { Level } from '../athlete/sport.ts'
import type { TrainingHistory } from '../evidence/history.ts'
import { fitnessHistory } from '../load/fitness.ts'
import { dailyLoadForRamp } from '../load/ramp.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { loadedPast, loadedPlan } from '../testing/loaded-plan.ts'
import { FIXTURE_START } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { correctPlan } from './correct-plan.ts'

const TODAY = addDays(FIXTURE_START, -1)
const past = loadedPast(50, 130)
const ctlOf = (history: TrainingHistory): number => {
  const series = fitnessHistory(
    history.activities.map(({ date, load }) => ({ date, load: load ?? 0 })),
    TODAY,
  )
  return series.ok ? series.value.days.at(-1)!.ctl : Number.NaN
}
/** From 130 days of 50: 50 · (1 − e^(−130/42)) = 47.74 points. */
const CTL = ctlOf(past)
const week = (perDay: number): number[] => new Array<number>(7).fill(perDay)
/** A week that lifts fitness by `points` (S4.4). */
const rising = (points: number): number[] => week(dailyLoadForRamp(CTL, points))
const judge = (loads: readonly number[], level: Level = 'INTERMEDIATE') =>
  findings('G21', loadedPlan(loads, { level }), { history: past, today: TODAY })

describe('G21 fitness ramp', () => {
  it.each<[Level, number, string[]]>([
    ['BEGINNER', 2.98, []],
    ['BEGINNER', 3.02, ['S 1']],
    ['BEGINNER', 4.98, ['S 1']],
    ['BEGINNER', 5.02, ['H 1']],
    ['INTERMEDIATE', 4.98, []],
    ['INTERMEDIATE', 5.02, ['S 1']],
    ['INTERMEDIATE', 7.02, ['H 1']],
    ['ADVANCED', 5.98, []],
    ['ADVANCED', 6.02, ['S 1']],
    ['ADVANCED', 8.02, ['H 1']],
  ])('%s, %d points in a week: %j', (level, points, expected) => {
    expect(CTL).toBeCloseTo(50 * (1 - Math.exp(-130 / 42)), 6)
    expect(judge(rising(points), level)).toEqual(expected)
  })
  it('takes any seven days, also across a Sunday', () => {
    // four days of it and three of rest (at the load that holds fitness) are little, seven in a row are too much
    const load = CTL + 48
    const half = (perDay: number, rest: number): number[] => [rest, rest, rest, perDay, perDay, perDay, perDay]
    const other = (perDay: number, rest: number): number[] => [perDay, perDay, perDay, rest, rest, rest, rest]
    const gain = (days: number): number => 48 * (1 - Math.exp(-days / 42))
    expect(gain(4)).toBeLessThan(5)
    expect(gain(6)).toBeLessThan(7)
    expect(gain(7)).toBeGreaterThan(7)
    expect(judge([...half(load, CTL), ...week(CTL)])).toEqual([])
    // Thursday to Wednesday lies mostly in week 1, Friday to Thursday in week 2
    expect(judge([...half(load, CTL), ...other(load, CTL)])).toEqual(['H 1', 'S 2'])
  })
  it('lets a camp of the advanced add 10 points when a lighter week follows', () => {
    const camp = rising(9)
    expect(judge([...camp, ...week(50)], 'ADVANCED')).toEqual(['H 1'])
    const rest = [50, 0, 50, 0, 50, 0, 0]
    expect(judge([...camp, ...rest], 'ADVANCED')).toEqual(['S 1'])
    expect(judge([...rising(10.1), ...rest], 'ADVANCED')).toEqual(['H 1'])
  })
  it('warns of more than 5 points a week over four weeks, where no single week is too steep', () => {
    const steps: number[] = []
    let ctl = CTL
    for (let index = 0; index < 4; index++) {
      steps.push(...week(dailyLoadForRamp(ctl, 5.5)))
      ctl += 5.5
    }
    expect(judge(steps, 'ADVANCED')).toEqual(['S 4'])
    expect(judge(steps.slice(0, 21), 'ADVANCED')).toEqual([])
  })
  it('rests below 20 points, where weekly volume governs', () => {
    const little = loadedPast(20, 130)
    expect(ctlOf(little)).toBeLessThan(20)
    expect(findings('G21', loadedPlan(week(100)), { history: little, today: TODAY })).toEqual([])
  })
  it('is silent where fitness is unknown, and says why', () => {
    const plan = loadedPlan(rising(9))
    const told = (history: TrainingHistory | null) => verdictOf('G21', plan, { history, today: TODAY })
    expect(told(null).status).toBe('not-judged')
    expect(told(loadedPast(50, 27)).status).toBe('not-judged')
    expect(told(loadedPast(50, 28)).status).toBe('broken')
    const [first, ...others] = past.activities
    const { load: _load, ...without } = first!
    expect(told({ activities: [without, ...others] })).toMatchObject({
      status: 'not-judged',
      detail: 'Not every session of the last months tells its load, so fitness is unknown.',
    })
    expect(told(toldWeeks([{ km: 40 }])).detail).toBe('Weeks told in numbers tell no load, so fitness is unknown.')
  })
  it('ends before the first day whose load the plan does not tell', () => {
    const plan = loadedPlan([...week(50), ...rising(9)])
    const untold = structuredClone(plan)
    Object.assign(untold.blocks[0]!.weeks[1]!.workouts[0]!, { tss: null })
    expect(findings('G21', plan, { history: past, today: TODAY })).toEqual(['H 2'])
    expect(findings('G21', untold, { history: past, today: TODAY })).toEqual([])
  })
  it('counts the usual load between the review and the plan, and judges no day of it', () => {
    const friday = addDays(FIXTURE_START, -4)
    const upTo = { activities: past.activities.filter(({ date }) => date < friday) }
    expect(findings('G21', loadedPlan(rising(5.1)), { history: upTo, today: friday })).toEqual(['S 1'])
    expect(findings('G21', loadedPlan(rising(4.9)), { history: upTo, today: friday })).toEqual([])
  })
  it('is mended by a smaller week', () => {
    const facts = { history: past, today: TODAY }
    const eager = loadedPlan([150, 150, 150, 150, 150, 150, 150])
    expect(findings('G21', eager, facts)).toEqual(['H 1'])
    expect(findings('G21', correctPlan(eager, facts).plan, facts)).toEqual([])
  })
  it('says how steep', () => {
    expect(sentences('G21', loadedPlan(rising(7.5)), { history: past, today: TODAY })).toEqual([
      'The seven days up to Sunday 8 March raise your fitness by 7.5 points. We allow up to 7.',
    ])
  })
})
