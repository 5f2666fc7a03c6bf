import { describe, expect, it } from 'vitest'
import type { Screening } from '../athlete/screening.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import { correctPlan } from './correct-plan.ts'

const hard = (...days: FixtureSession['day'][]): FixtureSession[] => days.map((day) => ({ day, min: 45, kind: 'hard' }))
const born = (birthYear: number | null, week = hard('TUE', 'FRI')) => fixturePlan({ birthYear, weeks: [week] })
const NO: Screening = { yes: [], doctorAgreed: false, guardianAgreed: false }

describe('G20 health questions and age', () => {
  it('keeps everything easy after a yes, until a doctor agrees', () => {
    const yes: Screening = { ...NO, yes: ['chest-pain'] }
    expect(findings('G20', born(1990), { screening: NO })).toEqual([])
    expect(findings('G20', born(1990), { screening: yes })).toEqual(['H 1', 'H 1'])
    expect(findings('G20', born(1990), { screening: { ...yes, doctorAgreed: true } })).toEqual([])
    const mended = correctPlan(born(1990), { history: null, today: null, screening: yes })
    expect(mended.plan.blocks[0]!.weeks[0]!.workouts.map(({ archetype }) => archetype)).toEqual(['R03', 'R03'])
    expect(findings('G20', mended.plan, { screening: yes })).toEqual([])
  })
  it('wants a guardian under 18', () => {
    expect(findings('G20', born(2008))).toEqual([])
    expect(findings('G20', born(2009))).toEqual(['H -'])
    expect(findings('G20', born(2009), { screening: { ...NO, guardianAgreed: true } })).toEqual([])
    expect(sentences('G20', born(2010))).toEqual([
      'By the year of birth the athlete is 16. Under 18 we plan once a parent or guardian has agreed.',
    ])
  })
  it('from 65 years keeps two hard days a week and 72 hours between them', () => {
    expect(findings('G20', born(1961, hard('MON', 'THU')))).toEqual([])
    expect(findings('G20', born(1961, hard('MON', 'WED')))).toEqual(['H 1'])
    expect(findings('G20', born(1962, hard('MON', 'WED')))).toEqual([])
    expect(findings('G20', born(1961, hard('MON', 'THU', 'SUN')))).toEqual(['H 1'])
    const easy: FixtureSession[] = [
      { day: 'THU', min: 80 },
      { day: 'SUN', min: 80 },
    ]
    const week = [...hard('MON', 'WED', 'FRI'), ...easy]
    const mended = correctPlan(born(1961, week), { history: toldWeeks([{ min: 400 }]), today: null })
    expect(findings('G20', mended.plan)).toEqual([])
    expect(mended.plan.blocks[0]!.weeks[0]!.workouts.filter((workout) => workout.hard)).toHaveLength(2)
  })
  it('says what was not asked or is not known', () => {
    expect(verdictOf('G20', born(null)).detail).toBe(
      'The health questions were not asked here; no year of birth is known.',
    )
    expect(verdictOf('G20', born(1990), { screening: NO }).detail).toBe(
      'The health answers, and the limits of the athlete’s age.',
    )
  })
})
