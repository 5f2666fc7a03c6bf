import type { Sport } from '../athlete/sport.ts'
import {
  sessionsBetween,
  weeklyVolumes,
  type HistorySession,
  type KnownWeek,
  type TrainingHistory,
  type WeekVolume,
} from '../evidence/history.ts'
import { returnAfterBreak, type ReturnAfterBreak } from '../plan/return-schedule.ts'
import { addDays, toDayNumber, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { keptBy } from './kept.ts'
import type { ReviewFacts } from './review-facts.ts'
import type { DatedAmount, WeekRow } from './sport-facts.ts'

/** Weeks of history that any rule looks at: six loading weeks of G06 before a short plan, four of G01. */
export const HISTORY_WEEKS = 12
const HISTORY_DAYS = 45

/** A week of the past in the sport's measure. */
export function historyRow(week: WeekVolume, measure: 'm' | 'min'): Omit<WeekRow, 'weekIndex'> {
  if (!week.known) return { volume: null, judged: null, longest: null }
  const volume = measure === 'm' ? week.distanceM : minutesOf(week)
  return {
    volume,
    judged: volume,
    longest: measure === 'm' ? week.longestM : week.longestMinutes,
  }
}

/** A week told in kilometres only has no minutes: unknown rather than zero. */
const minutesOf = (week: KnownWeek): number | null =>
  week.minutes === 0 && (week.distanceM ?? 0) > 0 ? null : week.minutes

/** Where a told week names no longest session, a third of the week counts (science.md S5.5). */
const TOLD_LONGEST_SHARE = 1 / 3

const keptVolumes = keptBy<TrainingHistory, WeekVolume[]>()
const keptSessions = keptBy<TrainingHistory, HistorySession[]>()
const keptReturns = keptBy<TrainingHistory, { readonly returning: ReturnAfterBreak | null }>()

/** The last `weeks` weeks before `asOf`, oldest first. */
export const volumesOf = (history: TrainingHistory, sport: Sport, asOf: LocalDate, weeks: number): WeekVolume[] =>
  keptVolumes(history, `${sport} ${asOf} ${weeks}`, () => weeklyVolumes(history, sport, asOf, weeks))

const sessionsOf = (history: TrainingHistory, sport: Sport, from: LocalDate, to: LocalDate): HistorySession[] =>
  keptSessions(history, `${sport} ${from} ${to}`, () => sessionsBetween(history, sport, from, to))

/** The return that runs on the day of the review, or on the day before a plan that is judged without one. */
export function returnOf(
  history: TrainingHistory,
  sport: Sport,
  planStart: LocalDate,
  { today, flags }: ReviewFacts,
): ReturnAfterBreak | null {
  const asOf = today ?? addDays(planStart, -1)
  const key = `${sport} ${asOf} ${planStart} ${flags && flags.length > 0 ? JSON.stringify(flags) : ''}`
  return keptReturns(history, key, () => ({
    returning: returnAfterBreak({ history, sport, today: asOf, planStart, ...(flags ? { flags } : {}) }),
  })).returning
}

/** Adds what each session of the past amounts to, from 45 days before `asOf` up to `today`; of a week told in numbers its longest. */
export function addHistorySessions(
  sessions: DatedAmount[],
  history: TrainingHistory,
  sport: Sport,
  measure: 'm' | 'min',
  asOf: LocalDate,
  today: LocalDate | null,
): void {
  const from = addDays(asOf, -HISTORY_DAYS)
  const to = today ?? addDays(asOf, -1)
  for (const session of sessionsOf(history, sport, from, to)) {
    const amount = measure === 'm' ? session.distanceM : session.movingS / 60
    if (amount !== null) sessions.push({ day: toDayNumber(session.date), amount })
  }
  for (const week of history.weekly ?? []) {
    const sunday = addDays(mondayOf(week.weekStart), 6)
    if (week.sport !== sport || sunday < from || week.weekStart > to) continue
    const longest =
      measure === 'm'
        ? (week.longestM ?? (week.distanceM === null ? null : week.distanceM * TOLD_LONGEST_SHARE))
        : toldLongestMinutes(week)
    if (longest !== null) sessions.push({ day: toDayNumber(sunday), amount: longest })
  }
}

function toldLongestMinutes(week: {
  minutes: number | null
  distanceM: number | null
  longestM: number | null
}): number | null {
  if (week.minutes === null) return null
  if (week.longestM !== null && week.distanceM !== null && week.distanceM > 0)
    return (week.longestM / week.distanceM) * week.minutes
  return week.minutes * TOLD_LONGEST_SHARE
}
