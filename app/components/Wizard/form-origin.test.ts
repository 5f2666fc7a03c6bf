import type { Plan } from '@coach-wattz/core/plan/plan'
import { describe, expect, it } from 'vitest'
import { formOrigin } from './form-origin'

const plan = { id: 'p1' } as Plan
const reply = { plan, today: '2026-05-01', revision: 3 }

describe('what the form of a plan begins with', () => {
  it('is blank for a new plan only, whatever else came or failed', () => {
    expect(formOrigin('new', null, null)).toEqual({ kind: 'blank' })
    const ends = [
      [null, new Error('503')],
      [null, null],
      [undefined, null],
      [{ ...reply, plan: null }, null],
      [reply, new Error('503')],
      [reply, null],
    ] as const
    for (const [data, error] of ends)
      for (const mode of ['copy', 'change'] as const) expect(formOrigin(mode, data, error).kind).not.toBe('blank')
  })
  it('is no form where the plan did not load, also beside an older answer', () => {
    const error = new Error('404')
    expect(formOrigin('change', null, error)).toEqual({ kind: 'failed', error })
    expect(formOrigin('copy', reply, error)).toEqual({ kind: 'failed', error })
  })
  it('is no form where there is no plan to change or to copy', () => {
    expect(formOrigin('change', { plan: null, today: '2026-05-01', revision: 0 }, null)).toEqual({ kind: 'no-plan' })
    expect(formOrigin('copy', null, null)).toEqual({ kind: 'no-plan' })
    expect(formOrigin('change', { plan, today: '2026-05-01' }, null)).toEqual({ kind: 'no-plan' })
  })
  it('is the plan with the revision a change builds on', () => {
    expect(formOrigin('change', reply, null)).toEqual({ kind: 'plan', plan, today: '2026-05-01', revision: 3 })
    expect(formOrigin('copy', { plan, today: '2026-05-01' }, null)).toMatchObject({ kind: 'plan', revision: null })
  })
})
