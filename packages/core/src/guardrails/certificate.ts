import type { Plan } from '../plan/plan.ts'
import type { GuardReport } from './guard-report.ts'

/** Text → digest; comes from the platform, since core knows none. */
export type Sha256 = (text: string) => string

/** JSON with keys in order and absent keys left out: one text for one value, whatever made it. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sorted(value))
}

/**
 * Digest of a plan, by which a certificate names what it judged. The plan's own id is left out: a draft and the plan it is
 * saved as are one plan.
 */
export function planDigest(plan: Plan, sha256: Sha256): string {
  const { id: _id, ...content } = plan
  return sha256(canonicalJson(content))
}

/** The report as a certificate of `plan` (design.md §6): with the digest of what was judged. */
export function certify(plan: Plan, report: GuardReport, sha256: Sha256): GuardReport {
  return { ...report, digest: planDigest(plan, sha256) }
}

/** True when the certificate was written for exactly this plan. */
export const isCertificateOf = (report: GuardReport, plan: Plan, sha256: Sha256): boolean =>
  report.digest !== null && report.digest === planDigest(plan, sha256)

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  )
}
