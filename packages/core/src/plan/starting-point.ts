import { flagEnd } from '../athlete/flag.ts'
import { guardrailLevel } from '../athlete/level.ts'
import type { Level, Sport } from '../athlete/sport.ts'
import { needsDoctor } from '../athlete/screening.ts'
import { thresholdsOn, type ThresholdSet } from '../athlete/thresholds.ts'
import {
  layoffDays,
  meanOfLastFourWeeks,
  minutesIn,
  sessionsBetween,
  weeklyVolumes,
  type HistoryActivity,
  type MeanWeek,
  type TrainingHistory,
} from '../evidence/history.ts'
import { fitnessSeries, SEED_FREE_DAYS, SEED_WINDOW_DAYS } from '../load/fitness.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import type { KeyFocus } from './goal-foci.ts'
import type { PlanningInput } from './planning-input.ts'
import { measuredLevels } from './progression-level.ts'
import { courseS } from './ride-effort.ts'
import { returnAfterBreak, type ReturnAfterBreak } from './return-schedule.ts'
import { hasInjury, isTwoToOne } from './two-to-one.ts'
import {
  firstWeekRideLimitMin,
  firstWeekRunLimitM,
  firstWeekRunLimitMin,
  firstWeekUnknownLimitMin,
  LONG_RIDE_WINDOW_DAYS,
  LONG_RUN_WINDOW_DAYS,
} from './volume-limits.ts'

/**
 * What the volumes of a plan are counted in: metres for runs once a pace is known, minutes for rides and for runs of
 * which no pace is known (science.md S7.1 Measure; G03 time variant).
 */
export type VolumeUnit = 'm' | 'min'

/** A longest session of the past, as the step rules look back on it (science.md G03, G23). */
export interface PastSession {
  readonly date: LocalDate
  readonly volume: number
}

/** From this age two hard days a week, two easy days between them (science.md G20). */
export const OLD_YEARS = 65

/** Where the athlete stands on the day the plan is made: every figure the planner starts from. */
export interface StartingPoint {
  readonly sport: Sport
  /** The Monday the plan begins: the first one after `today` (science.md S5.4). */
  readonly startDate: LocalDate
  readonly unit: VolumeUnit
  readonly level: Level
  readonly ageYears: number | null
  /** Recovery after two loading weeks instead of three (science.md S5.2). */
  readonly twoToOne: boolean
  readonly thresholds: ThresholdSet
  /** Threshold speed used to turn minutes of running into metres; null when neither threshold nor typical pace is known. */
  readonly planningSpeedMps: number | null
  readonly planningSpeedSource: 'threshold' | 'typical-pace' | null
  /** Volume of a minute of easy training, in `unit`. */
  readonly easyRate: number
  /** Mean of the last four known weeks; null when none is known. */
  readonly mean: MeanWeek | null
  /** Volume of that mean week in `unit`; null when unknown or nothing was done. */
  readonly meanVolume: number | null
  /** Largest known week of the last year in `unit`; null when none is known. */
  readonly largestWeek: number | null
  /** Minutes of the four completed weeks before `today`, oldest first, null where unknown. */
  readonly lastFourMinutes: readonly (number | null)[]
  /** The four completed weeks before `today`, oldest first, null where unknown. */
  readonly lastFourWeeks: readonly (number | null)[]
  /** What the first week may hold at most (science.md G25). */
  readonly firstWeekLimit: number
  /** Sessions of the window the step rules look back to. */
  readonly pastSessions: readonly PastSession[]
  /** Days a week the athlete trained in this sport lately; null when unknown. */
  readonly daysPerWeek: number | null
  /** Chronic load today, TSS a day; null when nothing is known (science.md S4.1, S4.3). */
  readonly ctl: number | null
  /** Days since the last session before today; null without any. */
  readonly layoffDays: number | null
  /** The break whose return the first weeks follow (science.md S8.7, G18); null without one. */
  readonly returning: ReturnAfterBreak | null
  /** No hard session before this day, because of a flag; null without one. */
  readonly easyOnlyUntil: LocalDate | null
  readonly hasInjury: boolean
  /** Progression levels the last 42 days show, by focus (science.md S8.5); a focus nothing tells is absent. */
  readonly levels: ReadonlyMap<KeyFocus, number>
  /** Seconds the goal's course takes by its prediction; null where no course tells. */
  readonly courseS: number | null
}

/** Fraction of threshold speed at which easy running is planned (science.md §11 base). */
const EASY_RUN_FRACTION = 0.8
/** Mean fraction of threshold speed of unplanned easy running: mid E range (science.md §11 anchors .755–.83). */
const TYPICAL_EASY_FRACTION = 0.79
/** Later than any plan: easy until a doctor has confirmed and a new plan is made (science.md G20). */
export const FOR_GOOD: LocalDate = '9999-12-31'
const WEEKS_OF_A_YEAR = 52
/** Hours without a load count 50 TSS each (science.md S4.3). */
const TSS_PER_HOUR = 50

