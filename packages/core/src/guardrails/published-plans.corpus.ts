import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../../test/corpus.ts'
import { publishedPlan } from '../../../../test/published-plans.ts'
import type { GoalKind } from '../plan/goal.ts'
import type { Plan } from '../plan/plan.ts'
import type { RuleId } from './guard-report.ts'
import { reviewPlan } from './review-plan.ts'

/** Weeks in which a rule warned or was broken, and those in which it was broken. */
function hits(plan: Plan, rule: RuleId): { any: number; hard: number } {
  const found = reviewPlan(plan, { history: null, today: null }).violations.filter(
    (violation) => violation.rule === rule,
  )
  const weeks = (severities: readonly string[]): number =>
    new Set(found.filter((violation) => severities.includes(violation.severity)).map((violation) => violation.week))
      .size
  return { any: weeks(['S', 'H']), hard: weeks(['H']) }
}

describe.skipIf(corpusFolder() === null)('published plans (science.md S7.2)', () => {
  // Plan, goal, weeks that warn and weeks that break: G01, G02 (hard only), G03, as published_plan_audit.json has them.
  it.each<[string, GoalKind, number, number, number, number, number]>([
    ['base_pfitzinger_30', 'GENERAL_FITNESS', 2, 0, 0, 0, 0],
    ['base_pfitzinger_45', 'GENERAL_FITNESS', 1, 0, 0, 0, 0],
    ['base_pfitzinger_60', 'GENERAL_FITNESS', 1, 0, 0, 0, 0],
    ['half_hansons_advanced', 'HM', 2, 1, 0, 3, 1],
    ['half_hansons_beginner', 'HM', 5, 4, 0, 2, 0],
    ['half_pfitzinger_12_63', 'HM', 0, 0, 0, 0, 0],
    ['half_pfitzinger_12_84', 'HM', 0, 0, 0, 0, 0],
    ['marathon_hansons_advanced', 'MARATHON', 0, 0, 0, 2, 0],
    ['marathon_hansons_beginner', 'MARATHON', 5, 4, 0, 2, 2],
    ['marathon_higdon_advanced_1', 'MARATHON', 3, 0, 0, 3, 0],
    ['marathon_higdon_advanced_2', 'MARATHON', 4, 3, 2, 3, 0],
    ['marathon_higdon_intermediate_1', 'MARATHON', 3, 2, 0, 4, 0],
    ['marathon_higdon_intermediate_2', 'MARATHON', 3, 1, 0, 3, 0],
    ['marathon_higdon_novice_1', 'MARATHON', 5, 0, 0, 5, 0],
    ['marathon_higdon_novice_2', 'MARATHON', 2, 1, 2, 3, 0],
    ['marathon_pfitzinger_12_55', 'MARATHON', 3, 0, 0, 2, 1],
    ['marathon_pfitzinger_12_70', 'MARATHON', 0, 0, 0, 2, 1],
    ['marathon_pfitzinger_12_85', 'MARATHON', 0, 0, 0, 1, 1],
    ['marathon_pfitzinger_18_55', 'MARATHON', 2, 0, 0, 2, 0],
    ['marathon_pfitzinger_18_70', 'MARATHON', 0, 0, 0, 2, 1],
    ['marathon_pfitzinger_18_85', 'MARATHON', 0, 0, 0, 1, 1],
  ])('judges %s as the audit did', (file, kind, g01, g01Hard, g02Hard, g03, g03Hard) => {
    const { plan } = publishedPlan(file, kind)
    expect({ g01: hits(plan, 'G01'), g02: hits(plan, 'G02').hard, g03: hits(plan, 'G03') }).toEqual({
      g01: { any: g01, hard: g01Hard },
      g02: g02Hard,
      g03: { any: g03, hard: g03Hard },
    })
  })
})
