import type { LocalDate } from '../time/local-date.ts'
import type { Severity, Verdict, Violation } from './guard-report.ts'
import type { RuleCard, RuleOutcome } from './guardrail.ts'

/** Where a figure was measured. */
export interface Where {
  readonly week: number | null
  readonly date?: LocalDate | null
  readonly workoutId?: string | null
  /** Unit of the figures where the card leaves it open (running in km or min). */
  readonly unit?: string
}

/** A soft and a hard limit in the card's unit; null where the rule has only one of them. */
export interface Bounds {
  readonly soft: number | null
  readonly hard: number | null
}

interface Closest {
  readonly measured: number
  readonly soft: number | null
  readonly hard: number | null
  readonly week: number | null
  readonly unit: string
  /** How near the limit: 1 is on it, more is beyond. */
  readonly nearness: number
}

/** Collects what one rule measured: the broken limits, and the nearest approach to one. */
export class RuleTally {
  private readonly card: RuleCard
  private readonly unit: string
  private readonly violations: Violation[] = []
  private closest: Closest | null = null

  /** `unit` names the figures of a rule that found none, where the card leaves it open. */
  constructor(card: RuleCard, unit: string = card.unit) {
    this.card = card
    this.unit = unit
  }

  /** A figure that must not be above its bounds; `tolerance` is room for rounding (science.md S7.3). */
  atMost(
    measured: number,
    bounds: Bounds,
    where: Where,
    text: (allowed: number, severity: Severity) => string,
    tolerance = 0,
  ): void {
    const limit = bounds.hard ?? bounds.soft
    if (limit !== null) this.approach(measured, bounds, where, limit === 0 ? measured + 1 : measured / limit)
    const room = tolerance + 1e-9
    if (bounds.hard !== null && measured > bounds.hard + room) this.broken('H', measured, bounds.hard, where, text)
    else if (bounds.soft !== null && measured > bounds.soft + room) this.broken('S', measured, bounds.soft, where, text)
  }

  /** A figure that must not be below its bounds. */
  atLeast(measured: number, bounds: Bounds, where: Where, text: (allowed: number, severity: Severity) => string): void {
    const limit = bounds.hard ?? bounds.soft
    if (limit !== null) this.approach(measured, bounds, where, limit / Math.max(measured, 1e-3))
    if (bounds.hard !== null && measured < bounds.hard - 1e-9) this.broken('H', measured, bounds.hard, where, text)
    else if (bounds.soft !== null && measured < bounds.soft - 1e-9) this.broken('S', measured, bounds.soft, where, text)
  }

  /** Takes over what was found in a part of the plan; parts come in order, as the first of two equal approaches stays. */
  add(part: RuleTally): void {
    const { closest, violations } = part
    if (closest !== null && (this.closest === null || closest.nearness > this.closest.nearness)) this.closest = closest
    for (const violation of violations) this.violations.push(violation)
  }

  /** True when nothing was measured. */
  get isEmpty(): boolean {
    return this.closest === null && this.violations.length === 0
  }

  /** What was found; `detail` says what the rule looked at. Without any figure the rule never applied. */
  outcome(detail: string): RuleOutcome {
    const isBroken = this.violations.some((violation) => violation.severity === 'H')
    const status = isBroken ? 'broken' : this.violations.length > 0 ? 'warned' : 'kept'
    return { violations: this.violations, verdict: this.verdict(status, detail) }
  }

  /** The rule could not be judged, in one sentence why. */
  notJudged(detail: string): RuleOutcome {
    return { violations: [], verdict: this.verdict('not-judged', detail) }
  }

  private verdict(status: Verdict['status'], detail: string): Verdict {
    return {
      rule: this.card.id,
      name: this.card.name,
      status,
      measured: this.closest?.measured ?? null,
      soft: this.closest?.soft ?? null,
      hard: this.closest?.hard ?? null,
      unit: this.closest?.unit ?? this.unit,
      week: this.closest?.week ?? null,
      detail,
    }
  }

  private approach(measured: number, bounds: Bounds, where: Where, nearness: number): void {
    if (this.closest !== null && nearness <= this.closest.nearness) return
    this.closest = {
      measured: tidy(measured),
      soft: bounds.soft === null ? null : tidy(bounds.soft),
      hard: bounds.hard === null ? null : tidy(bounds.hard),
      week: where.week,
      unit: where.unit ?? this.unit,
      nearness,
    }
  }

  private broken(
    severity: Severity,
    measured: number,
    allowed: number,
    where: Where,
    text: (allowed: number, severity: Severity) => string,
  ): void {
    this.violations.push({
      rule: this.card.id,
      severity,
      week: where.week,
      date: where.date ?? null,
      workoutId: where.workoutId ?? null,
      measured: tidy(measured),
      allowed: tidy(allowed),
      unit: where.unit ?? this.unit,
      text: text(allowed, severity),
    })
  }
}

/** Figures of a report to a thousandth: stable bytes, no floating dust. */
const tidy = (value: number): number => Math.round(value * 1000) / 1000
