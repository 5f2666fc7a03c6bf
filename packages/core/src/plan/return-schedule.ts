import { flagEnd, type Flag } from '../athlete/flag.ts'
import type { Sport } from '../athlete/sport.ts'
import {
  longestSessionM,
  longestSessionMinutes,
  minutesIn,
  weeklyVolumes,
  type TrainingHistory,
} from '../evidence/history.ts'
import { preBreakWeek } from '../evidence/profile.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf, weekdayIndex } from '../time/week.ts'
import {
  LONG_RUN_FLOOR_M,
  LONG_RUN_FLOOR_MIN,
  LONG_RUN_WINDOW_DAYS,
  RUN_WEEK_FLOOR_MIN,
  WEEK_FLOOR_M,
  WEEK_FLOOR_MIN,
} from './volume-limits.ts'

/**
 * What a week of the return may hold beside its volume: `easy` nothing above the easy domain, `strides` the same with
 * strides of at most 30 s, `no-high` nothing above threshold, `all` whatever the other rules allow.
 */
export type ReturnIntensity = 'easy' | 'strides' | 'no-high' | 'all'

/** One week of the way back, as a share of the week before the break. */
export interface ReturnWeek {
  readonly share: number
  readonly most: ReturnIntensity
}

/** The way back after a break (science.md S8.7). */
export interface ReturnSchedule {
  /** None when the break is too short to need any. */
  readonly weeks: readonly ReturnWeek[]
  /** First day of the return, counted from 1, on which a hard session may stand. */
  readonly hardFromDay: number
}

type Row = (daysOff: number) => ReturnSchedule
const NOTHING: ReturnSchedule = { weeks: [], hardFromDay: 1 }

/** Easy weeks of the return: strides from the second one on (S8.7). */
const easyWeek = (share: number, index: number): ReturnWeek => ({ share, most: index === 0 ? 'easy' : 'strides' })

/** As many weeks as the break had, cut in parts of equal length, one share each; a week belongs to the part it begins in. */
function equalTime(daysOff: number, shares: readonly number[]): ReturnSchedule {
  const weeks = Array.from({ length: Math.ceil(daysOff / 7) }, (_, index): ReturnWeek => {
    const part = Math.min(shares.length - 1, Math.floor((7 * index * shares.length) / daysOff))
    const isLastPart = part === shares.length - 1
    return isLastPart ? { share: shares[part]!, most: 'all' } : easyWeek(shares[part]!, index)
  })
  return { weeks, hardFromDay: 1 }
}

/** Rows of science.md S8.7 by their first day off. Threshold work begins at 75 %, so before it a week is easy. */
const ROWS: readonly (readonly [fromDays: number, row: Row])[] = [
  [0, () => NOTHING],
  [4, () => ({ weeks: [{ share: 0.9, most: 'all' }], hardFromDay: 3 })],
  [
    7,
    () => ({
      weeks: [
        { share: 0.7, most: 'no-high' },
        { share: 0.9, most: 'all' },
      ],
      hardFromDay: 1,
    }),
  ],
  [14, (daysOff) => equalTime(daysOff, [0.5, 0.75])],
  [29, (daysOff) => equalTime(daysOff, [0.33, 0.5, 0.75])],
  [57, () => ({ weeks: [0.33, 0.33, 0.33, 0.5, 0.5, 0.5].map(easyWeek), hardFromDay: 1 })],
]

/**
 * The weeks after `daysOff` whole days without training (science.md S8.7). After an injury or a fever the next longer row
 * speaks (`rowsLower: 1`). One to three days off need no schedule.
 */
export function returnSchedule(daysOff: number, { rowsLower }: { readonly rowsLower: 0 | 1 }): ReturnSchedule {
  const own = ROWS.findLastIndex(([fromDays]) => daysOff >= fromDays)
  if (own < 0 || daysOff < 1) return NOTHING
  const [fromDays, row] = ROWS[Math.min(own + rowsLower, ROWS.length - 1)]!
  return row(Math.max(daysOff, fromDays))
}

/** Volume in both of a sport's measures; null where the past does not tell it. */
export interface BothMeasures {
  readonly minutes: number | null
  readonly distanceM: number | null
}

/** A break that still shapes the weeks of a plan (G18). */
export interface ReturnAfterBreak extends ReturnSchedule {
  readonly sport: Sport
  readonly daysOff: number
  /** Last day of training before the break. */
  readonly lastDay: LocalDate
  /** First day of training after it; null while it lasts. */
  readonly resumedOn: LocalDate | null
  /** The day the first week of the return is counted from: the resumption, else the plan's start or today, the later one. */
  readonly beginsOn: LocalDate
  /** Monday of the return's first week. */
  readonly firstMonday: LocalDate
  /** Mean of the last four weeks with training before the break (science.md S7.3). */
  readonly before: BothMeasures
  /** Best whole week since training began again; 0 without any. */
  readonly since: BothMeasures
  /** Longest session G03 measures from after more than 30 days off: half of the last longest, at least 3 km; else null. */
  readonly longest: BothMeasures | null
}

