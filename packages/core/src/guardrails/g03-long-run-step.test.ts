import { describe, expect, it } from 'vitest'
import { findings, sentences, toldWeeks } from '../testing/judge.ts'
import { fixturePlan } from '../testing/plan-fixture.ts'

const after = (longestKm: number, km: number, profile: 'default' | 'template' = 'default') =>
  findings('G03', fixturePlan({ weeks: [[{ day: 'SUN', km }]] }), {
    history: toldWeeks([{ km: longestKm * 2, longestKm }]),
    today: '2026-03-02',
    profile,
  })

describe('G03 step of the longest run', () => {
  // Vectors of guardrails.json g03: longest of 30 days, soft cap, hard cap.
  it.each([
    [3, 4.6, 4.6],
    [5, 6.6, 6.7],
    [8, 9.6, 10.72],
    [12, 13.6, 15.3],
    [16, 17.6, 19.3],
    [20, 22, 23.3],
    [26, 28.6, 29.9],
    [32, 35.2, 36.8],
  ])('after %d km: soft %d, hard %d', (longest, soft, hard) => {
    expect(after(longest, soft + 0.09)).toEqual([])
    expect(after(longest, soft + 0.11)).toEqual([hard > soft + 0.05 ? 'S 1' : 'H 1'])
    expect(after(longest, hard + 0.09)).toEqual(hard > soft ? ['S 1'] : [])
    expect(after(longest, hard + 0.11)).toEqual(['H 1'])
  })
  it('gives a template 5 km', () => {
    expect(after(16, 21, 'default')).toEqual(['H 1'])
    expect(after(16, 21, 'template')).toEqual(['S 1'])
  })
  it('forgets a run after 30 days', () => {
    const weeks = [[{ day: 'MON' as const, km: 20 }], [{ day: 'MON' as const, km: 8 }], [], []]
    expect(findings('G03', fixturePlan({ weeks: [...weeks, [{ day: 'WED', km: 20 }]] }))).toEqual([])
    expect(findings('G03', fixturePlan({ weeks: [...weeks, [{ day: 'THU', km: 20 }]] }))).toEqual(['H 5'])
  })
  it('steps from a race, which itself is not judged', () => {
    const plan = fixturePlan({
      weeks: [[{ day: 'TUE', km: 10 }], [{ day: 'SUN', km: 21, kind: 'race' }], [{ day: 'SUN', km: 21, kind: 'long' }]],
    })
    expect(findings('G03', plan)).toEqual([])
  })
  it('takes a third of a told week without a longest run', () => {
    const plan = fixturePlan({ weeks: [[{ day: 'SUN', km: 15 }]] })
    expect(findings('G03', plan, { history: toldWeeks([{ km: 36 }]), today: '2026-03-02' })).toEqual(['S 1'])
  })
  it('measures minutes where distances are unknown', () => {
    const history = toldWeeks([{ min: 180 }])
    const plan = (min: number) => fixturePlan({ weeks: [[{ day: 'SUN', min }]] })
    // a third of 180 is 60 min ≙ 10 km: soft 69.6, hard 79.8
    expect(findings('G03', plan(70), { history, today: '2026-03-02' })).toEqual([])
    expect(findings('G03', plan(71), { history, today: '2026-03-02' })).toEqual(['S 1'])
    expect(findings('G03', plan(80), { history, today: '2026-03-02' })).toEqual(['S 1'])
    expect(findings('G03', plan(81), { history, today: '2026-03-02' })).toEqual(['H 1'])
  })
  it('has nothing to step from in the first week of an unknown runner', () => {
    expect(findings('G03', fixturePlan({ weeks: [[{ day: 'SUN', km: 15 }], [{ day: 'SUN', km: 19 }]] }))).toEqual([
      'H 2',
    ])
  })
  it('takes two slots of one day for two runs, planned ones as well as done ones of unknown hours', () => {
    // the longest is 10 km, at most 13.3: each of the two is inside, together they would not be
    const twice = fixturePlan({
      weeks: [
        [
          { day: 'SUN', km: 11 },
          { day: 'SUN', km: 11, slot: 1 },
        ],
      ],
    })
    const history = toldWeeks([{ km: 30, longestKm: 10 }])
    expect(findings('G03', twice, { history, today: '2026-03-02' })).toEqual([])
    const run = (startedAt: string) => ({
      date: '2026-02-28',
      sport: 'run' as const,
      durationS: 3000,
      distanceM: 8_000,
      startedAt: `2026-02-28T${startedAt}:00Z`,
    })
    const next = fixturePlan({ weeks: [[{ day: 'SUN', km: 17 }]] })
    // 8 km and 8 km: one run of 16 when an hour lies between them, else the longest is 8
    const after = (second: string) =>
      findings('G03', next, { history: { activities: [run('08:00'), run(second)] }, today: '2026-03-02' })
    expect(after('09:50')).toEqual([])
    expect(after('18:00')).toEqual(['H 1'])
  })
  it('says length, what was before, and the limit', () => {
    expect(
      sentences('G03', fixturePlan({ weeks: [[{ day: 'SUN', km: 16 }]] }), {
        history: toldWeeks([{ km: 30, longestKm: 12 }]),
        today: '2026-03-02',
      }),
    ).toEqual(['A run of week 1 is 16 km; the longest of the 30 days before is 12 km. We allow up to 15.3 km.'])
  })
})
