import type { LocalDate } from '../time/local-date.ts'
import { amountOf, sumOf } from './amount.ts'
import type { DoneForMatch, DoneSession, PlannedForMatch } from './matchable.ts'

/** Recordings of one sport and day this close are one session: warm-up and race, a file cut in two (science.md S9.1). */
const MERGE_GAP_MS = 3 * 3600_000
/** Shorter than this on its own is a commute (science.md S9.1). */
const COMMUTE_S = 15 * 60
/** A short recording this close to another belongs to it; further away it stands on its own [P]. */
const ADJACENT_GAP_MS = 30 * 60_000
/** Where a session this short is planned that day, a short recording is no commute [P]. */
const SHORT_SESSION_S = 2 * COMMUTE_S

/** Start in milliseconds; a start that is no instant counts as the first of its day. */
export function startMs(done: { readonly startedAt: string }): number {
  const start = Date.parse(done.startedAt)
  return Number.isFinite(start) ? start : Number.NEGATIVE_INFINITY
}

/** By day, start and id: the order that does not depend on how the recordings came. */
export function compareDone(
  a: { readonly date: LocalDate; readonly startedAt: string; readonly id: string },
  b: { readonly date: LocalDate; readonly startedAt: string; readonly id: string },
): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  const [startA, startB] = [startMs(a), startMs(b)]
  if (startA !== startB) return startA < startB ? -1 : 1
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** Time on the move; the elapsed time where the recorder told no other; null when neither is a length. */
export const doneSecondsOf = (done: Pick<DoneForMatch, 'movingS' | 'elapsedS'>): number | null =>
  amountOf(done.movingS) ?? amountOf(done.elapsedS)

/** One session out of recordings that belong together; at least one. Unknown parts are left out of the sums. */
export function sessionOf(recordings: readonly [DoneForMatch, ...DoneForMatch[]]): DoneSession {
  const [first, ...others] = [...recordings].sort(compareDone) as [DoneForMatch, ...DoneForMatch[]]
  const all = [first, ...others]
  // what it was is told by the longest part: a warm-up does not speak for the race
  const main = all.reduce((best, next) => ((doneSecondsOf(next) ?? 0) > (doneSecondsOf(best) ?? 0) ? next : best))
  return {
    id: first.id,
    activityIds: [first.id, ...others.map((done) => done.id)],
    sport: main.sport,
    startedAt: first.startedAt,
    date: first.date,
    movingS: sumOf(all.map(doneSecondsOf)),
    distanceM: all.every((done) => amountOf(done.distanceM) !== null) ? sumOf(all.map((done) => done.distanceM)) : null,
    load: all.every((done) => amountOf(done.load) !== null) ? sumOf(all.map((done) => done.load)) : null,
    loadConfidence: leastConfidence(all),
    race: all.some((done) => done.race),
    kind: main.kind,
  }
}

function leastConfidence(all: readonly DoneForMatch[]): DoneForMatch['loadConfidence'] {
  for (const least of [null, 'LOW', 'MEDIUM'] as const)
    if (all.some((done) => done.loadConfidence === least)) return least
  return 'HIGH'
}

/**
 * Merges recordings of the same sport and day that lie at most 3 h apart, and sets commutes aside (science.md S9.1).
 * Where several sessions of that sport are planned on the day, the longest breaks part as many sessions as are planned,
 * so that a morning and a noon run stay two [P].
 */
export function mergeRecordings(
  done: readonly DoneForMatch[],
  planned: readonly PlannedForMatch[],
): { readonly sessions: DoneSession[]; readonly ignored: string[] } {
  const days = new Map<string, DoneForMatch[]>()
  for (const recording of [...done].sort(compareDone)) {
    const key = `${recording.date} ${recording.sport}`
    const day = days.get(key)
    if (day) day.push(recording)
    else days.set(key, [recording])
  }
  const sessions: DoneSession[] = []
  const ignored: string[] = []
  for (const recordings of days.values()) {
    const { date, sport } = recordings[0]!
    const plannedThen = planned.filter((session) => session.date === date && session.sport === sport)
    const mayBeShort = plannedThen.some((session) => session.durationS < SHORT_SESSION_S)
    const parts: Part[] = []
    for (const part of chain(recordings.map(partOf), ADJACENT_GAP_MS)) {
      const lengthS = sumOf(part.recordings.map(doneSecondsOf))
      if (!mayBeShort && lengthS !== null && lengthS < COMMUTE_S) ignored.push(...part.recordings.map(({ id }) => id))
      else parts.push(part)
    }
    for (const { recordings: together } of parted(parts, plannedThen.length)) sessions.push(sessionOf(together))
  }
  return { sessions: sessions.sort(compareDone), ignored: ignored.sort() }
}

interface Part {
  readonly recordings: readonly [DoneForMatch, ...DoneForMatch[]]
  readonly fromMs: number
  readonly toMs: number
}

function partOf(recording: DoneForMatch): Part {
  const fromMs = startMs(recording)
  const lengthS = amountOf(recording.elapsedS) ?? amountOf(recording.movingS) ?? 0
  return { recordings: [recording], fromMs, toMs: fromMs + lengthS * 1000 }
}

const together = (a: Part, b: Part): Part => ({
  recordings: [...a.recordings, ...b.recordings],
  fromMs: a.fromMs,
  toMs: Math.max(a.toMs, b.toMs),
})

/** Joins neighbours (in order of start) whose break is at most the limit. */
function chain(parts: readonly Part[], gapMs: number): Part[] {
  const joined: Part[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (last && part.fromMs - last.toMs <= gapMs) joined[joined.length - 1] = together(last, part)
    else joined.push(part)
  }
  return joined
}

/** Joins parts of a day, but leaves the longest breaks open until there are `wanted` sessions. */
function parted(parts: readonly Part[], wanted: number): Part[] {
  const breaks: { readonly at: number; readonly lengthMs: number }[] = []
  let endMs = Number.NEGATIVE_INFINITY
  let open = 1
  for (const [at, part] of parts.entries()) {
    const lengthMs = part.fromMs - endMs
    if (at > 0 && lengthMs <= MERGE_GAP_MS) breaks.push({ at, lengthMs })
    else if (at > 0) open++
    endMs = Math.max(endMs, part.toMs)
  }
  const kept = new Set(
    breaks
      .sort((a, b) => b.lengthMs - a.lengthMs || a.at - b.at)
      .slice(0, Math.max(0, wanted - open))
      .map(({ at }) => at),
  )
  const joinable = new Set(breaks.map(({ at }) => at).filter((at) => !kept.has(at)))
  const joined: Part[] = []
  for (const [at, part] of parts.entries()) {
    const last = joined.at(-1)
    if (last && joinable.has(at)) joined[joined.length - 1] = together(last, part)
    else joined.push(part)
  }
  return joined
}
