import { describe, expect, it } from 'vitest'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { buildPlan } from './build-plan.ts'
import { weeksOf } from './plan.ts'
import { nextRunWalkStep, shorterRunWalk } from './run-walk-week.ts'
import { variantMinutes } from './session-draft.ts'

describe('run and walk (R05)', () => {
  it('grows to half an hour without a walk before a 5 km, and is over after three ten-minute runs on the way to more', () => {
    const series = (kind: '5K' | 'HM', pace: number): number[] => {
      const steps = [1]
      for (let next = nextRunWalkStep({ kind }, 1, pace); next !== null; next = nextRunWalkStep({ kind }, next, pace))
        steps.push(next)
      return steps
    }
    expect(series('5K', 1)).toEqual([1, 2, 3, 4, 5, 7, 9, 10])
    expect(series('HM', 2)).toEqual([1, 3, 5, 7])
  })

  it('plans a first 5 km step by step: no leap inside a week, recovery one step back, thirty minutes at the end', () => {
    const plan = buildPlan({
      planId: 'first',
      today: '2026-01-04',
      goal: { kind: '5K', sport: 'run', date: '2026-04-04' },
      athlete: planningAthlete({
        sport: 'run',
        maxDaysPerWeek: 3,
        availability: { slots: (['TUE', 'THU', 'SAT'] as const).map((day) => ({ day, minutes: 40 })) },
      }),
      history: { activities: [] },
    })
    const steps = weeksOf(plan)
      .slice(0, 11)
      .map(({ isRecovery, workouts }) => ({
        isRecovery,
        steps: workouts.map(({ archetype, step }) => (archetype === 'R05' ? step! : Number.NaN)),
      }))
    let best = 0
    for (const week of steps) {
      const [low, high] = [Math.min(...week.steps), Math.max(...week.steps)]
      expect(high - low).toBeLessThanOrEqual(2)
      if (week.isRecovery) expect(low).toBeGreaterThanOrEqual(Math.max(1, best - 2))
      else expect(high).toBeGreaterThanOrEqual(best)
      best = Math.max(best, high)
    }
    expect(best).toBe(10)
  })
})

describe('a shorter session of the step reached', () => {
  it('has no walk where half an hour is run without one', () => {
    for (let minutes = 20; minutes < 40; minutes++) {
      const variant = shorterRunWalk({ archetypeId: 'R05', step: 10 }, minutes)!
      expect(variant.repeats, `${minutes} min`).toBe(1)
      expect(variantMinutes(variant), `${minutes} min`).toBeLessThanOrEqual(minutes)
    }
    expect(shorterRunWalk({ archetypeId: 'R05', step: 10 }, 30)).toEqual({ archetypeId: 'R05', step: 9, repeats: 1 })
    expect(shorterRunWalk({ archetypeId: 'R05', step: 10 }, 40)).toEqual({ archetypeId: 'R05', step: 10 })
  })

  it('is still a series where walks belong to it', () => {
    const variant = shorterRunWalk({ archetypeId: 'R05', step: 7 }, 35)!
    expect(variant).toEqual({ archetypeId: 'R05', step: 7, repeats: 3 })
  })
})
