import { describe, expect, it } from 'vitest'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const
const week = (count: number): FixtureSession[] => DAYS.slice(0, count).map((day) => ({ day, min: 40 }))
const judge = (sessions: FixtureSession[], maxDaysPerWeek = 4) =>
  findings('G12', fixturePlan({ weeks: [sessions], maxDaysPerWeek }))

describe('G12 days a week', () => {
  it('keeps the athlete’s maximum', () => {
    expect(judge(week(4))).toEqual([])
    expect(judge(week(5))).toEqual(['H 1'])
  })
  it('counts days, not sessions, each sport for itself, and not the race', () => {
    expect(judge([...week(4), { day: 'MON', min: 30, slot: 1 }])).toEqual([])
    expect(judge([...week(4), { day: 'SAT', min: 60, sport: 'ride' }])).toEqual([])
    expect(judge([...week(4), { day: 'SUN', km: 10, kind: 'race' }])).toEqual([])
  })
  it('says both numbers', () => {
    expect(sentences('G12', fixturePlan({ weeks: [week(5)], maxDaysPerWeek: 4 }))).toEqual([
      'Week 1 has 5 days of running. You said at most 4.',
    ])
  })
})
