import { describe, expect, it } from 'vitest'
import { flagEnd, isSparedByRiding, nextReview, rulesOutRunning, withPain, type Flag } from './flag.ts'

const shin: Flag = { kind: 'INJURY', part: 'shin', startDate: '2026-03-01' }

describe('a flag (science.md G17, G19, S8.6)', () => {
  it('ends at its end, after seven days without pain, at its review, or after the usual time', () => {
    expect(flagEnd(shin, '2026-03-02')).toBe('2026-03-30')
    expect(flagEnd({ ...shin, kind: 'ILLNESS' }, '2026-03-02')).toBe('2026-03-09')
    expect(flagEnd({ ...shin, reviewDate: '2026-03-08' }, '2026-03-02')).toBe('2026-03-08')
    expect(flagEnd({ ...shin, reviewDate: '2026-03-08', symptomFreeSince: '2026-03-05' }, '2026-03-02')).toBe(
      '2026-03-12',
    )
    expect(flagEnd({ ...shin, symptomFreeSince: '2026-03-05', endDate: '2026-03-06' }, '2026-03-02')).toBe('2026-03-06')
  })
  it('holds on while its review is due and not answered', () => {
    const due = { ...shin, reviewDate: '2026-03-08' }
    expect(flagEnd(due, '2026-03-02', '2026-03-07')).toBe('2026-03-08')
    expect(flagEnd(due, '2026-03-02', '2026-03-08')).toBe('2026-03-15')
    expect(flagEnd({ ...due, kind: 'ILLNESS' }, '2026-03-02', '2026-03-08')).toBe('2026-03-11')
  })
  it('is looked at again after a week, an illness sooner, and when it may be over', () => {
    expect(nextReview(shin, '2026-03-04')).toBe('2026-03-11')
    expect(nextReview({ ...shin, symptomFreeSince: '2026-03-03' }, '2026-03-04')).toBe('2026-03-10')
    const ill: Flag = { kind: 'ILLNESS', startDate: '2026-03-01' }
    expect(nextReview(ill, '2026-03-04')).toBe('2026-03-07')
    expect(nextReview({ ...ill, symptoms: 'above-neck' }, '2026-03-04')).toBe('2026-03-06')
    expect(nextReview({ ...ill, symptoms: 'fever', symptomFreeSince: '2026-03-04' }, '2026-03-05')).toBe('2026-03-07')
  })
  it('rules out running from a pain of 5, and lets it begin again at 2', () => {
    const told = (pain: number, limp: boolean, today: string, flag = shin) => withPain(flag, { pain, limp }, today)
    const stopped = told(5, false, '2026-03-02')
    expect(stopped).toEqual({ ...shin, pain: 5, limp: false, noRunFrom: '2026-03-02', reviewDate: '2026-03-09' })
    expect(told(4, false, '2026-03-02').noRunFrom).toBeUndefined()
    expect(told(0, true, '2026-03-02').noRunFrom).toBe('2026-03-02')
    const better = told(3, false, '2026-03-05', stopped)
    expect(rulesOutRunning(better, '2026-03-06')).toBe(true)
    const again = told(2, false, '2026-03-09', better)
    expect(again).toMatchObject({ noRunFrom: '2026-03-02', runAgainFrom: '2026-03-09' })
    expect([rulesOutRunning(again, '2026-03-08'), rulesOutRunning(again, '2026-03-09')]).toEqual([true, false])
    // a little more pain stops what grows, not what was begun; much more stops it anew
    expect(told(4, false, '2026-03-12', again).runAgainFrom).toBe('2026-03-09')
    expect(told(6, false, '2026-03-12', again)).toMatchObject({ noRunFrom: '2026-03-12' })
    expect(told(6, false, '2026-03-12', again).runAgainFrom).toBeUndefined()
  })
  it('counts days without pain from the first zero', () => {
    const free = withPain(shin, { pain: 0, limp: false }, '2026-03-04')
    expect(free).toMatchObject({ symptomFreeSince: '2026-03-04', reviewDate: '2026-03-11' })
    expect(withPain(free, { pain: 0, limp: false }, '2026-03-08').symptomFreeSince).toBe('2026-03-04')
    expect(withPain(free, { pain: 1, limp: false }, '2026-03-08').symptomFreeSince).toBeUndefined()
  })
  it('ends after seven days without pain only when a zero is told after them', () => {
    const hurts = withPain(shin, { pain: 6, limp: false }, '2026-03-02')
    const free = withPain(hurts, { pain: 0, limp: false }, '2026-03-03')
    expect(flagEnd(free, '2026-03-02', '2026-03-09')).toBe('2026-03-10')
    expect(flagEnd(free, '2026-03-02', '2026-03-10')).toBe('2026-03-17')
    expect(withPain(free, { pain: 0 }, '2026-03-09').endDate).toBeUndefined()
    const over = withPain(free, { pain: 0 }, '2026-03-10')
    expect(over.endDate).toBe('2026-03-10')
    expect(flagEnd(over, '2026-03-02', '2026-03-10')).toBe('2026-03-10')
    expect(withPain(free, { limp: false }, '2026-03-10').endDate).toBeUndefined()
    expect(withPain(free, { pain: 0, limp: true }, '2026-03-10').endDate).toBeUndefined()
  })
  it('takes no pain from an answer that speaks of a limp only', () => {
    const walks = withPain(shin, { limp: false }, '2026-03-02')
    expect(walks).toEqual({ ...shin, limp: false, reviewDate: '2026-03-09' })
    const free = withPain(shin, { pain: 0 }, '2026-03-04')
    expect(withPain(free, { limp: false }, '2026-03-06')).toMatchObject({ pain: 0, symptomFreeSince: '2026-03-04' })
    const limps = withPain(shin, { limp: true }, '2026-03-02')
    expect(limps.noRunFrom).toBe('2026-03-02')
    expect(withPain(limps, { limp: false }, '2026-03-04').runAgainFrom).toBeUndefined()
  })
  it('knows what riding spares by the athlete’s own word', () => {
    const spared = (part: string) => isSparedByRiding({ ...shin, part })
    expect(['left shin', 'Achilles', 'plantar fascia', 'calf'].filter(spared)).toHaveLength(4)
    expect(['knee', 'hip', 'back', 'something', ''].filter(spared)).toEqual([])
  })
})
