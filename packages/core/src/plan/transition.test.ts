import { describe, expect, it } from 'vitest'
import { reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { detailPlan } from '../guardrails/detail-plan.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { foldPlan } from './fold-plan.ts'
import { isUltraRun, tableGoal, type Goal } from './goal.ts'
import { lastDayOf, weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from './plan.ts'
import { aftermathOf } from './transition.ts'
import { outlineOf } from './week-outline.ts'

const WEEKS: Readonly<Record<string, number>> = {
  '5K': 1,
  '10K': 1,
  CRIT: 1,
  TT: 1,
  HM: 2,
  GRAN_FONDO: 2,
  MARATHON: 3,
  GRAVEL_200: 3,
}
const weeksAfter = (goal: Goal): number => (isUltraRun(goal) ? 3 : (WEEKS[tableGoal(goal)] ?? 0))
const own = (plan: Plan, week: TrainingWeek): PlannedWorkout[] =>
  week.workouts.filter(({ race, sport }) => !race && sport === plan.sport)
const minutesOf = (plan: Plan, week: TrainingWeek): number =>
  own(plan, week).reduce((sum, { durationS }) => sum + durationS / 60, 0)
const transitionOf = (plan: Plan): readonly TrainingWeek[] =>
  plan.blocks.filter(({ type }) => type === 'TRANSITION').flatMap(({ weeks }) => weeks)

const SEASONS = Array.from({ length: 160 }, (_, seed) => seededPlanningInput(seed)).flatMap((input) =>
  assessFeasibility(input).verdict === 'red' ? [] : [{ input, plan: buildPlan(input) }],
)

describe('S5.3 the weeks after the goal’s race', () => {
  it('are one to three by goal from the Monday after it on, the last block; none where there is no race', () => {
    for (const { input, plan } of SEASONS) {
      const weeks = transitionOf(plan)
      expect(weeks).toHaveLength(input.goal.date === undefined ? 0 : weeksAfter(input.goal))
      if (weeks.length === 0) continue
      expect(plan.blocks.at(-1)!.type).toBe('TRANSITION')
      expect(weeks[0]!.startDate).toBe(nextMonday(plan.targetDate))
      expect(plan.targetDate).toBe(input.goal.date)
      expect(lastDayOf(plan)).toBe(addDays(weeks.at(-1)!.startDate, 6))
    }
  })

  it('hold half of the usual week at most, easy, in short sessions that grow, with a reason', () => {
    let judged = 0
    for (const { plan } of SEASONS) {
      const loads = plan.blocks
        .flatMap(({ type, weeks }) => (type === 'RACE' ? [] : weeks))
        .filter((week) => !week.isRecovery)
      // a season that is all taper has no usual week of its own
      if (loads.length === 0) continue
      const usual = Math.max(...loads.slice(-8).map((week) => minutesOf(plan, week)))
      const shortest = plan.sport === 'run' ? 20 : 30
      const weeks = transitionOf(plan)
      for (const [index, week] of weeks.entries()) {
        judged += 1
        expect(minutesOf(plan, week)).toBeLessThanOrEqual(Math.max(0.5 * usual, shortest) + 1)
        if (index > 0 && own(plan, weeks[index - 1]!).length === own(plan, week).length && own(plan, week).length > 3)
          expect(minutesOf(plan, week) + 5).toBeGreaterThanOrEqual(minutesOf(plan, weeks[index - 1]!))
        expect(week.isRecovery).toBe(true)
        expect(week.notes.map(({ code }) => code)).toContain('transition-week')
        for (const workout of week.workouts) {
          const { midS, highS } = domainSeconds(workout.workout)
          expect(midS + highS).toBeLessThanOrEqual(30)
          expect([workout.hard, workout.race, workout.priority === 'KEY']).toEqual([false, false, false])
          expect(['RECOVERY', 'AEROBIC_ENDURANCE']).toContain(workout.focus)
        }
      }
    }
    expect(judged).toBeGreaterThan(100)
  })

  it('G28 begin with days of rest, and stay inside every hard limit', () => {
    for (const { input, plan } of SEASONS) {
      const after = aftermathOf(input.goal)
      if (after === null) continue
      const numbers = new Set(transitionOf(plan).map(({ weekNumber }) => weekNumber))
      for (const week of weeksOf(plan))
        for (const { date } of own(plan, week))
          if (date > plan.targetDate) expect(daysBetween(plan.targetDate, date)).toBeGreaterThan(after.restDays)
      const broken = reviewPlan(plan, reviewFactsOfInput(input)).violations.filter(
        ({ severity, week }) => severity === 'H' && week !== null && numbers.has(week),
      )
      expect(broken.map(({ rule, text }) => `${input.planId} ${rule} ${text}`)).toEqual([])
    }
  })

  it('keep to the days and minutes there are', () => {
    for (const { input, plan } of SEASONS) {
      for (const week of transitionOf(plan)) {
        const days = new Set(week.workouts.map(({ date }) => date))
        expect(days.size).toBeLessThanOrEqual(plan.athlete.maxDaysPerWeek)
        if (input.athlete.availability === null) continue
        for (const { date, slot, durationS } of week.workouts) {
          const open = week.slots.find((each) => each.date === date && each.slot === slot)
          expect(durationS / 60).toBeLessThanOrEqual(open?.minutes ?? 0)
        }
      }
    }
  })

  it('are outlines until they are near, and are then written inside their targets', () => {
    let written = 0
    for (const { input, plan } of SEASONS.slice(0, 60)) {
      const folded = foldPlan(plan, input.today)
      const outlines = transitionOf(folded)
      const block = folded.blocks.at(-1)!
      if (block.type !== 'TRANSITION' || outlines.some(({ detail }) => detail !== 'OUTLINE')) continue
      const made = detailPlan(folded, input, reviewFactsOfInput(input), { blockId: block.id })
      if (!made.ok) continue
      for (const [index, week] of transitionOf(made.plan).entries()) {
        if (week.detail !== 'DETAILED') continue
        written += 1
        const most = outlines[index]!.volumeTargetMinutes - (outlineOf(outlines[index]!)?.otherMinutes ?? 0)
        expect(minutesOf(folded, week)).toBeLessThanOrEqual(most + 1)
        if (most >= 30) expect(minutesOf(folded, week)).toBeGreaterThanOrEqual(0.6 * most)
        expect(week.workouts.every(({ hard }) => !hard)).toBe(true)
      }
    }
    expect(written).toBeGreaterThan(20)
  })
})
