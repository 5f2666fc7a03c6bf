import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HistoryActivity } from '../evidence/history.ts'
import { authorPlan } from '../guardrails/author-plan.ts'
import { archetypeStepWorkS } from '../library/archetype-step.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { workoutsOf, type Plan } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'
import {
  levelAfterGap,
  levelAfterSession,
  levelAfterThreshold,
  levelFromWork,
  measuredLevels,
  nextStep,
  type LevelOutcome,
} from './progression-level.ts'

describe('S8.5 a progression level', () => {
  const outcomes: [number, number, LevelOutcome, number][] = [
    [4, 5, 'SUCCESS', 5.2],
    [4, 5, 'SUCCESS_EASY', 5.5],
    [4, 5, 'SUCCESS_HARD', 4.5],
    [4, 5, 'FAILED_FATIGUE', 3],
    [4, 5, 'UNFINISHED', 4],
    [9.8, 10, 'SUCCESS_EASY', 10],
    [1, 2, 'FAILED_FATIGUE', 1],
    [6, 4, 'SUCCESS', 6],
  ]
  it.each(outcomes)('%d after step %d, %s, is %d', (level, step, outcome, after) => {
    expect(levelAfterSession(level, step, outcome)).toBeCloseTo(after, 10)
  })

  it.each([
    [5, 10, 5],
    [5, 21, 4.5],
    [5, 42, 3],
    [2, 60, 1],
  ])('%d after %d days without a stimulus is %d', (level, days, after) => {
    expect(levelAfterGap(level, days)).toBe(after)
  })

  it.each([
    [5, 3, 4],
    [5, 6, 3],
    [5, -3, 6],
  ])('%d after a threshold change of %d %% is %d', (level, percent, after) => {
    expect(levelAfterThreshold(level, percent)).toBe(after)
  })

  it('starts from the best time in zone: step 1 is 1, step 10 is 10, half way 5.5, nothing 1', () => {
    // R19: 900 s at step 1, 2,520 s at step 10
    expect(levelFromWork('run', 'THRESHOLD', 900)).toBe(1)
    expect(levelFromWork('run', 'THRESHOLD', 2520)).toBe(10)
    expect(levelFromWork('run', 'THRESHOLD', 1710)).toBeCloseTo(5.5, 10)
    expect(levelFromWork('run', 'THRESHOLD', 0)).toBe(1)
    expect(levelFromWork('ride', 'VO2_MAX', 99_999)).toBe(10)
    expect(levelFromWork('run', 'RACE_SPECIFIC', 3600)).toBeNull()
  })

  it('reads a step of its own reference near that step', () => {
    for (const [focus, id] of [
      ['SWEET_SPOT', 'B13'],
      ['THRESHOLD', 'B17'],
      ['VO2_MAX', 'B23'],
      ['ANAEROBIC_CAPACITY', 'B29'],
      ['TEMPO', 'B10'],
    ] as const)
      for (let step = 1; step <= 10; step++)
        // the library's work grows a little unevenly from step to step
        expect(Math.abs(levelFromWork('ride', focus, archetypeStepWorkS(id, step))! - step)).toBeLessThan(2)
  })

  it('asks for a step more in a loading week, the same in maintenance, two less in a recovery week', () => {
    expect(nextStep(4.2, { kind: 'load' })).toBe(5)
    expect(nextStep(4.2, { kind: 'load', wereEasy: true })).toBe(6)
    expect(nextStep(4.2, { kind: 'load', isBeginnersFirst: true })).toBe(4)
    expect(nextStep(4.2, { kind: 'maintenance' })).toBe(4)
    expect(nextStep(4.2, { kind: 'recovery' })).toBe(2)
    expect(nextStep(1, { kind: 'recovery' })).toBe(1)
    expect(nextStep(10, { kind: 'load' })).toBe(10)
  })

  it('stays between 1 and 10 whatever happens, and a failure never raises it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 10, noNaN: true }),
        fc.integer({ min: 1, max: 10 }),
        fc.constantFrom<LevelOutcome>('SUCCESS', 'SUCCESS_EASY', 'SUCCESS_HARD', 'FAILED_FATIGUE', 'UNFINISHED'),
        fc.integer({ min: 0, max: 400 }),
        (level, step, outcome, days) => {
          const after = levelAfterSession(level, step, outcome)
          for (const each of [after, levelAfterGap(level, days)]) {
            expect(each).toBeGreaterThanOrEqual(1)
            expect(each).toBeLessThanOrEqual(10)
          }
          if (outcome === 'FAILED_FATIGUE') expect(after).toBeLessThanOrEqual(level)
          else expect(after).toBeGreaterThanOrEqual(level)
        },
      ),
    )
  })
})

