import type { Plan } from '../plan/plan.ts'
import type { GuardReport, RuleId, Verdict, Violation } from './guard-report.ts'
import type { RuleOutcome } from './guardrail.ts'
import { planFacts, type PlanFacts } from './plan-facts.ts'
import type { ReviewFacts } from './review-facts.ts'
import { RULEBOOK, RULEBOOK_VERSION } from './rulebook.ts'

export type { ReviewFacts } from './review-facts.ts'

/** Soft only for plans of other hands: coaches break them on purpose (science.md S7.2). */
const SOFT_FOR_TEMPLATES: ReadonlySet<RuleId> = new Set(['G04', 'G05', 'G06', 'G07', 'G08', 'G11'])
/** What came before a template is unknown: its first four weeks are warnings only (science.md S7.2). */
const UNKNOWN_TEMPLATE_WEEKS = 4
/** Without an athlete a template cannot break what is the athlete's own (science.md S7.2). */
const NEED_ATHLETE_IN_TEMPLATES: ReadonlySet<RuleId> = new Set(['G12', 'G13', 'G14', 'G15', 'G25'])

/**
 * The one gate (design.md law 2): judges a plan on the merged calendar, history before it and on its past days. Pure and
 * without Zod, so that it runs unchanged in the browser while a card is dragged. `digest` stays null: the caller owns
 * the hash function (guardrails/certificate.ts).
 */
export function reviewPlan(plan: Plan, facts: ReviewFacts): GuardReport {
  return reviewFacts(planFacts(plan, facts))
}

/** The same from facts that are already prepared. */
export function reviewFacts(facts: PlanFacts): GuardReport {
  const violations: Violation[] = []
  const verdicts: Verdict[] = []
  for (const rule of RULEBOOK) {
    const outcome = inProfile(rule.check(facts), facts)
    violations.push(...outcome.violations)
    verdicts.push(outcome.verdict)
  }
  return {
    kind: 'certificate',
    rulebook: RULEBOOK_VERSION,
    profile: facts.profile,
    digest: null,
    ok: violations.every((violation) => violation.severity !== 'H'),
    violations,
    verdicts,
    notJudged: verdicts.filter((verdict) => verdict.status === 'not-judged').map((verdict) => verdict.rule),
  }
}

function inProfile(outcome: RuleOutcome, facts: PlanFacts): RuleOutcome {
  if (facts.profile !== 'template') return outcome
  const { rule } = outcome.verdict
  const isNobodys = facts.facts.history === null
  if (isNobodys && NEED_ATHLETE_IN_TEMPLATES.has(rule)) {
    const detail = 'No athlete was given, and a template promises nothing about one.'
    return { violations: [], verdict: { ...outcome.verdict, status: 'not-judged', detail } }
  }
  const violations = outcome.violations.map((violation): Violation => {
    const isEarly = isNobodys && violation.week !== null && violation.week <= UNKNOWN_TEMPLATE_WEEKS
    return SOFT_FOR_TEMPLATES.has(rule) || isEarly ? { ...violation, severity: 'S' } : violation
  })
  const isBroken = violations.some((violation) => violation.severity === 'H')
  const status =
    outcome.verdict.status === 'not-judged'
      ? 'not-judged'
      : isBroken
        ? 'broken'
        : violations.length > 0
          ? 'warned'
          : 'kept'
  return { violations, verdict: { ...outcome.verdict, status } }
}
