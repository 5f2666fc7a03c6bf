import { assert } from '../result/assert.ts'
import type { Archetype } from './archetype.ts'
import { archetypeStepDurationS, stepPlanOf } from './archetype-step.ts'
import { archetypeById } from './find-archetype.ts'
import { repeatsOf, stepBlockS, stepWorkS, withRepeats } from './progression-dsl.ts'

/** A step of an archetype, possibly shortened or lengthened: everything `buildVariant` needs, and a key for caches. */
export interface WorkoutVariant {
  readonly archetypeId: string
  readonly step: number
  /** Fewer repeats, or sets, than the step's own (science.md S6.2). */
  readonly repeats?: number
  /** Shorter warm-up or cool-down than the archetype's own, minutes. */
  readonly warmupMin?: number
  readonly cooldownMin?: number
  /** Pure easy sessions: their whole length, minutes. */
  readonly easyMin?: number
  /** Easy time is added until the session lasts this long, minutes. */
  readonly extendEasyToMin?: number
}

/** Shortest warm-up and cool-down that scaling leaves (science.md §11). */
const LEAST_WARMUP_MIN = 10
const LEAST_COOLDOWN_MIN = 5
/** Where scaling ends when nothing of the archetype fits (science.md §11). */
const FALLBACK: Record<Archetype['sport'], string> = { run: 'R04', ride: 'B02' }
const EASY: Record<Archetype['sport'], string> = { run: 'R03', ride: 'B02' }

/** One continuous easy stretch and nothing else: it may last any whole number of minutes. */
export function isPureEasy(archetype: Archetype): boolean {
  return (
    (archetype.focus === 'RECOVERY' || archetype.focus === 'AEROBIC_ENDURANCE' || archetype.focus === 'LONG') &&
    archetype.warmupMin === 0 &&
    archetype.steps.every((_, index) => stepPlanOf(archetype, index + 1).kind === 'continuous')
  )
}

/** A pure easy or long session of exactly `minutes`; null for an archetype with structure. */
export function scaleEasyTo(archetypeId: string, minutes: number): WorkoutVariant | null {
  const archetype = archetypeById(archetypeId)
  if (!isPureEasy(archetype)) return null
  assert(Number.isInteger(minutes) && minutes >= 1, `An easy session lasts whole minutes, not ${minutes}.`)
  return { archetypeId, step: closestStep(archetype, minutes), easyMin: minutes }
}

/**
 * The session that fits into `minutes` (science.md §11): a lower step; then a cool-down of 5 and a warm-up of 10; then
 * R04 or B02; and below their shortest step a plain easy session of exactly that length.
 */
export function scaleDown(archetypeId: string, step: number, minutes: number): WorkoutVariant {
  const archetype = archetypeById(archetypeId)
  const whole = Math.floor(minutes)
  assert(whole >= 1, `A session needs at least a minute, not ${minutes}.`)
  if (archetypeStepDurationS(archetypeId, step) <= whole * 60) return { archetypeId, step }
  if (isPureEasy(archetype)) return { archetypeId, step: closestStep(archetype, whole), easyMin: whole }
  return (
    lowerStep(archetypeId, step, whole) ??
    trimmed(archetype, whole) ??
    lowerStep(FALLBACK[archetype.sport], 10, whole) ?? {
      archetypeId: EASY[archetype.sport],
      step: 1,
      easyMin: whole,
    }
  )
}

/**
 * Every variant of the archetype itself, at this step or a lower one, that lasts at most `minutes`: the one with most work
 * first, and of equal ones the longest. Fewer repeats, and shorter ends where those alone do not do (science.md §11).
 */
