import { describe, expect, it } from 'vitest'
import { WORKOUT_FOCI } from './plan.ts'
import { TRADE_SENTENCES } from './trade-words.ts'

const FORMAT = { duration: (seconds: number) => `${seconds / 60} min`, distance: (metres: number) => `${metres} m` }

describe('the sentences of what a week gave up', () => {
  it('hold no value of a closed list, whatever is missing', () => {
    for (const say of Object.values(TRADE_SENTENCES))
      for (const focus of [...WORKOUT_FOCI, undefined]) {
        const text = say(focus ? { focus, minutes: 40, wished: 'TUE', day: 'SAT', kind: 'hills' } : {}, FORMAT)
        expect(text).not.toMatch(/[A-Z]{3,}|_|undefined|NaN|null|vo2/)
        expect(text).toMatch(/^[A-Z\d].*\.$/)
      }
  })
  it('name the focus as screens do', () => {
    expect(TRADE_SENTENCES['key-too-long']?.({ focus: 'VO2_MAX', minutes: 45 }, FORMAT)).toBe(
      'No VO2 max session fits in 45 min, so the day is easy.',
    )
  })
  it('write volumes in the units of the reader', () => {
    const facts = { wished: 600, planned: 500 }
    const say = TRADE_SENTENCES['volume-without-room']
    expect(say?.({ ...facts, unit: 'min' }, FORMAT)).toContain('600 min')
    expect(say?.({ ...facts, unit: 'm' }, FORMAT)).toContain('600 m;')
  })
})
