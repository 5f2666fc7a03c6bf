import type { GuardReport, RuleId, Verdict } from '@coach-wattz/core/guardrails/guard-report'
import { distance, duration, plain, type Units } from './measure'
import { count } from './name'

/** Rules whose figure has to stay high; all others have to stay low. */
const AT_LEAST: ReadonlySet<RuleId> = new Set(['G07', 'G09', 'G11', 'G15', 'G20', 'G28', 'G29'])
/** Rules with both kinds of limit: the verdict tells which. */
const TWO_SIDED: ReadonlySet<RuleId> = new Set(['G09', 'G11', 'G18', 'G20', 'G28', 'G29'])
function isAtLeast({ rule, status, measured, soft, hard }: Verdict): boolean {
  const limit = soft ?? hard
  if (!TWO_SIDED.has(rule) || measured === null || limit === null || measured === limit) return AT_LEAST.has(rule)
  return status === 'kept' ? measured > limit : measured < limit
}

/** A rule's figure with its unit, in the athlete's units. */
export function figure(value: number, unit: string, units: Units): string {
  switch (unit) {
    case 'km':
      return distance(value * 1000, units)
    case 'm':
      return distance(value, units)
    case 'min':
      return value < 60 ? `${Math.round(value)} min` : duration(value * 60)
    case 'share':
      return `${Math.round(value * 100)} %`
    case 'days':
      return count(Math.round(value), 'day')
    case 'weeks':
      return count(Math.round(value), 'week')
    case 'h':
      return `${plain(value, Number.isInteger(value) ? 0 : 1)} h`
    default:
      return plain(value, Number.isInteger(value) ? 0 : 1)
  }
}

/** "warn above 10 km, stop above 12 km" */
export function limitWords(verdict: Verdict, units: Units): string {
  const side = isAtLeast(verdict) ? 'under' : 'above'
  const parts = [
    verdict.soft === null || verdict.soft === verdict.hard
      ? null
      : `warn ${side} ${figure(verdict.soft, verdict.unit, units)}`,
    verdict.hard === null ? null : `stop ${side} ${figure(verdict.hard, verdict.unit, units)}`,
  ]
  return parts.filter(Boolean).join(', ')
}
export const measuredWords = (verdict: Verdict, units: Units): string =>
  verdict.measured === null
    ? ''
    : `${figure(verdict.measured, verdict.unit, units)}${verdict.week === null ? '' : `, week ${verdict.week}`}`

/** How near the measured figure is to what is allowed, 0–1; 0 where there is nothing to compare. */
export function nearness({ measured, soft, hard }: Verdict): number {
  const limit = soft ?? hard
  if (measured === null || limit === null || measured < 0 || limit <= 0) return 0
  return measured === limit ? 1 : Math.min(measured, limit) / Math.max(measured, limit)
}

/** "16 rules checked: 12 kept, 2 with a warning, 2 not judged." */
export function reportWords(report: GuardReport): string {
  const n = (status: Verdict['status']) => report.verdicts.filter((verdict) => verdict.status === status).length
  const parts = [`${n('kept')} kept`]
  if (n('warned')) parts.push(`${n('warned')} with a warning`)
  if (n('broken')) parts.push(`${n('broken')} broken`)
  if (n('not-judged')) parts.push(`${n('not-judged')} not judged`)
  return `${count(report.verdicts.length, 'rule')} checked: ${parts.join(', ')}.`
}
