import { describe, expect, it } from 'vitest'
import { authorPlan } from '../guardrails/author-plan.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import type { Goal } from './goal.ts'
import type { Plan, PlannedWorkout } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

const FLAT: CourseDemand = {
  event: 'fondo',
  basis: 'time',
  climbShare: 0.05,
  steepShare: 0,
  flatShare: 0.5,
  longestClimbMin: 0,
  ascentMPerKm: 2,
  hours: 3,
}
function inputOf(goal: Goal, course?: CourseDemand, flags: PlanningInput['athlete']['flags'] = []): PlanningInput {
  const isRun = goal.sport === 'run'
  return {
    planId: 'plan',
    today: '2026-11-22',
    goal,
    ...(course ? { course } : {}),
    history: {
      activities: [],
      weekly: Array.from({ length: 30 }, (_, back) => ({
        weekStart: addDays('2026-11-16', -7 * back),
        sport: goal.sport,
        minutes: isRun ? 270 : 480,
        distanceM: isRun ? 45_000 : null,
        longestM: isRun ? 16_000 : null,
      })),
    },
    athlete: planningAthlete({
      sport: goal.sport,
      birthYear: 1988,
      maxDaysPerWeek: 6,
      level: 'ADVANCED',
      flags,
      availability: { slots: WEEKDAYS.map((day) => ({ day, minutes: day === 'SUN' ? 300 : 100 })) },
    }),
  }
}
const GRAVEL: Goal = { kind: 'GRAVEL_200', sport: 'ride', date: '2027-05-16' }
const HALF: Goal = { kind: 'HM', sport: 'run', date: '2027-04-11' }
function planOf(input: PlanningInput): Plan {
  const authored = authorPlan(input)
  if (!authored.ok) throw new Error(authored.refused.reason)
  expect(authored.report.ok).toBe(true)
  return authored.plan
}
const sessions = (plan: Plan, type: 'PEAK' | 'BUILD'): PlannedWorkout[] =>
  plan.blocks
    .filter((block) => block.type === type)
    .flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => [...workouts]))
const withFocus = (workouts: readonly PlannedWorkout[], focus: PlannedWorkout['focus']): number =>
  workouts.filter((workout) => workout.focus === focus).length
const withArchetype = (workouts: readonly PlannedWorkout[], id: string): number =>
  workouts.filter(({ archetype }) => archetype === id).length

describe('S10.6 the course in the specific phase', () => {
  it('short climbs bring VO2 max sessions that a flat course does not, and change nothing before', () => {
    const flat = planOf(inputOf(GRAVEL, { ...FLAT, event: 'gravel' }))
    const punchy = planOf(inputOf(GRAVEL, { ...FLAT, event: 'gravel', longestClimbMin: 5 }))
    expect(withFocus(sessions(flat, 'PEAK'), 'VO2_MAX')).toBe(0)
    expect(withFocus(sessions(punchy, 'PEAK'), 'VO2_MAX')).toBeGreaterThan(0)
    expect(sessions(punchy, 'BUILD')).toEqual(sessions(flat, 'BUILD'))
  })

  it('short climbs ask nothing above threshold of a ride that takes the whole day', () => {
    const punchy: CourseDemand = { ...FLAT, event: 'gravel', longestClimbMin: 5 }
    const vo2 = (goal: Goal, hours: number | null): number =>
      withFocus(sessions(planOf(inputOf(goal, { ...punchy, hours })), 'PEAK'), 'VO2_MAX')
    expect(vo2({ ...GRAVEL, targetTimeS: 14 * 3600 }, 3)).toBe(0)
    expect(vo2(GRAVEL, 11)).toBe(0)
    expect(vo2(GRAVEL, null)).toBe(0)
    expect(vo2({ ...GRAVEL, targetTimeS: 7 * 3600 }, 3)).toBeGreaterThan(0)
  })

  it('a hilly run takes runs over hills by turns, one a week, and none while something hurts', () => {
    const hilly: CourseDemand = { ...FLAT, event: 'run', ascentMPerKm: 20 }
    const plan = planOf(inputOf(HALF, hilly))
    const hills = (workouts: readonly PlannedWorkout[]): number =>
      withArchetype(workouts, 'R07') + withArchetype(workouts, 'R13')
    const peak = plan.blocks.filter(({ type }) => type === 'PEAK').flatMap(({ weeks }) => weeks)
    expect(peak.length).toBeGreaterThan(1)
    expect(hills(sessions(plan, 'PEAK'))).toBeGreaterThan(0)
    for (const { workouts } of peak) expect(hills(workouts)).toBeLessThanOrEqual(1)
    expect(hills(sessions(plan, 'BUILD'))).toBe(0)
    expect(hills(sessions(planOf(inputOf(HALF, { ...hilly, ascentMPerKm: 5 })), 'PEAK'))).toBe(0)
    const hurt = [{ kind: 'INJURY', part: 'calf', startDate: '2026-11-10', reviewDate: '2026-11-24' }] as const
    expect(hills(sessions(planOf(inputOf(HALF, hilly, hurt)), 'PEAK'))).toBe(0)
  })

  it('breaks no hard limit for anybody, whatever the course', () => {
    const broken: number[] = []
    for (let seed = 1; seed <= 120; seed++) {
      const input = seededPlanningInput(seed)
      if (input.goal.kind === 'GENERAL_FITNESS') continue
      const course: CourseDemand = {
        event: input.goal.sport === 'run' ? 'run' : 'fondo',
        basis: 'time',
        climbShare: (seed % 7) / 10,
        steepShare: (seed % 3) / 10,
        flatShare: (seed % 5) / 5,
        longestClimbMin: (seed * 7) % 60,
        ascentMPerKm: (seed * 3) % 40,
        hours: (seed % 9) + 0.5,
      }
      const authored = authorPlan({ ...input, course })
      if (authored.ok && !authored.report.ok) broken.push(seed)
    }
    expect(broken).toEqual([])
  })
})
