import { describe, expect, it } from 'vitest'
import type { GoalKind } from '../plan/goal.ts'
import type { Level } from '../athlete/sport.ts'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan } from '../testing/plan-fixture.ts'

const run = (kind: GoalKind, level: Level, min: number, profile?: 'template') =>
  findings('G04', fixturePlan({ goal: { kind, sport: 'run' }, level, weeks: [[{ day: 'SUN', min, kind: 'long' }]] }), {
    profile,
  })

describe('G04 time of the longest run', () => {
  it.each<[GoalKind, Level, number, number]>([
    ['MARATHON', 'BEGINNER', 180, 210],
    ['HM', 'INTERMEDIATE', 150, 180],
    ['10K', 'ADVANCED', 150, 180],
    ['10K', 'BEGINNER', 90, 120],
    ['5K', 'BEGINNER', 90, 120],
    ['GENERAL_FITNESS', 'BEGINNER', 150, 180],
  ])('%s %s: soft %d, hard %d min', (kind, level, soft, hard) => {
    expect(run(kind, level, soft)).toEqual([])
    expect(run(kind, level, soft + 1)).toEqual(['S 1'])
    expect(run(kind, level, hard)).toEqual(['S 1'])
    expect(run(kind, level, hard + 1)).toEqual(['H 1'])
  })
  it('warns only in a template, and leaves rides and the race alone', () => {
    expect(run('HM', 'ADVANCED', 200, 'template')).toEqual(['S 1'])
    const plan = fixturePlan({
      weeks: [
        [
          { day: 'SUN', min: 240, kind: 'race' },
          { day: 'SAT', min: 300, sport: 'ride' },
        ],
      ],
    })
    expect(findings('G04', plan)).toEqual([])
  })
  it('says the time and the limit', () => {
    expect(
      sentences('G04', fixturePlan({ goal: { kind: 'HM', sport: 'run' }, weeks: [[{ day: 'SUN', min: 185 }]] })),
    ).toEqual(['A run of week 1 lasts 3:05 h. For this goal we keep runs within 3:00 h.'])
  })
})
