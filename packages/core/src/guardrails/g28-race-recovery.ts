import { weeklyVolumes, type HistoryActivity, type TrainingHistory } from '../evidence/history.ts'
import { goalDistanceM } from '../plan/goal.ts'
import { longDate } from '../time/date-words.ts'
import { toDayNumber } from '../time/local-date.ts'
import { countText } from '../units/format.ts'
import { minutesText, shareText } from './figures.ts'
import { keptBy } from './kept.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import { minuteRows } from './minute-rows.ts'
import type { PlanFacts } from './plan-facts.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'
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

export interface RaceToRecover {
  readonly day: number
  readonly date: string
  readonly sport: 'run' | 'ride'
  readonly recovery: Recovery
  /** Of the plan's week with a planned race. */
  readonly weekIndex: number | null
}

/** Races that hold the days after them: those done up to four weeks before the plan and since, and those planned in it. */
export function racesToRecover(facts: PlanFacts): RaceToRecover[] {
  const from = (facts.weeks[0]?.startDay ?? 0) - 28
  const { history } = facts.facts
  const done = history === null ? [] : keptRaces(history, String(from), () => racesSince(history, from))
  const planned = plannedRaces(facts)
  return planned.length === 0 ? done : [...done, ...planned]
}

/** The race of the plan and those on the way, by the distance they are named for; a ride by its length. */
function plannedRaces({ plan, weeks }: PlanFacts): RaceToRecover[] {
  const races: RaceToRecover[] = []
  for (const week of weeks) {
    if (!week.hasRace) continue
    for (const { race, workout, day } of week.sessions) {
      if (!race) continue
      const { sport, date, durationS } = workout
      const event = plan.events?.find((each) => each.date === date)
      const distanceM = goalDistanceM(event ?? plan.goal) ?? workout.distanceM
      const recovery = recoveryAfter({ sport, distanceM, durationS })
      if (recovery !== null) races.push({ day, date, sport, recovery, weekIndex: week.index })
    }
  }
  return races
}
const keptRaces = keptBy<TrainingHistory, RaceToRecover[]>()

function racesSince(history: TrainingHistory, from: number): RaceToRecover[] {
  return history.activities.flatMap((activity) => {
    if (activity.race !== true || toDayNumber(activity.date) < from) return []
    const recovery = recoveryAfter(activity)
    if (recovery === null || (activity.sport !== 'run' && activity.sport !== 'ride')) return []
    return [{ day: toDayNumber(activity.date), date: activity.date, sport: activity.sport, recovery, weekIndex: null }]
  })
}

function recoveryAfter({
  sport,
  distanceM,
  durationS,
  movingS,
}: Pick<HistoryActivity, 'sport' | 'distanceM' | 'durationS' | 'movingS'>): Recovery | null {
  if (sport === 'ride') return (movingS ?? durationS) > LONG_RIDE_S ? LONG_RIDE : null
  if (sport !== 'run' || distanceM === null) return null
  return BY_DISTANCE.find(([fromM]) => distanceM >= fromM)?.[1] ?? null
}

/** Most minutes of running in each week after a marathon, as [first day, last day, minutes]; none when the past is unknown. */
export function recoveryWeeks(facts: PlanFacts, race: RaceToRecover): readonly (readonly [number, number, number])[] {
  if (race.recovery.shares.length === 0) return []
  const known = weeksBefore(facts, race).filter((minutes) => minutes > 0)
  if (known.length === 0) return []
  const usual = Math.max(...known)
  return race.recovery.shares.map((share, index) => [race.day + 1 + 7 * index, race.day + 7 + 7 * index, share * usual])
}

/** Minutes of the known weeks before a race, planned ones for a planned race. */
function weeksBefore(facts: PlanFacts, race: RaceToRecover): number[] {
  if (race.weekIndex !== null) {
    const { rows, before } = minuteRows(facts, race.sport)
    const index = before + race.weekIndex
    return rows.slice(Math.max(0, index - USUAL_WEEKS), index).flatMap((minutes) => (minutes === null ? [] : [minutes]))
  }
  const { history } = facts.facts
  if (history === null) return []
  return weeklyVolumes(history, race.sport, race.date, USUAL_WEEKS).flatMap((week) =>
    week.known ? [week.minutes] : [],
  )
}

/** Days after the nearest race that asks for rest from work like this; null when none does. */
export function restAfterRace(races: readonly RaceToRecover[], session: SessionFacts): RaceToRecover | null {
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

/** Planned sessions of the race's sport from `fromDay` to `toDay` on days that are ahead. */
const judgedBetween = (facts: PlanFacts, race: RaceToRecover, fromDay: number, toDay: number): SessionFacts[] =>
  weeksBetween(facts, fromDay, toDay).flatMap((week) =>
    week.judged.filter(
      (session) => session.workout.sport === race.sport && session.day >= fromDay && session.day <= toDay,
    ),
  )

const weeksBetween = ({ weeks }: PlanFacts, fromDay: number, toDay: number): WeekFacts[] =>
  weeks.filter((week) => week.startDay <= toDay && week.endDay >= fromDay)

/** Weeks that a race keeps easy days in. */
const weeksAfter = (facts: PlanFacts, races: readonly RaceToRecover[]): WeekFacts[] =>
  facts.weeks.filter((week) =>
    races.some(
      ({ day, recovery }) =>
        day < week.endDay && week.startDay <= day + Math.max(recovery.noHardDays, recovery.noHighDays),
    ),
  )

/** G28: hard work, work above threshold and volume in the days after a race, done or planned. */
export const g28RaceRecovery: Guardrail = {
  card,
  check(facts) {
    const tally = new RuleTally(card)
    const races = racesToRecover(facts)
    if (races.length === 0)
      return facts.facts.history === null
        ? tally.notJudged('No athlete was given: their races are unknown.')
        : tally.outcome('No race lies in the plan or in the four weeks before it.')
    for (const session of weeksAfter(facts, races).flatMap((week) => week.judged)) {
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
    return tally.outcome('The days after each race of the plan and of the four weeks before it.')
  },
}
