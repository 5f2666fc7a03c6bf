import { describe, expect, it } from 'vitest'
import { CHANGE_FATES, type ChangeFate, type ReportCard } from '@coach-wattz/core/adaptation/report-card'
import { cardSentence, changedWords, FATE, FATE_MARK, loadSentence, streakWords, zoneShares } from './progress'

const card = (counts: Partial<Record<ChangeFate, number>>, entries = 1): ReportCard => ({
  entries: Array.from({ length: entries }, (_none, number) => ({
    number,
    on: '2026-03-02',
    author: 'rule' as const,
    reason: { code: 'repaired', facts: {} },
    takenBack: false,
    because: [],
    sessions: [],
  })),
  counts: { ...(Object.fromEntries(CHANGE_FATES.map((fate) => [fate, 0])) as Record<ChangeFate, number>), ...counts },
  keptShare: null,
})

describe('the words of the progress page', () => {
  it('has a word and a shape for every fate', () => {
    for (const fate of CHANGE_FATES) expect(FATE[fate].length).toBeGreaterThan(3)
    expect(Object.keys(FATE_MARK)).toEqual([...CHANGE_FATES])
  })
  it('sums up what became of the coach’s changes', () => {
    expect(cardSentence(card({}, 0))).toBeNull()
    expect(cardSentence(card({ 'to-come': 2 }))).toBe(
      'The coach changed the plan once by itself. 2 sessions can not be told yet.',
    )
    expect(cardSentence(card({ kept: 4, 'not-done': 1, 'taken-back': 1, unknown: 1 }, 3))).toBe(
      'The coach changed the plan 3 times by itself. Of 6 sessions it touched, 4 were kept; 1 not done, 1 undone by you. 1 session can not be told yet.',
    )
  })
  it('says what was asked and what was done, and where the sum is the least it can be', () => {
    const told = { first: 1320, now: 1320, done: 1240, beside: 0, isWhole: true }
    expect(loadSentence(told)).toBe('Up to yesterday the plan asked for 1,320. You did 1,240 of it, 94 %.')
    expect(loadSentence({ ...told, done: 1540, beside: 300 })).toBe(
      'Up to yesterday the plan asked for 1,320. You did 1,240 of it, 94 %, and 300 beside it.',
    )
    expect(loadSentence({ ...told, first: 1400, isWhole: false })).toBe(
      'Up to yesterday the plan asked for 1,320. You did at least 1,240 of it, at least 94 %. As it was made, the plan asked for 1,400.',
    )
    expect(loadSentence({ ...told, done: null, isWhole: false })).toContain('not known yet')
    expect(loadSentence({ ...told, first: 0, now: 0, done: 0 })).toContain('still to come')
    expect(loadSentence({ ...told, first: null, now: null })).toContain('not told')
  })
  it('speaks of weeks, and never of a broken streak', () => {
    expect(streakWords({ weeks: 3, best: 3, since: '2026-03-02' }, 'Weeks kept')).toBe('Weeks kept, since 2 March')
    expect(streakWords({ weeks: 1, best: 4, since: '2026-03-02' }, 'Weeks kept')).toBe(
      'Weeks kept, since 2 March; the longest so far was 4',
    )
    expect(streakWords({ weeks: 0, best: 1, since: null }, 'Weeks kept')).toBe(
      'Weeks kept; the longest so far was 1 week',
    )
    expect(streakWords({ weeks: 0, best: 0, since: null }, 'Weeks kept')).toBe(
      'Weeks kept; the first full week begins it',
    )
  })
  it('names the session and its day', () => {
    const session = { workoutId: 'w', title: 'Long run', date: '2026-03-08', did: 'moved', fate: 'kept' } as const
    expect(changedWords(session)).toBe('Long run, moved to Sunday 8 March')
    expect(changedWords({ ...session, title: null, did: 'removed' })).toBe('A session, taken out on Sunday 8 March')
  })
  it('says how much was easy, beside what was meant', () => {
    expect(zoneShares([600, 300, 0, 100, 0, 0, 0], [0, 850, 0, 150, 0, 0, 0])).toBe('90 % easy, 85 planned')
    expect(zoneShares([600, 300, 0, 100, 0, 0, 0], null)).toBe('90 % easy')
    expect(zoneShares([0, 0, 0, 0, 0, 0, 0], null)).toBe('')
  })
})
