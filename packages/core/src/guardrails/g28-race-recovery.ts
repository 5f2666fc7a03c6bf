import { weeklyVolumes, type HistoryActivity, type TrainingHistory } from '../evidence/history.ts'
import { longDate } from '../time/date-words.ts'
import { toDayNumber } from '../time/local-date.ts'
import { countText, minutesText, shareText } from './figures.ts'
import { keptBy } from './kept.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { PlanFacts, SessionFacts } from './plan-facts.ts'
import { RuleTally } from './rule-tally.ts'

const card: RuleCard = {
  id: 'G28',
  name: 'Recovery after a race',
  severity: 'H',
  unit: 'days',
  source: 'science.md S7.1 G28 (Pfitzinger)',
  sentence:
    'After a marathon 7 days without a hard session and 14 without work above threshold, after a half 3 and 6, a 10K 2 and 4, a 5K 1 and 2, a ride of more than 5 h 3 and 4.',
}

/** Days after the race without HARD and without HIGH (G28). */
interface Recovery {
  readonly noHardDays: number
  readonly noHighDays: number
  /** Shares of the usual week for the weeks after it. */
  readonly shares: readonly number[]
}
const BY_DISTANCE: readonly (readonly [fromM: number, Recovery])[] = [
  [40_000, { noHardDays: 7, noHighDays: 14, shares: [0.25, 0.5, 0.7, 0.9] }],
  [20_000, { noHardDays: 3, noHighDays: 6, shares: [] }],
  [9_500, { noHardDays: 2, noHighDays: 4, shares: [] }],
  [4_800, { noHardDays: 1, noHighDays: 2, shares: [] }],
]
const LONG_RIDE: Recovery = { noHardDays: 3, noHighDays: 4, shares: [] }
const LONG_RIDE_S = 5 * 3600
/** The usual week is the best of the four before the race (as G01's). */
const USUAL_WEEKS = 4
/** Room for rounding on a week (science.md S7.3). */
const TOLERANCE_MIN = 2
/** A minute of the edges of ramps is no work above threshold. */
const HIGH_MOST_MIN = 0.5

export interface PastRace {
  readonly day: number
  readonly date: string
  readonly sport: 'run' | 'ride'
  readonly recovery: Recovery
}

/** Races of the past that still hold the plan: those of at most four weeks before it. */
export function pastRaces(facts: PlanFacts): PastRace[] {
  const from = (facts.weeks[0]?.startDay ?? 0) - 28
  const { history } = facts.facts
  return history === null ? [] : keptRaces(history, String(from), () => racesSince(history, from))
}
const keptRaces = keptBy<TrainingHistory, PastRace[]>()

function racesSince(history: TrainingHistory, from: number): PastRace[] {
  return history.activities.flatMap((activity) => {
    if (activity.race !== true || toDayNumber(activity.date) < from) return []
    const recovery = recoveryAfter(activity)
    if (recovery === null || (activity.sport !== 'run' && activity.sport !== 'ride')) return []
    return [{ day: toDayNumber(activity.date), date: activity.date, sport: activity.sport, recovery }]
  })
}

function recoveryAfter({ sport, distanceM, durationS, movingS }: HistoryActivity): Recovery | null {
  if (sport === 'ride') return (movingS ?? durationS) > LONG_RIDE_S ? LONG_RIDE : null
  if (sport !== 'run' || distanceM === null) return null
  return BY_DISTANCE.find(([fromM]) => distanceM >= fromM)?.[1] ?? null
}

/** Most minutes of running in each week after a marathon, as [first day, last day, minutes]; none when the past is unknown. */
export function recoveryWeeks(facts: PlanFacts, race: PastRace): readonly (readonly [number, number, number])[] {
  const { history } = facts.facts
  if (history === null || race.recovery.shares.length === 0) return []
  const known = weeklyVolumes(history, race.sport, race.date, USUAL_WEEKS).flatMap((week) =>
    week.known && week.minutes > 0 ? [week.minutes] : [],
  )
  if (known.length === 0) return []
  const usual = Math.max(...known)
  return race.recovery.shares.map((share, index) => [race.day + 1 + 7 * index, race.day + 7 + 7 * index, share * usual])
}

/** Days after the nearest race that asks for rest from work like this; null when none does. */
export function restAfterRace(races: readonly PastRace[], session: SessionFacts): PastRace | null {
  return (
    races.find((race) => {
      const after = session.day - race.day
      if (after < 1) return false
      const { noHardDays, noHighDays } = race.recovery
      return (
        (session.hard && after <= noHardDays) ||
        (session.figures.domains.highS / 60 > HIGH_MOST_MIN && after <= noHighDays)
      )
    }) ?? null
  )
}

/** Planned minutes of a sport from `fromDay` to `toDay` on days that are ahead, and whether any lies there. */
const judgedBetween = (facts: PlanFacts, race: PastRace, fromDay: number, toDay: number): SessionFacts[] =>
  facts.weeks.flatMap((week) =>
    week.judged.filter(
      (session) => session.workout.sport === race.sport && session.day >= fromDay && session.day <= toDay,
    ),
  )

/** G28: hard work, work above threshold and volume in the days after a race of the past. */
export const g28RaceRecovery: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    if (facts.facts.history === null) return tally.notJudged('No athlete was given: their races are unknown.')
    const races = pastRaces(facts)
    if (races.length === 0) return tally.outcome('No race lies in the four weeks before the plan.')
    for (const session of facts.weeks.flatMap((week) => week.judged)) {
      const race = restAfterRace(races, session)
      if (!race) continue
      const isHigh = session.figures.domains.highS / 60 > HIGH_MOST_MIN
      const days = isHigh ? race.recovery.noHighDays : race.recovery.noHardDays
      tally.atLeast(
        session.day - race.day,
        { soft: null, hard: days + 1 },
        { week: session.weekNumber, date: session.workout.date, workoutId: session.workout.id },
        () =>
          `The ${isHigh ? 'work above threshold' : 'hard session'} on ${longDate(session.workout.date)} comes ${countText(session.day - race.day, 'day')} after the race of ${longDate(race.date)}. We wait ${countText(days, 'day')}.`,
      )
    }
    for (const race of races) {
      for (const [fromDay, toDay, most] of recoveryWeeks(facts, race)) {
        const sessions = judgedBetween(facts, race, fromDay, toDay)
        if (sessions.length === 0) continue
        const minutes = sessions.reduce((sum, session) => sum + session.minutes, 0)
        tally.atMost(
          minutes,
          { soft: null, hard: most },
          { week: sessions[0]!.weekNumber, date: sessions[0]!.workout.date, unit: 'min' },
          () =>
            `The seven days from ${longDate(sessions[0]!.workout.date)} hold ${minutesText(minutes)}, ${shareText(minutes / most)} of what the race of ${longDate(race.date)} leaves. We keep them within ${minutesText(most)}.`,
          TOLERANCE_MIN,
        )
      }
    }
    return tally.outcome('The days after each race of the last four weeks.')
  },
}
