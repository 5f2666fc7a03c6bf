import { describe, expect, it } from 'vitest'
import { STEADY_TODAY, steadyInput } from '../testing/steady-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { buildPlan } from './build-plan.ts'
import type { PlanningInput } from './planning-input.ts'
import { longRunShareLimits, shareRuleApplies } from './volume-limits.ts'

/** Runs, kilometres and longest run of the loading weeks before the taper. */
function loadingWeeks(input: PlanningInput) {
  return buildPlan(input)
    .blocks.filter((block) => block.type !== 'RACE')
    .flatMap((block) => block.weeks.map((week) => ({ ...week, type: block.type })))
    .filter((week) => !week.isRecovery)
    .map((week) => {
      const km = week.workouts.map((each) => (each.distanceM ?? 0) / 1000)
      const longest = Math.max(...week.workouts.map((each) => each.durationS / 60))
      return {
        type: week.type,
        runs: km.length,
        km: km.reduce((sum, each) => sum + each, 0),
        long: Math.max(...km),
        longest,
      }
    })
}

const half = { kind: 'HM', weeks: 16 } as const
/** A habit of three runs, 23–30 km a week, longest 9–12 km. */
const HALVES: readonly (readonly [string, PlanningInput, number])[] = [
  [
    '23 km a week',
    steadyInput(half, { minutes: 160, km: 23, longKm: 10 }, [0, 50, 0, 60, 0, 45, 150], { level: 'BEGINNER' }),
    10,
  ],
  ['27 km a week', steadyInput(half, { minutes: 180, km: 27, longKm: 11 }, [0, 60, 0, 60, 0, 60, 150]), 11],
  ['30 km a week', steadyInput(half, { minutes: 200, km: 30, longKm: 12 }, [0, 60, 60, 60, 0, 60, 150]), 12],
]

describe.each(HALVES)('G02, S5.5 the long run before a half marathon: %s', (_, input, known) => {
  const weeks = loadingWeeks(input)

  it('begins within a tenth of the longest run known, where the hard share allows it', () => {
    const [first] = weeks
    const allowed = Math.min(known, longRunShareLimits(first!.runs, 'HM').hard * first!.km)
    expect(first!.long).toBeGreaterThanOrEqual(0.9 * allowed)
  })

  it('comes within a sixth of the 17 km it needs, and never over the hard share', () => {
    expect(Math.max(...weeks.map((week) => week.long))).toBeGreaterThanOrEqual(0.83 * 17)
    for (const week of weeks)
      if (shareRuleApplies(week.km * 1000, week.longest))
        expect(week.long / week.km).toBeLessThanOrEqual(longRunShareLimits(week.runs, 'HM').hard)
  })
})

describe('general fitness', () => {
  const RUNNERS: readonly (readonly [number, number, readonly number[]])[] = [
    [26, 9, [45, 0, 60, 0, 45, 100, 0]],
    [40, 13, [60, 60, 0, 60, 0, 75, 120]],
    [60, 18, [60, 75, 60, 75, 0, 75, 150]],
  ]
  it.each(RUNNERS)('does not lie below %i km a week with a longest of %i km, and grows', (km, longKm, minutes) => {
    const weeks = loadingWeeks(steadyInput({ kind: 'GENERAL_FITNESS' }, { minutes: 6.6 * km, km, longKm }, minutes))
    expect(weeks[0]!.km).toBeGreaterThanOrEqual(0.96 * km)
    expect(Math.min(...weeks.map((week) => week.km))).toBeGreaterThanOrEqual(0.95 * km)
    if (km < 50) expect(weeks.at(-1)!.km).toBeGreaterThanOrEqual(1.05 * km)
    expect(Math.max(...weeks.map((week) => week.long))).toBeGreaterThanOrEqual(longKm - 1)
  })

  it('keeps three runs with their long run of 11.6 in 26 km: what is done every week is no risk to be taken away', () => {
    const minutes = [45, 0, 60, 0, 45, 100, 0]
    const input = steadyInput({ kind: 'GENERAL_FITNESS' }, { minutes: 171, km: 26, longKm: 11.6 }, minutes)
    const runs = [
      { day: 0, minutes: 43, km: 6.5 },
      { day: 2, minutes: 51, km: 7.8 },
      { day: 5, minutes: 77, km: 11.7 },
    ]
    const activities = Array.from({ length: 20 }, (_, back) =>
      runs.map((run) => ({
        date: addDays(STEADY_TODAY, run.day - 6 - 7 * back),
        sport: 'run' as const,
        durationS: run.minutes * 60,
        movingS: run.minutes * 60,
        distanceM: run.km * 1000,
      })),
    ).flat()
    const weeks = loadingWeeks({ ...input, history: { activities } })
    for (const week of weeks) {
      expect(week.km).toBeGreaterThanOrEqual(0.96 * 26)
      expect(week.long).toBeGreaterThanOrEqual(week.runs === 3 ? 10 : 8.5)
    }
    expect(weeks.slice(0, 2).map((week) => week.runs)).toEqual([3, 3])
    expect(weeks.at(-1)!.km).toBeGreaterThan(weeks[0]!.km)
  })
})
