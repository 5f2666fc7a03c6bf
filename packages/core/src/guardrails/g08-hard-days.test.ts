import { describe, expect, it } from 'vitest'
import type { Level } from '../athlete/sport.ts'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const
/** A week of seven run days, `count` of them hard. */
const week = (count: number): FixtureSession[] =>
  DAYS.map((day, index) => ({ day, min: 45, kind: index < count ? 'hard' : 'easy' }))
const judge = (level: Level, count: number, profile?: 'template') =>
  findings('G08', fixturePlan({ level, weeks: [week(count)] }), { profile })

describe('G08 hard days a week', () => {
  it.each<[Level, number, number]>([
    ['BEGINNER', 2, 3],
    ['INTERMEDIATE', 3, 4],
    ['ADVANCED', 3, 4],
  ])('%s: soft above %d, hard above %d', (level, soft, hard) => {
    expect(judge(level, soft)).toEqual([])
    expect(judge(level, soft + 1)).toEqual(['S 1'])
    expect(judge(level, hard)).toEqual(['S 1'])
    expect(judge(level, hard + 1)).toEqual(['H 1'])
    expect(judge(level, hard + 1, 'template')).toEqual(['S 1'])
  })
  it('with up to three run days wants one hard day beside the long run', () => {
    const three = (...sessions: FixtureSession[]) => findings('G08', fixturePlan({ weeks: [sessions] }))
    const long: FixtureSession = { day: 'SUN', min: 100, kind: 'long' }
    expect(three({ day: 'TUE', min: 50, kind: 'hard' }, { day: 'THU', min: 40 }, long)).toEqual([])
    expect(
      three({ day: 'TUE', min: 50, kind: 'hard' }, { day: 'THU', min: 50, kind: 'hard' }, { day: 'SUN', min: 50 }),
    ).toEqual(['S 1'])
    expect(three({ day: 'TUE', min: 50, kind: 'hard' }, { day: 'THU', min: 50, kind: 'hard' }, long)).toEqual(['S 1'])
  })
  it('leaves the race out and says the count', () => {
    const plan = fixturePlan({
      level: 'BEGINNER',
      weeks: [[...week(2).slice(0, 6), { day: 'SUN', km: 10, kind: 'race' }]],
    })
    expect(findings('G08', plan)).toEqual([])
    expect(sentences('G08', fixturePlan({ level: 'BEGINNER', weeks: [week(4)] }))).toEqual([
      'Week 1 has 4 hard days. For this level and these days we keep it at 3.',
    ])
  })
})
