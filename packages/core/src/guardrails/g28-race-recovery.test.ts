import { describe, expect, it } from 'vitest'
import type { HistoryActivity, TrainingHistory } from '../evidence/history.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { correctPlan } from './correct-plan.ts'

/** The Sunday before the plan. */
const RACE_DAY = '2026-03-01'
const race = (km: number, hours = km / 10): HistoryActivity => ({
  date: RACE_DAY,
  sport: 'run',
  durationS: hours * 3600,
  distanceM: km * 1000,
  race: true,
})
const after = (activity: HistoryActivity, weekly: TrainingHistory['weekly'] = []) => ({
  history: { activities: [activity], weekly },
  today: '2026-03-02',
})
/** The first days after the race on which work of this kind breaks nothing. */
function firstFree(activity: HistoryActivity, at: number): number {
  for (let day = 1; day <= 21; day++) {
    const session: FixtureSession = {
      day: WEEKDAYS[(day - 1) % 7]!,
      min: 40,
      work: { min: 20, at },
      sport: activity.sport === 'ride' ? 'ride' : 'run',
    }
    const weeks = [0, 1, 2].map((index) => (index === Math.floor((day - 1) / 7) ? [session] : []))
    if (findings('G28', fixturePlan({ weeks }), after(activity)).length === 0) return day
  }
  return 0
}

describe('G28 recovery after a race', () => {
  it.each([
    ['marathon', race(42.2), 8, 15],
    ['half', race(21.1), 4, 7],
    ['10K', race(10), 3, 5],
    ['5K', race(5), 2, 3],
    ['ride of more than 5 h', { ...race(0, 5.1), sport: 'ride' as const, distanceM: null }, 4, 5],
    ['ride of 5 h', { ...race(0, 5), sport: 'ride' as const, distanceM: null }, 1, 1],
    ['mile', race(1.6), 1, 1],
  ])('after a %s hard work and work above threshold wait', (_name, activity, hard, high) => {
    expect(firstFree(activity, 1)).toBe(hard)
    expect(firstFree(activity, 1.1)).toBe(high)
  })
  it('leaves a quarter, half, .7 and .9 of the usual week after a marathon', () => {
    const usual = toldWeeks([{ min: 400 }, { min: 400 }], 'run', addDays('2026-03-02', -14)).weekly
    const weeks = (...minutes: number[]) =>
      fixturePlan({
        weeks: minutes.map((min) =>
          (['TUE', 'WED', 'FRI', 'SAT', 'SUN'] as const).map((day) => ({ day, min: min / 5 })),
        ),
      })
    expect(findings('G28', weeks(100, 200, 280, 360), after(race(42.2), usual))).toEqual([])
    expect(findings('G28', weeks(103, 203, 283, 363), after(race(42.2), usual))).toEqual(['H 1', 'H 2', 'H 3', 'H 4'])
    expect(findings('G28', weeks(103, 203), after(race(42.2)))).toEqual([])
  })
  it('looks at races only, and says what it does not know', () => {
    const plan = fixturePlan({ weeks: [[{ day: 'MON', min: 40, kind: 'hard' }]] })
    expect(findings('G28', plan, after({ ...race(42.2), race: false }))).toEqual([])
    expect(verdictOf('G28', plan).status).toBe('not-judged')
    expect(sentences('G28', plan, after(race(10)))).toEqual([
      'The hard session on Monday 2 March comes 1 day after the race of Sunday 1 March. We wait 2 days.',
    ])
  })
  it('holds the days after a race on the way', () => {
    // a 10K on the Sunday of week 1: 2 days without a hard session, 4 without work above threshold
    const plan = (day: FixtureSession['day'], at: number) => ({
      ...fixturePlan({
        goal: { kind: 'HM', sport: 'run' },
        targetDate: '2026-05-03',
        weeks: [
          [
            { day: 'TUE', min: 40 },
            { day: 'SUN', km: 10, kind: 'race' },
          ],
          [{ day, min: 40, work: { min: 20, at } }],
        ],
      }),
      events: [{ kind: '10K' as const, sport: 'run' as const, date: '2026-03-08', priority: 'B' as const }],
    })
    expect(findings('G28', plan('TUE', 1))).toEqual(['H 2'])
    expect(findings('G28', plan('WED', 1))).toEqual([])
    expect(findings('G28', plan('THU', 1.1))).toEqual(['H 2'])
    expect(findings('G28', plan('FRI', 1.1))).toEqual([])
  })
  it('holds the weeks after the marathon that the plan is for', () => {
    const usual: FixtureSession[] = [
      { day: 'TUE', min: 200 },
      { day: 'SAT', min: 200 },
    ]
    const later = (min: number) =>
      findings(
        'G28',
        fixturePlan({
          goal: { kind: 'MARATHON', sport: 'run' },
          weeks: [
            usual,
            usual,
            [
              { day: 'TUE', min: 60 },
              { day: 'SUN', km: 42.2, kind: 'race' },
            ],
            [
              { day: 'WED', min: min / 2 },
              { day: 'SAT', min: min / 2 },
            ],
          ],
        }),
      )
    // a quarter of 400 min, and 2 min of rounding
    expect(later(102)).toEqual([])
    expect(later(103)).toEqual(['H 4'])
  })
  it('is mended in minutes where runs are counted in metres: something is left', () => {
    const usual = toldWeeks([{ min: 400, km: 70 }], 'run', addDays('2026-03-02', -7)).weekly
    const days: FixtureSession[] = [
      { day: 'WED', km: 9 },
      { day: 'SAT', km: 10 },
    ]
    const facts = after(race(42.2), usual)
    const mended = correctPlan(fixturePlan({ weeks: [days] }), facts)
    expect(findings('G28', mended.plan, facts)).toEqual([])
    expect(mended.plan.blocks[0]!.weeks[0]!.volumeTargetMinutes).toBeGreaterThanOrEqual(80)
  })
  it('is mended by easy sessions in smaller weeks', () => {
    const usual = toldWeeks([{ min: 400 }], 'run', addDays('2026-03-02', -7)).weekly
    const days: FixtureSession[] = [
      { day: 'TUE', min: 60, kind: 'hard' },
      { day: 'THU', min: 60 },
      { day: 'SUN', min: 80 },
    ]
    const facts = after(race(42.2), usual)
    const mended = correctPlan(fixturePlan({ weeks: [days, days] }), facts)
    expect(findings('G28', mended.plan, facts)).toEqual([])
    expect(mended.plan.blocks[0]!.weeks[0]!.volumeTargetMinutes).toBeLessThanOrEqual(102)
  })
})
