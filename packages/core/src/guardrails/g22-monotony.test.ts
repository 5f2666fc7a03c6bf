import { describe, expect, it } from 'vitest'
import { findings, sentences, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
/** A week of rides at .65 of FTP, in minutes a day. */
const week = (...minutes: number[]): FixtureSession[] =>
  DAYS.flatMap((day, index) => (minutes[index] ? [{ day, min: minutes[index] }] : []))
const judge = (...weeks: FixtureSession[][]) => findings('G22', fixturePlan({ sport: 'ride', weeks }))

describe('G22 contrast of the days', () => {
  it('warns of a full week whose days are alike: six equal ones 2.27, five 1.46', () => {
    expect(judge(week(60, 60, 60, 60, 60))).toEqual([])
    expect(judge(week(60, 60, 60, 60, 60, 60))).toEqual(['S 1'])
    // the same six days with a long and a short one
    expect(judge(week(30, 60, 60, 60, 90, 90))).toEqual([])
    expect(
      verdictOf('G22', fixturePlan({ sport: 'ride', weeks: [week(60, 60, 60, 60, 60, 60)] })).measured,
    ).toBeCloseTo(2.268, 3)
  })
  it('judges only weeks above 80 % of the largest of eight', () => {
    const alike = week(48, 48, 48, 48, 48, 48)
    expect(judge(week(0, 120, 0, 120, 0, 0, 120), alike)).toEqual([])
    expect(judge(week(0, 119, 0, 120, 0, 0, 120), alike)).toEqual(['S 2'])
  })
  it('warns above one and a half times the mean strain of eight weeks', () => {
    // an hour at .65 is 42.25 TSS, so three of 75 min are 158 a week
    const usual = week(0, 75, 0, 75, 0, 75)
    const seven = Array.from({ length: 7 }, () => usual)
    // strain s against (7 + s) / 8: above 1.5 from s = 10.5 / 6.5 = 1.615 on, 121.2 min
    expect(judge(...seven, week(0, 121, 0, 121, 0, 121))).toEqual([])
    expect(judge(...seven, week(0, 122, 0, 122, 0, 122))).toEqual(['S 8'])
    expect(judge(...seven.slice(1), week(0, 122, 0, 122, 0, 122))).toEqual([])
  })
  it('leaves weeks under a mean load of 140 to the rules of volume (docs/adr/0010)', () => {
    const grown = (usual: number, last: number) =>
      judge(...Array.from({ length: 7 }, () => week(0, usual, 0, usual, 0, usual)), week(0, last, 0, last, 0, last))
    // the mean of eight: 3 × .7042 × (7 × 60 + 100) / 8 = 137.3, and with 61 and 101 min 139.5; from 62 and 102 on 141.5
    expect(grown(60, 100)).toEqual([])
    expect(grown(61, 101)).toEqual([])
    expect(grown(62, 102)).toEqual(['S 8'])
  })
  it('leaves the race out', () => {
    const seven = Array.from({ length: 7 }, () => week(0, 75, 0, 75, 0, 75))
    const last = (kind: 'easy' | 'race'): FixtureSession[] => [
      ...week(0, 130, 0, 130, 0, 0),
      { day: 'SAT', min: 130, kind },
    ]
    expect(judge(...seven, last('easy'))).toEqual(['S 8'])
    expect(judge(...seven, last('race'))).toEqual([])
  })
  it('says what helps', () => {
    expect(sentences('G22', fixturePlan({ sport: 'ride', weeks: [week(60, 60, 60, 60, 60, 60)] }))).toEqual([
      'The days of week 1 are much alike (monotony 2.3). A rest day more, or a larger difference between long and easy days, lets you recover; we advise up to 2.',
    ])
  })
})
