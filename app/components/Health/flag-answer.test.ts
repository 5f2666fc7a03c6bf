import { describe, expect, it } from 'vitest'
import { answerFrom, bodyOf, missingIn } from './flag-answer'

describe('an answer about an injury or an illness', () => {
  it('begins with what lasts, and asks for the pain anew', () => {
    expect(answerFrom(null)).toEqual({})
    const ill = { kind: 'ILLNESS', startDate: '2026-03-01', symptoms: 'fever', symptomFreeSince: '2026-03-03' } as const
    expect(answerFrom(ill)).toEqual({ symptoms: 'fever', symptomFreeSince: '2026-03-03' })
    expect(answerFrom({ kind: 'INJURY', startDate: '2026-03-01', pain: 4, limp: true })).toEqual({ limp: true })
  })
  it('asks an injury for its pain and an illness for its symptoms', () => {
    expect(missingIn('INJURY', { limp: true })).toHaveProperty('pain')
    expect(missingIn('INJURY', { pain: 0 })).toEqual({})
    expect(missingIn('ILLNESS', {})).toHaveProperty('symptoms')
    expect(missingIn('ILLNESS', { symptoms: 'fever' })).toEqual({})
  })
  it('sends a limp for injuries only, and says that symptoms last when their last day is empty', () => {
    expect(bodyOf('INJURY', { pain: 3, symptoms: 'fever' })).toEqual({ pain: 3, limp: false })
    expect(bodyOf('ILLNESS', { pain: 3, limp: false, symptoms: 'fever' })).toEqual({
      symptoms: 'fever',
      symptomFreeSince: null,
    })
  })
})
