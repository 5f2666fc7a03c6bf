import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { fixturePlan } from '../testing/plan-fixture.ts'
import { canonicalJson, certify, isCertificateOf, planDigest } from './certificate.ts'
import { RULE_IDS } from './guard-report.ts'
import { reviewPlan } from './review-plan.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const plan = fixturePlan({ weeks: [[{ day: 'TUE', km: 8 }]] })
const report = reviewPlan(plan, { history: null, today: null })

describe('certificate', () => {
  it('writes one text for one value', () => {
    expect(canonicalJson({ b: 1, a: [{ d: undefined, c: null }] })).toBe('{"a":[{"c":null}],"b":1}')
  })
  it('names the plan it judged, whatever id it is saved under', () => {
    const certificate = certify(plan, report, sha256)
    expect(certificate.digest).toMatch(/^[0-9a-f]{64}$/)
    expect(isCertificateOf(certificate, { ...plan, id: 'saved' }, sha256)).toBe(true)
    expect(isCertificateOf(certificate, { ...plan, targetDate: '2026-03-09' }, sha256)).toBe(false)
    expect(isCertificateOf(report, plan, sha256)).toBe(false)
    expect(planDigest(JSON.parse(JSON.stringify(plan)), sha256)).toBe(certificate.digest)
  })
  it('has a verdict of every rule, and names those that were not judged', () => {
    expect(report.verdicts.map((verdict) => verdict.rule)).toEqual([...RULE_IDS])
    expect(report.notJudged).toEqual(['G13', 'G14', 'G18', 'G21', 'G24', 'G25', 'G28'])
  })
})
