import { ANSWERS } from '@coach-wattz/core/adaptation/answer-changes'
import { describe, expect, it } from 'vitest'
import { answerWords } from './answer-change'

describe('the answers of two versions of a plan in words', () => {
  it('have a name for every answer and no code', () => {
    for (const answer of ANSWERS) {
      const { name, before } = answerWords({ answer, of: null, before: null, after: 1 }, 'metric')
      expect(name).toMatch(/^[A-Z][a-z]/)
      expect(before).toMatch(/^(none|no)$/)
    }
    const words = (answer: (typeof ANSWERS)[number], of: string | null, before: string | number | boolean) =>
      answerWords({ answer, of, before, after: null }, 'metric')
    expect(words('race-day', null, '2027-03-14').before).toBe('Sunday 14 March')
    expect(words('minutes-of-day', '2026-03-06', 90)).toMatchObject({
      name: 'Minutes, Friday 6 March',
      before: '1:30 h',
    })
    expect(words('minutes-of-weekday', 'TUE', 45)).toMatchObject({ name: 'Minutes, Tuesday', before: '45 min' })
    expect(words('goal', null, 'HM').before).toBe('Half marathon')
    expect(words('race-on-the-way', '2026-03-08', 'Spring Run').before).toBe('Spring Run')
    expect(words('strategy', null, 'PYRAMIDAL').before).toBe('Pyramidal')
    expect(words('long-day', null, 'SUN').before).toBe('Sunday')
    expect(words('target-time', null, 5400).before).toBe('1:30:00')
    expect(words('day-off', '2026-03-06', true)).toMatchObject({ before: 'yes', after: 'no' })
    expect(words('race-priority', '2026-03-08', 'C').before).toBe('in place of a hard session')
  })
})
