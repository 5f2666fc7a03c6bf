import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { foldPlan } from '@coach-wattz/core/plan/fold-plan'
import { weeksOf } from '@coach-wattz/core/plan/plan'
import { outlineOf } from '@coach-wattz/core/plan/week-outline'
import { seededPlanningInput } from '@coach-wattz/core/testing/seeded-athlete'
import { expect, it } from 'vitest'
import { planFigures } from '@coach-wattz/core/plan/plan-figures'
import { averageMinutes, seasonOf } from './season-weeks'

it('an outline that holds a race shows its longest session, not the race', () => {
  let judged = 0
  for (let seed = 40_000; seed < 40_020; seed++) {
    const input = seededPlanningInput(seed)
    const authored = authorPlan(input)
    if (!authored.ok) continue
    const plan = foldPlan(authored.plan, input.today)
    const { weeks, inMetres } = seasonOf(plan, [])
    for (const [index, week] of weeksOf(plan).entries()) {
      const outline = outlineOf(week)
      if (outline === null || week.workouts.length === 0) continue
      judged += 1
      const longest = inMetres ? (outline.longestDistanceM ?? 0) : outline.longestMinutes * 60
      expect(weeks[index]).toMatchObject({ isOutline: true, isRace: false, longest: longest || null })
    }
  }
  expect(judged).toBeGreaterThan(3)
})

it('the average week is the one the ways to the goal are compared by: training without the races', () => {
  let raced = 0
  for (let seed = 40_000; seed < 40_020; seed++) {
    const authored = authorPlan(seededPlanningInput(seed))
    if (!authored.ok) continue
    raced += weeksOf(authored.plan).some((week) => week.workouts.some(({ race }) => race)) ? 1 : 0
    expect(Math.abs(averageMinutes(authored.plan) - planFigures(authored.plan).averageWeekMinutes)).toBeLessThan(0.6)
  }
  expect(raced).toBeGreaterThan(3)
})