/** What tells a break. */
export interface BreakInput {
  readonly history: TrainingHistory
  readonly sport: Sport
  readonly today: LocalDate
  /** The Monday of the plan's first week. */
  readonly planStart: LocalDate
  readonly flags?: readonly Flag[]
}

/** From this many days off a break is one whatever the athlete's rhythm: a whole week without training. */
const WEEK_DAYS = 7
/** How far back the usual days between two sessions are read. */
const RHYTHM_DAYS = 28
/** The longest return is eight weeks, so no break that ended earlier still holds (S8.7). */
const LOOK_BACK_DAYS = 8 * 7
/** After more than this L of G03 is half of the last longest (S8.7). */
const LONGEST_FORGOTTEN_DAYS = 30

/**
 * The break whose return still runs on `today`, the longest where there are two; null without one, or when the weeks before
 * it are unknown. Days off are counted to `today`; once training has begun again the return runs from there. Under a week
 * off is a break only where it is longer than what lay between two sessions in the four weeks before. Running needs running:
 * a ride ends no break from it; for riding a run does.
 */
export function returnAfterBreak(input: BreakInput): ReturnAfterBreak | null {
  let longest: ReturnAfterBreak | null = null
  for (const found of breaksOf(input)) {
    if (longest !== null && longest.daysOff >= found.daysOff) continue
    const returning = returnOf(input, found)
    if (returning !== null) longest = returning
  }
  return longest
}

/** The week of the return that a week beginning on `monday` is; null outside it. */
export function returnWeek(returning: ReturnAfterBreak, monday: LocalDate): ReturnWeek | null {
  if (addDays(monday, 6) < returning.beginsOn) return null
  const index = Math.max(0, daysBetween(returning.firstMonday, monday) / WEEK_DAYS)
  return returning.weeks[index] ?? null
}

/**
 * Most volume of the week beginning on `monday`, in metres or minutes: its share of the week before the break, at least
 * the smallest week of G01 and at least what was done in a week since. Null outside the return, or where that measure of
 * the weeks before is unknown.
 */
export function returnWeekLimit(returning: ReturnAfterBreak, monday: LocalDate, measure: 'm' | 'min'): number | null {
  const week = returnWeek(returning, monday)
  const before = measure === 'm' ? returning.before.distanceM : returning.before.minutes
  if (week === null || before === null) return null
  const since = (measure === 'm' ? returning.since.distanceM : returning.since.minutes) ?? 0
  const floor = measure === 'm' ? WEEK_FLOOR_M : returning.sport === 'run' ? RUN_WEEK_FLOOR_MIN : WEEK_FLOOR_MIN
  return Math.max(floor, since, week.share * before)
}

interface Break {
  readonly lastDay: LocalDate
  readonly resumedOn: LocalDate | null
  readonly daysOff: number
}

/** Breaks that ended in the last eight weeks, and the one that lasts; those inside the athlete's rhythm are left out. */
function breaksOf({ history, sport, today, planStart }: BreakInput): Break[] {
  const days = trainingDays(history, sport, today)
  const breaks: Break[] = []
  for (const [index, lastDay] of days.entries()) {
    const resumedOn = days[index + 1] ?? null
    if (resumedOn !== null && daysBetween(resumedOn, today) > LOOK_BACK_DAYS) continue
    const daysOff = daysBetween(lastDay, endOfBreak(lastDay, resumedOn ?? today, planStart)) - 1
    if (daysOff < 1) continue
    const isRhythm =
      daysOff < WEEK_DAYS &&
      days.some((day, at) => {
        const before = days[at - 1]
        if (before === undefined || day > lastDay || day < addDays(lastDay, -RHYTHM_DAYS)) return false
        return daysBetween(before, day) - 1 >= daysOff
      })
    if (!isRhythm) breaks.push({ lastDay, resumedOn, daysOff })
  }
  return breaks
}

/**
 * The day a break is counted to: `today`, or the day training began again (science.md S7.3). What the plan's own first week
 * leaves free until the first session must not lengthen the break the plan was made for, or it would break by being
 * followed; nor may the break shrink as the plan begins. So one that ends in that week is counted to the day before it,
 * the last day the plan can have been made on.
 */
