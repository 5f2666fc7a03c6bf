import { describe, expect, it } from 'vitest'
import type { Flag } from '../athlete/flag.ts'
import { hasInjury } from './two-to-one.ts'

const shin: Flag = { kind: 'INJURY', part: 'shin', startDate: '2026-03-02', reviewDate: '2026-03-09' }
const has = (flag: Flag, today: string, from: string) => hasInjury({ flags: [flag], today, from })

describe('an injury that decides the rhythm (science.md S5.2)', () => {
  it('holds as long as G17 holds it: to its review, and on while that is due and unanswered', () => {
    expect(has(shin, '2026-03-04', '2026-03-04')).toBe(true)
    expect(has(shin, '2026-03-09', '2026-03-09')).toBe(true)
    expect(has(shin, '2026-03-12', '2026-03-16')).toBe(true)
    // the weeks begin when it is no longer held
    expect(has(shin, '2026-03-04', '2026-03-09')).toBe(false)
    expect(has({ ...shin, endDate: '2026-03-09' }, '2026-03-09', '2026-03-09')).toBe(false)
  })
})
