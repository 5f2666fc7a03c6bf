import type { Ambiguity, DoneSession, PlannedForMatch } from './matchable.ts'

/** Two candidates this close in score are asked about (science.md S9.1 names no number) [P]. */
export const AMBIGUITY_MARGIN = 0.05
/** Lengths within a fifth of each other are the same session for the athlete (the green band of science.md S9.3). */
const SAME_LENGTH = 0.8
const EPSILON = 1e-9

/** A part of the calendar in which sessions compete: scores by planned and done index, null where no candidate. */
export interface Contest {
  readonly planned: readonly PlannedForMatch[]
  readonly done: readonly DoneSession[]
  /** `scores[done][planned]`, only pairs good enough to match. */
  readonly scores: readonly (readonly (number | null)[])[]
  /** Planned index of each done session, or null. */
  readonly chosen: readonly (number | null)[]
}

/**
 * What is unclear in a contest: a recording that fits a free session nearly as well, a session that a free recording fits
 * nearly as well, and two pairs that fit the other way round. Sessions that are the same for the athlete raise no question.
 */
export function ambiguitiesOf({ planned, done, scores, chosen }: Contest): Ambiguity[] {
  const taken = new Set(chosen)
  const found: Ambiguity[] = []
  for (const [at, column] of chosen.entries()) {
    if (column === null) continue
    const score = scores[at]![column]!
    const session = planned[column]!
    for (const [other, otherSession] of planned.entries()) {
      const margin = marginTo(score, scores[at]![other] ?? null)
      if (taken.has(other) || margin === null || isSame(session, otherSession, true)) continue
      found.push(question('which-session', [session, otherSession], [done[at]!], margin))
    }
    for (const [other, otherColumn] of chosen.entries()) {
      const otherScore = scores[other]![column] ?? null
      if (other === at || otherScore === null) continue
      if (otherColumn === null) {
        const margin = marginTo(score, otherScore)
        if (margin !== null) found.push(question('which-recording', [session], [done[at]!, done[other]!], margin))
        continue
      }
      if (other < at || isSame(session, planned[otherColumn]!, false)) continue
      const crossed = scores[at]![otherColumn] ?? null
      if (crossed === null) continue
      const margin = marginTo(score + scores[other]![otherColumn]!, crossed + otherScore)
      if (margin === null) continue
      found.push(question('which-way-round', [session, planned[otherColumn]!], [done[at]!, done[other]!], margin))
    }
  }
  return found
}

/** Best minus second best when it is small enough to ask; null when it is clear. */
function marginTo(best: number, second: number | null): number | null {
  if (second === null || best - second > AMBIGUITY_MARGIN + EPSILON) return null
  return Math.max(0, Math.round((best - second) * 1e4) / 1e4)
}

/** True when it makes no difference which of two sessions was done. */
function isSame(a: PlannedForMatch, b: PlannedForMatch, onTheSameDay: boolean): boolean {
  if (onTheSameDay && a.date !== b.date) return false
  const [shorter, longer] = [Math.min(a.durationS, b.durationS), Math.max(a.durationS, b.durationS)]
  return a.focus === b.focus && a.priority === b.priority && a.race === b.race && shorter >= SAME_LENGTH * longer
}

function question(
  kind: Ambiguity['kind'],
  planned: readonly PlannedForMatch[],
  done: readonly DoneSession[],
  margin: number,
): Ambiguity {
  const workoutIds = planned.map(({ id }) => id)
  const activityIds = done.map(({ id }) => id)
  const key = [kind, ...[...workoutIds].sort(), ...[...activityIds].sort()].join(' ')
  return { key, kind, workoutIds, activityIds, margin }
}
