import type { RuleId, Verdict, Violation } from './guard-report.ts'
import type { PlanFacts } from './plan-facts.ts'

/** What a rule is, in words: shown beside every verdict. */
export interface RuleCard {
  readonly id: RuleId
  readonly name: string
  /** Which severities the rule can give. */
  readonly severity: 'H' | 'S' | 'S/H'
  /** Unit of `measured` and `allowed`. */
  readonly unit: string
  readonly source: string
  /** The rule in one sentence for the athlete. */
  readonly sentence: string
}

/** What a rule found: every broken limit, and the closest it came to one. */
export interface RuleOutcome {
  readonly violations: readonly Violation[]
  readonly verdict: Verdict
}

/** One rule of the rulebook (design.md law 2). */
export interface Guardrail {
  readonly card: RuleCard
  /** Judges the plan; pure, never throws on a plan that passed the schema. */
  readonly check: (facts: PlanFacts) => RuleOutcome
}
