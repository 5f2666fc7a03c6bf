import { describe, expect, it } from 'vitest'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import type { Goal } from '../plan/goal.ts'

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const
/** A week of 50 km on `days` run days whose long run has `share` of it. */
const week = (days: number, share: number): FixtureSession[] => [
  ...DAYS.slice(0, days - 1).map((day) => ({ day, km: (50 * (1 - share)) / (days - 1) })),
  { day: 'SUN', km: 50 * share, kind: 'long' },
]
const hm: Goal = { kind: 'HM', sport: 'run' }
const marathon: Goal = { kind: 'MARATHON', sport: 'run' }
/** The week in question stands first, far from the race. */
const plan = (sessions: FixtureSession[], goal: Goal) =>
  fixturePlan({ goal, weeks: [sessions, ...Array.from({ length: 11 }, () => [])] })

describe('G02 share of the long run', () => {
  it.each([
    [2, 0.55, 0.65],
    [3, 0.4, 0.5],
    [4, 0.35, 0.4],
    [5, 0.3, 0.35],
    [6, 0.3, 0.35],
  ])('%d run days: soft from %d, hard from %d', (days, soft, hard) => {
    const at = (share: number) => findings('G02', plan(week(days, share), hm))
    expect(at(soft - 0.01)).toEqual([])
    expect(at(soft)).toEqual([])
    expect(at(soft + 0.01)).toEqual(['S 1'])
    expect(at(hard)).toEqual(['S 1'])
    expect(at(hard + 0.01)).toEqual(['H 1'])
  })
  it('allows 12 points more for a marathon and only informs below', () => {
    expect(findings('G02', plan(week(4, 0.52), marathon))).toEqual([])
    expect(findings('G02', plan(week(4, 0.53), marathon))).toEqual(['H 1'])
    expect(findings('G02', plan(week(4, 0.6), marathon), { profile: 'template' })).toEqual([])
  })
  it('rests with one run day, under 20 km, and in the taper', () => {
    expect(findings('G02', plan([{ day: 'SUN', km: 25, kind: 'long' }], hm))).toEqual([])
    expect(
      findings(
        'G02',
        plan(
          [
            { day: 'TUE', km: 6 },
            { day: 'SUN', km: 13, kind: 'long' },
          ],
          hm,
        ),
      ),
    ).toEqual([])
    const late = fixturePlan({ goal: hm, weeks: [...Array.from({ length: 11 }, () => []), week(5, 0.5)] })
    expect(findings('G02', late)).toEqual([])
  })
  it('says share, days and limit', () => {
    expect(sentences('G02', plan(week(4, 0.5), hm))).toEqual([
      'The longest run of week 1 is 50 % of its running. With 4 run days we keep it within 40 %.',
    ])
  })
})
