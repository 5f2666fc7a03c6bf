import type { Violation } from '@coach-wattz/core/guardrails/guard-report'
import { healthViolations } from '@coach-wattz/core/guardrails/health-rules'
import { describe, expect, it } from 'vitest'
import { againstHealth } from './health'

const found = (
  rule: Violation['rule'],
  workoutId: string | null,
  week: number,
  severity: 'H' | 'S' = 'H',
): Violation => ({
  rule,
  severity,
  week,
  date: '2026-03-02',
  workoutId,
  measured: 1,
  allowed: 0,
  unit: 'min',
  text: 'The run on Monday stands in a time of pain (shin).',
})

describe('what stands against health', () => {
  it('counts a session once, whatever rules speak of it, and a week on its own', () => {
    const said = (...violations: Violation[]) => againstHealth(healthViolations({ violations }))
    expect(said(found('G17', 'a', 1), found('G20', 'a', 1))).toBe(
      '1 session stands against what you told us of your health.',
    )
    expect(said(found('G17', 'a', 1), found('G17', 'b', 1), found('G17', null, 1))).toBe(
      '2 sessions and 1 week stand against what you told us of your health.',
    )
    expect(said(found('G17', null, 1), found('G17', null, 2))).toBe(
      '2 weeks stand against what you told us of your health.',
    )
  })
  it('speaks of the plan where a finding is of no week', () => {
    expect(againstHealth([{ ...found('G20', null, 1), week: null }])).toBe(
      'The plan stands against what you told us of your health.',
    )
  })
  it('leaves out other rules and what is no hard limit', () => {
    expect(healthViolations({ violations: [found('G01', 'a', 1), found('G19', 'b', 1, 'S')] })).toEqual([])
  })
})
