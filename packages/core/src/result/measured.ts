/**
 * A number with its coverage, or the reason why there is none (design.md law 5).
 * Never 0 for "unknown", never a default threshold.
 */
export type UnknownReason =
  | 'no-activities'
  | 'no-power'
  | 'no-heart-rate'
  | 'no-distance'
  | 'no-elevation'
  | 'no-pace'
  | 'no-threshold'
  | 'stale-threshold'
  | 'too-short'
  | 'too-little-coverage'
  | 'too-few-weeks'
  | 'no-effort'
  | 'no-birth-year'
  | 'wrong-sport'
  | 'out-of-range'

export interface Known<T> {
  readonly ok: true
  readonly value: T
  /** Share of the samples, days or weeks that spoke, 0–1. */
  readonly coverage: number
}
export interface Unknown {
  readonly ok: false
  readonly reason: UnknownReason
  /** One plain sentence for a person: what is missing. */
  readonly detail: string
}
export type Measured<T> = Known<T> | Unknown

export const known = <T>(value: T, coverage = 1): Known<T> => ({ ok: true, value, coverage })
export const unknown = (reason: UnknownReason, detail: string): Unknown => ({ ok: false, reason, detail })
/** The value, or null where the wire format has no room for the reason (design.md §6). */
export const valueOrNull = <T>(measured: Measured<T>): T | null => (measured.ok ? measured.value : null)

export type Confidence = 'HIGH' | 'MEDIUM' | 'LOW'