describe('S8.5 levels read from the last 42 days', () => {
  const today = '2026-03-02'
  const ride = (daysAgo: number, minutes: number, zoneS?: readonly number[]): HistoryActivity => ({
    date: addDays(today, -daysAgo),
    sport: 'ride',
    durationS: 60 * minutes,
    distanceM: null,
    ...(zoneS ? { zoneS } : {}),
  })
  const easy = [600, 2400, 0, 0, 0, 0, 0]
  // 30 min at threshold: B17 goes from 1,080 s to 2,880 s
  const hard = [600, 1800, 300, 1800, 60, 0, 0]

  it('takes the best session of each focus, and a focus without any time is 1', () => {
    const levels = measuredLevels(
      { activities: [ride(9, 50, easy), ride(7, 75, hard), ride(3, 50, easy)] },
      'ride',
      today,
    )
    expect(levels.get('THRESHOLD')).toBeCloseTo(1 + (9 * (1800 - 1080)) / (2880 - 1080), 10)
    expect(levels.get('VO2_MAX')).toBe(1)
    expect(levels.has('RACE_SPECIFIC')).toBe(false)
  })

  it('loses half a level a week from the third week on', () => {
    const levels = measuredLevels(
      { activities: [ride(28, 75, hard), ride(5, 50, easy), ride(3, 50, easy)] },
      'ride',
      today,
    )
    expect(levels.get('THRESHOLD')).toBeCloseTo(1 + (9 * (1800 - 1080)) / (2880 - 1080) - 1, 10)
  })

  it('does not know what no session tells: too few zones, older ones, another sport', () => {
    const silent = [ride(9, 50), ride(8, 50), ride(7, 50), ride(6, 50)]
    expect(measuredLevels({ activities: [...silent, ride(5, 75, hard)] }, 'ride', today).has('THRESHOLD')).toBe(false)
    expect(measuredLevels({ activities: [ride(50, 75, hard)] }, 'ride', today).size).toBe(0)
    expect(measuredLevels({ activities: [ride(5, 75, hard)] }, 'run', today).size).toBe(0)
    // minutes tell endurance without any zone
    expect(measuredLevels({ activities: silent }, 'ride', today).get('AEROBIC_ENDURANCE')).toBe(1)
  })
})

describe('S8.5 in a plan', () => {
  /** The same athlete, every session with these seconds in its zones. */
  const withZones = (input: PlanningInput, zoneS: readonly number[]): PlanningInput => ({
    ...input,
    history: { ...input.history, activities: input.history.activities.map((each) => ({ ...each, zoneS })) },
  })
  const firstThresholdStep = (plan: Plan): number | null =>
    workoutsOf(plan).find(({ purpose, focus }) => purpose.code === 'key-session' && focus === 'THRESHOLD')?.step ?? null

  it('starts each focus where the athlete is, and keeps every hard rule', { timeout: 60_000 }, () => {
    let [compared, higher, lower] = [0, 0, 0]
    for (let seed = 20_000; seed < 20_120; seed++) {
      const input = seededPlanningInput(seed)
      if (input.history.activities.length < 6) continue
      const authored = authorPlan(input)
      if (!authored.ok) continue
      const plain = firstThresholdStep(authored.plan)
      const plans = [
        [0, 0, 4000, 4000, 2000, 1000, 0],
        [0, 0, 0, 0, 0, 0, 0],
      ].map((zoneS) => {
        const zoned = authorPlan(withZones(input, zoneS))
        expect(zoned.ok, `seed ${seed}`).toBe(true)
        return zoned.ok ? firstThresholdStep(zoned.plan) : null
      })
      const [strong, weak] = plans
      if (plain === null || strong === null || strong === undefined || weak === null || weak === undefined) continue
      compared += 1
      if (strong > plain) higher += 1
      if (weak < plain) lower += 1
    }
    expect(compared).toBeGreaterThan(10)
    // the week's own limits hold some of them back
    expect(higher).toBeGreaterThan(compared / 4)
    expect(lower).toBeGreaterThan(compared / 4)
  })
})
