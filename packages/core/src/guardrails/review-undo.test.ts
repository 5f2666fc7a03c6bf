import { describe, expect, it } from 'vitest'
import type { Flag } from '../athlete/flag.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { workoutsOf, type Plan, type Reason } from '../plan/plan.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import { toldWeeks } from '../testing/judge.ts'
import { addDays } from '../time/local-date.ts'
import { healthChange } from './health-change.ts'
import { reviewChange } from './review-change.ts'
import type { ReviewFacts } from './review-facts.ts'
import { brokenByUndo, HEALTH_REASON } from './review-undo.ts'

const easy = (km: number): FixtureSession[] => [
  { day: 'TUE', km: km / 2 },
  { day: 'SAT', km: km / 2 },
]
const hard: FixtureSession[] = [
  { day: 'TUE', min: 45 },
  { day: 'THU', min: 45, work: { min: 6, at: 1 } },
]
const MOVED: Reason = { code: 'moved-by-athlete', facts: {} }
const knee: Flag = { kind: 'INJURY', part: 'knee', startDate: '2026-03-02', pain: 3 }

function undo(plan: Plan, changes: readonly PlanChange[], facts: ReviewFacts, reason: Reason, today: string) {
  const changed = applyChanges(plan, changes)
  if (!changed.ok) throw new Error(changed.error.text)
  const review = reviewChange(changed.value, invertChanges(changes), facts)
  if (!review.ok) throw new Error(review.error.text)
  return brokenByUndo(review.value, reason, today).map(({ rule, week }) => `${rule} ${week}`)
}

describe('an undo at the gate', () => {
  const plan = fixturePlan({ weeks: [easy(30), easy(44)] })
  const { startDate } = plan
  const facts = (today: string): ReviewFacts => ({ history: toldWeeks([{ km: 30 }, { km: 30 }]), today })
  /** The Saturday of a week taken out. */
  const without = (week: number): PlanChange[] => [{ kind: 'remove', workout: workoutsOf(plan)[2 * week - 1]! }]

  it('is refused where it brings a hard limit into a week that has not begun', () => {
    expect(undo(plan, without(2), facts(startDate), MOVED, startDate)).toEqual(['G01 2'])
  })

  it('restores what was allowed: warnings, and the week that has begun, do not hold it', () => {
    const warned = fixturePlan({ weeks: [easy(30), easy(34)] })
    const removed: PlanChange[] = [{ kind: 'remove', workout: workoutsOf(warned)[3]! }]
    expect(undo(warned, removed, facts(startDate), MOVED, startDate)).toEqual([])
    const begun = addDays(startDate, 7)
    expect(undo(plan, without(2), facts(begun), MOVED, begun)).toEqual([])
  })

  const trained = fixturePlan({ weeks: [hard, hard] })
  const injured: ReviewFacts = { history: toldWeeks([{ km: 18 }, { km: 18 }]), today: startDate, flags: [knee] }
  const { changes } = healthChange(trained, injured)

  it('of a change for health is the same as declining it; of any other change it brings nothing back that health forbids', () => {
    expect(changes.length).toBeGreaterThan(0)
    const declined = { code: HEALTH_REASON, facts: { rules: 'G17' } }
    expect(undo(trained, changes, injured, declined, startDate)).toEqual([])
    // also in the week that has begun
    expect(undo(trained, changes, injured, MOVED, startDate)).toEqual(['G17 1', 'G17 2'])
    // what was told after it was not declined
    const doctor = { yes: ['chest-pain' as const], doctorAgreed: false, guardianAgreed: false, answeredOn: startDate }
    expect(undo(trained, changes, { ...injured, screening: doctor }, declined, startDate)).toEqual(['G20 1', 'G20 2'])
  })
})