export function shorterInKind(archetypeId: string, step: number, minutes: number): WorkoutVariant[] {
  const archetype = archetypeById(archetypeId)
  const whole = Math.floor(minutes)
  if (whole < 1) return []
  const easy = scaleEasyTo(archetypeId, whole)
  if (easy) return [easy]
  const shortEnds = {
    cooldownMin: Math.min(archetype.cooldownMin, LEAST_COOLDOWN_MIN),
    warmupMin: Math.min(archetype.warmupMin, LEAST_WARMUP_MIN),
  }
  const found: { readonly variant: WorkoutVariant; readonly workS: number; readonly durationS: number }[] = []
  for (let at = step; at >= 1; at--) {
    const plan = stepPlanOf(archetype, at)
    const all = repeatsOf(plan)
    for (let repeats = all; repeats >= 1; repeats--) {
      const base: WorkoutVariant = { archetypeId, step: at, ...(repeats < all ? { repeats } : {}) }
      for (const variant of [base, { ...base, ...shortEnds }]) {
        const durationS = variantDurationS(variant)
        if (durationS <= whole * 60) found.push({ variant, durationS, workS: stepWorkS(withRepeats(plan, repeats)) })
      }
    }
  }
  return found.sort((a, b) => b.workS - a.workS || b.durationS - a.durationS).map(({ variant }) => variant)
}

/** The most repeats of the step with at most `workS` of work inside `minutes`; null where not even one is that short. */
export function scaleRepeats(
  archetypeId: string,
  step: number,
  most: { readonly workS: number; readonly minutes: number },
): WorkoutVariant | null {
  const plan = stepPlanOf(archetypeById(archetypeId), step)
  const all = repeatsOf(plan)
  for (let repeats = all; repeats >= 1; repeats--) {
    if (stepWorkS(withRepeats(plan, repeats)) > most.workS) continue
    const variant: WorkoutVariant = { archetypeId, step, ...(repeats < all ? { repeats } : {}) }
    if (variantDurationS(variant) <= most.minutes * 60) return variant
  }
  return null
}

/** The variant's length in seconds, without building it. */
export function variantDurationS(variant: WorkoutVariant): number {
  const archetype = archetypeById(variant.archetypeId)
  if (variant.easyMin !== undefined) return variant.easyMin * 60
  const own = archetypeStepDurationS(variant.archetypeId, variant.step) - leftOutS(variant)
  const trimmedMin =
    archetype.warmupMin -
    (variant.warmupMin ?? archetype.warmupMin) +
    (archetype.cooldownMin - (variant.cooldownMin ?? archetype.cooldownMin))
  return Math.max(own - trimmedMin * 60, (variant.extendEasyToMin ?? 0) * 60)
}

/** Seconds of the repeats left out; none where the length of the session is fixed. */
function leftOutS({ archetypeId, step, repeats }: WorkoutVariant): number {
  const plan = stepPlanOf(archetypeById(archetypeId), step)
  if (repeats === undefined || (plan.kind === 'sets' && plan.sessionS !== null)) return 0
  return stepBlockS(plan) - stepBlockS(withRepeats(plan, repeats))
}

/** One string per distinct variant: the key of every cache on top. */
export function variantKey(variant: WorkoutVariant): string {
  const { archetypeId, step, repeats, warmupMin, cooldownMin, easyMin, extendEasyToMin } = variant
  return `${archetypeId}:${step}:${repeats ?? ''}:${warmupMin ?? ''}:${cooldownMin ?? ''}:${easyMin ?? ''}:${extendEasyToMin ?? ''}`
}

function lowerStep(archetypeId: string, from: number, minutes: number): WorkoutVariant | null {
  for (let step = from; step >= 1; step--) {
    if (archetypeStepDurationS(archetypeId, step) <= minutes * 60) return { archetypeId, step }
  }
  return null
}

function trimmed(archetype: Archetype, minutes: number): WorkoutVariant | null {
  const own = archetypeStepDurationS(archetype.id, 1) / 60
  const cooldownMin = Math.min(archetype.cooldownMin, LEAST_COOLDOWN_MIN)
  const warmupMin = Math.min(archetype.warmupMin, LEAST_WARMUP_MIN)
  const withoutCooldown = own - (archetype.cooldownMin - cooldownMin)
  if (withoutCooldown <= minutes) return { archetypeId: archetype.id, step: 1, cooldownMin }
  if (withoutCooldown - (archetype.warmupMin - warmupMin) > minutes) return null
  return { archetypeId: archetype.id, step: 1, cooldownMin, warmupMin }
}

/** The longest step not above `minutes`, or the first: what a level is remembered as after an easy session of that length. */
function closestStep(archetype: Archetype, minutes: number): number {
  return lowerStep(archetype.id, archetype.steps.length, minutes)?.step ?? 1
}
