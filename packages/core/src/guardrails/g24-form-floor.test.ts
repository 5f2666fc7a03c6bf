import { describe, expect, it } from 'vitest'
import { fitnessHistory, fitnessSeries } from '../load/fitness.ts'
import { findings, sentences, verdictOf } from '../testing/judge.ts'
import { loadedPast, loadedPlan } from '../testing/loaded-plan.ts'
import { FIXTURE_START } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { correctPlan } from './correct-plan.ts'

const TODAY = addDays(FIXTURE_START, -1)
const past = loadedPast(60, 130)
const facts = { history: past, today: TODAY }
const before = fitnessHistory(
  past.activities.map(({ date, load }) => ({ date, load: load ?? 0 })),
  TODAY,
)
const seed = before.ok ? before.value.days.at(-1)! : { ctl: 0, atl: 0 }
/** Form on each morning of the plan, from the day before on. */
const form = (loads: readonly number[]): number[] =>
  fitnessSeries(FIXTURE_START, [...loads, 0], seed).map(({ tsb }) => tsb)
/** The daily load of `days` days after which form is `target`, found by halving. */
function loadFor(target: number, days: number): number {
  let [low, high] = [0, 2000]
  for (let turn = 0; turn < 60; turn++) {
    const middle = (low + high) / 2
    if (form(new Array<number>(days).fill(middle)).at(-1)! > target) low = middle
    else high = middle
  }
  return (low + high) / 2
}
/** Days of this load, then rest. */
const days = (load: number, count: number): number[] => [
  ...new Array<number>(count).fill(load),
  ...new Array<number>(7 - count).fill(0),
]

describe('G24 floor of form', () => {
  it.each<[number, string[]]>([
    [-29.9, []],
    [-30.1, ['S 1']],
    [-39.9, ['S 1']],
    [-40.1, ['H 1']],
  ])('form of %d on the second-last of six mornings that fall: %j', (target, expected) => {
    // the fifth morning is at the target, the sixth below it
    const load = loadFor(target, 4)
    expect(form(new Array<number>(4).fill(load)).at(-1)).toBeCloseTo(target, 3)
    expect(findings('G24', loadedPlan(days(load, 5)), facts)).toEqual(expected)
  })
  it('allows one such morning, and judges none that gets better', () => {
    const load = loadFor(-45, 4)
    expect(form(new Array<number>(3).fill(load)).at(-1)).toBeGreaterThan(-40)
    // the fifth morning is at −45, then rest: the sixth is better
    expect(findings('G24', loadedPlan(days(load, 4)), facts)).toEqual(['S 1'])
    const tired = { activities: [...past.activities, ...loadedPast(260, 7).activities], weekly: [] }
    expect(findings('G24', loadedPlan([0, 0, 0, 60, 0, 0, 60]), { history: tired, today: TODAY })).toEqual([])
    expect(findings('G24', loadedPlan([300, 300]), { history: tired, today: TODAY })).toEqual(['H 1'])
  })
  it('is silent without measured loads', () => {
    expect(verdictOf('G24', loadedPlan(days(400, 5))).status).toBe('not-judged')
  })
  it('is mended by easier days', () => {
    const eager = loadedPlan(days(loadFor(-44, 4), 5))
    expect(findings('G24', eager, facts)).toEqual(['H 1'])
    expect(findings('G24', correctPlan(eager, facts).plan, facts).filter((found) => found.startsWith('H'))).toEqual([])
  })
  it('says how far', () => {
    expect(sentences('G24', loadedPlan(days(loadFor(-44, 4), 5)), facts)).toEqual([
      'Up to Saturday 7 March fatigue stands 44 points above fitness on two mornings and grows. We allow up to 40: an easy day more brings it down.',
    ])
  })
})
