import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { foldPlan } from '@coach-wattz/core/plan/fold-plan'
import { weeksOf } from '@coach-wattz/core/plan/plan'
import { outlineOf } from '@coach-wattz/core/plan/week-outline'
import { seededPlanningInput } from '@coach-wattz/core/testing/seeded-athlete'
import { expect, it } from 'vitest'
import { bandsOf, seasonOf } from './season-weeks'

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

it('names the blocks of a season, and the phases of one with too many blocks to name', () => {
  const names = ['Base 1: endurance', 'Base 2: threshold', 'Build 1: VO2max', 'Build 2: VO2max', 'Taper and race']
  const types = ['BASE', 'BASE', 'BUILD', 'BUILD', 'RACE'] as const
  const block = (at: number, id: number) => ({ id: `b${id}`, name: names[at]!, type: types[at]!, weeks: [{ id }] })
  const planOf = (order: readonly number[]) =>
    ({ blocks: order.map(block) }) as unknown as Parameters<typeof bandsOf>[0]
  const told = (order: readonly number[]) =>
    bandsOf(planOf(order)).map(({ title, work, weeks }) => [title, work, weeks.length])
  expect(told([0, 1, 2, 4])).toEqual([
    ['Base 1', 'Endurance', 1],
    ['Base 2', 'Threshold', 1],
    ['Build 1', 'VO2max', 1],
    ['Taper and race', null, 1],
  ])
  expect(told([0, 1, 1, 1, 1, 2, 2, 3, 4])).toEqual([
    ['Base', null, 5],
    ['Build', null, 3],
    ['Taper and race', null, 1],
  ])
})
