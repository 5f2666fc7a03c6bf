import type { ActivitySport, Sport } from '../athlete/sport.ts'
import { known, unknown, type Measured } from '../result/measured.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import type { Activity } from './activity.ts'

/** One finished session as planner and guardrails see it, whatever it came from (design.md §6). */
export interface HistoryActivity {
  /** Id of the stored activity, when there is one: what makes a figure traceable. */
  readonly id?: string
  readonly date: LocalDate
  readonly sport: ActivitySport
  /** Elapsed seconds; the fallback for `movingS`. */
  readonly durationS: number
  readonly distanceM: number | null
  readonly movingS?: number
  readonly load?: number
  readonly avgHrBpm?: number
  readonly maxHrBpm?: number
  readonly npW?: number
  readonly race?: boolean
  /** Seconds in zones 1–7 of the sport by power or pace (science.md S2.5), where its samples told them. */
  readonly zoneS?: readonly number[]
  /** ISO instant, when known: lets two parts of one outing count as one session (science.md G03). */
  readonly startedAt?: string
}

/** One week as the athlete told it, Monday start. A week told is known, also when it says 0 (science.md S0.5). */
export interface HistoryWeek {
  readonly weekStart: LocalDate
  /** The sport the numbers belong to. */
  readonly sport: Sport
  readonly minutes: number | null
  readonly distanceM: number | null
  readonly longestM: number | null
}

/** Everything we know of the past: single sessions, and weeks told in numbers for times without them. */
export interface TrainingHistory {
  readonly activities: readonly HistoryActivity[]
  readonly weekly?: readonly HistoryWeek[]
}

/** A completed week with data, or with an answer of the athlete. */
export interface KnownWeek {
  readonly known: true
  readonly weekStart: LocalDate
  /** 0 also for a week told in kilometres alone: {@link minutesIn} tells the two apart. */
  readonly minutes: number
  /** Null when sessions were done and none of them tells its distance. */
  readonly distanceM: number | null
  /** Days with a session; null for a week told only in totals. */
  readonly days: number | null
  readonly longestM: number | null
  readonly longestMinutes: number | null
  /** Load of the week, null when no session of it has one. */
  readonly load: number | null
}
/** A week of which nothing is known: no data and no answer. It is never a zero (science.md S0.5). */
export interface UnknownWeek {
  readonly known: false
  readonly weekStart: LocalDate
}
export type WeekVolume = KnownWeek | UnknownWeek

/** The history part of the command line's athlete file (design.md §6). Its weeks carry no sport: it is the athlete's. */
export interface PlanningHistoryInput {
  readonly activities?: readonly HistoryActivity[]
  readonly weekly?: readonly Omit<HistoryWeek, 'sport'>[]
}

/** Silence this long means no training, shorter silence means we do not know (science.md S0.5). */
export const SILENCE_IS_ZERO_DAYS = 14
/** Two runs that start and end closer than this are one session (science.md G03). */
const SAME_SESSION_GAP_S = 2 * 3600

/** Builds the common history from the planning input of the command line (design.md §6). */
export function historyFromPlanningInput(input: PlanningHistoryInput, sport: Sport): TrainingHistory {
  return {
    activities: input.activities ?? [],
    ...(input.weekly ? { weekly: input.weekly.map((week) => ({ ...week, sport })) } : {}),
  }
}

/** Builds the common history from stored activities. */
export function historyFromActivities(
  activities: readonly Activity[],
  weekly?: readonly HistoryWeek[],
): TrainingHistory {
  return {
    activities: activities.map((activity) => ({
      id: activity.id,
      date: activity.date,
      sport: activity.sport,
      durationS: activity.elapsedS,
      movingS: activity.movingS,
      distanceM: activity.distanceM,
      startedAt: activity.startedAt,
      race: activity.race,
      ...(activity.load === null ? {} : { load: activity.load }),
      ...(activity.avgHrBpm === null ? {} : { avgHrBpm: activity.avgHrBpm }),
      ...(activity.maxHrBpm === null ? {} : { maxHrBpm: activity.maxHrBpm }),
      ...(activity.npW === null ? {} : { npW: activity.npW }),
    })),
    ...(weekly ? { weekly } : {}),
  }
}

