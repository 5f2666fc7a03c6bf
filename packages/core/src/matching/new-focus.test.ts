import { describe, expect, it } from 'vitest'
import type { WorkoutFocus } from '../plan/plan.ts'
import { isNewFocus } from './new-focus.ts'

const on = (date: string, focus: WorkoutFocus = 'THRESHOLD', sport: 'run' | 'ride' = 'run') => ({
  date,
  sport,
  focus,
  hard: focus !== 'AEROBIC_ENDURANCE',
})

describe('S8.4 the first two weeks of a focus', () => {
  const weekly = ['2026-03-03', '2026-03-10', '2026-03-17', '2026-03-24'].map((date) => on(date))
  it.each([
    ['2026-03-03', true],
    ['2026-03-10', true],
    ['2026-03-17', false],
    ['2026-03-24', false],
  ])('a session of %s in weekly work is new: %s', (date, isNew) => {
    expect(isNewFocus(on(date), weekly)).toBe(isNew)
    expect(isNewFocus(on(date), weekly.toReversed())).toBe(isNew)
  })
  it('a recovery week in between does not make it new again, three weeks without it do', () => {
    expect(isNewFocus(on('2026-04-07'), weekly)).toBe(false)
    expect(isNewFocus(on('2026-04-08'), weekly)).toBe(true)
  })
  it('another focus or sport says nothing, and easy running is never new', () => {
    expect(isNewFocus(on('2026-03-24', 'VO2_MAX'), weekly)).toBe(true)
    expect(isNewFocus(on('2026-03-24', 'THRESHOLD', 'ride'), weekly)).toBe(true)
    expect(isNewFocus(on('2026-03-24', 'AEROBIC_ENDURANCE'), weekly)).toBe(false)
  })
})
