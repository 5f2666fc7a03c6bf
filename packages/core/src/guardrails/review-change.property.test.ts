import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveWorkout } from '../plan/move-workout.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan } from '../plan/plan.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { authorPlan, reviewFactsOfInput } from './author-plan.ts'
import type { ReviewFacts } from './review-facts.ts'
import { shortened } from './reshape-session.ts'
import { introducedBy, reviewChange } from './review-change.ts'
import { reviewPlan } from './review-plan.ts'

/** Copies share no object with what was reviewed before, so nothing kept can answer for them. */
const fromNothing = (plan: Plan, facts: ReviewFacts) => reviewPlan(structuredClone(plan), structuredClone(facts))

/** One edit of a plan by three numbers: which session, what happens to it, where it goes. */
function changeOf(plan: Plan, pick: number, kind: number, days: number): PlanChange[] | null {
  const open = workoutsOf(plan).filter((workout) => !workout.race)
  const workout = open[pick % Math.max(1, open.length)]
  if (!workout) return null
  switch (kind % 4) {
    case 0: {
      const moved = moveWorkout(plan, {
        workoutId: workout.id,
        date: addDays(workout.date, (days % 15) - 7),
        today: plan.startDate,
      })
      return moved.ok ? [...moved.value] : null
    }
    case 1:
      return [{ kind: 'remove', workout }]
    case 2: {
      const after = shortened(workout, Math.max(15, workout.durationS / 120))
      return [{ kind: 'replace', workoutId: workout.id, before: workout, after }]
    }
    default: {
      const week = weeksOf(plan).find((each) => each.workouts.includes(workout))
      const date = addDays(week?.startDate ?? workout.date, days % 7)
      return [{ kind: 'add', workout: { ...workout, id: `${workout.id}-more-${days}`, date, slot: 1 } }]
    }
  }
}

const edit = fc.tuple(fc.nat(500), fc.nat(3), fc.nat(1000))

describe('a change reviewed with what is kept of the plan before', () => {
  it('gets the verdict of a review from nothing, change after change', { timeout: 120_000 }, () => {
    let judged = 0
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000 }),
        fc.array(edit, { minLength: 3, maxLength: 6 }),
        fc.constantFrom('default', 'template'),
        fc.integer({ min: 0, max: 40 }),
        (seed, edits, profile, later) => {
          const input = seededPlanningInput(seed)
          const authored = authorPlan(input)
          fc.pre(authored.ok)
          if (!authored.ok) return
          let { plan } = authored
          // on the day it was made, or some days into it
          const today = later < 20 ? input.today : addDays(plan.startDate, later)
          const facts: ReviewFacts = { ...reviewFactsOfInput(input), profile, today }
          // the same plan seen on another day, by someone who knows less
          const others: ReviewFacts = { history: facts.history, today: addDays(plan.startDate, 9), thresholds: [] }
          for (const [pick, kind, days] of edits) {
            const changes = changeOf(plan, pick, kind, days)
            const result = changes === null ? null : reviewChange(plan, changes, facts)
            if (result === null || !result.ok) continue
            judged += 1
            const { before, after, newViolations, blocked, plan: next } = result.value
            const [fullBefore, fullAfter] = [fromNothing(plan, facts), fromNothing(next, facts)]
            expect(before).toEqual(fullBefore)
            expect(after).toEqual(fullAfter)
            expect(newViolations).toEqual(introducedBy(fullBefore, fullAfter))
            expect(reviewPlan(next, others)).toEqual(fromNothing(next, others))
            expect(blocked).toBe(newViolations.some((violation) => violation.severity === 'H'))
            plan = next
          }
        },
      ),
      { numRuns: 40 },
    )
    expect(judged).toBeGreaterThan(50)
  })
})
