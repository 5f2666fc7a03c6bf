import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { judgeSeason, type DoneViolation } from './judge-season.ts'
import { breaksMinutes, type LivedSeason } from './live-season.ts'

/** What one coach made of one season. Shares 0–1; null where the season had nothing to score. */
export interface SeasonScore {
  readonly seed: number
  /** Hard and soft limits broken by what the coach prescribed, given what was known that morning, and what was done of it. */
  readonly hardViolations: number
  readonly softViolations: number
  /** Hard limits broken by what the athlete did beyond the coach's word, or before the coach could know. */
  readonly ownViolations: number
  readonly keyKept: number | null
  readonly loadRestored: number | null
  /** Per cent of the same athlete's undisturbed season. */
  readonly formOnRaceDay: number | null
  /** Sessions changed a week. */
  readonly churn: number
  /** Sessions longer than the minutes the athlete had told. */
  readonly minutesBroken: number
  readonly violations: readonly DoneViolation[]
}

/** Work done from which a key session is kept (science.md S9.6). */
const KEPT_FROM = 0.75
/** Load is looked at when the way back has had as long as the trouble took, and at least this. */
const LEAST_BACK_DAYS = 14
const WEEK = 7

/**
 * Scores a lived season against the same athlete's undisturbed one, which is the printed plan done as written: its key
 * sessions, its weekly loads and its form are what all coaches are measured by.
 */
export function scoreSeason(seed: number, season: LivedSeason, undisturbed: LivedSeason): SeasonScore {
  const violations = judgeSeason(season)
  const count = (severity: 'H' | 'S', attributable: boolean): number =>
    violations.filter((each) => each.violation.severity === severity && each.attributable === attributable).length
  const done = season.days.flatMap((day) => day.done)
  const keysAsked = workoutsOf(undisturbed.plan).filter(isKey).length
  const keysDone = done.filter(({ planned, share }) => isKey(planned) && share >= KEPT_FROM).length
  return {
    seed,
    hardViolations: count('H', true),
    softViolations: count('S', true),
    ownViolations: count('H', false),
    keyKept: keysAsked === 0 ? null : Math.min(1, keysDone / keysAsked),
    loadRestored: loadRestored(season, undisturbed, violations),
    formOnRaceDay: formOnRaceDay(season, undisturbed),
    churn: season.days.reduce((sum, { changed }) => sum + changed, 0) / (season.days.length / WEEK),
    minutesBroken: season.days.reduce(
      (sum, day) => sum + day.prescribed.filter((session) => breaksMinutes(day, session)).length,
      0,
    ),
    violations,
  }
}

const isKey = ({ priority, race }: { readonly priority: string; readonly race: boolean }): boolean =>
  priority === 'KEY' && !race

/**
 * Mean over the troubles of a season: load of the last seven days of the way back ÷ load of the same days undisturbed, at most
 * 1; nothing where a hard limit was broken on the way, for that is a spike and no return.
 */
function loadRestored(
  { life, days }: LivedSeason,
  undisturbed: LivedSeason,
  violations: readonly DoneViolation[],
): number | null {
  const shares: number[] = []
  for (const trouble of life.troubles) {
    const back = trouble.from + trouble.days
    const end = back + Math.max(LEAST_BACK_DAYS, trouble.days)
    if (end > days.length) continue
    const wanted = loadOf(undisturbed, end - WEEK, end)
    if (wanted <= 0) continue
    const isSpike = violations.some(
      ({ date, violation, attributable }) =>
        violation.severity === 'H' && attributable && date >= days[back]!.date && date <= days[end - 1]!.date,
    )
    shares.push(isSpike ? 0 : Math.min(1, loadOf({ days }, end - WEEK, end) / wanted))
  }
  return shares.length === 0 ? null : shares.reduce((sum, each) => sum + each, 0) / shares.length
}

const loadOf = ({ days }: Pick<LivedSeason, 'days'>, from: number, to: number): number =>
  days.slice(from, to).reduce((sum, { done }) => sum + done.reduce((all, { asPlan }) => all + (asPlan.tss ?? 0), 0), 0)

function formOnRaceDay(season: LivedSeason, undisturbed: LivedSeason): number | null {
  const race = undisturbed.days.findIndex(({ prescribed }) => prescribed.some((session) => session.race))
  const [own, best] = [season.days[race], undisturbed.days[race]]
  return own === undefined || best === undefined ? null : (100 * own.performance) / best.performance
}
