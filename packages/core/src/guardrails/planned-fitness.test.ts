import { describe, expect, it } from 'vitest'
import type { TrainingHistory } from '../evidence/history.ts'
import { fitnessHistory } from '../load/fitness.ts'
import { fitnessBand } from '../plan/fitness-band.ts'
import { weeksOf, type Plan } from '../plan/plan.ts'
import { loadedPast, loadedPlan } from '../testing/loaded-plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { planFacts } from './plan-facts.ts'
import { dateOfPlanned, plannedFitness, type PlannedFitness } from './planned-fitness.ts'

const LOADS = [50, 0, 80, 0, 60, 120, 0, 55, 0, 90, 0, 65, 130, 0, 30, 0, 40, 0, 30, 60, 0]
const written = loadedPlan(LOADS)
/** Its last week is not written yet. */
const plan: Plan = {
  ...written,
  targetDate: addDays(written.startDate, 20),
  blocks: written.blocks.map((block) => ({
    ...block,
    weeks: block.weeks.map((week, index) =>
      index === 2 ? { ...week, detail: 'OUTLINE', tssTarget: 160, workouts: [] } : week,
    ),
  })),
}
const past = loadedPast(45, 130)

const fitnessOf = (history: TrainingHistory, today: LocalDate): PlannedFitness => {
  const found = plannedFitness(planFacts(plan, { history, today, profile: 'default' }))
  if (!found.ok) throw new Error(found.detail)
  return found.value
}
const chartOf = (history: TrainingHistory, today: LocalDate) => {
  const loads = history.activities.map(({ date, load }) => ({ date, load: load! }))
  const series = fitnessHistory(loads, today)
  return series.ok ? (fitnessBand(plan, series.value.days, today) ?? []) : []
}
/** The past with what was planned done up to `day`. */
const doneTo = (day: LocalDate): TrainingHistory => ({
  activities: [
    ...past.activities,
    ...weeksOf(plan)
      .flatMap(({ workouts }) => workouts)
      .filter(({ date }) => date <= day)
      .map(({ date, sport, durationS, distanceM, tss }) => ({ date, sport, durationS, distanceM, load: tss! })),
  ],
})

describe('fitness of the planned days', () => {
  it('is the fitness the season’s chart draws, whatever the day and whether today is done', () => {
    for (let day = -9; day <= 13; day++) {
      const today = addDays(plan.startDate, day)
      for (const history of [
        day < 0 ? { activities: past.activities.filter(({ date }) => date <= today) } : doneTo(today),
        day < 0 ? { activities: past.activities.filter(({ date }) => date < today) } : doneTo(addDays(today, -1)),
      ]) {
        const rules = fitnessOf(history, today)
        const chart = new Map(chartOf(history, today).map(({ date, ctl }) => [date, ctl]))
        expect(rules.days.length).toBeGreaterThan(6)
        for (const [index, { ctl }] of rules.days.entries())
          expect(chart.get(dateOfPlanned(rules, index)), `${today} ${index}`).toBeCloseTo(ctl, 9)
        expect([...chart.keys()].at(-1)).toBe(dateOfPlanned(rules, rules.days.length - 1))
      }
    }
  })

  it('leaves a race out, which is outside every rule, and counts a session that only calls itself one', () => {
    const named = (goal: Plan['goal']): Plan => ({
      ...plan,
      goal,
      targetDate: addDays(plan.startDate, 12),
      blocks: plan.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((week) => ({
          ...week,
          workouts: week.workouts.map((workout) =>
            workout.date === addDays(plan.startDate, 12) ? { ...workout, race: true } : workout,
          ),
        })),
      })),
    })
    const today = addDays(plan.startDate, -1)
    const ctlOf = (one: Plan): number => {
      const found = plannedFitness(planFacts(one, { history: past, today, profile: 'default' }))
      return found.ok ? found.value.days[12]!.ctl : Number.NaN
    }
    const race = ctlOf(named({ kind: '10K', sport: 'run', date: addDays(plan.startDate, 12) }))
    const none = ctlOf(named({ kind: 'GENERAL_FITNESS', sport: 'run' }))
    expect(none - race).toBeCloseTo(130 * (1 - Math.exp(-1 / 42)), 9)
  })
})
