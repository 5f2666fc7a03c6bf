import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { foldPlan } from '@coach-wattz/core/plan/fold-plan'
import { weeksOf } from '@coach-wattz/core/plan/plan'
import { outlineOf } from '@coach-wattz/core/plan/week-outline'
import { seededPlanningInput } from '@coach-wattz/core/testing/seeded-athlete'
import { expect, it } from 'vitest'
import { seasonOf } from './season-weeks'

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