/** Reads the starting point out of the planning input. Pure; everything is as of `input.today`. */
export function startingPoint(input: PlanningInput): StartingPoint {
  const { today, athlete, history } = input
  const sport = input.goal.sport
  const startDate = nextMonday(today)
  const ageYears = athlete.birthYear === null ? null : Number(today.slice(0, 4)) - athlete.birthYear
  const thresholds = thresholdsOn(athlete.thresholds, sport, startDate)
  const speed = sport === 'run' ? planningSpeed(thresholds, history, today) : null
  const unit: VolumeUnit = speed && isPastInMetres(history, today) ? 'm' : 'min'
  const easyRate = speed && unit === 'm' ? EASY_RUN_FRACTION * speed.mps * 60 : 1
  // a week told in kilometres only has no minutes: unknown rather than zero
  const volumeOf = (minutes: number | null, distanceM: number | null): number | null =>
    unit === 'm' ? distanceM : minutes === 0 && (distanceM ?? 0) > 0 ? null : minutes
  const measuredMean = meanOfLastFourWeeks(history, sport, today)
  const mean = measuredMean.ok ? measuredMean.value : null
  const meanVolume = mean === null ? null : volumeOf(mean.minutes, mean.distanceM)
  const known = weeklyVolumes(history, sport, today, WEEKS_OF_A_YEAR).map((week) =>
    week.known ? volumeOf(week.minutes, week.distanceM) : null,
  )
  const flagEnds = athlete.flags
    .filter((flag) => flag.startDate <= startDate)
    .map((flag) => flagEnd(flag, startDate, today))
    .filter((end) => end > startDate)
    .sort()
  const isInjured = hasInjury({ flags: athlete.flags, today, from: startDate })
  const level = guardLevel(input)
  const returning = returnAfterBreak({ history, sport, today, planStart: startDate, flags: athlete.flags })
  return {
    sport,
    startDate,
    unit,
    level,
    ageYears,
    twoToOne: isTwoToOne({ sport, level, ageYears, flags: athlete.flags, history, today, from: startDate }),
    thresholds,
    planningSpeedMps: speed?.mps ?? null,
    planningSpeedSource: speed?.source ?? null,
    easyRate,
    mean,
    meanVolume: meanVolume !== null && meanVolume > 0 ? meanVolume : null,
    lastFourMinutes: weeklyVolumes(history, sport, today, 4).map((week) => (week.known ? minutesIn(week) : null)),
    largestWeek: known.reduce<number | null>((most, week) => (week === null ? most : Math.max(most ?? 0, week)), null),
    lastFourWeeks: known.slice(-4),
    firstWeekLimit: firstWeekLimit(sport, unit, meanVolume, easyRate),
    pastSessions: pastSessions(history, sport, today, volumeOf),
    daysPerWeek: usualDays(input, returning) ?? mean?.days ?? null,
    ctl: chronicLoad(history, today),
    layoffDays: layoffDays(history, today, sport),
    returning,
    easyOnlyUntil: needsDoctor(athlete.screening) ? FOR_GOOD : (flagEnds.at(-1) ?? null),
    hasInjury: isInjured,
    levels: measuredLevels(history, sport, today),
    courseS: courseS(input.course),
  }
}

/** The level rules and volumes use (science.md S0.3, S7.3): the mean of the last eight known weeks and the athlete's word. */
function guardLevel({ athlete, goal, history, today }: PlanningInput): Level {
  const weeks = weeklyVolumes(history, goal.sport, today, 8).filter((week) => week.known)
  return guardrailLevel(athlete.level, goal.sport, weeks)
}

/** Threshold speed to plan runs with: the known one, else from the pace of the last eight weeks. */
export function planningSpeed(
  thresholds: ThresholdSet,
  history: TrainingHistory,
  today: LocalDate,
): { mps: number; source: 'threshold' | 'typical-pace' } | null {
  const threshold = thresholds.thresholdSpeedMps
  if (threshold !== undefined && threshold > 0) return { mps: threshold, source: 'threshold' }
  let metres = 0
  let seconds = 0
  for (const session of sessionsBetween(history, 'run', addDays(today, -56), today)) {
    if (session.distanceM === null || session.distanceM <= 0 || session.movingS <= 0) continue
    if (session.activities.some((activity) => activity.race)) continue
    metres += session.distanceM
    seconds += session.movingS
  }
  for (const week of history.weekly ?? []) {
    if (week.sport !== 'run' || week.weekStart < addDays(today, -63) || week.weekStart > today) continue
    if (!week.minutes || !week.distanceM) continue
    metres += week.distanceM
    seconds += week.minutes * 60
  }
  if (seconds < 1800) return null
  const mps = metres / seconds / TYPICAL_EASY_FRACTION
  // slower than 12:30 /km or faster than 3:00 /km easy is a typing error or a walk, not a pace to plan with
  return mps < 1.7 || mps > 7 ? null : { mps, source: 'typical-pace' }
}

