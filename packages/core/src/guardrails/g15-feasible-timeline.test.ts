import { describe, expect, it } from 'vitest'
import type { GoalKind } from '../plan/goal.ts'
import { addDays } from '../time/local-date.ts'
import { findings, toldWeeks, verdictOf } from '../testing/judge.ts'
import { FIXTURE_START, fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const week: FixtureSession[] = [{ day: 'TUE', km: 5 }]
/** A plan of `weeks` whole weeks from the next Monday to the race, made the Sunday before. */
const plan = (kind: GoalKind, weeks: number) =>
  fixturePlan({
    goal: { kind, sport: 'run' },
    targetDate: addDays(FIXTURE_START, 7 * weeks - 1),
    weeks: Array.from({ length: weeks }, () => week),
  })
/** Four weeks of `km`, by someone who runs for longer than half a year: three loading weeks, then a lighter one (science.md S5.2). */
const judge = (kind: GoalKind, weeks: number, km: number) => {
  const told = toldWeeks([{ km: 10 }, ...Array.from({ length: 30 }, () => ({ km }))])
  return findings('G15', plan(kind, weeks), { history: told, today: '2026-03-01' })
}

describe('G15 time to the race', () => {
  // Vectors of feasibility.json: km a week, goal, recommended and hard weeks.
  it.each<[number, GoalKind, number, number]>([
    [0, 'MARATHON', 22, 16],
    [16, 'HM', 12, 8],
    [24, 'MARATHON', 18, 12],
    [0, '5K', 7, 4],
    [40, 'HM', 5, 4],
  ])('from %d km a week to %s: %d weeks advised, %d needed', (km, kind, recommended, hard) => {
    expect(judge(kind, recommended, km)).toEqual([])
    expect(judge(kind, recommended - 1, km)).toEqual(['S -'])
    expect(judge(kind, hard, km)).toEqual(['S -'])
    expect(judge(kind, hard - 1, km)).toEqual(['H -'])
  })
  it('advises longer for a beginner of half a year, who rests every third week', () => {
    const history = toldWeeks([{ km: 0 }, { km: 0 }, { km: 0 }, { km: 0 }])
    const of = (weeks: number) => findings('G15', plan('MARATHON', weeks), { history, today: '2026-03-01' })
    expect([of(25), of(24), of(16), of(15)]).toEqual([[], ['S -'], ['S -'], ['H -']])
  })
  it('always refuses nothing to a marathon in four weeks', () => {
    expect(judge('MARATHON', 4, 0)).toEqual(['H -'])
  })
  it('is judged when a plan is made, with an athlete, for a race', () => {
    expect(verdictOf('G15', plan('HM', 4)).status).toBe('not-judged')
    expect(findings('G15', plan('MARATHON', 4), { history: toldWeeks([{ km: 0 }]), today: '2026-03-10' })).toEqual([])
    expect(
      findings('G15', fixturePlan({ weeks: [week] }), { history: toldWeeks([{ km: 0 }]), today: '2026-03-01' }),
    ).toEqual([])
  })
})
