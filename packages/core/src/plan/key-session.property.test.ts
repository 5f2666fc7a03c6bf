import { beforeAll, describe, expect, it } from 'vitest'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { weeksOf, type PlannedWorkout } from './plan.ts'

/** Plans that the figures below are measured on. */
const SEEDS = 180

describe('key sessions of many athletes', () => {
  /** Key sessions by plan and week. */
  const plans: PlannedWorkout[][][] = []
  beforeAll(() => {
    for (let seed = 0; seed < SEEDS; seed++) {
      const input = seededPlanningInput(seed)
      if (assessFeasibility(input).verdict === 'red') continue
      plans.push(
        weeksOf(buildPlan(input)).map((week) => week.workouts.filter(({ purpose }) => purpose.code === 'key-session')),
      )
    }
  }, 60_000)

  it('§11 variety: below race pace hardly one is the week before’s again, and none stands twice in a week', () => {
    let [again, all] = [0, 0]
    for (const weeks of plans) {
      for (const [index, keys] of weeks.entries()) {
        const before = new Set((weeks[index - 1] ?? []).map(({ archetype, step }) => `${archetype}:${step}`))
        expect(new Set(keys.map(({ archetype }) => archetype)).size).toBe(keys.length)
        for (const { focus, archetype, step } of keys) {
          // the library has one session for the pace of most races
          if (focus === 'RACE_SPECIFIC') continue
          all += 1
          if (before.has(`${archetype}:${step}`)) again += 1
        }
      }
    }
    expect(all).toBeGreaterThan(500)
    expect(again / all).toBeLessThan(0.02)
  })

  it('the work of a focus grows or holds from session to session; steps back and leaps are rare', () => {
    const count = { more: 0, same: 0, less: 0, leap: 0 }
    for (const weeks of plans) {
      const last = new Map<string, number>()
      for (const { focus, purpose } of weeks.flat()) {
        const work = Number(purpose.facts.workMinutes)
        const before = last.get(focus)
        last.set(focus, work)
        if (before === undefined) continue
        const share = work / before
        count[share < 0.93 ? 'less' : share > 1.3 ? 'leap' : share > 1 ? 'more' : 'same'] += 1
      }
    }
    const all = count.more + count.same + count.less + count.leap
    expect(all).toBeGreaterThan(400)
    expect(count.less / all).toBeLessThan(0.2)
    expect(count.leap / all).toBeLessThan(0.1)
    expect(count.more).toBeGreaterThan(count.less + count.leap)
  })
})