/** Moving seconds of a session, or its whole duration when the source has no moving time. */
export const movingSeconds = (activity: HistoryActivity): number => activity.movingS ?? activity.durationS

/**
 * The last `weeks` completed Monday-start weeks before `today`, oldest first (science.md S0.1, S0.5). A week counts as
 * known when it holds an activity of *any* sport (a week of rides is a week of 0 km run), when the athlete told it,
 * or when it lies inside at least 14 days of silence after the first thing we know.
 */
export function weeklyVolumes(history: TrainingHistory, sport: Sport, today: LocalDate, weeks: number): WeekVolume[] {
  const thisMonday = mondayOf(today)
  const told = new Map<LocalDate, HistoryWeek>()
  for (const week of history.weekly ?? []) if (week.sport === sport) told.set(mondayOf(week.weekStart), week)
  const byWeek = new Map<LocalDate, HistoryActivity[]>()
  // Years of history lie before the window: dates compare as text, and only the window is looked at closer.
  const windowStart = addDays(thisMonday, -7 * weeks)
  for (const activity of history.activities) {
    if (activity.date > today || activity.date < windowStart) continue
    const monday = mondayOf(activity.date)
    const list = byWeek.get(monday)
    if (list) list.push(activity)
    else byWeek.set(monday, [activity])
  }
  const silences = silentStretches(history, windowStart, today)
  const volumes: WeekVolume[] = []
  for (let back = weeks; back >= 1; back--) {
    const weekStart = addDays(thisMonday, -7 * back)
    const recorded = byWeek.get(weekStart)
    const answer = told.get(weekStart)
    const ofSport = recorded?.filter((activity) => activity.sport === sport) ?? []
    const isSilent = silences.some(({ from, to }) => from <= weekStart && addDays(weekStart, 6) <= to)
    if (ofSport.length > 0) volumes.push(volumeOf(weekStart, sport, ofSport))
    else if (answer) volumes.push(volumeTold(weekStart, answer))
    else if (recorded || isSilent) volumes.push(volumeOf(weekStart, sport, []))
    else volumes.push({ known: false, weekStart })
  }
  return volumes
}

/** Minutes of a week or of a mean of weeks; null where only its distance was told, which is never 0 minutes (science.md S0.5). */
export const minutesIn = (volume: { readonly minutes: number; readonly distanceM: number | null }): number | null =>
  volume.minutes === 0 && (volume.distanceM ?? 0) > 0 ? null : volume.minutes

/** The mean week of the weeks that are known among the last four completed ones. */
export interface MeanWeek {
  readonly minutes: number
  readonly distanceM: number | null
  readonly days: number | null
  readonly longestM: number | null
  /** The weeks that spoke, oldest first. */
  readonly weekStarts: readonly LocalDate[]
}

/**
 * Mean of the last 4 completed weeks that are not UNKNOWN (science.md G15, G25). Coverage is the share of the four that
 * spoke. Unknown (`too-few-weeks`) when none did.
 */
export function meanOfLastFourWeeks(history: TrainingHistory, sport: Sport, today: LocalDate): Measured<MeanWeek> {
  return meanWeek(weeklyVolumes(history, sport, today, 4))
}

/** Mean over the known weeks of `volumes`; a figure is null when no known week has it. */
export function meanWeek(volumes: readonly WeekVolume[]): Measured<MeanWeek> {
  const spoke = volumes.filter((week) => week.known)
  if (spoke.length === 0) return unknown('too-few-weeks', 'No week with training data or an answer yet.')
  return known(
    {
      minutes: meanOf(spoke.map(minutesIn)) ?? 0,
      distanceM: meanOf(spoke.map((week) => week.distanceM)),
      days: meanOf(spoke.map((week) => week.days)),
      longestM: meanOf(spoke.map((week) => week.longestM)),
      weekStarts: spoke.map((week) => week.weekStart),
    },
    spoke.length / volumes.length,
  )
}

