import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slotsOn } from '../athlete/availability.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { hasErrors, validateAwp } from '../workout/validate.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { weeksOf, workoutsOf, type Plan } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

/** A law over the plans of random athletes whose goal is possible; a failure names the seed. */
const holds = (law: (input: PlanningInput, plan: Plan) => void, runs = 60): void =>
  fc.assert(
    fc.property(fc.integer({ min: 10_000, max: 10_000_000 }), (seed) => {
      const input = seededPlanningInput(seed)
      fc.pre(assessFeasibility(input).verdict !== 'red')
      law(input, buildPlan(input))
    }),
    { numRuns: runs },
  )

describe('a plan of any athlete', () => {
  it('breaks no hard rule', { timeout: 60_000 }, () => {
    holds((input, plan) => {
      const facts = {
        history: input.history,
        today: input.today,
        thresholds: input.athlete.thresholds,
        flags: input.athlete.flags,
      }
      const broken = reviewPlan(plan, facts).violations.filter((violation) => violation.severity === 'H')
      expect(broken.map((violation) => `${violation.rule}: ${violation.text}`)).toEqual([])
    })
  })

  it('is the same bytes for the same input', { timeout: 60_000 }, () => {
    holds((input, plan) => expect(JSON.stringify(buildPlan(structuredClone(input)))).toBe(JSON.stringify(plan)), 40)
  })

  it('G13 plans no minute over a slot and nothing on a day off', { timeout: 60_000 }, () => {
    holds((input, plan) => {
      const { availability } = input.athlete
      if (availability === null) return
      for (const workout of workoutsOf(plan)) {
        if (workout.race) continue
        const slot = slotsOn(availability, workout.date).find((each) => each.slot === workout.slot)
        expect(slot, `a slot on ${workout.date}`).toBeDefined()
        expect(workout.durationS / 60).toBeLessThanOrEqual(slot!.minutes)
      }
    })
  })

  it(
    'has unique ids, weeks in a row, sessions inside their week, one a day, and the race on its day',
    { timeout: 60_000 },
    () => {
      holds((input, plan) => {
        const weeks = weeksOf(plan)
        const ids = [
          ...plan.blocks.map((block) => block.id),
          ...weeks.map((week) => week.id),
          ...workoutsOf(plan).map((workout) => workout.id),
        ]
        expect(new Set(ids).size).toBe(ids.length)
        weeks.forEach((week, index) => {
          expect(week.weekNumber).toBe(index + 1)
          expect(week.startDate).toBe(addDays(plan.startDate, 7 * index))
          const days = week.workouts.map((workout) => workout.date)
          expect(new Set(days).size).toBe(days.length)
          for (const day of days) expect(day >= week.startDate && day <= addDays(week.startDate, 6)).toBe(true)
        })
        const races = workoutsOf(plan).filter((workout) => workout.race)
        expect(races.map((race) => race.date)).toEqual([
          ...(plan.events ?? []).map((event) => event.date),
          ...(input.goal.kind === 'GENERAL_FITNESS' ? [] : [input.goal.date]),
        ])
      })
    },
  )

  it('writes only workouts the protocol allows', { timeout: 60_000 }, () => {
    holds((_, plan) => {
      for (const workout of workoutsOf(plan)) expect(hasErrors(validateAwp(workout.workout)), workout.title).toBe(false)
    }, 40)
  })
})
