import { describe, expect, it } from 'vitest'
import { qualityCapMin } from '../guardrails/g10-quality-volume.ts'
import { toldWeeks } from '../testing/judge.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { racePaceShare } from './focus-plan.ts'
import { isFastRun, tableGoal } from './goal.ts'
import { weeksOf, type Plan, type PlannedWorkout } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

/** Four days, one key session a week: a 10 km in twelve weeks. */
const FOUR_DAYS: PlanningInput = {
  planId: 'plan',
  today: '2026-11-22',
  goal: { kind: '10K', sport: 'run', date: '2027-02-14', strategy: 'PYRAMIDAL' },
  history: toldWeeks(
    Array.from({ length: 40 }, () => ({ km: 32, min: 200, longestKm: 11.5 })),
    'run',
    '2026-11-23',
  ),
  athlete: planningAthlete({ sport: 'run', maxDaysPerWeek: 4, level: 'INTERMEDIATE' }),
}

const workOf = ({ purpose }: PlannedWorkout): number => Number(purpose.facts.workMinutes)
const keysOf = (plan: Plan, focus: PlannedWorkout['focus']): PlannedWorkout[] =>
  weeksOf(plan).flatMap(({ workouts }) =>
    workouts.filter((workout) => workout.focus === focus && workout.purpose.code === 'key-session'),
  )
const secondsOf = (workout: PlannedWorkout): number => {
  const { lowS, midS, highS } = domainSeconds(workout.workout)
  return lowS + midS + highS
}
const minutesOf = (workouts: readonly PlannedWorkout[]): number =>
  workouts.reduce((sum, workout) => sum + secondsOf(workout) / 60, 0)
const highShare = (workouts: readonly PlannedWorkout[]): number => {
  const own = workouts.filter(({ race }) => !race)
  return own.reduce((sum, { workout }) => sum + domainSeconds(workout).highS, 0) / 60 / minutesOf(own)
}

describe('S5.7d race pace of short races', () => {
  it('begins with .4 of the whole dose six weeks before and has come to it three weeks before', () => {
    expect([60, 42, 31.5, 21, 10].map((days) => racePaceShare(days))).toEqual([0.4, 0.4, 0.7, 1, 1])
  })

  it('on four days a 10 km has it every week of the peak, growing from 15 to 20 min and more', () => {
    const doses = keysOf(buildPlan(FOUR_DAYS), 'RACE_SPECIFIC').map(workOf)
    expect(doses.length).toBeGreaterThanOrEqual(3)
    expect(doses[0]).toBe(15)
    expect(doses.at(-1)).toBeGreaterThanOrEqual(20)
    expect(doses).toEqual(doses.toSorted((a, b) => a - b))
  })

  it('on four days work above threshold comes before it, and the season stays pyramidal', () => {
    const plan = buildPlan(FOUR_DAYS)
    expect(keysOf(plan, 'THRESHOLD').length).toBeGreaterThanOrEqual(2)
    const high = keysOf(plan, 'VO2_MAX').map(workOf)
    expect(high.length).toBeGreaterThanOrEqual(2)
    expect(high.at(-1)).toBeGreaterThan(high[0]!)
    const build = plan.blocks.filter(({ type }) => type === 'BUILD').flatMap(({ weeks }) => weeks)
    const loads = build.filter(({ isRecovery }) => !isRecovery)
    // S5.1: 5 % of the build, strides beside it
    expect(highShare(loads.flatMap(({ workouts }) => [...workouts]))).toBeLessThan(0.07)
    // G09 speaks from .12
    for (const { workouts } of weeksOf(plan).filter(({ isRecovery }) => !isRecovery))
      expect(highShare(workouts)).toBeLessThan(0.12)
  })

  it('for anybody: starts with half the dose at most, never leaps, and keeps to G10', () => {
    let [seasons, leaps, steps] = [0, 0, 0]
    for (let seed = 0; seed < 400; seed++) {
      const input = seededPlanningInput(seed)
      if (!isFastRun(tableGoal(input.goal)) || assessFeasibility(input).verdict === 'red') continue
      const weeks = weeksOf(buildPlan(input))
      const minutes = weeks.map(({ workouts }) =>
        minutesOf(workouts.filter(({ race, sport }) => !race && sport === 'run')),
      )
      const doses = weeks.flatMap(({ workouts }, index) =>
        workouts
          .filter(({ focus, purpose }) => focus === 'RACE_SPECIFIC' && purpose.code === 'key-session')
          .map((workout) => ({
            min: workOf(workout),
            week: Math.max(...minutes.slice(Math.max(0, index - 4), index + 1)),
          })),
      )
      if (doses.length === 0) continue
      seasons += 1
      expect(doses[0]!.min, `seed ${seed}`).toBeLessThanOrEqual(16)
      for (const { min, week } of doses) expect(min, `seed ${seed}`).toBeLessThanOrEqual(qualityCapMin('I', week) + 1)
      for (const [index, { min }] of doses.slice(1).entries()) {
        steps += 1
        if (min > 1.36 * doses[index]!.min) leaps += 1
      }
    }
    expect(seasons).toBeGreaterThan(20)
    expect(steps).toBeGreaterThan(30)
    expect(leaps).toBe(0)
  })
})