/**
 * Longest single session in metres in the `windowDays` days up to and including `today`, races included (science.md
 * G03: 30 days). Two parts less than 2 h apart are one session when their start times are known. Null when no session
 * in the window tells a distance. Weeks told in numbers count when any day of theirs lies in the window.
 */
export function longestSessionM(
  history: TrainingHistory,
  sport: Sport,
  today: LocalDate,
  windowDays: number,
): number | null {
  const from = addDays(today, -windowDays)
  const sessions = sessionsBetween(history, sport, from, today).map((session) => session.distanceM)
  const weeks = (history.weekly ?? [])
    .filter((week) => week.sport === sport && addDays(week.weekStart, 6) >= from && week.weekStart <= today)
    .map((week) => week.longestM)
  return maxOf([...sessions, ...weeks])
}

/** Longest single session in minutes of moving time (science.md G23: 42 days for rides). Null when there was none. */
export function longestSessionMinutes(
  history: TrainingHistory,
  sport: Sport,
  today: LocalDate,
  windowDays: number,
): number | null {
  return maxOf(
    sessionsBetween(history, sport, addDays(today, -windowDays), today).map((session) => session.movingS / 60),
  )
}

/** The last day with an activity of `sport` (of any sport when absent), or null. A told week with training ends on its Sunday. */
export function lastActivityDate(history: TrainingHistory, today: LocalDate, sport?: Sport): LocalDate | null {
  let last: LocalDate | null = null
  for (const activity of history.activities) {
    if (sport !== undefined && activity.sport !== sport) continue
    if (activity.date <= today && (last === null || activity.date > last)) last = activity.date
  }
  for (const week of history.weekly ?? []) {
    if (sport !== undefined && week.sport !== sport) continue
    if (!weekHasTraining(week)) continue
    const sunday = addDays(week.weekStart, 6)
    const end = sunday < today ? sunday : today
    if (week.weekStart <= today && (last === null || end > last)) last = end
  }
  return last
}

/** Whole days without an activity before `today`, which itself does not count: 0 after training yesterday. Null without any. */
export function layoffDays(history: TrainingHistory, today: LocalDate, sport?: Sport): number | null {
  const last = lastActivityDate(history, today, sport)
  return last === null ? null : Math.max(0, daysBetween(last, today) - 1)
}

/** One outing: an activity, or two parts of it less than 2 h apart. */
export interface HistorySession {
  readonly date: LocalDate
  readonly movingS: number
  readonly distanceM: number | null
  readonly activities: readonly HistoryActivity[]
}

/** Sessions of a sport with `from <= date <= to`, parts less than 2 h apart merged (science.md G03), by date. */
export function sessionsBetween(
  history: TrainingHistory,
  sport: Sport,
  from: LocalDate,
  to: LocalDate,
): HistorySession[] {
  const inside = history.activities
    .filter((activity) => activity.sport === sport && activity.date >= from && activity.date <= to)
    .map((activity) => ({ activity, startS: startSecond(activity) }))
    .sort((a, b) =>
      a.startS !== null && b.startS !== null ? a.startS - b.startS : a.activity.date.localeCompare(b.activity.date),
    )
  const groups: { parts: HistoryActivity[]; endS: number | null }[] = []
  for (const { activity, startS } of inside) {
    const group = groups.at(-1)
    const endS = startS === null ? null : startS + activity.durationS
    if (group && group.endS !== null && startS !== null && startS - group.endS < SAME_SESSION_GAP_S) {
      group.parts.push(activity)
      group.endS = Math.max(group.endS, endS ?? group.endS)
    } else groups.push({ parts: [activity], endS })
  }
  return groups.map(({ parts }) => ({
    date: parts[0]!.date,
    movingS: parts.reduce((sum, part) => sum + movingSeconds(part), 0),
    distanceM: sumOf(parts.map((part) => part.distanceM)),
    activities: parts,
  }))
}

