import type { Sport } from '../athlete/sport.ts'
import { meanWeek, type MeanWeek, type WeekVolume } from '../evidence/history.ts'
import { returnWeek, returnWeekLimit, type ReturnAfterBreak, type ReturnWeek } from '../plan/return-schedule.ts'
import type { Measured } from '../result/measured.ts'
import { addHistorySessions, historyRow, HISTORY_WEEKS, returnOf, volumesOf } from './history-rows.ts'
import { keptBy } from './kept.ts'
import type { PlanBasis } from './plan-basis.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'

/** Volume of one week on the merged calendar, in the sport's own measure. */
export interface WeekRow {
  /** Null: an unknown week of the past, which is never a zero (science.md S0.5). Races count. */
  readonly volume: number | null
  /** The same without a planned race, which is outside every rule (science.md S7.3): what is judged. */
  readonly judged: number | null
  readonly longest: number | null
  /** Index of the plan's week, null before the plan. */
  readonly weekIndex: number | null
  /** What a return after a break leaves this week (G18); absent outside one. */
  readonly returning?: ReturningWeek
}

/** A week of the return, with the most volume it may hold in the sport's measure; null where the weeks before do not tell that measure. */
export interface ReturningWeek extends ReturnWeek {
  readonly limit: number | null
}

/** One session of the merged calendar, in the sport's own measure: what a longest session is measured from. */
export interface DatedAmount {
  readonly day: number
  readonly amount: number
}

/** How one sport is measured, and its weeks and sessions from before the plan to its end. */
export interface SportFacts {
  readonly sport: Sport
  /** Runs in metres where every run tells its distance, else in minutes; rides always in minutes. */
  readonly measure: 'm' | 'min'
  readonly rows: readonly WeekRow[]
  /** Rows before the plan's first week. */
  readonly rowsBefore: number
  readonly sessions: readonly DatedAmount[]
  /** Mean of the last four completed weeks that are known (G25). */
  readonly mean: Measured<MeanWeek>
  readonly meanAmount: number | null
  /** The break whose return still runs (science.md S8.7); null without one. */
  readonly returning: ReturnAfterBreak | null
}

/** The sport's weeks before the plan, those done since and those ahead, in its measure; `inMinutes` asks for minutes in any case. */
export function sportFacts(
  sport: Sport,
  weeks: readonly WeekFacts[],
  { facts, todayDay, startDay }: PlanBasis,
  inMinutes = false,
): SportFacts {
  const { history, today } = facts
  const startDate = weeks[0]?.week.startDate ?? today ?? '1970-01-05'
  // history speaks up to the day before the review, or the day before the plan where no review day is given
  const asOf = today !== null && today < startDate ? today : startDate
  const before = history ? volumesOf(history, sport, asOf, HISTORY_WEEKS) : []
  const measure = inMinutes ? 'min' : measureOf(sport, weeks, before)
  const hasBegun = todayDay !== null && todayDay > startDay
  const doneWeeks =
    history && today !== null && hasBegun ? doneByStart(volumesOf(history, sport, today, weeks.length + 1)) : null
  const rows: WeekRow[] = before.map((week) => ({ ...historyRow(week, measure), weekIndex: null }))
  const sessions: DatedAmount[] = []
  if (history) addHistorySessions(sessions, history, sport, measure, asOf, today)
  for (const week of weeks) {
    if (doneWeeks !== null && week.past) {
      const done = doneWeeks.get(week.week.startDate)
      rows.push({
        ...(done ? historyRow(done, measure) : { volume: null, judged: null, longest: null }),
        weekIndex: week.index,
      })
      continue
    }
    const isBegun = doneWeeks !== null && todayDay !== null && week.startDay <= todayDay
    const amounts = isBegun
      ? amountsSince(week, sport, measure, todayDay, sessions)
      : amountsAhead(week, sport, measure)
    rows.push(amounts.row)
    for (const session of amounts.sessions) sessions.push(session)
  }
  const mean = meanWeek(before.slice(-4))
  const returning = history === null ? null : returnOf(history, sport, startDate, facts)
  if (returning !== null) {
    for (let index = before.length; index < rows.length; index++) {
      const row = rows[index]!
      const monday = weeks[row.weekIndex!]!.week.startDate
      const week = returnWeek(returning, monday)
      if (week) rows[index] = { ...row, returning: { ...week, limit: returnWeekLimit(returning, monday, measure) } }
    }
  }
  return {
    sport,
    measure,
    returning,
    rows,
    rowsBefore: before.length,
    sessions,
    mean,
    meanAmount: mean.ok ? (measure === 'm' ? mean.value.distanceM : mean.value.minutes) : null,
  }
}

