import { describe, expect, it } from 'vitest'
import type { Level } from '../athlete/sport.ts'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
type Day = (typeof DAYS)[number]
const runsOn = (...days: Day[]): FixtureSession[] => days.map((day) => ({ day, min: 40 }))
const judge = (level: Level, ...weeks: FixtureSession[][]) => findings('G11', fixturePlan({ level, weeks }))

describe('G11 rest days', () => {
  it('beginners: two days a week without a run are advised, one full rest day is the limit', () => {
    expect(judge('BEGINNER', runsOn('MON', 'TUE', 'THU', 'FRI', 'SUN'))).toEqual([])
    expect(judge('BEGINNER', runsOn('MON', 'TUE', 'WED', 'FRI', 'SAT', 'SUN'))).toContain('S 1')
    const noRest: FixtureSession[] = [
      ...runsOn('MON', 'TUE', 'THU', 'FRI', 'SUN'),
      { day: 'WED', min: 60, sport: 'ride' },
      { day: 'SAT', min: 60, sport: 'ride' },
    ]
    expect(judge('BEGINNER', noRest)).toEqual(['H 1'])
  })
  it('beginners: two run days in a row, three are the limit', () => {
    expect(judge('BEGINNER', runsOn('MON', 'TUE'))).toEqual([])
    expect(judge('BEGINNER', runsOn('MON', 'TUE', 'WED'))).toEqual(['S 1'])
    expect(judge('BEGINNER', runsOn('MON', 'TUE', 'WED', 'THU'))).toEqual(['H 1'])
  })
  it('counts a day of up to 15 TSS as rest', () => {
    const tiny: FixtureSession = { day: 'SUN', min: 15 }
    const week = runsOn('MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT')
    expect(judge('INTERMEDIATE', [...week, tiny])).toEqual(['S 1'])
    expect(judge('INTERMEDIATE', [...week, { day: 'SUN', min: 40 }])).toEqual(['S 1', 'S 1'])
  })
  it('intermediate: one rest day a week is advised, nine days in a row are the limit', () => {
    const all = runsOn(...DAYS)
    expect(judge('INTERMEDIATE', runsOn('MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'))).toEqual([])
    expect(judge('INTERMEDIATE', runsOn('SAT', 'SUN'), all)).not.toContain('H 2')
    expect(judge('INTERMEDIATE', runsOn('FRI', 'SAT', 'SUN'), all)).toContain('H 2')
  })
  it('advanced: thirteen days in a row, warned beyond', () => {
    const all = runsOn(...DAYS)
    expect(judge('ADVANCED', runsOn('TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'), all)).toEqual([])
    expect(judge('ADVANCED', all, all)).toEqual(['S 2', 'S 2'])
  })
  it('says what is there and what is kept', () => {
    expect(sentences('G11', fixturePlan({ level: 'BEGINNER', weeks: [runsOn('MON', 'TUE', 'WED', 'THU')] }))).toEqual([
      '4 days of running in a row end in week 1. At this level we keep it at 3.',
    ])
  })
})
