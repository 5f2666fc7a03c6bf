import { expect, it } from 'vitest'
import { GOAL_KINDS, RIDE_GOALS, RUN_GOALS } from '../plan/goal.ts'
import { eventOfGoal } from './course-event.ts'

it('S10.4: every race has its event, runs the run, each ride its own; general fitness has none', () => {
  for (const kind of RUN_GOALS) expect(eventOfGoal(kind)).toBe('run')
  const rides = RIDE_GOALS.map(eventOfGoal)
  expect(new Set(rides).size).toBe(RIDE_GOALS.length)
  expect(rides).not.toContain(null)
  expect(rides).not.toContain('run')
  expect(GOAL_KINDS.filter((kind) => eventOfGoal(kind) === null)).toEqual(['GENERAL_FITNESS'])
})
