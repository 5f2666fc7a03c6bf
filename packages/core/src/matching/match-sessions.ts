import { isLocalDate } from '../time/local-date.ts'
import { ambiguitiesOf, type Contest } from './ambiguity.ts'
import { assign } from './assignment.ts'
import { MATCH_MIN_SCORE, matchScore } from './match-score.ts'
import type {
  Ambiguity,
  DoneForMatch,
  DoneSession,
  ManualLink,
  Matching,
  MatchInput,
  PlannedForMatch,
  SessionMatch,
} from './matchable.ts'
import { compareDone, mergeRecordings, sessionOf } from './merge-recordings.ts'

/** Scores are compared to a millionth, so that sums in another order cannot decide. */
const SCORE_UNITS = 1e6
/** One unit of score outweighs every tie-break of a contest. */
const UNIT = 1e6
/** A pair exactly at the limit is still worth matching. */
const PAIR = 1e5

/**
 * Pairs what was done with what was planned (science.md S9.1), from scratch: the same input gives the same bytes, in any
 * order. The athlete's links come first and always win; the rest is paired so that the scores above the limit add up to
 * the most, ties by time. Each recording is one session at most. Nothing is paired with a plan made after it.
 */
export function matchSessions({ planned, done, links }: MatchInput): Matching {
  const sessions = byId(planned.filter(({ date }) => isLocalDate(date))).sort(comparePlanned)
  const recordings = byId(done)
  const word = readLinks(links)
  const { linked, apart } = linkedSessions(sessions, recordings, word)

  const notDone = sessions.filter(({ id }) => word.notDone.has(id) && !linked.some(({ workoutId }) => workoutId === id))
  const closed = new Set([...linked.map(({ workoutId }) => workoutId), ...notDone.map(({ id }) => id)])
  const isFree = ({ id, date }: DoneForMatch): boolean => !word.is.has(id) && !word.none.has(id) && isLocalDate(date)
  const open = sessions.filter(({ id }) => !closed.has(id))
  const merged = mergeRecordings(recordings.filter(isFree), open)

  const found = pair(open, merged.sessions)
  const used = new Set(found.matches.map((match) => match.done.id))
  return {
    matches: [...linked, ...found.matches].sort((a, b) => compareDone(a.done, b.done)),
    ambiguities: found.ambiguities,
    unplanned: [...apart, ...merged.sessions.filter(({ id }) => !used.has(id))].sort(compareDone),
    ignored: merged.ignored,
    notDone: notDone.map(({ id }) => id),
  }
}

/** By day, slot and id. */
function comparePlanned(a: PlannedForMatch, b: PlannedForMatch): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1
  if (a.slot !== b.slot) return a.slot - b.slot
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}

/** One of each id: the first by its own bytes, so that the order of input does not decide. */
function byId<T extends { readonly id: string }>(items: readonly T[]): T[] {
  const kept = new Map<string, T>()
  for (const item of items) {
    const before = kept.get(item.id)
    if (!before || JSON.stringify(item) < JSON.stringify(before)) kept.set(item.id, item)
  }
  return [...kept.values()]
}

interface Word {
  readonly is: ReadonlyMap<string, string>
  readonly none: ReadonlySet<string>
  readonly notDone: ReadonlySet<string>
}

/** The athlete's word by recording. One word a recording: "is" before "none", then the smaller session id. */
function readLinks(links: readonly ManualLink[]): Word {
  const is = new Map<string, string>()
  const none = new Set<string>()
  const notDone = new Set<string>()
  for (const link of links) {
    if (link.kind === 'not-done') notDone.add(link.workoutId)
    else if (link.kind === 'none') none.add(link.activityId)
    else {
      const before = is.get(link.activityId)
      if (before === undefined || link.workoutId < before) is.set(link.activityId, link.workoutId)
    }
  }
  for (const id of is.keys()) none.delete(id)
  return { is, none, notDone }
}

