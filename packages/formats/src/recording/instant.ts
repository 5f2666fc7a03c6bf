/** An instant as a recorder wrote it. */
export interface WrittenInstant {
  /** Milliseconds since 1970-01-01T00:00:00Z. A time without a zone is read as UTC. */
  readonly epochMs: number
  /** The offset that the text names; null for `Z` or no zone, which say nothing about local time. */
  readonly utcOffsetS: number | null
  readonly zoned: boolean
}

const WRITTEN =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d{2}:?\d{2})?\s*$/

/** Reads an ISO 8601 date-time; null for anything else or a calendar day that does not exist. Never asks the machine's zone. */
export function parseInstant(text: string): WrittenInstant | null {
  const match = WRITTEN.exec(text)
  if (!match) return null
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  const [hour, minute, second] = [Number(match[4]), Number(match[5]), Number(match[6] ?? 0)]
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 24 || minute > 59 || second > 60) return null
  const localMs = Date.UTC(year, month - 1, day, hour, minute, second, Math.trunc(Number(`0.${match[7] ?? 0}`) * 1000))
  if (Number.isNaN(localMs)) return null
  const zone = match[8]
  if (zone === undefined || zone === 'Z' || zone === 'z') {
    return { epochMs: localMs, utcOffsetS: null, zoned: zone !== undefined }
  }
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.replace(/\D/g, '')
  const offsetS = sign * (Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60)
  if (Math.abs(offsetS) > 14 * 3600) return null
  return { epochMs: localMs - offsetS * 1000, utcOffsetS: offsetS, zoned: true }
}

/** ISO instant in UTC, without the noise of `.000`. */
export function instantText(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('.000Z', 'Z')
}

/** The earliest and the longest an activity can be (integrations.md §8, row "FIT activity"). */
export const EARLIEST_START_MS = Date.UTC(1990, 0, 1)
export const LONGEST_ACTIVITY_S = 7 * 86_400
/** A clock that runs ahead by more than this is wrong (integrations.md §8). */
export const LATEST_START_AHEAD_MS = 86_400_000
/** More samples than this in one activity are refused (integrations.md §8). */
export const MAX_SAMPLES = 500_000
