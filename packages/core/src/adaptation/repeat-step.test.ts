import { expect, it } from 'vitest'
import { atStep } from '../guardrails/reshape-session.ts'
import { archetypeStepWorkS } from '../library/archetype-step.ts'
import { workoutsOf } from '../plan/plan.ts'
import { seededPlan } from './judged.fixture.ts'
import { firstChanged, stepsFrom } from './repeat-step.ts'

const [session] = workoutsOf(seededPlan(2)!.plan).filter(({ focus, archetype }) => focus === 'VO2_MAX' && archetype)
const at = (...steps: number[]) => steps.map((step, index) => ({ ...atStep(session!, step)!, id: `s${index}` }))
const stepsOf = (...steps: number[]) =>
  stepsFrom(at(...steps), 4).map((change) => (change.kind === 'replace' ? [change.workoutId, change.after.step] : null))

it('S8.1 keep the step: the next at it at most, those after it one by one', () => {
  expect(stepsOf(5, 6, 7)).toEqual([
    ['s0', 4],
    ['s1', 5],
    ['s2', 6],
  ])
  expect(stepsOf(4, 5)).toEqual([])
})

it('S8.1 a lighter one between holds the loading one after it down to no less, and the words speak of the one that changes', () => {
  expect(stepsOf(2, 5)).toEqual([['s1', 4]])
  expect(firstChanged(stepsFrom(at(2, 5), 4))).toMatchObject({ before: { id: 's1', step: 5 }, step: 4 })
  expect(firstChanged([])).toBeNull()
})

it('the purpose of a session at another step names that step and its work', () => {
  const [change] = stepsFrom(at(7), 4)
  const after = change?.kind === 'replace' ? change.after : null
  expect(session!.purpose.code).toBe('key-session')
  expect(after?.purpose.facts).toEqual({
    ...session!.purpose.facts,
    step: 4,
    workMinutes: Math.round(archetypeStepWorkS(session!.archetype!, 4) / 60),
  })
})