/** Days a week before a break: what the athlete comes back to; null without a break. */
function usualDays({ history, goal }: PlanningInput, returning: ReturnAfterBreak | null): number | null {
  if (returning === null) return null
  const before = meanOfLastFourWeeks(history, goal.sport, addDays(returning.lastDay, 1))
  return before.ok ? before.value.days : null
}

/** Metres only where every known week of the past tells them (the guardrails measure the same way). */
const isPastInMetres = (history: TrainingHistory, today: LocalDate): boolean =>
  weeklyVolumes(history, 'run', today, 12).every((week) => !week.known || week.minutes === 0 || week.distanceM !== null)

/**
 * Nothing done in the known weeks is a beginning like no data at all: 3 × 20–30 min (science.md G25), the 6 km starting
 * level of S5.5.
 */
function firstWeekLimit(sport: Sport, unit: VolumeUnit, meanVolume: number | null, easyRate: number): number {
  // run-walk covers about .8 of easy running; a week that is safe for a stranger is safe for everybody
  const fromNothing = firstWeekUnknownLimitMin(sport) * (unit === 'm' ? easyRate * 0.8 : 1)
  if (meanVolume === null || meanVolume <= 0) return fromNothing
  if (sport === 'ride') return Math.max(fromNothing, firstWeekRideLimitMin(meanVolume))
  return Math.max(fromNothing, unit === 'm' ? firstWeekRunLimitM(meanVolume) : firstWeekRunLimitMin(meanVolume))
}

/** Where a told week names no longest session, a third of the week counts (science.md S5.5). */
const TOLD_LONGEST_SHARE = 1 / 3

function pastSessions(
  history: TrainingHistory,
  sport: Sport,
  today: LocalDate,
  volumeOf: (minutes: number | null, distanceM: number | null) => number | null,
): PastSession[] {
  const from = addDays(today, -Math.max(LONG_RUN_WINDOW_DAYS, LONG_RIDE_WINDOW_DAYS))
  const past: PastSession[] = []
  for (const session of sessionsBetween(history, sport, from, today)) {
    const volume = volumeOf(session.movingS / 60, session.distanceM)
    if (volume !== null) past.push({ date: session.date, volume })
  }
  for (const week of history.weekly ?? []) {
    const end = addDays(week.weekStart, 6)
    if (week.sport !== sport || end < from || week.weekStart > today) continue
    const share = week.longestM !== null && week.distanceM ? week.longestM / week.distanceM : TOLD_LONGEST_SHARE
    const volume = volumeOf(
      week.minutes === null ? null : week.minutes * share,
      week.longestM ?? (week.distanceM === null ? null : week.distanceM * TOLD_LONGEST_SHARE),
    )
    if (volume !== null) past.push({ date: end < today ? end : today, volume })
  }
  return past
}

/** Chronic load of all sports (science.md S4.1, S4.3): from daily loads where sessions tell one, else 50 TSS an hour. */
function chronicLoad(history: TrainingHistory, today: LocalDate): number | null {
  const daily = new Map<LocalDate, number>()
  let first: LocalDate | null = null
  const add = (date: LocalDate, load: number): void => {
    daily.set(date, (daily.get(date) ?? 0) + load)
    if (first === null || date < first) first = date
  }
  const loadOf = (activity: HistoryActivity): number =>
    activity.load ?? ((activity.movingS ?? activity.durationS) / 3600) * TSS_PER_HOUR
  for (const activity of history.activities) if (activity.date <= today) add(activity.date, loadOf(activity))
  for (const week of history.weekly ?? []) {
    if (week.weekStart > today || week.minutes === null) continue
    for (let day = 0; day < 7; day++) {
      const date = addDays(week.weekStart, day)
      if (date <= today && !history.activities.some((activity) => activity.date === date))
        add(date, ((week.minutes / 60) * TSS_PER_HOUR) / 7)
    }
  }
  if (first === null) return null
  const begin: LocalDate = first
  const loads = Array.from({ length: daysBetween(begin, today) + 1 }, (_, day) => daily.get(addDays(begin, day)) ?? 0)
  // a long history starts at nothing, a short one at its own mean; under four weeks nobody was asked for hours (S4.3)
  const opening = loads.slice(0, SEED_WINDOW_DAYS)
  const mean = opening.reduce((sum, load) => sum + load, 0) / Math.max(7, opening.length)
  const seed = loads.length >= SEED_FREE_DAYS ? 0 : mean
  return fitnessSeries(begin, loads, { ctl: seed, atl: seed }).at(-1)?.ctl ?? seed
}

/** Longest session before `day` inside the window of the sport's step rule, in the plan's unit; null when there is none. */
export function longestBefore(sessions: readonly PastSession[], sport: Sport, day: LocalDate): number | null {
  const from = addDays(day, -(sport === 'run' ? LONG_RUN_WINDOW_DAYS : LONG_RIDE_WINDOW_DAYS))
  let longest: number | null = null
  for (const session of sessions) {
    if (session.date < from || session.date >= day) continue
    if (longest === null || session.volume > longest) longest = session.volume
  }
  return longest
}
