import { describe, expect, it } from 'vitest'
import { workoutsOf } from '../plan/plan.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { toldWeeks } from '../testing/judge.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { authorPlan, reviewFactsOfInput } from './author-plan.ts'
import { reviewPlan } from './review-plan.ts'

const weeks = (km: number) => Array.from({ length: 6 }, () => ({ km, longestKm: km / 3 }))
const runner = (changes: Partial<PlanningInput> = {}): PlanningInput => ({
  planId: 'plan',
  today: '2026-03-01',
  goal: { kind: 'HM', sport: 'run', date: '2026-06-14' },
  history: toldWeeks(weeks(32)),
  athlete: planningAthlete({
    sport: 'run',
    longDay: 'SUN',
    thresholds: [
      {
        sport: 'run',
        name: 'thresholdSpeedMps',
        value: 3.6,
        from: '2026-01-01',
        method: 'athlete',
        confidence: 'HIGH',
      },
    ],
  }),
  ...changes,
})

describe('authorPlan', () => {
  it('gives a plan with its report, in which nothing hard is broken', () => {
    const input = runner()
    const authored = authorPlan(input)
    if (!authored.ok) throw new Error(authored.refused.reason)
    expect(authored.report.violations.filter((violation) => violation.severity === 'H')).toEqual([])
    expect(authored.report).toEqual(reviewPlan(authored.plan, reviewFactsOfInput(input)))
    expect(workoutsOf(authored.plan).filter((workout) => workout.race)).toHaveLength(1)
    expect(authored.feasibility.verdict).not.toBe('red')
  })
  it('gives the same bytes for the same input', () => {
    expect(JSON.stringify(authorPlan(runner()))).toBe(JSON.stringify(authorPlan(JSON.parse(JSON.stringify(runner())))))
  })
  it('refuses nothing to a marathon in four weeks, with the arithmetic and three ways forward', () => {
    const authored = authorPlan(
      runner({ goal: { kind: 'MARATHON', sport: 'run', date: '2026-03-29' }, history: toldWeeks(weeks(0)) }),
    )
    if (authored.ok) throw new Error('This plan must not exist.')
    expect(authored.refused.rule).toBe('G15')
    expect(authored.refused.reason).toMatch(/16 weeks/)
    expect(authored.refused.alternatives).toHaveLength(3)
    expect(authored.refused.alternatives.map((alternative) => alternative.kind)).toContain('later-date')
  })
  it('says by how much a plan stays below what its goal asks for, and gives no green light', () => {
    const short = runner()
    const days = (['TUE', 'THU', 'SUN'] as const).map((day) => ({ day, minutes: 50 }))
    const authored = authorPlan({ ...short, athlete: { ...short.athlete, availability: { slots: days } } })
    if (!authored.ok) throw new Error(authored.refused.reason)
    expect(authored.feasibility.verdict).toBe('amber')
    expect(authored.feasibility.facts).toMatchObject({ unit: 'm', needed: 38_000, neededLong: 17_000 })
    expect(authored.feasibility.text).toMatch(
      /On your days the plan reaches less than this goal usually asks for: its biggest week \d+ km of 38 km and its longest session \d+ km of 17 km\. The aim is to finish well\.$/,
    )
    const beginner = authorPlan(
      runner({ goal: { kind: 'MARATHON', sport: 'run', date: '2026-08-09' }, history: toldWeeks(weeks(0)) }),
    )
    // 22 whole weeks: enough under 3:1, not for someone who rests every third week
    if (!beginner.ok) throw new Error(beginner.refused.reason)
    expect(beginner.feasibility).toMatchObject({ verdict: 'amber', weeksAvailable: 23, weeksRecommended: 25 })
  })
  it('S8.6 plans nothing while signs of the heart wait for a doctor', () => {
    const { athlete } = runner()
    const heart = {
      kind: 'ILLNESS',
      startDate: '2026-02-20',
      symptoms: 'heart',
      symptomFreeSince: '2026-02-22',
    } as const
    const authored = authorPlan(runner({ athlete: { ...athlete, flags: [heart] } }))
    expect(authored).toMatchObject({ ok: false, refused: { rule: 'G19', alternatives: [] } })
    expect(!authored.ok && authored.refused.reason).toContain('see a doctor')
    expect(authorPlan(runner({ athlete: { ...athlete, flags: [{ ...heart, endDate: '2026-03-01' }] } })).ok).toBe(true)
  })
  it('is plain JSON either way', () => {
    for (const input of [runner(), runner({ goal: { kind: 'MARATHON', sport: 'run', date: '2026-03-29' } })]) {
      const authored = authorPlan(input)
      expect(JSON.parse(JSON.stringify(authored))).toEqual(authored)
    }
  })
})
