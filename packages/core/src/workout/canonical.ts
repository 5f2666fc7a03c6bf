import type { Awp } from './awp.ts'

/** Keys whose value is the documented default, and is therefore left out of the canonical form. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  environment: 'any',
  terrain: 'any',
  surface: 'any',
  seconds: 10,
}
/** Default unit of each target. */
const DEFAULT_UNIT: Readonly<Record<string, string>> = { power: 'ftp', heartRate: 'lthr', pace: 'threshold' }
/** Metres and newton metres are rounded to one decimal, everything else (fractions, m/s, watts) to four. */
const ONE_DECIMAL = new Set(['distance', 'atDistance', 'totalDistanceMeters', 'torque'])

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/**
 * Canonical text of a document (integrations.md §8): defaults removed, keys sorted, numbers rounded, strings NFC and
 * trimmed. Two documents with the same text mean the same workout. Extensions are kept as they are.
 */
export function canonicalAwp(awp: Awp): string {
  return JSON.stringify(canonical(awp, '', 4))
}

/** Hash of the canonical text; `sha256` comes from the platform. Equal hash: nothing to export again. */
export function awpHash<R>(awp: Awp, sha256: (text: string) => R): R {
  return sha256(canonicalAwp(awp))
}

function canonical(value: unknown, key: string, decimals: number): Json | undefined {
  if (typeof value === 'string') return value.normalize('NFC').trim()
  if (typeof value === 'number') {
    const rounded = Number(value.toFixed(ONE_DECIMAL.has(key) ? 1 : decimals))
    return rounded === 0 ? 0 : rounded
  }
  if (typeof value === 'boolean' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => canonical(item, key, decimals) ?? null)
  if (typeof value !== 'object') return undefined
  return canonicalObject(value, key)
}

function canonicalObject(value: object, key: string): Json {
  const result: { [key: string]: Json } = {}
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [name, item] of entries) {
    if (name === 'extensions') {
      if (item && Object.keys(item).length > 0) result[name] = sortedCopy(item) ?? null
      continue
    }
    if (DEFAULTS[name] === item || (name === 'unit' && DEFAULT_UNIT[key] === item)) continue
    const kept = canonical(item, name, ONE_DECIMAL.has(key) ? 1 : 4)
    if (kept !== undefined) result[name] = kept
  }
  return result
}

/** Extensions: key order only, values untouched. */
function sortedCopy(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return value.map((item) => sortedCopy(item) ?? null)
  if (typeof value !== 'object') return undefined
  const result: { [key: string]: Json } = {}
  for (const name of Object.keys(value).sort()) {
    const kept = sortedCopy((value as Record<string, unknown>)[name])
    if (kept !== undefined) result[name] = kept
  }
  return result
}
