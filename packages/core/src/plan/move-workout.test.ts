import { describe, expect, it } from 'vitest'
import type { Availability } from '../athlete/availability.ts'
import { everyDay, fixturePlan } from '../testing/plan-fixture.ts'
import { applyChanges } from './apply-change.ts'
import { moveWorkout } from './move-workout.ts'
import { workoutsOf } from './plan.ts'

const planWith = (availability: Availability) =>
  fixturePlan({
    availability,
    weeks: [
      [
        { day: 'TUE', min: 45 },
        { day: 'THU', min: 60 },
        { day: 'SUN', km: 10, kind: 'race' },
      ],
    ],
  })
const plan = planWith(everyDay(60))
const refusal = (request: Partial<Parameters<typeof moveWorkout>[1]>) => {
  const result = moveWorkout(plan, { workoutId: 'w1-TUE', date: '2026-03-04', today: '2026-03-02', ...request })
  return result.ok ? 'none' : result.error.kind
}

describe('moveWorkout', () => {
  it('builds a change that applies', () => {
    const change = moveWorkout(plan, { workoutId: 'w1-TUE', date: '2026-03-04', today: '2026-03-02' })
    expect(change).toEqual({
      ok: true,
      value: [
        {
          kind: 'move',
          workoutId: 'w1-TUE',
          from: { date: '2026-03-03', slot: 0 },
          to: { date: '2026-03-04', slot: 0 },
        },
      ],
    })
    if (!change.ok) return
    const applied = applyChanges(plan, change.value)
    expect(applied.ok && workoutsOf(applied.value)[0]!.date).toBe('2026-03-04')
  })
  it('takes the first free slot that holds the session, else the longest free one', () => {
    const slots = [
      { day: 'WED' as const, minutes: 30 },
      { day: 'WED' as const, minutes: 60 },
      { day: 'THU' as const, minutes: 60 },
      { day: 'THU' as const, minutes: 20 },
    ]
    const two = planWith({ slots })
    const slotOn = (date: string) => {
      const change = moveWorkout(two, { workoutId: 'w1-TUE', date, today: null })
      return change.ok && change.value[0]!.kind === 'move' ? change.value[0]!.to.slot : null
    }
    expect(slotOn('2026-03-04')).toBe(1)
    expect(slotOn('2026-03-05')).toBe(1)
    // a day without any slot: the guardrails will say so
    expect(slotOn('2026-03-06')).toBe(0)
  })
  it('says why it cannot', () => {
    expect(refusal({ workoutId: 'nobody' })).toBe('workout-gone')
    expect(refusal({ done: ['w1-TUE'] })).toBe('already-done')
    expect(refusal({ workoutId: 'w1-SUN' })).toBe('is-race')
    expect(refusal({ date: '2026-03-03' })).toBe('same-day')
    expect(refusal({ date: '2026-03-01', today: '2026-03-02' })).toBe('past-day')
    expect(refusal({ date: '2026-04-01' })).toBe('outside-plan')
    // a second session in a day of one slot is the guardrails' question, a third is no question
    expect(refusal({ date: '2026-03-05' })).toBe('none')
    const full = fixturePlan({
      weeks: [
        [
          { day: 'TUE', min: 45 },
          { day: 'THU', min: 30 },
          { day: 'THU', min: 30, slot: 1 },
        ],
      ],
    })
    const third = moveWorkout(full, { workoutId: 'w1-TUE', date: '2026-03-05', today: null })
    expect(third).toMatchObject({ ok: false, error: { kind: 'day-full' } })
  })
})
