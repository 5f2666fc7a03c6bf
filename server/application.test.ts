import { expect, it } from 'vitest'
import { clockShiftedBy } from './application.ts'

it('moves the clock by days, and leaves it alone when nothing is asked', () => {
  const aheadMs = (days: string | undefined): number => clockShiftedBy(days)().getTime() - Date.now()
  for (const [days, hours] of [
    [undefined, 0],
    ['', 0],
    ['14', 336],
    ['-0.5', -12],
  ] as const)
    expect(Math.round(aheadMs(days) / 3_600_000)).toBe(hours)
})
