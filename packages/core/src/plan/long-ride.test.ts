import { describe, expect, it } from 'vitest'
import { longRideLimitsMin } from './volume-limits.ts'
import { archetypeStepWorkS } from '../library/archetype-step.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { steadyInput } from '../testing/steady-athlete.ts'
import { daysBetween } from '../time/local-date.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { startingPoint } from './starting-point.ts'
import { weeksOf, type PlannedWorkout } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

const gravel = (
  hours: number,
  weekMinutes: number,
  minutes: readonly number[],
  told: Partial<PlanningAthlete> = {},
): PlanningInput =>
  steadyInput({ kind: 'GRAVEL_200', weeks: 22, targetTimeS: hours * 3600 }, { minutes: weekMinutes }, minutes, told)
const fondo = (hours: number, weekMinutes: number, minutes: readonly number[]): PlanningInput =>
  steadyInput({ kind: 'GRAN_FONDO', weeks: 16, targetTimeS: hours * 3600 }, { minutes: weekMinutes }, minutes)

/** Goal, minutes the longest ride needs by the time of the event: .6 of it, .55 for gravel (science.md S5.5). */
const RIDERS: readonly (readonly [string, PlanningInput, number])[] = [
  ['gravel in 14 h, nine hours a week', gravel(14, 540, [0, 90, 90, 90, 0, 480, 240], { level: 'ADVANCED' }), 462],
  ['gravel in 12 h, eight hours a week', gravel(12, 480, [0, 90, 60, 90, 0, 420, 180]), 396],
  ['gravel in 12 h, long Sundays', gravel(12, 500, [0, 90, 0, 90, 0, 240, 540], { longDay: 'SUN' }), 396],
  ['fondo in 6:30 h, six hours a week', fondo(6.5, 360, [0, 75, 0, 75, 0, 120, 270]), 234],
  ['fondo in 5 h, five hours a week', fondo(5, 300, [0, 60, 0, 60, 0, 120, 240]), 180],
  ['fondo in 8 h, seven hours on three days', fondo(8, 420, [0, 0, 90, 0, 0, 150, 330]), 288],
]

describe.each(RIDERS)('S5.5, S5.6 the longest ride before a long event: %s', (_, input, need) => {
  const weeks = weeksOf(buildPlan(input))
  const longest = weeks.map((week) =>
    Math.max(0, ...week.workouts.map((each) => (each.race ? 0 : each.durationS / 60))),
  )

  it('reaches what the event needs', () => {
    expect(Math.max(...longest)).toBeGreaterThanOrEqual(need - 5)
  })

  it('gets there inside the soft step of G23', () => {
    const known = Math.max(...longest.slice(0, 1))
    longest.forEach((minutes, index) => {
      const lately = Math.max(known, ...longest.slice(Math.max(0, index - 5), index))
      expect(minutes).toBeLessThanOrEqual(longRideLimitsMin(lately).soft + 1)
    })
  })
})

describe('a gravel ultra', () => {
  it.each(RIDERS.filter(([, { goal }]) => goal.kind === 'GRAVEL_200'))(
    'has a second longer ride beside the long one in its last loading weeks, easy and about half of it at most: %s',
    (_, input) => {
      const plan = buildPlan(input)
      const peak = plan.blocks.filter((block) => block.type === 'PEAK').flatMap((block) => block.weeks)
      const pairs = peak
        .filter((week) => !week.isRecovery)
        .map((week) => {
          const [long, second] = week.workouts.toSorted((a, b) => b.durationS - a.durationS)
          return { long: long!, second: second! }
        })
      for (const { long, second } of pairs) {
        expect(Math.abs(daysBetween(long.date, second.date))).toBe(1)
        expect(second.durationS).toBeLessThanOrEqual(0.55 * long.durationS)
        expect(second.durationS / 60).toBeLessThanOrEqual(210)
        expect(second.priority).not.toBe('KEY')
      }
      expect(pairs.at(-1)!.second.durationS / 60).toBeGreaterThanOrEqual(120)
    },
  )
})

describe('S5.7d race pace of a ride of many hours', () => {
  const minutesOf = (workout: PlannedWorkout): number =>
    (workout.archetype === 'B37' || workout.archetype === 'B38') && workout.step !== null
      ? archetypeStepWorkS(workout.archetype, workout.step) / 60
      : 0
  /** Most minutes of race pace in one session of each loading week of the peak, those without any left out. */
  const doses = (input: PlanningInput): number[] =>
    buildPlan(input)
      .blocks.filter((block) => block.type === 'PEAK')
      .flatMap((block) => block.weeks)
      .map((week) => Math.max(0, ...week.workouts.map(minutesOf)))
      .filter((minutes) => minutes > 0)

  it('grows from one week to the next, on the long ride where no weekday holds it', () => {
    // 75 min on a weekday hold two climbs of 18 min, 90 min two gravel blocks of 25
    const climbs = doses(fondo(6.5, 360, [0, 75, 0, 75, 0, 120, 270]))
    const blocks = doses(gravel(14, 540, [0, 90, 90, 90, 0, 480, 240], { level: 'ADVANCED' }))
    expect(climbs.length).toBeGreaterThanOrEqual(3)
    expect(blocks.length).toBeGreaterThanOrEqual(3)
    expect(climbs[0]).toBeLessThanOrEqual(36)
    expect(climbs.at(-1)).toBeGreaterThanOrEqual(60)
    expect(blocks[0]).toBeLessThanOrEqual(50)
    expect(blocks.at(-1)).toBeGreaterThanOrEqual(90)
  })

  it('never falls and never leaps, for riders of all kinds', () => {
    const inputs = Array.from({ length: 1500 }, (_, seed) => seededPlanningInput(seed)).filter(
      // beginners have it on weekdays alone, and less of it where the last week of the peak is small
      (input) => ['GRAN_FONDO', 'GRAVEL_200'].includes(input.goal.kind) && startingPoint(input).level !== 'BEGINNER',
    )
    const seen: number[] = []
    for (const input of inputs) {
      if (assessFeasibility(input).verdict === 'red') continue
      const peak = doses(input)
      seen.push(peak.length)
      for (const [index, minutes] of peak.entries()) {
        const before = peak[index - 1]
        if (before === undefined) continue
        expect(minutes / before, input.planId).toBeLessThanOrEqual(1.5)
        expect(minutes / before, input.planId).toBeGreaterThanOrEqual(0.9)
      }
    }
    expect(seen.filter((weeks) => weeks > 1).length).toBeGreaterThan(10)
  })
})
