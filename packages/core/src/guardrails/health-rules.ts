import type { GuardReport, RuleId, Violation } from './guard-report.ts'

/** Rules that speak of what the athlete has told of their health. */
export const HEALTH_RULES: readonly RuleId[] = ['G17', 'G19', 'G20']

/** Hard limits of a certificate that stand against what the athlete has told of their health (science.md G17, G19, G20). */
export const healthViolations = ({ violations }: Pick<GuardReport, 'violations'>): Violation[] =>
  violations.filter(({ rule, severity }) => severity === 'H' && HEALTH_RULES.includes(rule))
