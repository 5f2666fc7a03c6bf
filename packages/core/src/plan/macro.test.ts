import { describe, expect, it } from 'vitest'
import { addDays, daysBetween } from '../time/local-date.ts'
import { RIDE_GOALS, type Goal } from './goal.ts'
import { buildSkeleton } from './macro.ts'
import { taperFor } from './taper.ts'

describe('skeleton (science.md S5.3, S5.4)', () => {
  const kinds = ['5K', '10K', 'HM', 'MARATHON', ...RIDE_GOALS] as const
  const start = '2026-11-23'
  const order = ['PREP', 'BASE', 'BUILD', 'PEAK', 'RACE']

  it('covers every week once, in order of phase, one recovery week a block at most, and ends in the race week', () => {
    for (const kind of kinds) {
      for (let days = 6; days < 400; days += 5) {
        const goal: Goal = {
          kind,
          sport: RIDE_GOALS.some((ride) => ride === kind) ? 'ride' : 'run',
          date: addDays(start, days),
        }
        for (const twoToOne of [false, true]) {
          const taper = taperFor(kind, goal.date, 50_000, Math.ceil(days / 7))
          const { blocks, weeks, targetDate } = buildSkeleton(goal, start, taper, twoToOne)
          expect(targetDate).toBe(goal.date)
          expect(blocks.flatMap((block) => block.weeks)).toEqual(weeks)
          weeks.forEach((week, index) => expect(week.startDate).toBe(addDays(start, 7 * index)))
          expect(daysBetween(weeks.at(-1)!.startDate, targetDate)).toBeLessThan(7)
          expect(weeks.at(-1)!.kind).toBe('taper')
          const phases = blocks.map((block) => order.indexOf(block.type))
          expect(phases).toEqual([...phases].sort((a, b) => a - b))
          for (const block of blocks) {
            expect(block.weeks.filter((week) => week.kind === 'recovery').length).toBeLessThanOrEqual(1)
            expect(block.weeks.length).toBeLessThanOrEqual(6)
          }
        }
      }
    }
  })

  it('a 16-week half marathon is base, build, peak and twelve days of taper', () => {
    const goal: Goal = { kind: 'HM', sport: 'run', date: '2027-03-14' }
    const { blocks } = buildSkeleton(goal, start, taperFor('HM', goal.date, null, 16), false)
    expect(blocks.map((block) => `${block.type} ${block.weeks.length}`)).toEqual([
      'BASE 3',
      'BASE 4',
      'BUILD 4',
      'PEAK 3',
      'RACE 2',
    ])
  })

  it('general fitness rolls in cycles of four weeks and never peaks', () => {
    const { blocks, weeks } = buildSkeleton({ kind: 'GENERAL_FITNESS', sport: 'run' }, start, null, false)
    expect(weeks).toHaveLength(12)
    expect(blocks.map((block) => block.weeks.map((week) => week.kind))).toEqual(
      Array.from({ length: 3 }, () => ['load', 'load', 'load', 'recovery']),
    )
  })
})
