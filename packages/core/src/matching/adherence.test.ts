import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planAdherence, type AdherenceSession } from './adherence.ts'
import { OUTCOME_KINDS } from './session-outcome.ts'

const session = (more: Partial<AdherenceSession> = {}): AdherenceSession => ({
  isKey: false,
  kind: 'SUCCESS',
  plannedLoad: 50,
  plannedS: 3600,
  doneLoad: 50,
  doneS: 3600,
  workShare: 1,
  ...more,
})
const skipped = session({ kind: 'SKIPPED_BUSY', doneLoad: null, doneS: null, workShare: null })

describe('S9.6 adherence', () => {
  it('adds up load, at most 1.2 of each session', () => {
    const over = session({ kind: 'OVERDONE', doneLoad: 100 })
    expect(planAdherence([session(), session({ doneLoad: 25 }), over, skipped]).share).toBeCloseTo(
      (50 + 25 + 60) / 200,
      9,
    )
  })
  it('counts key sessions with c from .75', () => {
    const key = (workShare: number | null) => session({ isKey: true, workShare })
    const keys = [key(0.75), key(0.74), key(1), { ...skipped, isKey: true }, session()]
    expect(planAdherence(keys)).toMatchObject({ keyShare: 0.5, keysDone: 2, keysPlanned: 4 })
  })
  it('leaves out what is to come and what nobody has told of', () => {
    const open = [
      session({ kind: 'PENDING', doneLoad: null }),
      session({ kind: 'UNKNOWN', doneLoad: null, isKey: true }),
    ]
    expect(planAdherence([session(), ...open])).toMatchObject({ share: 1, keyShare: null, judged: 1, unknown: 1 })
    expect(planAdherence(open)).toMatchObject({ share: null, keyShare: null, judged: 0 })
    expect(planAdherence([])).toMatchObject({ share: null, keyShare: null })
  })
  it('goes by minutes where a load is unknown', () => {
    const unknownLoad = session({ doneLoad: null, doneS: 1800 })
    expect(planAdherence([session({ doneLoad: 10 }), unknownLoad, skipped]).share).toBeCloseTo(1.5 / 3, 9)
    expect(planAdherence([session({ plannedLoad: null, doneS: 2700 })]).share).toBeCloseTo(0.75, 9)
  })
  it('takes what the athlete says was done as it was planned', () => {
    const told = session({ doneLoad: null, doneS: null, workShare: null, isKey: true })
    expect(planAdherence([session(), told, skipped])).toMatchObject({ keyShare: 1, judged: 3 })
    expect(planAdherence([session(), told, skipped]).share).toBeCloseTo(2 / 3, 9)
    expect(planAdherence([{ ...told, plannedLoad: null }]).share).toBe(1)
  })
  it('lies between 0 and 1.2 or is unknown', () => {
    const number = fc.option(fc.double())
    const arbitrary = fc.array(
      fc.record({
        isKey: fc.boolean(),
        kind: fc.constantFrom(...OUTCOME_KINDS),
        plannedLoad: number,
        plannedS: fc.double(),
        doneLoad: number,
        doneS: number,
        workShare: number,
      }),
    )
    fc.assert(
      fc.property(arbitrary, (sessions) => {
        const { share, keyShare } = planAdherence(sessions)
        if (share !== null) expect(share >= 0 && share <= 1.2 + 1e-9).toBe(true)
        if (keyShare !== null) expect(keyShare >= 0 && keyShare <= 1).toBe(true)
      }),
    )
  })
})
