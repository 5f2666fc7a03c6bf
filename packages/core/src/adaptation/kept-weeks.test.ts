import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../time/local-date.ts'
import { pardonOf, streaksOf, type PastWeek, type WeekPardon } from './kept-weeks.ts'

const MONDAY = '2026-03-02'
const week = (
  index: number,
  share: number | null,
  pardon: WeekPardon | null = null,
  [keysDone, keysPlanned] = [2, 2],
): PastWeek => ({ weekStart: addDays(MONDAY, 7 * index), adherence: { share, keysDone, keysPlanned }, pardon })

describe('P9.1 streaks of weeks', () => {
  it('counts weeks in a row from 80 % of the load on, and begins again after one below', () => {
    const { kept } = streaksOf([week(0, 0.95), week(1, 0.8), week(2, 0.79), week(3, 1)])
    expect(kept).toEqual({ weeks: 1, best: 2, since: addDays(MONDAY, 21) })
  })
  it.each(['rest', 'sick', 'away', 'unknown'] as const)('is not broken by a week of %s', (pardon) => {
    const { kept } = streaksOf([week(0, 1), week(1, pardon === 'rest' ? null : 0.2, pardon), week(2, 0.9)])
    expect(kept).toEqual({ weeks: 2, best: 2, since: MONDAY })
  })
  it('counts a pardoned week that was kept all the same, but not one that is mostly unknown', () => {
    expect(streaksOf([week(0, 1), week(1, 0.9, 'sick')]).kept.weeks).toBe(2)
    expect(streaksOf([week(0, 1), week(1, 1, 'unknown')]).kept.weeks).toBe(1)
  })
  it('counts weeks with every key session done, apart from the load', () => {
    const weeks = [week(0, 0.5), week(1, 1, null, [1, 2]), week(2, 0.5), week(3, 1, null, [0, 0]), week(4, 1)]
    expect(streaksOf(weeks).keys).toEqual({ weeks: 2, best: 2, since: addDays(MONDAY, 14) })
  })
  it('never grows by more than the weeks there are, and a pardoned week that was missed changes nothing', () => {
    const shares = fc.array(fc.record({ share: fc.double({ min: 0, max: 1.2, noNaN: true }), at: fc.nat(20) }))
    fc.assert(
      fc.property(shares, (list) => {
        const weeks = list.map(({ share }, index) => week(index, share))
        const { weeks: running, best } = streaksOf(weeks).kept
        expect(running).toBeLessThanOrEqual(best)
        expect(best).toBeLessThanOrEqual(weeks.length)
        const at = (list[0]?.at ?? 0) % (weeks.length + 1)
        const between = [...weeks.slice(0, at), week(99, 0.1, 'sick'), ...weeks.slice(at)]
        expect(streaksOf(between).kept).toEqual(streaksOf(weeks).kept)
      }),
    )
  })
  it('says what pardons a week', () => {
    const done = { kind: 'SUCCESS', reason: null } as const
    const unknown = { kind: 'UNKNOWN', reason: null } as const
    const life = { sessions: [done, done], daysIll: 0, daysAway: 0 }
    expect(pardonOf(life)).toBeNull()
    expect(pardonOf({ ...life, sessions: [] })).toBe('rest')
    expect(pardonOf({ ...life, daysIll: 1 })).toBe('sick')
    expect(pardonOf({ ...life, sessions: [done, { kind: 'SKIPPED_SICK', reason: 'SICK' }] })).toBe('sick')
    expect(pardonOf({ ...life, sessions: [done, { kind: 'SKIPPED_BUSY', reason: 'BUSY' }] })).toBeNull()
    expect(pardonOf({ ...life, sessions: [done, { kind: 'SKIPPED_BUSY', reason: 'TRAVEL' }] })).toBe('away')
    expect(pardonOf({ ...life, daysAway: 2 })).toBeNull()
    expect(pardonOf({ ...life, daysAway: 3 })).toBe('away')
    expect(pardonOf({ ...life, sessions: [done, unknown] })).toBeNull()
    expect(pardonOf({ ...life, sessions: [done, unknown, unknown] })).toBe('unknown')
  })
})
