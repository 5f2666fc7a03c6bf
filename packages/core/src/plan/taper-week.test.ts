import { describe, expect, it } from 'vitest'
import { toldWeeks } from '../testing/judge.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { daysBetween } from '../time/local-date.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import type { Goal } from './goal.ts'
import { weeksOf, workoutsOf, type Plan } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

function inputOf(
  goal: Goal,
  week: { km?: number; min?: number; longestKm?: number } | null,
  told: Partial<PlanningAthlete> = {},
): PlanningInput {
  return {
    planId: 'plan',
    today: '2026-11-22',
    goal,
    history:
      week === null
        ? { activities: [] }
        : toldWeeks(
            Array.from({ length: 40 }, () => week),
            goal.sport,
            '2026-11-23',
          ),
    athlete: planningAthlete({ sport: goal.sport, maxDaysPerWeek: 5, ...told }),
  }
}
const taperOf = (plan: Plan) =>
  plan.blocks.filter((block) => block.type === 'RACE').flatMap((block) => block.weeks.flatMap((week) => week.workouts))

const TYPICAL: readonly (readonly [string, PlanningInput])[] = [
  ['half marathon', inputOf({ kind: 'HM', sport: 'run', date: '2027-03-21' }, { km: 40, min: 230, longestKm: 14 })],
  ['marathon', inputOf({ kind: 'MARATHON', sport: 'run', date: '2027-04-18' }, { km: 50, min: 290, longestKm: 20 })],
  ['10K', inputOf({ kind: '10K', sport: 'run', date: '2027-02-28' }, { km: 40, min: 230, longestKm: 12 })],
  ['gran fondo', inputOf({ kind: 'GRAN_FONDO', sport: 'ride', date: '2027-04-04' }, { min: 400 })],
  ['time trial', inputOf({ kind: 'TT', sport: 'ride', date: '2027-03-14' }, { min: 420 })],
]

describe('taper weeks (science.md S6)', () => {
  it.each(TYPICAL)('keep four of five days and one sharpener: %s', (_, input) => {
    const plan = buildPlan(input)
    const usual = Math.max(...weeksOf(plan).map((week) => week.workouts.length))
    // the day of the race and the day of rest two days before it are none of them
    const race = weeksOf(plan).find((week) => week.workouts.some((workout) => workout.race))!
    expect(race.workouts.filter((workout) => !workout.race).length).toBeGreaterThanOrEqual(0.8 * (usual - 1) - 0.5)
    const before = taperOf(plan).filter((workout) => !workout.race)
    for (const week of plan.blocks.filter(({ type }) => type === 'RACE').flatMap(({ weeks }) => weeks.slice(0, -1)))
      expect(week.workouts.length).toBeGreaterThanOrEqual(0.8 * usual)
    expect(before.filter(({ purpose }) => purpose.code === 'sharpener')).toHaveLength(1)
  })

  it('G20 leave three days between hard sessions from 65 years on, the weeks before included', () => {
    const close: string[] = []
    let judged = 0
    for (let seed = 0; seed < 400; seed++) {
      const input = seededPlanningInput(seed)
      const age = Number(input.today.slice(0, 4)) - (input.athlete.birthYear ?? 3000)
      if (age < 65 || assessFeasibility(input).verdict === 'red') continue
      const hard = workoutsOf(buildPlan(input)).filter((workout) => workout.hard && !workout.race)
      for (const [index, workout] of hard.slice(1).entries()) {
        judged += 1
        if (daysBetween(hard[index]!.date, workout.date) < 3) close.push(`seed ${seed}: ${workout.date}`)
      }
    }
    expect(close).toEqual([])
    expect(judged).toBeGreaterThan(100)
  })

  it('S6.2 have one sharpener at most, whoever tapers', () => {
    for (let seed = 0; seed < 200; seed++) {
      const input = seededPlanningInput(seed)
      if (input.goal.kind === 'GENERAL_FITNESS' || assessFeasibility(input).verdict === 'red') continue
      const count = workoutsOf(buildPlan(input)).filter(({ purpose }) => purpose.code === 'sharpener').length
      expect(count, `seed ${seed}`).toBeLessThanOrEqual(1)
    }
  })

  it('go on running and walking with who has not run through yet', () => {
    const plan = buildPlan(
      inputOf({ kind: '5K', sport: 'run', date: '2027-01-10' }, null, { level: 'BEGINNER', maxDaysPerWeek: 3 }),
    )
    const archetypes = new Set(
      workoutsOf(plan)
        .filter(({ race }) => !race)
        .map(({ archetype }) => archetype),
    )
    expect([...archetypes].filter((id) => id !== 'R05' && id !== 'R02')).toEqual([])
    expect(taperOf(plan).length).toBeGreaterThan(1)
  })
})

describe('blocks without hard work', () => {
  it('are blocks for endurance, whatever their phase', () => {
    const plan = buildPlan(
      inputOf({ kind: '5K', sport: 'run', date: '2027-01-10' }, null, { level: 'BEGINNER', maxDaysPerWeek: 3 }),
    )
    const before = plan.blocks.filter(({ type }) => type !== 'RACE')
    expect(before.map(({ primaryFocus }) => primaryFocus)).toEqual(before.map(() => 'AEROBIC_ENDURANCE'))
    for (const { name, progressionLogic } of before) {
      expect(name).toMatch(/: endurance$/)
      expect(progressionLogic).toMatch(/easy|nothing hard/)
    }
  })

  it('a race on the way is the test of its weeks', () => {
    const season = inputOf(
      { kind: 'MARATHON', sport: 'run', date: '2027-05-16' },
      { km: 60, min: 330, longestKm: 20 },
      { level: 'INTERMEDIATE' },
    )
    const dates = (input: PlanningInput) =>
      workoutsOf(buildPlan(input))
        .filter(({ focus }) => focus === 'TEST')
        .map(({ date }) => date)
    const [test] = dates(season)
    expect(test).toBeDefined()
    const sunday = test!
    const after = dates({ ...season, events: [{ kind: '10K', sport: 'run', date: sunday, priority: 'C' }] })
    for (const date of after) expect(Math.abs(daysBetween(date, sunday))).toBeGreaterThan(6)
  })
})
