import { describe, expect, it } from 'vitest'
import { assert, assertNever } from './assert.ts'
import { known, unknown, valueOrNull } from './measured.ts'
import { err, ok } from './result.ts'

describe('unknown is a value', () => {
  it('crosses the wire as null, and a known 0 as 0', () => {
    expect(valueOrNull(unknown('no-power', 'No power was recorded.'))).toBeNull()
    expect(valueOrNull(known(0))).toBe(0)
    expect(known(5).coverage).toBe(1)
    expect(known(5, 0.5)).toEqual({ ok: true, value: 5, coverage: 0.5 })
  })
})

describe('failures', () => {
  it('expected ones are values', () => {
    expect(ok(1)).toEqual({ ok: true, value: 1 })
    expect(err('bad')).toEqual({ ok: false, error: 'bad' })
  })
  it('bugs throw with what was wrong', () => {
    expect(() => assert(false, 'a week has seven days')).toThrow('a week has seven days')
    expect(() => assert(true, 'never')).not.toThrow()
    expect(() => assertNever('swim' as never, 'sport')).toThrow('Unexpected sport: "swim"')
  })
})
