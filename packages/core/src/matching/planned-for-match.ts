import type { ThresholdSet } from '../athlete/thresholds.ts'
import { domainOfFraction, type Domain } from '../load/distribution.ts'
import type { PlannedWorkout } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { Leaf } from '../workout/awp.ts'
import { domainSeconds, HARD_SESSION_MINUTES } from '../workout/intensity.ts'
import { leafDurationS, leafFraction, loadContext, type LoadContext } from '../workout/leaf-load.ts'
import {
  primaryOf,
  resolveHeartRate,
  resolvePace,
  resolvePower,
  type MissingReference,
  type ResolvedTarget,
} from '../workout/resolve.ts'
import type { Result } from '../result/result.ts'
import { walk } from '../workout/walk.ts'
import type { PlannedForMatch, PlannedStep, StepLead, StepTarget } from './matchable.ts'

/** Of the plan a session belongs to. */
export interface PlanOfSession {
  readonly id: string
  /** Local day the plan was made. */
  readonly createdOn: LocalDate
}

/** A planned session with its steps unrolled and its targets in the numbers of the day (design.md law 6). */
export function plannedForMatch(
  session: PlannedWorkout,
  plan: PlanOfSession,
  thresholds: ThresholdSet,
): PlannedForMatch {
  const { workout } = session
  const context = loadContext(workout.sport, workout.references, thresholds)
  const steps = [...walk(workout.steps)].map(({ leaf, id, between }) => plannedStep(leaf, id, between, context))
  return {
    id: session.id,
    planId: plan.id,
    planCreatedOn: plan.createdOn,
    date: session.date,
    slot: session.slot,
    sport: session.sport,
    focus: session.focus,
    priority: session.priority,
    hard: session.hard,
    race: session.race,
    durationS: session.durationS,
    distanceM: session.distanceM,
    byDistance: isByDistance(session, steps),
    tss: session.tss,
    domain: domainOfSession(session, thresholds, steps),
    steps,
  }
}

function plannedStep(leaf: Leaf, id: string, between: boolean, context: LoadContext): PlannedStep {
  const durationS = leafDurationS(leaf, context)
  const span = leafFraction(leaf, durationS ?? 60, context)
  const domain = span ? domainOfFraction((span.start + span.end) / 2, context.sport) : null
  const { lead, targets } = targetsOf(leaf, context)
  return { id, role: roleOf(leaf, between, domain), durationS, distanceM: leaf.distance ?? null, domain, lead, targets }
}

function roleOf(leaf: Leaf, between: boolean, domain: Domain | null): PlannedStep['role'] {
  if (leaf.type === 'Warmup') return 'WARMUP'
  if (leaf.type === 'Cooldown') return 'COOLDOWN'
  if (leaf.type === 'Rest' || between) return 'REST'
  if (leaf.type === 'MaxEffort') return 'WORK'
  // an effort of unknown intensity in an interval is still the work
  return domain === null ? (leaf.type === 'Interval' ? 'WORK' : 'EASY') : domain === 'LOW' ? 'EASY' : 'WORK'
}

/** Every number the step carries in the values of the day, the one the athlete follows first. */
function targetsOf(leaf: Leaf, context: LoadContext): { lead: StepLead; targets: StepTarget[] } {
  const primary = primaryOf(leaf)
  const lead: StepLead = primary === 'power' || primary === 'pace' || primary === 'heartRate' ? primary : 'effort'
  const resolved = [
    leaf.power && targetOf(resolvePower(leaf.power, context)),
    leaf.pace && targetOf(resolvePace(leaf.pace, context)),
    leaf.heartRate && targetOf(resolveHeartRate(leaf.heartRate, context)),
  ].filter((target) => target !== undefined && target !== null)
  return {
    lead,
    targets: [
      ...resolved.filter(({ measure }) => measure === lead),
      ...resolved.filter(({ measure }) => measure !== lead),
    ],
  }
}

function targetOf(resolved: Result<ResolvedTarget, MissingReference>): StepTarget | null {
  if (!resolved.ok) return null
  const { kind, shape } = resolved.value
  switch (shape.type) {
    case 'steady':
      return { measure: kind, low: shape.value, high: shape.value }
    case 'range':
      return { measure: kind, low: Math.min(shape.min, shape.max), high: Math.max(shape.min, shape.max) }
    case 'ramp':
      // a ramp's mean is its middle: that is what a step of it is held against
      return { measure: kind, low: (shape.start + shape.end) / 2, high: (shape.start + shape.end) / 2 }
  }
}

/** A run whose steps are given in metres for most of its time, and a run race: compliance by distance (science.md S9.2). */
function isByDistance(session: PlannedWorkout, steps: readonly PlannedStep[]): boolean {
  if (session.sport !== 'run' || session.distanceM === null) return false
  const metresS = steps.reduce((sum, step) => sum + (step.distanceM === null ? 0 : (step.durationS ?? 0)), 0)
  return session.race || metresS > session.durationS / 2
}

/** The harder domain that the session spends time in, once MID and HIGH make a hard session (science.md S0.4, G07). */
function domainOfSession(
  session: PlannedWorkout,
  thresholds: ThresholdSet,
  steps: readonly PlannedStep[],
): Domain | null {
  if (steps.every(({ domain }) => domain === null)) return null
  const { midS, highS } = domainSeconds(session.workout, thresholds)
  return dominantDomain(midS, highS)
}

/** Domain of a session by its seconds in MID and HIGH. */
export function dominantDomain(midS: number, highS: number): Domain {
  // sprints and short intervals are few minutes: half of a hard session's share in HIGH decides [P]
  if (highS >= (HARD_SESSION_MINUTES * 60) / 2 && highS >= midS / 2) return 'HIGH'
  return midS + highS >= HARD_SESSION_MINUTES * 60 ? (highS > midS ? 'HIGH' : 'MID') : 'LOW'
}
