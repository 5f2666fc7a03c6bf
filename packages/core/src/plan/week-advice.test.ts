import { describe, expect, it } from 'vitest'
import { fixturePlan, type FixturePlan } from '../testing/plan-fixture.ts'
import type { Plan, Reason, TrainingWeek } from './plan.ts'
import { weeksOf } from './plan.ts'
import { weekAdvice, type NotedAthlete } from './week-advice.ts'

const ATHLETE: NotedAthlete = { flags: [], weightKg: null }
const WEEK = [
  { day: 'TUE', min: 60, kind: 'hard' },
  { day: 'THU', min: 60, kind: 'hard' },
  { day: 'SUN', min: 100, kind: 'long' },
] as const
function notes(
  told: Partial<FixturePlan>,
  athlete: Partial<NotedAthlete> = {},
  change: (week: TrainingWeek) => TrainingWeek = (week) => week,
): Reason[] {
  const plan: Plan = fixturePlan({ weeks: [WEEK], ...told })
  const week = change(weeksOf(plan).at(-1)!)
  return weekAdvice(plan, week, { ...ATHLETE, ...athlete })
}

describe('N08 a test', () => {
  it('is named with its day in the week that ends with it', () => {
    const [note] = notes({}, {}, (week) => ({
      ...week,
      isRecovery: true,
      workouts: week.workouts.map((workout) => (workout.hard ? { ...workout, focus: 'TEST' as const } : workout)),
    }))
    expect(note).toEqual({ code: 'test-day', facts: { date: '2026-03-03', sport: 'run' } })
  })
})

describe('N09 strength and mobility', () => {
  it('is two short sessions on the hard days of a base week, one in a build week', () => {
    expect(notes({})).toEqual([
      { code: 'strength', facts: { times: 2, minutes: 25, first: '2026-03-03', second: '2026-03-05' } },
    ])
    expect(notes({ blocks: [{ type: 'BUILD', weeks: 1 }] })[0]?.facts).toMatchObject({ times: 1, second: null })
  })
  it('stays twice a week from 50 years', () => {
    expect(notes({ birthYear: 1970, blocks: [{ type: 'BUILD', weeks: 1 }] })[0]?.facts.times).toBe(2)
  })
  it('is mobility in a recovery week', () => {
    expect(notes({}, {}, (week) => ({ ...week, isRecovery: true }))).toEqual([
      { code: 'mobility', facts: { minutes: 10 } },
    ])
  })
  it('is silent with a flag, close to a race and in an outline', () => {
    expect(notes({}, { flags: [{ kind: 'INJURY', part: 'knee', startDate: '2026-03-01' }] })).toEqual([])
    expect(notes({ weeks: [[...WEEK.slice(0, 2), { day: 'SUN', km: 5, kind: 'race' }]] })).toEqual([])
    expect(notes({}, {}, (week) => ({ ...week, detail: 'OUTLINE', workouts: [] }))).toEqual([])
  })
})

describe('N10 race food', () => {
  const weeks: FixturePlan['weeks'] = [[{ day: 'SUN', km: 30, kind: 'race' }]]
  it('is said for races over 90 min, in grams where the weight is known', () => {
    const [known] = notes({ weeks, goal: { kind: 'MARATHON', sport: 'run' } }, { weightKg: 70 })
    expect(known).toEqual({
      code: 'race-food',
      facts: { from: '2026-03-06', lowGPerKg: 8, highGPerKg: 10, lowG: 560, highG: 700 },
    })
    expect(notes({ weeks, goal: { kind: 'MARATHON', sport: 'run' } })[0]?.facts).toMatchObject({ lowG: null })
    expect(notes({ weeks: [[{ day: 'SUN', km: 5, kind: 'race' }]] })).toEqual([])
  })
})