/** Sessions out of the athlete's own links. A recording linked to a session that is not here is somebody else's: left out. */
function linkedSessions(sessions: readonly PlannedForMatch[], recordings: readonly DoneForMatch[], word: Word) {
  const linked: SessionMatch[] = []
  for (const session of sessions) {
    const [first, ...others] = recordings.filter(({ id }) => word.is.get(id) === session.id).sort(compareDone)
    if (!first) continue
    const done = sessionOf([first, ...others])
    linked.push({ workoutId: session.id, planId: session.planId, done, score: null, author: 'athlete' })
  }
  const apart: DoneSession[] = recordings
    .filter(({ id, date }) => word.none.has(id) || (!isLocalDate(date) && !word.is.has(id)))
    .map((recording) => sessionOf([recording]))
  return { linked, apart }
}

/** Pairs by score, contest by contest: what has no candidate in common cannot change one another. */
function pair(planned: readonly PlannedForMatch[], done: readonly DoneSession[]) {
  const matches: SessionMatch[] = []
  const ambiguities: Ambiguity[] = []
  for (const contest of contestsOf(planned, done)) {
    const chosen = assign(contest.scores.map((row, doneAt) => row.map((score, at) => gainOf(score, doneAt, at))))
    for (const [doneAt, at] of chosen.entries()) {
      if (at === null) continue
      const session = contest.planned[at]!
      const score = Math.round(contest.scores[doneAt]![at]! * SCORE_UNITS) / SCORE_UNITS
      matches.push({
        workoutId: session.id,
        planId: session.planId,
        done: contest.done[doneAt]!,
        score,
        author: 'rule',
      })
    }
    ambiguities.push(...ambiguitiesOf({ ...contest, chosen }))
  }
  return { matches, ambiguities }
}

/**
 * Worth of a pair: what its score has above the limit, so that one sure pair outweighs two doubtful ones; ties keep the
 * order of the calendar (the first with the first).
 */
function gainOf(score: number | null, doneAt: number, plannedAt: number): number | null {
  if (score === null) return null
  return Math.round((score - MATCH_MIN_SCORE) * SCORE_UNITS) * UNIT + PAIR - Math.abs(doneAt - plannedAt)
}

/** Groups of sessions that share candidates, in order of their first planned session. */
function contestsOf(planned: readonly PlannedForMatch[], done: readonly DoneSession[]): Omit<Contest, 'chosen'>[] {
  const groupOf = planned.map((_session, index) => index)
  const rootOf = (index: number): number => {
    let root = index
    while (groupOf[root] !== root) root = groupOf[root]!
    groupOf[index] = root
    return root
  }
  const rows = done.map((session) => {
    const row = new Map<number, number>()
    for (const [index, candidate] of planned.entries()) {
      const score = matchScore(candidate, session)
      if (score !== null && score >= MATCH_MIN_SCORE - 1e-9) row.set(index, score)
    }
    const [first, ...others] = row.keys()
    if (first !== undefined)
      for (const other of others) {
        const [a, b] = [rootOf(first), rootOf(other)]
        groupOf[Math.max(a, b)] = Math.min(a, b)
      }
    return row
  })
  const contests = new Map<number, { planned: number[]; done: number[] }>()
  for (const index of planned.keys()) {
    const root = rootOf(index)
    const contest = contests.get(root)
    if (contest) contest.planned.push(index)
    else contests.set(root, { planned: [index], done: [] })
  }
  for (const [index, row] of rows.entries()) {
    const [first] = row.keys()
    if (first !== undefined) contests.get(rootOf(first))!.done.push(index)
  }
  return [...contests.values()]
    .filter((contest) => contest.done.length > 0)
    .map((contest) => ({
      planned: contest.planned.map((index) => planned[index]!),
      done: contest.done.map((index) => done[index]!),
      scores: contest.done.map((row) => contest.planned.map((column) => rows[row]!.get(column) ?? null)),
    }))
}
