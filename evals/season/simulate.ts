import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import type { Coach, CoachMaker } from './coach.ts'
import { staticCoach } from './coaches/static-coach.ts'
import { quietLife, seasonLife } from './life.ts'
import { liveSeason, type SeasonStart } from './live-season.ts'
import { scoreSeason, type SeasonScore } from './score-season.ts'
import { seasonAthlete } from './season-athlete.ts'

/** What one coach made of all seasons (design.md §6): violations are sums, the rest means over the seasons that have them. */
export interface CoachRow {
  readonly name: string
  readonly seasons: number
  readonly hardViolations: number
  readonly softViolations: number
  /** The athlete's own: beyond what was prescribed, or before it could be known. */
  readonly ownViolations: number
  readonly keyKept: number | null
  readonly loadRestored: number | null
  readonly formOnRaceDay: number | null
  readonly churn: number | null
  readonly minutesBroken: number
}

/** One seed lived under one coach. */
export interface CoachScore extends SeasonScore {
  readonly name: string
}

/** Athletes whose first wish is no safe plan wish for something else: so many are tried a seed. */
const ATTEMPTS = 12

/** The athlete of a seed with a safe plan; null where no attempt gives one. */
function startOf(seed: number, weeks: number): SeasonStart | null {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const athlete = seasonAthlete(seed, weeks, attempt)
    const authored = authorPlan(athlete.input)
    if (authored.ok) return { seed, athlete, printed: authored.plan }
  }
  return null
}

/** Lives the season of one seed under each coach; none where a coach refuses the athlete. */
export async function simulateSeed(seed: number, weeks: number, coaches: readonly CoachMaker[]): Promise<CoachScore[]> {
  const start = startOf(seed, weeks)
  const undisturbed = start && (await liveSeason(start, quietLife(weeks), staticCoach()))
  if (start === null || undisturbed === null) return []
  const life = seasonLife(seed, weeks)
  const scores: CoachScore[] = []
  for (const make of coaches) {
    const coach: Coach = make()
    const lived = await liveSeason(start, life, coach)
    if (lived) scores.push({ name: coach.name, ...scoreSeason(seed, lived, undisturbed) })
  }
  return scores.length === coaches.length ? scores : []
}

/** Rows in the order of the coaches' first score; numbers to four decimals, so that they print alike everywhere. */
export function rowsOf(scores: readonly CoachScore[]): CoachRow[] {
  return [...new Set(scores.map(({ name }) => name))].map((name) => {
    const own = scores.filter((score) => score.name === name)
    const sum = (of: (score: CoachScore) => number): number => own.reduce((all, score) => all + of(score), 0)
    const mean = (of: (score: CoachScore) => number | null): number | null => {
      const values = own.flatMap((score) => of(score) ?? [])
      const total = values.reduce((all, value) => all + value, 0)
      return values.length === 0 ? null : Math.round((1e4 * total) / values.length) / 1e4
    }
    return {
      name,
      seasons: own.length,
      hardViolations: sum((score) => score.hardViolations),
      softViolations: sum((score) => score.softViolations),
      ownViolations: sum((score) => score.ownViolations),
      keyKept: mean((score) => score.keyKept),
      loadRestored: mean((score) => score.loadRestored),
      formOnRaceDay: mean((score) => score.formOnRaceDay),
      churn: mean((score) => score.churn),
      minutesBroken: sum((score) => score.minutesBroken),
    }
  })
}