const doneByStart = (weeks: readonly WeekVolume[]): Map<string, WeekVolume> =>
  new Map(weeks.map((week) => [week.weekStart, week]))

/** What a week of the plan holds of a sport. */
interface WeekAmounts {
  readonly row: WeekRow
  /** The planned sessions that still count. */
  readonly sessions: readonly DatedAmount[]
}

const keptAmounts = keptBy<WeekFacts, WeekAmounts>()

/** Of a week that is planned from its first day to its last: kept with the week. */
const amountsAhead = (week: WeekFacts, sport: Sport, measure: 'm' | 'min'): WeekAmounts =>
  keptAmounts(week, sport === 'ride' ? 'ride' : measure, () => amountsOf(week, sport, measure, week.sessions, []))

/** Of the week with today in it: what was done, and what is left to do. */
function amountsSince(
  week: WeekFacts,
  sport: Sport,
  measure: 'm' | 'min',
  todayDay: number,
  done: readonly DatedAmount[],
): WeekAmounts {
  const isDoneToday = done.some((session) => session.day === todayDay)
  const ahead = week.sessions.filter((session) => !session.past && !(isDoneToday && session.day === todayDay))
  const doneSoFar = done.filter((session) => session.day >= week.startDay && session.day <= week.endDay)
  return amountsOf(week, sport, measure, ahead, doneSoFar)
}

function amountsOf(
  week: WeekFacts,
  sport: Sport,
  measure: 'm' | 'min',
  ahead: readonly SessionFacts[],
  done: readonly DatedAmount[],
): WeekAmounts {
  const { targets, index: weekIndex } = week
  const inMetres = measure === 'm'
  const sessions: DatedAmount[] = []
  let [volume, longest, races] = [0, 0, 0]
  if (targets?.sport === sport) {
    volume += inMetres ? (targets.distanceM ?? 0) : targets.minutes
    longest = (inMetres ? targets.longestDistanceM : targets.longestMinutes) ?? 0
  } else if (targets && !inMetres) volume += targets.otherMinutes
  for (const { amount } of done) {
    volume += amount
    longest = Math.max(longest, amount)
  }
  for (const session of ahead) {
    if (session.workout.sport !== sport) continue
    const amount = inMetres ? (session.distanceM ?? 0) : session.minutes
    sessions.push({ day: session.day, amount })
    if (session.race) races += amount
    else {
      volume += amount
      longest = Math.max(longest, amount)
    }
  }
  return { row: { volume: volume + races, judged: volume, longest, weekIndex }, sessions }
}

/** Metres where all runs speak metres: those planned, and the known weeks the limits are measured from. */
function measureOf(sport: Sport, weeks: readonly WeekFacts[], before: readonly WeekVolume[]): 'm' | 'min' {
  if (sport === 'ride') return 'min'
  const isPlannedKnown = weeks.every(
    ({ isRunInMetres, targets }) =>
      isRunInMetres &&
      // what an outline books to the other sport it knows in minutes only
      (targets === null || (targets.sport === 'run' ? targets.distanceM !== null : targets.otherMinutes === 0)),
  )
  const isPastKnown = before.every((week) => !week.known || week.minutes === 0 || week.distanceM !== null)
  return isPlannedKnown && isPastKnown ? 'm' : 'min'
}

/** The four weeks before row `index`, oldest first: what G01 measures from. */
export const fourBefore = (sport: SportFacts, index: number): (number | null)[] =>
  sport.rows.slice(Math.max(0, index - 4), index).map((row) => row.volume)
