import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slotsOn } from '../athlete/availability.ts'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { seededInputWithPreferences } from '../testing/seeded-preferences.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { workoutsOf, type Plan } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'
import { slotServes } from './slot-serves.ts'

/** A law over the plans of random athletes with tastes, indoor time and odd dates; a failure names the seed. */
const holds = (law: (input: PlanningInput, plan: Plan) => void, runs = 80): void =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (seed) => {
      const input = seededInputWithPreferences(seed)
      fc.pre(assessFeasibility(input).verdict !== 'red')
      law(input, buildPlan(input))
    }),
    { numRuns: runs },
  )

describe('a plan of any athlete with preferences', () => {
  it('G13 keeps to the minute what a date or an ordinary day gives, and to where it is', { timeout: 60_000 }, () => {
    holds((input, plan) => {
      const { availability } = input.athlete
      if (availability === null) return
      for (const workout of workoutsOf(plan)) {
        if (workout.race) continue
        const slot = slotsOn(availability, workout.date).find((each) => each.slot === workout.slot)
        expect(slot, `a slot on ${workout.date}`).toBeDefined()
        expect(workout.durationS / 60, workout.date).toBeLessThanOrEqual(slot!.minutes)
        expect(slotServes(slot!, workout.sport, input.athlete), workout.date).toBe(true)
        expect(workout.workout.environment).toBe(slot!.indoor ? 'indoor' : undefined)
      }
    })
  })

  it('breaks no hard rule once authored', { timeout: 60_000 }, () => {
    holds((input) => {
      const authored = authorPlan(input)
      if (!authored.ok) return
      const broken = reviewPlan(authored.plan, reviewFactsOfInput(input)).violations.filter(
        (violation) => violation.severity === 'H',
      )
      expect(broken.map((violation) => `${violation.rule}: ${violation.text}`)).toEqual([])
    })
  })

  it('sends nobody up a hill on a treadmill where the focus has another session', { timeout: 60_000 }, () => {
    let [uphill, indoors] = [0, 0]
    holds((_, plan) => {
      for (const workout of workoutsOf(plan)) {
        if (workout.workout.environment !== 'indoor' || workout.archetype === null) continue
        indoors += 1
        if (archetypeById(workout.archetype).avoidIndoors) uphill += 1
      }
    })
    expect(indoors).toBeGreaterThan(100)
    expect(uphill / indoors).toBeLessThan(0.005)
  })
})
