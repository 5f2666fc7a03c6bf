import { describe, expect, it } from 'vitest'
import { authorPlan } from '../guardrails/author-plan.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import { toldWeeks } from '../testing/judge.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { isUltraRun } from './goal.ts'
import type { Plan, PlannedWorkout, TrainingWeek } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

const HILLS: CourseDemand = {
  event: 'run',
  basis: 'distance',
  climbShare: 0.2,
  steepShare: 0.05,
  flatShare: 0.3,
  longestClimbMin: null,
  ascentMPerKm: 20,
  hours: null,
}
const FIFTY: PlanningInput = {
  planId: 'plan',
  today: '2026-11-22',
  goal: { kind: 'RUN_DISTANCE', sport: 'run', date: '2027-04-10', distanceM: 50_000 },
  course: HILLS,
  history: toldWeeks(
    Array.from({ length: 40 }, () => ({ km: 51, min: 318, longestKm: 17 })),
    'run',
    '2026-11-23',
  ),
  athlete: planningAthlete({
    sport: 'run',
    maxDaysPerWeek: 5,
    level: 'INTERMEDIATE',
    longDay: 'SAT',
    availability: {
      slots: [
        { day: 'TUE', minutes: 75 },
        { day: 'WED', minutes: 60 },
        { day: 'THU', minutes: 90 },
        { day: 'SAT', minutes: 240 },
        { day: 'SUN', minutes: 120 },
      ],
    },
  }),
}

function planOf(input: PlanningInput): Plan {
  const authored = authorPlan(input)
  if (!authored.ok) throw new Error(authored.refused.reason)
  expect(authored.report.ok).toBe(true)
  return authored.plan
}
const peakOf = (plan: Plan): TrainingWeek[] =>
  plan.blocks.filter(({ type }) => type === 'PEAK').flatMap(({ weeks }) => weeks.filter((week) => !week.isRecovery))
const longOf = ({ workouts }: TrainingWeek): PlannedWorkout =>
  workouts.toSorted((a, b) => b.durationS - a.durationS)[0]!
const keysOf = ({ workouts }: TrainingWeek): PlannedWorkout[] =>
  workouts.filter(({ purpose }) => purpose.code === 'key-session')
const MARATHON_PACE: ReadonlySet<string | null> = new Set(['R11', 'R12', 'R39'])

describe('a run longer than a marathon (science.md S5.3 by the nearest row, S10.6)', () => {
  const plan = planOf(FIFTY)
  const peak = peakOf(plan)

  it('is one from 45 km on', () => {
    expect(isUltraRun({ kind: 'RUN_DISTANCE', distanceM: 44_000 })).toBe(false)
    expect(isUltraRun({ kind: 'RUN_DISTANCE', distanceM: 45_000 })).toBe(true)
    expect(isUltraRun({ kind: 'MARATHON' })).toBe(false)
  })

  it('has no marathon pace in its peak, and says that endurance leads', () => {
    expect(peak.length).toBeGreaterThanOrEqual(4)
    for (const { workouts } of peak)
      for (const { archetype } of workouts) expect(MARATHON_PACE.has(archetype)).toBe(false)
    for (const block of plan.blocks.filter(({ type }) => type === 'PEAK')) {
      expect(block.name).toMatch(/endurance$/)
      expect(block.progressionLogic).toMatch(/^The long session leads/)
    }
  })

  it('goes over hills with its longest runs, with a second longer easy run the day after', () => {
    const longest = peak.filter((week) => longOf(week).durationS >= 150 * 60)
    expect(longest.length).toBeGreaterThanOrEqual(2)
    for (const week of longest) {
      const long = longOf(week)
      expect(long.archetype).toBe('R13')
      expect(keysOf(week).length).toBe(1)
      const second = week.workouts.find(({ date }) => date > long.date)
      expect(second?.durationS).toBeGreaterThanOrEqual(60 * 60)
      expect(second?.hard).toBe(false)
    }
  })

  it('has the hills in an easy run where the long one is shorter, and one hilly run a week', () => {
    for (const { workouts } of peak)
      expect(workouts.filter(({ archetype }) => archetype === 'R07' || archetype === 'R13').length).toBe(1)
    const flat = peakOf(planOf({ ...FIFTY, course: { ...HILLS, ascentMPerKm: 4 } }))
    for (const { workouts } of flat) expect(workouts.some(({ archetype }) => archetype === 'R13')).toBe(false)
  })

  it('breaks no hard limit for anybody', () => {
    let judged = 0
    for (let seed = 0; seed < 120; seed++) {
      const input = seededPlanningInput(seed)
      if (input.goal.sport !== 'run' || input.goal.kind === 'GENERAL_FITNESS') continue
      const goal = { ...input.goal, kind: 'RUN_DISTANCE', distanceM: 45_000 + (seed % 6) * 1000 } as const
      const authored = authorPlan({ ...input, goal, course: HILLS })
      if (!authored.ok) continue
      judged += 1
      expect(authored.report.ok, `seed ${seed}`).toBe(true)
    }
    expect(judged).toBeGreaterThan(15)
  })
})
