import { shareText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { WeekFacts } from './week-facts.ts'
import type { Bounds } from './rule-tally.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G09',
  name: 'Easy share of the week',
  severity: 'S/H',
  unit: 'share',
  source: 'science.md S7.1 G09, S5.1',
  sentence:
    'At least 78 % of a week’s time is easy and at most 12 % above threshold, 70 % and 20 % are the limits; weeks under 4 hours need 70 % easy, 60 % at the limit.',
}

/** Weeks below this keep the smaller share of easy time (G09). */
const SMALL_WEEK_MIN = 240
const LOW_SHARE = { small: { soft: 0.7, hard: 0.6 }, full: { soft: 0.78, hard: 0.7 } } as const
const HIGH_SHARE = { soft: 0.12, hard: 0.2 } as const
/** Polarized plans and build blocks of block training hold a quarter above threshold, and are warned as much later (G09). */
const HIGH_SHARE_POLARIZED = { soft: 0.17, hard: 0.25 } as const

/** One session alone is no mix. */
const LEAST_SESSIONS = 2

/** The volume of a taper falls and its intensity stays (science.md S6). */
const reachesTaper = (facts: PlanFacts, week: WeekFacts): boolean =>
  facts.raceDay !== null && week.startDay <= facts.raceDay && week.endDay >= facts.raceDay - facts.taperDays

/** Minutes of a week in the three domains; null when its steps tell less than half of its time. */
interface WeekDomains {
  readonly low: number
  readonly high: number
  readonly total: number
}

/** Domains of all planned sessions of the week, the race left out. */
export function weekDomains(week: WeekFacts): WeekDomains | null {
  let [low, mid, high, minutes] = [0, 0, 0, 0]
  for (const { race, minutes: length, figures } of week.sessions) {
    if (race) continue
    low += figures.domains.lowS / 60
    mid += figures.domains.midS / 60
    high += figures.domains.highS / 60
    minutes += length
  }
  const total = low + mid + high
  return total === 0 || total < minutes / 2 ? null : { low, high, total }
}

export const lowShareBounds = (totalMinutes: number): Bounds & { readonly hard: number } =>
  totalMinutes < SMALL_WEEK_MIN ? LOW_SHARE.small : LOW_SHARE.full

export function highShareBounds(facts: PlanFacts, week: WeekFacts): Bounds & { readonly hard: number } {
  const { strategy } = facts.plan
  return strategy === 'POLARIZED' || (strategy === 'BLOCK' && week.block.type === 'BUILD')
    ? HIGH_SHARE_POLARIZED
    : HIGH_SHARE
}

const isLeftOut = (facts: PlanFacts, week: WeekFacts): boolean =>
  week.judged.length < LEAST_SESSIONS || week.week.isRecovery || reachesTaper(facts, week)

const judgeWeeks = weekByWeek(card, 'week', (facts, week, tally) => {
  const domains = isLeftOut(facts, week) ? null : weekDomains(week)
  if (domains === null) return
  const where = { week: week.week.weekNumber, date: week.week.startDate }
  const low = domains.low / domains.total
  tally.atLeast(
    low,
    lowShareBounds(domains.total),
    where,
    (allowed) =>
      `Week ${week.week.weekNumber} is ${shareText(low)} easy. We keep at least ${shareText(allowed)} of the time easy.`,
  )
  const high = domains.high / domains.total
  tally.atMost(
    high,
    highShareBounds(facts, week),
    where,
    (allowed) =>
      `Week ${week.week.weekNumber} holds ${shareText(high)} above threshold. We keep that within ${shareText(allowed)}.`,
  )
})

/**
 * G09: shares of a week's planned time. Recovery weeks are left out, and so are weeks that reach into the taper.
 */
export const g09IntensityFloor: Guardrail = {
  card,
  check(facts) {
    const tally = judgeWeeks(facts)
    // every week asks and none tells
    return tally.isEmpty && facts.weeks.length > 0 && !facts.weeks.some((week) => isLeftOut(facts, week))
      ? tally.notJudged('The sessions do not say how hard they are.')
      : tally.outcome('Easy time and time above threshold in each week that is no recovery or taper week.')
  },
}
