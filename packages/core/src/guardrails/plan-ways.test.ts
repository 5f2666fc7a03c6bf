import { describe, expect, it } from 'vitest'
import { foldPlan } from '../plan/fold-plan.ts'
import { weeksToRace, workoutsOf } from '../plan/plan.ts'
import { planFigures } from '../plan/plan-figures.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { toldWeeks } from '../testing/judge.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { authorPlan, reviewFactsOfInput } from './author-plan.ts'
import { otherWays, suitableStrategies, type Authored } from './plan-ways.ts'
import { reviewPlan } from './review-plan.ts'

const runner = (maxDaysPerWeek: number): PlanningInput => ({
  planId: 'plan',
  today: '2026-03-01',
  goal: { kind: 'HM', sport: 'run', date: '2026-06-14' },
  history: toldWeeks(Array.from({ length: 6 }, () => ({ km: 36, longestKm: 13 }))),
  athlete: planningAthlete({ sport: 'run', maxDaysPerWeek, level: 'INTERMEDIATE' }),
})
function authored(input: PlanningInput): Authored {
  const plan = authorPlan(input)
  if (!plan.ok) throw new Error(plan.refused.reason)
  return plan
}

describe('other ways to a goal', () => {
  const input = runner(5)
  const chosen = authored(input)
  const ways = otherWays(input, chosen)

  it('are another strategy of the level and a day a week less', () => {
    expect(ways.map(({ kind }) => kind)).toEqual(['other-strategy', 'fewer-days'])
    const [other, fewer] = ways
    expect(suitableStrategies(input.goal, chosen.plan.athlete.level)).toContain(other!.strategy)
    expect(other!.strategy).not.toBe(chosen.plan.strategy)
    expect(fewer!.maxDaysPerWeek).toBe(4)
    expect(fewer!.strategy).toBe(chosen.plan.strategy)
  })
  it('pass the same gate, and train differently', () => {
    for (const { authored: way } of ways) {
      expect(way.report).toEqual(reviewPlan(way.plan, reviewFactsOfInput(input)))
      expect(way.report.violations.filter(({ severity }) => severity === 'H')).toEqual([])
      expect(JSON.stringify(workoutsOf(way.plan))).not.toBe(JSON.stringify(workoutsOf(chosen.plan)))
    }
  })
  it('are what the wizard makes when it is asked for them', () => {
    const [other] = ways
    const asked = authored({ ...input, goal: { ...input.goal, strategy: other!.strategy } })
    expect(asked.plan).toEqual(other!.authored.plan)
  })
  it('take no day from three days a week, and no polarized plan to a beginner', () => {
    const three = runner(3)
    expect(otherWays(three, authored(three)).map(({ kind }) => kind)).not.toContain('fewer-days')
    expect(suitableStrategies(input.goal, 'BEGINNER')).not.toContain('POLARIZED')
  })
})

describe('the figures of a plan', () => {
  const { plan } = authored(runner(5))
  const figures = planFigures(plan)
  const weeks = weeksToRace(plan)

  it('count an outline by its target, so that an average week is the same once the far weeks are folded', () => {
    const folded = foldPlan(plan, plan.startDate)
    expect(weeksToRace(folded).some(({ detail }) => detail === 'OUTLINE')).toBe(true)
    expect(Math.abs(planFigures(folded).averageWeekMinutes - figures.averageWeekMinutes)).toBeLessThan(0.6)
  })

  it('are what the sessions add up to, without the race', () => {
    const sessions = weeks.flatMap(({ workouts }) => workouts).filter(({ race }) => !race)
    const minutes = sessions.reduce((sum, { durationS }) => sum + durationS / 60, 0)
    expect(figures.averageWeekMinutes).toBeCloseTo(minutes / weeks.length, 6)
    expect(figures.longestSessionMinutes).toBeCloseTo(Math.max(...sessions.map(({ durationS }) => durationS / 60)), 6)
    expect(figures.easyShare).toBeGreaterThan(0.7)
    expect(figures.easyShare).toBeLessThan(1)
    expect(figures.hardSessionsAWeek).toBeGreaterThan(0.5)
    expect(figures.hardSessionsAWeek).toBeLessThanOrEqual(3)
  })
  it('leave the load unknown where a session has none', () => {
    const blind = {
      ...plan,
      blocks: plan.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((week) => ({
          ...week,
          workouts: week.workouts.map((workout) => ({ ...workout, tss: null })),
        })),
      })),
    }
    expect(planFigures(blind).peakWeekLoad).toBeNull()
    expect(planFigures({ ...plan, blocks: [] })).toMatchObject({ easyShare: null, peakWeekLoad: null })
  })
})