function volumeOf(weekStart: LocalDate, sport: Sport, activities: readonly HistoryActivity[]): KnownWeek {
  const sessions = sessionsBetween({ activities }, sport, weekStart, addDays(weekStart, 6))
  return {
    known: true,
    weekStart,
    minutes: activities.reduce((sum, activity) => sum + movingSeconds(activity), 0) / 60,
    distanceM: activities.length === 0 ? 0 : sumOf(activities.map((activity) => activity.distanceM)),
    days: new Set(activities.map((activity) => activity.date)).size,
    longestM: activities.length === 0 ? 0 : maxOf(sessions.map((session) => session.distanceM)),
    longestMinutes: activities.length === 0 ? 0 : maxOf(sessions.map((session) => session.movingS / 60)),
    load: activities.length === 0 ? 0 : sumOf(activities.map((activity) => activity.load ?? null)),
  }
}

function volumeTold(weekStart: LocalDate, week: HistoryWeek): WeekVolume {
  const { minutes, distanceM, longestM } = week
  if (minutes === null && distanceM === null) return { known: false, weekStart }
  const rest = minutes === 0 || distanceM === 0
  return {
    known: true,
    weekStart,
    minutes: minutes ?? 0,
    distanceM: distanceM ?? (rest ? 0 : null),
    days: rest ? 0 : null,
    longestM: longestM ?? (rest ? 0 : null),
    longestMinutes: rest ? 0 : null,
    load: rest ? 0 : null,
  }
}

const weekHasTraining = (week: HistoryWeek): boolean => (week.minutes ?? 0) > 0 || (week.distanceM ?? 0) > 0

/** Stretches of at least 14 days without data up to `today` that reach into the time from `windowStart` on; none before the first thing we know. */
function silentStretches(
  history: TrainingHistory,
  windowStart: LocalDate,
  today: LocalDate,
): { from: LocalDate; to: LocalDate }[] {
  const told = (history.weekly ?? []).flatMap(({ weekStart }) =>
    [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(weekStart, day)),
  )
  const spoken = new Set<LocalDate>()
  let lastBefore: LocalDate | null = null
  for (const date of [...history.activities.map((activity) => activity.date), ...told]) {
    if (date > today) continue
    if (date >= windowStart) spoken.add(date)
    else if (lastBefore === null || date > lastBefore) lastBefore = date
  }
  if (lastBefore !== null) spoken.add(lastBefore)
  const days = [...spoken].sort()
  const stretches: { from: LocalDate; to: LocalDate }[] = []
  for (const [index, day] of days.entries()) {
    const next = days[index + 1] ?? today
    if (daysBetween(day, next) - 1 >= SILENCE_IS_ZERO_DAYS)
      stretches.push({ from: addDays(day, 1), to: addDays(next, -1) })
  }
  return stretches
}

const NAMES_ITS_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i

/** Start in seconds; a time without a zone is read as UTC, never in the zone of the machine. Null for what is no time. */
function startSecond({ startedAt }: HistoryActivity): number | null {
  if (startedAt === undefined) return null
  const milliseconds = Date.parse(NAMES_ITS_ZONE.test(startedAt) ? startedAt : `${startedAt}Z`)
  return Number.isFinite(milliseconds) ? milliseconds / 1000 : null
}

function sumOf(values: readonly (number | null)[]): number | null {
  const spoke = values.filter((value) => value !== null)
  return spoke.length === 0 ? null : spoke.reduce((sum, value) => sum + value, 0)
}
function maxOf(values: readonly (number | null)[]): number | null {
  const spoke = values.filter((value) => value !== null)
  return spoke.length === 0 ? null : Math.max(...spoke)
}
function meanOf(values: readonly (number | null)[]): number | null {
  const spoke = values.filter((value) => value !== null)
  return spoke.length === 0 ? null : spoke.reduce((sum, value) => sum + value, 0) / spoke.length
}
