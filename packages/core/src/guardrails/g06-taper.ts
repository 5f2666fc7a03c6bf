import { tableGoal } from '../plan/goal.ts'
import { weeksToRace } from '../plan/plan.ts'
import { taperLimits } from '../plan/volume-limits.ts'
import { shareText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { isCutback } from './cutback.ts'
import { type PlanFacts, volumeBetween } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'
import { amountText } from './sport-measure.ts'

const card: RuleCard = {
  id: 'G06',
  name: 'Taper',
  severity: 'H',
  unit: 'share',
  source: 'science.md S7.1 G06, S6 (Bosquet 2007)',
  sentence:
    'The last 7 days hold at most 60 % of the peak week and the last 14 at most 70 % of two of them; 75 % of one for 5K, 10K, time trial and short plans; each week is smaller than the one before.',
}

/** The peak is looked for among this many loading weeks before the taper. */
const PEAK_AMONG_WEEKS = 6

/** Volume of the largest of the last six loading weeks that end before the taper, history included; null when none is known. */
export function peakWeekVolume(facts: PlanFacts): number | null {
  const sport = facts.main
  if (facts.raceDay === null) return null
  const taperStart = facts.raceDay - facts.taperDays
  const loading: number[] = []
  for (let index = sport.rows.length - 1; index >= 0 && loading.length < PEAK_AMONG_WEEKS; index--) {
    const row = sport.rows[index]!
    if (row.judged === null || row.judged === 0 || isCutback(sport, index)) continue
    if (row.weekIndex !== null && facts.weeks[row.weekIndex]!.endDay >= taperStart) continue
    loading.push(row.judged)
  }
  return loading.length === 0 ? null : Math.max(...loading)
}

/** A week of the taper beside the one it has to stay under. */
export interface TaperStep {
  /** Counted back from the race: 1 is the last week. */
  readonly window: number
  readonly later: number
  /** A race on the way included: it counts in the volume of its week (science.md S7.3). */
  readonly earlier: number
}

/**
 * The weeks of the taper, the first one first. Each is held under the last one before it that holds anything, else under
 * the peak: a week off in the taper is no licence for a larger one after it.
 */
export function taperSteps(facts: PlanFacts, peak: number): TaperStep[] {
  const { raceDay, main } = facts
  if (raceDay === null) return []
  const volumeOf = (window: number, withRaces: boolean): number =>
    volumeBetween(facts, main, raceDay - 7 * window, raceDay - 7 * window + 6, { withRaces })
  const windows = Math.round(facts.taperDays / 7)
  let earlier = volumeOf(windows, true) || peak
  const steps: TaperStep[] = []
  for (let window = windows - 1; window >= 1; window--) {
    steps.push({ window, later: volumeOf(window, false), earlier })
    earlier = volumeOf(window, true) || earlier
  }
  return steps
}

/** G06: the days before the race against the peak week, counted back from race day, the race left out. */
export const g06Taper: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const { raceDay } = facts
    const limits = taperLimits(tableGoal(facts.plan.goal), weeksToRace(facts.plan).length)
    if (raceDay === null || limits === null) return tally.outcome('A plan without a race needs no taper.')
    const peak = peakWeekVolume(facts)
    if (peak === null) return tally.notJudged('No loading week is known to compare the last days with.')
    const sport = facts.main
    const lastWeek = weeksToRace(facts.plan).at(-1)
    const where = { week: lastWeek?.weekNumber ?? null, date: facts.plan.targetDate }
    const isOver = (days: number): boolean => facts.todayDay !== null && facts.todayDay > raceDay - days
    const judge = (days: number, limit: number): void => {
      // once its days have begun a taper is done, not planned
      if (isOver(days)) return
      const volume = volumeBetween(facts, sport, raceDay - days, raceDay - 1)
      tally.atMost(
        volume / (peak * (days / 7)),
        { soft: null, hard: limit },
        where,
        (allowed) =>
          `The last ${days} days before the race hold ${amountText(sport, volume)}, ${shareText(volume / (peak * (days / 7)))} of the peak (${amountText(sport, peak)} a week). To arrive fresh we keep them within ${shareText(allowed)}.`,
        0.0005,
      )
    }
    judge(7, limits.last7)
    if (limits.last14 !== null) judge(14, limits.last14)
    // the days of a week that is not written yet are unknown: its fall shows once it is
    const isWritten = (from: number, to: number): boolean =>
      facts.weeks.every((week) => week.targets === null || week.endDay < from || week.startDay > to)
    for (const { window, later, earlier } of taperSteps(facts, peak)) {
      if (isOver(7 * (window + 1))) continue
      if (!isWritten(raceDay - 7 * Math.round(facts.taperDays / 7), raceDay - 7 * window + 6)) continue
      tally.atMost(
        later / earlier,
        { soft: null, hard: 1 },
        where,
        () =>
          `In the taper the week that ends ${7 * (window - 1) + 1} days before the race holds ${amountText(sport, later)}, no less than the week it follows (${amountText(sport, earlier)}). Each week of a taper is smaller than the last.`,
        -1e-6,
      )
    }
    return tally.outcome('The last 7 and 14 days before the race, and each week of the taper against the one before.')
  },
}
