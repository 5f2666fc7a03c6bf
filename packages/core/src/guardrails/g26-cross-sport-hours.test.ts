import { describe, expect, it } from 'vitest'
import { findings, sentences, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const week = (run: number, ride: number): FixtureSession[] => [
  { day: 'TUE', min: run },
  { day: 'SAT', min: ride, sport: 'ride' },
]
const judge = (...weeks: FixtureSession[][]) => findings('G26', fixturePlan({ weeks }))

describe('G26 hours of both sports', () => {
  it('warns above 15 % over the best of the four weeks before, with 2 min of room', () => {
    expect(judge(week(100, 100), week(130, 100))).toEqual([])
    expect(judge(week(100, 100), week(132, 100))).toEqual([])
    expect(judge(week(100, 100), week(133, 100))).toEqual(['S 2'])
  })
  it('looks back over a lighter week, and measures from two hours at least', () => {
    expect(judge(week(100, 100), week(50, 50), week(110, 110))).toEqual([])
    expect(judge(week(30, 30), week(70, 68))).toEqual([])
    expect(judge(week(30, 30), week(72, 70))).toEqual(['S 2'])
  })
  it('is silent where one sport is trained', () => {
    const plan = fixturePlan({ weeks: [week(60, 0).slice(0, 1), week(200, 0).slice(0, 1)] })
    expect(findings('G26', plan)).toEqual([])
    expect(verdictOf('G26', plan).measured).toBeNull()
  })
  it('says the figures', () => {
    expect(sentences('G26', fixturePlan({ weeks: [week(100, 100), week(150, 100)] }))).toEqual([
      'Week 2 has 4:10 h of running and riding, 25 % more than the best of the four weeks before. We advise up to 3:50 h.',
    ])
  })
})
