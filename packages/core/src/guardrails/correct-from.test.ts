import { describe, expect, it } from 'vitest'
import { weeksOf } from '../plan/plan.ts'
import { fixturePlan } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { correctFrom } from './correct-from.ts'
import { reviewPlan } from './review-plan.ts'

/** A week that has begun with a hard Sunday, and one that opens hard. */
const plan = fixturePlan({
  weeks: [
    [
      { day: 'TUE', km: 8 },
      { day: 'SUN', min: 60, kind: 'hard' },
    ],
    [
      { day: 'MON', min: 60, kind: 'hard' },
      { day: 'THU', km: 8 },
    ],
  ],
})
const from = addDays(plan.startDate, 7)
const facts = { history: null, today: plan.startDate, profile: 'default' as const }

describe('correcting the weeks to come', () => {
  it('mends the week that opens hard after a hard Sunday, and leaves the week that has begun', () => {
    expect(reviewPlan(plan, facts).violations.some(({ rule, severity }) => rule === 'G07' && severity === 'H')).toBe(
      true,
    )
    const corrected = correctFrom(plan, facts, from)
    expect(weeksOf(corrected.plan)[0]).toEqual(weeksOf(plan)[0])
    expect(corrected.corrections.map(({ rule }) => rule)).toContain('G07')
    const broken = reviewPlan(corrected.plan, facts).violations.filter(({ rule }) => rule === 'G07')
    expect(broken).toEqual([])
  })
})
