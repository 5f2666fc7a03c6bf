import { assert } from '../result/assert.ts'
import { STEP_COUNT, type Archetype } from './archetype.ts'
import { archetypeById } from './find-archetype.ts'
import { parseStep, stepBlockS, stepWorkS, type StepPlan } from './progression-dsl.ts'

const parsed = new Map<string, StepPlan>()

/** Step 1–10 of an archetype, parsed once. Throws on a step outside 1–10: callers hold it inside. */
export function stepPlanOf(archetype: Archetype, step: number): StepPlan {
  assert(Number.isInteger(step) && step >= 1 && step <= STEP_COUNT, `${archetype.id} has steps 1 to 10, not ${step}.`)
  const key = `${archetype.id}:${step}`
  const known = parsed.get(key)
  if (known) return known
  const plan = parseStep(archetype.steps[step - 1] ?? '')
  assert(plan.ok, `${key} cannot be read: ${plan.ok ? '' : plan.error}`)
  parsed.set(key, plan.value)
  return plan.value
}

/** Seconds of the whole session at a step, warm-up and cool-down included. */
export function archetypeStepDurationS(id: string, step: number): number {
  const archetype = archetypeById(id)
  const plan = stepPlanOf(archetype, step)
  if (plan.kind === 'sets' && plan.sessionS !== null) return plan.sessionS
  return stepBlockS(plan) + (archetype.warmupMin + archetype.cooldownMin) * 60
}

/** Seconds of work at a step: the library's time in zone, monotone from step 1 to 10. */
export function archetypeStepWorkS(id: string, step: number): number {
  return stepWorkS(stepPlanOf(archetypeById(id), step))
}
