import { waitsForDoctor } from '../athlete/flag.ts'
import { buildPlan } from '../plan/build-plan.ts'
import { foldPlan } from '../plan/fold-plan.ts'
import { generalFitness, type Alternative } from '../plan/alternatives.ts'
import { assessFeasibility, type Feasibility } from '../plan/feasibility.ts'
import type { Plan } from '../plan/plan.ts'
import { shortfallOf } from '../plan/plan-notes.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { racesLeftOut, withRacesLeftOut } from '../plan/races-left-out.ts'
import { withShortfall } from '../plan/shortfall.ts'
import { startingPoint } from '../plan/starting-point.ts'
import { correctPlan } from './correct-plan.ts'
import type { GuardReport, RuleId } from './guard-report.ts'
import type { Correction } from './plan-editor.ts'
import type { ReviewFacts } from './review-facts.ts'
import { reviewPlan } from './review-plan.ts'

/** Why there is no plan, and what would be possible: plain JSON. A broken plan is never given out (design.md law 2). */
export interface Refusal {
  readonly rule: RuleId
  /** One sentence with the numbers in it. */
  readonly reason: string
  readonly alternatives: readonly Alternative[]
  readonly feasibility: Feasibility
}

export type AuthoredPlan =
  | {
      readonly ok: true
      readonly plan: Plan
      readonly report: GuardReport
      /** What the rules changed in the planner's draft. */
      readonly corrections: readonly Correction[]
      readonly feasibility: Feasibility
    }
  | { readonly ok: false; readonly refused: Refusal }

/** What a review of this athlete's plan knows. */
export const reviewFactsOfInput = (input: PlanningInput): ReviewFacts => ({
  history: input.history,
  today: input.today,
  flags: input.athlete.flags,
  thresholds: input.athlete.thresholds,
  crossTraining: input.athlete.crossTraining,
  ...(input.athlete.screening ? { screening: input.athlete.screening } : {}),
  ...(input.course ? { course: input.course } : {}),
  profile: 'default',
})

/** Chest pain, palpitations, breathlessness, fainting: no plan until confirmed (science.md S8.6). */
const DOCTOR_BEFORE_PLAN =
  'You told us of chest pain, a racing heart, breathlessness or fainting. Stop training and see a doctor. We plan once you tell us, under Health, that they agree.'

/**
 * A whole plan by the deterministic author (design.md §5): feasibility, draft, review, correction, report. Refuses with a
 * reason where the time is too short, or where no correction leaves a plan that every hard rule allows. Pure: the same
 * input gives the same bytes.
 */
export function authorPlan(input: PlanningInput): AuthoredPlan {
  const start = startingPoint(input)
  const feasibility = assessFeasibility(input, start)
  if (waitsForDoctor(input.athlete.flags, input.today)) return refuse('G19', DOCTOR_BEFORE_PLAN, feasibility)
  if (feasibility.verdict === 'red') return refuse(feasibility.rule ?? 'G15', feasibility.text, feasibility)
  const honest = withHonestTarget(input, feasibility)
  const corrected = correctPlan(buildPlan(honest, start), reviewFactsOfInput(honest))
  const broken = corrected.report.violations.find((violation) => violation.severity === 'H')
  if (broken) {
    // what is the athlete's own is said plainly: no other days would help
    const reason =
      broken.rule === 'G20' ? broken.text : `We found no safe plan for these days and minutes. ${broken.text}`
    return refuse(broken.rule, reason, feasibility, waysOn(input))
  }
  return {
    ok: true,
    plan: corrected.plan,
    report: corrected.report,
    corrections: corrected.corrections,
    feasibility: withRacesLeftOut(
      withShortfall(feasibility, shortfallOf(corrected.plan)),
      racesLeftOut(corrected.plan),
    ),
  }
}

/** The wish, or the nearest honest time in its place: training goes by today's form either way, the race is paced by this (G16). */
function withHonestTarget(input: PlanningInput, feasibility: Feasibility): PlanningInput {
  const { target } = feasibility
  if (feasibility.isUntimed) {
    const { targetTimeS: _, ...goal } = input.goal
    return { ...input, goal }
  }
  if (!target?.ok || target.value.verdict !== 'red') return input
  return { ...input, goal: { ...input.goal, ...target.value.honest } }
}

/**
 * The same with its far weeks folded to outlines (docs/adr/0011): how a plan is saved. A plan over a course stays whole, because
 * what the course asks for is shown by the sessions it led to. Every session of it has passed
 * the rules before it is folded; the report is that of the folded plan, which a plan file can be checked by.
 */
export function authorOutlinedPlan(input: PlanningInput): AuthoredPlan {
  const authored = authorPlan(input)
  if (!authored.ok || input.goal.courseId !== undefined) return authored
  const plan = foldPlan(authored.plan, input.today)
  return { ...authored, plan, report: reviewPlan(plan, reviewFactsOfInput(input)) }
}

const refuse = (
  rule: RuleId,
  reason: string,
  feasibility: Feasibility,
  alternatives: readonly Alternative[] = feasibility.alternatives,
): AuthoredPlan => ({ ok: false, refused: { rule, reason, alternatives, feasibility } })

/** Ways on when the time would do and still no plan keeps every hard rule: the days and minutes are what is left to give. */
function waysOn({ goal }: PlanningInput): Alternative[] {
  const here = { goal: goal.kind, date: goal.date ?? null, weeks: null }
  return [
    { kind: 'more-time', ...here, text: 'Open one more day of the week, even a short one, and we look again.' },
    {
      kind: 'more-time',
      ...here,
      text: 'Give the longest day more minutes, or let the long session stand on another day.',
    },
    generalFitness('Begin with twelve weeks of general fitness on the days you have.'),
  ]
}