function endOfBreak(lastDay: LocalDate, end: LocalDate, planStart: LocalDate): LocalDate {
  const isAcrossStart = lastDay < planStart && end >= planStart && end < addDays(planStart, WEEK_DAYS)
  return isAcrossStart ? addDays(planStart, -1) : end
}

/**
 * Days with training in order. A week told with training is training on every day of it, for its days are not told; of a
 * week told as unknown nothing is known, which is no day off (science.md S0.5).
 */
function trainingDays(history: TrainingHistory, sport: Sport, today: LocalDate): LocalDate[] {
  const counts = (other: string): boolean => other === sport || (sport === 'ride' && other === 'run')
  const days = new Set<LocalDate>()
  for (const activity of history.activities) {
    if (activity.date <= today && counts(activity.sport)) days.add(activity.date)
  }
  for (const week of history.weekly ?? []) {
    const isTold = week.minutes !== null || week.distanceM !== null
    const isRest = isTold && (week.minutes ?? 0) === 0 && (week.distanceM ?? 0) === 0
    if (!counts(week.sport) || isRest) continue
    for (let offset = 0; offset < 7; offset++) {
      const day = addDays(mondayOf(week.weekStart), offset)
      if (day <= today) days.add(day)
    }
  }
  return [...days].sort()
}

function returnOf(input: BreakInput, found: Break): ReturnAfterBreak | null {
  const { history, sport, today, planStart, flags = [] } = input
  const schedule = returnSchedule(found.daysOff, { rowsLower: isRowLower(flags, found, today) ? 1 : 0 })
  const begins = found.resumedOn ?? (planStart > today ? planStart : today)
  const firstMonday = firstMondayOf(begins, found.resumedOn !== null && begins >= planStart)
  const isOver = daysBetween(firstMonday, today) >= WEEK_DAYS * schedule.weeks.length
  if (isOver || schedule.weeks.length === 0) return null
  const before = preBreakWeek(history, sport, found.resumedOn === null ? today : addDays(found.resumedOn, -1))
  if (before === null || ((before.minutes ?? 0) === 0 && (before.distanceM ?? 0) === 0)) return null
  return {
    ...schedule,
    ...found,
    sport,
    beginsOn: begins,
    firstMonday,
    before,
    since: bestSince(history, sport, found.resumedOn, today),
    longest: found.daysOff > LONGEST_FORGOTTEN_DAYS ? halfLongest(history, sport, found.lastDay) : null,
  }
}

/**
 * The week a return begins with. Inside the plan it is the week of the first session, whatever its day: a plan that was
 * followed stays right. Otherwise the nearest Monday: from Friday on too little is left of a week to be the first.
 */
function firstMondayOf(begins: LocalDate, isInsidePlan: boolean): LocalDate {
  const monday = mondayOf(begins)
  return isInsidePlan || weekdayIndex(begins) <= 3 ? monday : addDays(monday, WEEK_DAYS)
}

/** An injury, an illness with a fever, or signs of the heart, that fell into the break (S8.7). */
const isRowLower = (flags: readonly Flag[], { lastDay, resumedOn }: Break, today: LocalDate): boolean =>
  flags.some(
    (flag) =>
      (flag.kind === 'INJURY' || flag.symptoms === 'fever' || flag.symptoms === 'heart') &&
      flag.startDate <= (resumedOn ?? today) &&
      flagEnd(flag, flag.startDate, today) > lastDay,
  )

/** A week done since the return is never too much to do again. */
function bestSince(
  history: TrainingHistory,
  sport: Sport,
  resumedOn: LocalDate | null,
  today: LocalDate,
): BothMeasures {
  if (resumedOn === null) return { minutes: 0, distanceM: 0 }
  const weeks = weeklyVolumes(history, sport, today, LOOK_BACK_DAYS / WEEK_DAYS).flatMap((week) =>
    week.known && week.weekStart >= resumedOn ? [week] : [],
  )
  return {
    minutes: Math.max(0, ...weeks.map((week) => minutesIn(week) ?? 0)),
    distanceM: Math.max(0, ...weeks.map((week) => week.distanceM ?? 0)),
  }
}

function halfLongest(history: TrainingHistory, sport: Sport, lastDay: LocalDate): BothMeasures {
  const metres = longestSessionM(history, sport, lastDay, LONG_RUN_WINDOW_DAYS)
  const minutes = longestSessionMinutes(history, sport, lastDay, LONG_RUN_WINDOW_DAYS)
  return {
    distanceM: metres === null ? null : Math.max(LONG_RUN_FLOOR_M, metres / 2),
    minutes: minutes === null ? null : Math.max(LONG_RUN_FLOOR_MIN, minutes / 2),
  }
}
