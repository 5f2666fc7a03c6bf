import { describe, expect, it } from 'vitest'
import type { Goal } from '../plan/goal.ts'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

/** Race on the Sunday of the last week; the days before it hold `km`. */
const week = (km: number, race?: number): FixtureSession[] => [
  { day: 'MON', km: km / 3 },
  { day: 'WED', km: km / 3 },
  { day: race === undefined ? 'SUN' : 'FRI', km: km / 3 },
  ...(race === undefined ? [] : [{ day: 'SUN' as const, km: race, kind: 'race' as const }]),
]
const hm: Goal = { kind: 'HM', sport: 'run' }
const tenK: Goal = { kind: '10K', sport: 'run' }
const plan = (goal: Goal, before: number[], twoWeeks: [number, number], race = 21.1) =>
  fixturePlan({
    goal,
    weeks: [...before.map((km) => week(km)), week(twoWeeks[0]), week(twoWeeks[1], race)],
  })
const loads = [40, 40, 40, 40, 40, 40, 40, 40, 40, 40]

describe('G06 taper before the race', () => {
  // The race is on Sunday, so the last 7 days are the Sunday before and Monday to Saturday of the race week.
  it('holds the last 7 days to 60 % and the last 14 to 70 % for a half', () => {
    const at = (last: number, secondLast: number) => {
      const weeks = loads.map((km) => week(km))
      const before: FixtureSession[] = [
        { day: 'TUE', km: secondLast / 2 },
        { day: 'THU', km: secondLast / 2 },
      ]
      const raceWeek: FixtureSession[] = [
        { day: 'TUE', km: last / 2 },
        { day: 'THU', km: last / 2 },
        { day: 'SUN', km: 21.1, kind: 'race' },
      ]
      return findings('G06', fixturePlan({ goal: hm, weeks: [...weeks, before, raceWeek] }))
    }
    // the Sunday before the last fortnight's Monday belongs to the 14 days: 40/3 km of the last loading week
    expect(at(18, 24)).toEqual([])
    expect(at(24, 18)).toEqual([])
    expect(at(24.1, 18)).toEqual(['H 12'])
    expect(at(20, 22.8)).toEqual(['H 12'])
  })
  it('holds the last 7 days to 75 % for a 10K', () => {
    const at = (last: number) => {
      const raceWeek: FixtureSession[] = [
        { day: 'TUE', km: last },
        { day: 'SUN', km: 10, kind: 'race' },
      ]
      const before: FixtureSession[] = [{ day: 'TUE', km: 40 }]
      return findings('G06', fixturePlan({ goal: tenK, weeks: [...loads.map((km) => week(km)), before, raceWeek] }))
    }
    expect(at(30)).toEqual([])
    expect(at(30.1)).toEqual(['H 12'])
  })
  it('wants each week of a marathon taper smaller than the one before', () => {
    const marathon: Goal = { kind: 'MARATHON', sport: 'run' }
    const mid = (km: number): FixtureSession[] => [
      { day: 'TUE', km: km / 2 },
      { day: 'THU', km: km / 2 },
    ]
    const taper = (a: number, b: number, c: number) =>
      fixturePlan({
        goal: marathon,
        weeks: [
          ...Array.from({ length: 13 }, () => mid(60)),
          mid(a),
          mid(b),
          [...mid(c), { day: 'SUN', km: 42.2, kind: 'race' }],
        ],
      })
    expect(findings('G06', taper(48, 36, 24))).toEqual([])
    expect(findings('G06', taper(36, 36, 24))).toEqual(['H 16'])
    // a week off does not let the next one rise: it stays under the week before it, or under the peak
    expect(findings('G06', taper(30, 0, 29))).toEqual([])
    expect(findings('G06', taper(24, 0, 24))).toEqual(['H 16'])
    expect(findings('G06', taper(0, 60, 20))).toEqual(['H 16'])
    expect(findings('G06', taper(0, 59, 20))).toEqual([])
  })
  it('counts a race on the way in the week the taper falls from, and in none that has to fall', () => {
    // race on the Sunday fourteen days before: the last but one seven days are that Sunday and Monday to Saturday
    const at = (raceKm: number | null, secondLast: number, last: number) =>
      findings(
        'G06',
        fixturePlan({
          goal: hm,
          weeks: [
            ...loads.slice(1).map((km) => week(km)),
            [
              { day: 'TUE', km: 20 },
              ...(raceKm === null ? [] : [{ day: 'SUN' as const, km: raceKm, kind: 'race' as const }]),
            ],
            [{ day: 'TUE', km: secondLast }],
            [
              { day: 'TUE', km: last },
              { day: 'SUN', km: 21.1, kind: 'race' },
            ],
          ],
        }),
      )
    expect(at(null, 12, 16)).toEqual(['H 12'])
    expect(at(10, 12, 16)).toEqual([])
    expect(at(10, 12, 22)).toEqual(['H 12'])
    expect(at(10, 23, 22)).toEqual([])
  })
  it('has nothing to judge without a race, and only warns in a template', () => {
    expect(findings('G06', fixturePlan({ weeks: [week(30), week(30)] }))).toEqual([])
    expect(
      findings('G06', plan(hm, loads, [40, 40]), { profile: 'template' }).every((text) => text.startsWith('S')),
    ).toBe(true)
  })
  it('says volume, share and limit', () => {
    expect(sentences('G06', plan(tenK, loads, [40, 30], 10))[0]).toBe(
      'The last 7 days before the race hold 43.3 km, 108.3 % of the peak (40 km a week). To arrive fresh we keep them within 75 %.',
    )
  })
})
