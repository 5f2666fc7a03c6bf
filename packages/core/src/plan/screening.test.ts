import { describe, expect, it } from 'vitest'
import { needsDoctor, type Screening } from '../athlete/screening.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { hardMinutes } from '../workout/intensity.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { weeksOf, workoutsOf, type Plan } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

const YES: Screening = { yes: ['chest-pain'], doctorAgreed: false, guardianAgreed: true }

/** Plans of seeded athletes who answered so, and of the same athletes without an answer. */
function plansOf(screening: Screening): { asked: Plan; plain: Plan }[] {
  const inputs = Array.from({ length: 40 }, (_, index) => seededPlanningInput(index + 500)).filter(
    (input) => assessFeasibility(input).verdict !== 'red',
  )
  return inputs.map((input) => {
    const asked: PlanningInput = { ...input, athlete: { ...input.athlete, screening } }
    return { asked: buildPlan(asked), plain: buildPlan(input) }
  })
}
const hardOf = (plan: Plan): number =>
  workoutsOf(plan)
    .filter((workout) => !workout.race)
    .reduce((sum, workout) => sum + hardMinutes(workout.workout), 0)

describe('G20 the health questions', () => {
  it('keep every session easy after a yes, until a doctor has confirmed', { timeout: 60_000 }, () => {
    const plans = plansOf(YES)
    expect(plans.length).toBeGreaterThan(10)
    for (const { asked } of plans) {
      expect(hardOf(asked)).toBe(0)
      const notes = weeksOf(asked).flatMap((week) => week.notes.filter((note) => note.code === 'easy-only'))
      for (const note of notes) expect(note.facts).toMatchObject({ until: null, doctor: true })
    }
    expect(plans.some(({ plain }) => hardOf(plain) > 0)).toBe(true)
  })
  it('change nothing after a no, or with a doctor’s word', { timeout: 60_000 }, () => {
    for (const screening of [
      { ...YES, yes: [] },
      { ...YES, doctorAgreed: true },
    ])
      for (const { asked, plain } of plansOf(screening)) expect(asked).toEqual(plain)
  })
  it('need a doctor only after a yes', () => {
    expect([null, undefined, { ...YES, yes: [] }, { ...YES, doctorAgreed: true }, YES].map(needsDoctor)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ])
  })
})
