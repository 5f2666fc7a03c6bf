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
    const usual = week(0, 60, 0, 60, 0, 60)
    const seven = Array.from({ length: 7 }, () => usual)
    expect(judge(...seven, week(0, 90, 0, 90, 0, 90))).toEqual([])
    // strain s against (7 + s) / 8: above 1.5 from s = 12/7 + … = 1.615 on
    expect(judge(...seven, week(0, 96, 0, 96, 0, 96))).toEqual([])
    expect(judge(...seven, week(0, 98, 0, 98, 0, 98))).toEqual(['S 8'])
    expect(judge(...seven.slice(1), week(0, 98, 0, 98, 0, 98))).toEqual([])
  })
  it('says what helps', () => {
    expect(sentences('G22', fixturePlan({ sport: 'ride', weeks: [week(60, 60, 60, 60, 60, 60)] }))).toEqual([
      'The days of week 1 are much alike (monotony 2.3). A rest day more, or a larger difference between long and easy days, lets you recover; we advise up to 2.',
    ])
  })
})
