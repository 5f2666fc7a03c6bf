import type { Flag } from '../athlete/flag.ts'
import type { Screening } from '../athlete/screening.ts'
import type { Sport } from '../athlete/sport.ts'
import { thresholdsOn, type Threshold, type ThresholdSet } from '../athlete/thresholds.ts'
import {
  meanWeek,
  sessionsBetween,
  weeklyVolumes,
  type HistorySession,
  type KnownWeek as DoneWeek,
  type MeanWeek,
  type TrainingHistory,
  type WeekVolume,
} from '../evidence/history.ts'
import { tableGoal } from '../plan/goal.ts'
import { isHard } from '../plan/hard-session.ts'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import {
  returnAfterBreak,
  returnWeek,
  returnWeekLimit,
  type ReturnAfterBreak,
  type ReturnWeek,
} from '../plan/return-schedule.ts'
import {
  CUTBACK_LONG_SHARE,
  CUTBACK_SHARE,
  CUTBACK_WITH_LONG_SHARE,
  taperDays,
  type Profile,
} from '../plan/volume-limits.ts'
import { outlineOf, targetsWithoutRaces } from '../plan/week-outline.ts'
import type { Measured } from '../result/measured.ts'
import { addDays, toDayNumber, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import type { DomainSeconds } from '../workout/intensity.ts'
import { keptBy, keptOf } from './kept.ts'
import { figuresWith, sessionFigures, type SessionFigures } from './session-figures.ts'

/** What a review knows beside the plan: plain JSON, the same in the browser and on the server (design.md law 2). */
export interface ReviewFacts {
  /** Null: nobody's past, as for a foreign plan; rules that need one say so. */
  readonly history: TrainingHistory | null
  /** The day of the review; null judges the whole plan as if it began tomorrow. */
  readonly today: LocalDate | null
  readonly flags?: readonly Flag[]
  /** Answers to the health questions; absent: never asked. */
  readonly screening?: Screening
  /** The athlete may ride in place of a run; absent: only who rides already does. */
  readonly crossTraining?: boolean
  readonly thresholds?: readonly Threshold[]
  readonly profile?: Profile
}

/** One planned session with everything the rules read off it. */
export interface SessionFacts {
  readonly workout: PlannedWorkout
  readonly weekIndex: number
  readonly weekNumber: number
  readonly day: number
  readonly minutes: number
  readonly distanceM: number | null
  /** Minutes in MID and HIGH. */
  readonly hardMinutes: number
  /** What its steps add up to, read with the thresholds of its day where it brings no references. */
  readonly figures: SessionFigures
  readonly hard: boolean
  /**
   * The race the plan is for or one of its events, which no rule judges (science.md S7.3). Only a session that says so on a race day the plan names:
   * elsewhere the word would lift every limit.
   */
  readonly race: boolean
  /** Its day is over: nothing in it can be changed, so nothing in it is judged. */
  readonly past: boolean
}

export interface WeekFacts {
  readonly week: TrainingWeek
  readonly index: number
  readonly startDay: number
  readonly endDay: number
  /** Wholly over: history speaks for it. */
  readonly past: boolean
  readonly sessions: readonly SessionFacts[]
  /** Sessions the rules judge: no race, no day that is over. */
  readonly judged: readonly SessionFacts[]
  readonly runDays: number
  readonly isTaper: boolean
  readonly hasRace: boolean
  /** What a week that is not written yet aims at, races apart; null for a written one, and once it has begun. */
  readonly targets: WeekTargets | null
}

/** Targets of an outline week in both measures: what the rules of volume judge in place of sessions. */
export interface WeekTargets {
  /** The plan's own, which all but `otherMinutes` is in. */
  readonly sport: Sport
  readonly minutes: number
  /** Of the other sport. */
  readonly otherMinutes: number
  readonly distanceM: number | null
  readonly longestMinutes: number | null
  readonly longestDistanceM: number | null
}

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

/** The merged calendar, prepared once for all rules. */
export interface PlanFacts {
  readonly plan: Plan
  readonly facts: ReviewFacts
  readonly profile: Profile
  readonly weeks: readonly WeekFacts[]
  readonly sports: readonly SportFacts[]
  /** The facts of the plan's own sport. */
  readonly main: SportFacts
  readonly todayDay: number | null
  /** Race day as a day number, or null for general fitness. */
  readonly raceDay: number | null
  readonly taperDays: number
  readonly ageYears: number | null
  readonly hasStarted: boolean
}

/** Weeks of history that any rule looks at: six loading weeks of G06 before a short plan, four of G01. */
const HISTORY_WEEKS = 12
const HISTORY_DAYS = 45

/** Prepares the merged calendar: history before the plan and on its past days, the plan from today on. */
export function planFacts(plan: Plan, facts: ReviewFacts): PlanFacts {
  const todayDay = facts.today === null ? null : toDayNumber(facts.today)
  const planWeeks = weeksOf(plan)
  const startDay = toDayNumber(planWeeks[0]?.startDate ?? plan.startDate)
  const raceDay = plan.goal.kind === 'GENERAL_FITNESS' ? null : toDayNumber(plan.targetDate)
  const ageYears =
    plan.athlete.birthYear === null
      ? null
      : Number((facts.today ?? plan.startDate).slice(0, 4)) - plan.athlete.birthYear
  const peakM = Math.max(0, ...planWeeks.map((week) => week.distanceTargetM ?? 0))
  const taper = taperDays(tableGoal(plan.goal), peakM > 0 ? peakM : null, planWeeks.length)
  const eventDays = (plan.events ?? []).map((event) => toDayNumber(event.date))
  const taperStart = raceDay === null ? null : raceDay - taper
  const context: WeekContext = {
    todayDay,
    raceDay,
    eventDays: new Set(eventDays),
    taperStart,
    sport: plan.sport,
    facts,
    key: `${plan.sport} ${todayDay} ${raceDay} ${taperStart} ${eventDays.join(' ')}`,
  }
  const weeks = planWeeks.map((week, index) => knownWeekFacts(week, index, context))
  const planned: Sport[] = [plan.sport]
  const other: Sport = plan.sport === 'run' ? 'ride' : 'run'
  if (weeks.some((week) => week.sessions.some((session) => session.workout.sport === other))) planned.push(other)
  const sports = planned.map((sport) => sportFacts(sport, weeks, startDay, todayDay, facts))
  return {
    plan,
    facts,
    profile: facts.profile ?? 'default',
    weeks,
    sports,
    main: sports[0]!,
    todayDay,
    raceDay,
    taperDays: taper,
    ageYears,
    hasStarted: todayDay !== null && todayDay > startDay,
  }
}

interface WeekContext {
  readonly todayDay: number | null
  readonly raceDay: number | null
  readonly eventDays: ReadonlySet<number>
  readonly taperStart: number | null
  /** Of the plan: whose the targets of an outline are. */
  readonly sport: Sport
  readonly facts: ReviewFacts
  /** Everything above that a week's facts depend on, the thresholds aside. */
  readonly key: string
}

interface KnownWeek {
  readonly key: string
  readonly thresholds: ReviewFacts['thresholds']
  readonly facts: WeekFacts
}
const knownWeeks = new WeakMap<TrainingWeek, KnownWeek>()

/**
 * A week that a change left alone is the same object, and its facts are the same as long as nothing else they depend on
 * changed: a single change is reviewed by preparing one or two weeks anew.
 */
function knownWeekFacts(week: TrainingWeek, index: number, context: WeekContext): WeekFacts {
  const before = knownWeeks.get(week)
  const { thresholds } = context.facts
  if (before?.key === context.key && before.thresholds === thresholds && before.facts.index === index)
    return before.facts
  const facts = weekFacts(week, index, context)
  knownWeeks.set(week, { key: context.key, thresholds, facts })
  return facts
}

function weekFacts(week: TrainingWeek, index: number, context: WeekContext): WeekFacts {
  const startDay = toDayNumber(week.startDate)
  const { todayDay } = context
  const isPast = (day: number): boolean => todayDay !== null && day < todayDay
  const minutesBySport: Record<Sport, number> = { run: 0, ride: 0 }
  const longestBySport: Record<Sport, number> = { run: 0, ride: 0 }
  const isRace = (workout: PlannedWorkout): boolean => {
    const day = toDayNumber(workout.date)
    return workout.race && (day === context.raceDay || context.eventDays.has(day))
  }
  for (const workout of week.workouts) {
    if (isRace(workout)) continue
    const minutes = workout.durationS / 60
    minutesBySport[workout.sport] += minutes
    longestBySport[workout.sport] = Math.max(longestBySport[workout.sport], minutes)
  }
  const sessions = week.workouts.map((workout): SessionFacts => {
    const minutes = workout.durationS / 60
    const day = toDayNumber(workout.date)
    const figures = figuresOf(workout, context.facts)
    const hard = hardMinutesOf(figures.domains)
    return {
      workout,
      weekIndex: index,
      weekNumber: week.weekNumber,
      day,
      minutes,
      distanceM: workout.distanceM,
      hardMinutes: hard,
      figures,
      hard:
        workout.hard ||
        isHard({
          sport: workout.sport,
          focus: workout.focus,
          minutes,
          hardMinutes: hard,
          isWeeksLongest: minutes >= longestBySport[workout.sport],
          shareOfWeek: minutesBySport[workout.sport] > 0 ? minutes / minutesBySport[workout.sport] : 0,
        }),
      race: isRace(workout),
      past: isPast(day),
    }
  })
  return {
    week,
    index,
    startDay,
    endDay: startDay + 6,
    past: isPast(startDay + 6),
    sessions,
    judged: sessions.filter((session) => !session.race && !session.past),
    runDays: new Set(sessions.filter((session) => session.workout.sport === 'run').map((session) => session.day)).size,
    // most of its days lie in the taper
    isTaper: context.taperStart !== null && startDay + 3 >= context.taperStart,
    hasRace: sessions.some((session) => session.race),
    targets:
      week.detail === 'OUTLINE' && (todayDay === null || startDay > todayDay) ? targetsOf(week, context.sport) : null,
  }
}

function targetsOf(week: TrainingWeek, sport: Sport): WeekTargets {
  const outline = outlineOf(week)
  const { minutes, distanceM } = targetsWithoutRaces(week)
  // the week's minutes hold the sport beside the plan's own, its metres do not
  const otherMinutes = Math.min(minutes, outline?.otherMinutes ?? 0)
  return {
    sport,
    minutes: minutes - otherMinutes,
    otherMinutes,
    distanceM,
    longestMinutes: outline?.longestMinutes ?? null,
    longestDistanceM: outline?.longestDistanceM ?? null,
  }
}

/** By the workout's own references; one without any is read with the thresholds of its day. */
function figuresOf(workout: PlannedWorkout, facts: ReviewFacts): SessionFigures {
  if (workout.workout.references) return sessionFigures(workout.workout)
  const thresholds = thresholdsFor(facts, workout)
  return thresholds ? figuresWith(workout.workout, thresholds) : sessionFigures(workout.workout)
}

/** Minutes above the easy domain that count as none: the edges of a ramp. */
const EASY_EDGE_MIN = 0.1
/** True for a session without any time in MID or HIGH, strides included. */
export const isEasy = (session: SessionFacts): boolean => session.hardMinutes <= EASY_EDGE_MIN

const hardMinutesOf = ({ midS, highS }: DomainSeconds): number => (midS + highS) / 60

/** Thresholds of the session's day, when the review was given any; else the workout's own references count. */
export const thresholdsFor = (facts: ReviewFacts, workout: PlannedWorkout): ThresholdSet | undefined =>
  facts.thresholds && facts.thresholds.length > 0
    ? thresholdsOn(facts.thresholds, workout.sport, workout.date)
    : undefined

function sportFacts(
  sport: Sport,
  weeks: readonly WeekFacts[],
  startDay: number,
  todayDay: number | null,
  facts: ReviewFacts,
  inMinutes = false,
): SportFacts {
  const startDate = weeks[0]?.week.startDate ?? facts.today ?? '1970-01-05'
  // history speaks up to the day before the review, or the day before the plan where no review day is given
  const asOf = facts.today !== null && facts.today < startDate ? facts.today : startDate
  const before = facts.history ? volumesOf(facts.history, sport, asOf, HISTORY_WEEKS) : []
  const measure = inMinutes ? 'min' : measureOf(sport, weeks, before)
  const amountOf = (session: SessionFacts): number => (measure === 'm' ? (session.distanceM ?? 0) : session.minutes)
  const done = facts.history && todayDay !== null && todayDay > startDay ? facts.history : null
  const doneWeeks = done === null || facts.today === null ? [] : volumesOf(done, sport, facts.today, weeks.length + 1)
  const doneByStart = new Map(doneWeeks.map((week) => [week.weekStart, week]))
  const rows: WeekRow[] = before.map((week) => ({ ...historyRow(week, measure), weekIndex: null }))
  const sessions: DatedAmount[] = []
  if (facts.history) addHistorySessions(sessions, facts.history, sport, measure, asOf, facts.today)
  for (const week of weeks) {
    const ofSport = week.sessions.filter((session) => session.workout.sport === sport)
    if (week.past && done !== null) {
      const spoken = doneByStart.get(week.week.startDate)
      rows.push({
        ...(spoken ? historyRow(spoken, measure) : { volume: null, judged: null, longest: null }),
        weekIndex: week.index,
      })
      continue
    }
    const todaysDone = done !== null && sessions.some((session) => session.day === todayDay)
    const ahead =
      done === null ? ofSport : ofSport.filter((session) => !session.past && !(todaysDone && session.day === todayDay))
    const doneSoFar =
      done === null ? [] : sessions.filter((session) => session.day >= week.startDay && session.day <= week.endDay)
    let [volume, judged, longest] = [0, 0, 0]
    const add = (amount: number, isRace: boolean): void => {
      volume += amount
      if (isRace) return
      judged += amount
      longest = Math.max(longest, amount)
    }
    if (week.targets?.sport === sport) {
      const { targets } = week
      const amount = measure === 'm' ? (targets.distanceM ?? 0) : targets.minutes
      volume += amount
      judged += amount
      longest = (measure === 'm' ? targets.longestDistanceM : targets.longestMinutes) ?? 0
    } else if (week.targets && measure === 'min') {
      volume += week.targets.otherMinutes
      judged += week.targets.otherMinutes
    }
    for (const session of doneSoFar) add(session.amount, false)
    for (const session of ahead) add(amountOf(session), session.race)
    rows.push({ volume, judged, longest, weekIndex: week.index })
    for (const session of ahead) sessions.push({ day: session.day, amount: amountOf(session) })
  }
  const mean = meanWeek(before.slice(-4))
  const returning = facts.history === null ? null : returnOf(facts.history, sport, startDate, facts)
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

/** Metres where all runs speak metres: those planned, and the known weeks the limits are measured from. */
function measureOf(sport: Sport, weeks: readonly WeekFacts[], before: readonly WeekVolume[]): 'm' | 'min' {
  if (sport === 'ride') return 'min'
  const isPlannedKnown = weeks.every(
    (week) =>
      week.sessions.every((session) => session.workout.sport !== 'run' || session.distanceM !== null) &&
      // what an outline books to the other sport it knows in minutes only
      (week.targets === null ||
        (week.targets.sport === 'run' ? week.targets.distanceM !== null : week.targets.otherMinutes === 0)),
  )
  const isPastKnown = before.every((week) => !week.known || week.minutes === 0 || week.distanceM !== null)
  return isPlannedKnown && isPastKnown ? 'm' : 'min'
}

function historyRow(week: WeekVolume, measure: 'm' | 'min'): Omit<WeekRow, 'weekIndex'> {
  if (!week.known) return { volume: null, judged: null, longest: null }
  const volume = measure === 'm' ? week.distanceM : minutesOf(week)
  return {
    volume,
    judged: volume,
    longest: measure === 'm' ? week.longestM : week.longestMinutes,
  }
}

/** A week told in kilometres only has no minutes: unknown rather than zero. */
const minutesOf = (week: DoneWeek): number | null =>
  week.minutes === 0 && (week.distanceM ?? 0) > 0 ? null : week.minutes

/** Where a told week names no longest session, a third of the week counts (science.md S5.5). */
const TOLD_LONGEST_SHARE = 1 / 3

const keptVolumes = keptBy<TrainingHistory, WeekVolume[]>()
const keptSessions = keptBy<TrainingHistory, HistorySession[]>()
const keptReturns = keptBy<TrainingHistory, { readonly returning: ReturnAfterBreak | null }>()

const volumesOf = (history: TrainingHistory, sport: Sport, asOf: LocalDate, weeks: number): WeekVolume[] =>
  keptVolumes(history, `${sport} ${asOf} ${weeks}`, () => weeklyVolumes(history, sport, asOf, weeks))

const sessionsOf = (history: TrainingHistory, sport: Sport, from: LocalDate, to: LocalDate): HistorySession[] =>
  keptSessions(history, `${sport} ${from} ${to}`, () => sessionsBetween(history, sport, from, to))

/** The return that runs on the day of the review, or on the day before a plan that is judged without one. */
function returnOf(
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

function addHistorySessions(
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

/** Minutes of a sport by week of the merged calendar, races left out of what is planned; `before` rows stand before the plan. */
export function minuteRows(
  facts: PlanFacts,
  sport: Sport,
): { readonly rows: readonly (number | null)[]; readonly before: number } {
  return keptMinutes(facts, sport, () => {
    const known = facts.sports.find((entry) => entry.sport === sport)
    const startDay = facts.weeks[0]?.startDay ?? 0
    if (known && !facts.hasStarted) return unbegunMinuteRows(facts, known)
    const inMinutes =
      known?.measure === 'min' ? known : sportFacts(sport, facts.weeks, startDay, facts.todayDay, facts.facts, true)
    return { rows: inMinutes.rows.map((row) => row.judged), before: inMinutes.rowsBefore }
  })
}
/** A plan that has not begun holds nothing done: its weeks are added up one by one, and kept. */
function unbegunMinuteRows(
  facts: PlanFacts,
  { sport, rowsBefore }: SportFacts,
): { readonly rows: readonly (number | null)[]; readonly before: number } {
  const { history, today } = facts.facts
  const startDate = facts.weeks[0]?.week.startDate
  const asOf = today !== null && startDate !== undefined && today < startDate ? today : startDate
  const before =
    history && asOf !== undefined
      ? volumesOf(history, sport, asOf, HISTORY_WEEKS).map((week) => historyRow(week, 'min').judged)
      : new Array<null>(rowsBefore).fill(null)
  return { rows: [...before, ...facts.weeks.map((week) => plannedMinutes(week)[sport])], before: rowsBefore }
}

const keptPlannedMinutes = keptOf<WeekFacts, Record<Sport, number>>()
const plannedMinutes = (week: WeekFacts): Record<Sport, number> =>
  keptPlannedMinutes(week, () => {
    const minutes: Record<Sport, number> = { run: 0, ride: 0 }
    if (week.targets) minutes[week.targets.sport] += week.targets.minutes
    for (const session of week.sessions) if (!session.race) minutes[session.workout.sport] += session.minutes
    return minutes
  })
const keptMinutes = keptBy<PlanFacts, { readonly rows: readonly (number | null)[]; readonly before: number }>()

/** Largest amount in the `windowDays` days before `day`; null when nothing is known there. */
export function longestBefore(sport: SportFacts, day: number, windowDays: number): number | null {
  const { firstDay, mostOfDay } = keptDays(sport, () => mostByDay(sport.sessions))
  let longest: number | null = null
  const last = Math.min(mostOfDay.length, day - firstDay)
  for (let index = Math.max(0, day - windowDays - firstDay); index < last; index++) {
    const most = mostOfDay[index]
    if (most !== undefined && (longest === null || most > longest)) longest = most
  }
  return longest
}

interface DayMost {
  readonly firstDay: number
  /** By days after `firstDay`; a hole where nothing was done. */
  readonly mostOfDay: readonly (number | undefined)[]
}
const keptDays = keptOf<SportFacts, DayMost>()

/** The longest session of each day with one. */
function mostByDay(sessions: readonly DatedAmount[]): DayMost {
  const firstDay = sessions.reduce((first, { day }) => Math.min(first, day), Infinity)
  const mostOfDay: (number | undefined)[] = []
  for (const { day, amount } of sessions) {
    const index = day - firstDay
    while (mostOfDay.length <= index) mostOfDay.push(undefined)
    mostOfDay[index] = Math.max(mostOfDay[index] ?? amount, amount)
  }
  return { firstDay, mostOfDay }
}

/** True for the first week of a plan before which no volume and no session of the sport is known. */
export const isFirstWeekOfUnknown = (sport: SportFacts, week: WeekFacts): boolean =>
  week.index === 0 && sport.meanAmount === null && !sport.sessions.some((session) => session.day < week.startDay)

/** The four weeks before row `index`, oldest first: what G01 measures from. */
export const fourBefore = (sport: SportFacts, index: number): (number | null)[] =>
  sport.rows.slice(Math.max(0, index - 4), index).map((row) => row.volume)

/**
 * A cutback week (G05): at most 85 % of the best of the three weeks before, or at most 95 % with a longest session of at
 * most 80 % of theirs. A week of nothing is one, and so is a week of a return at most 85 % of the usual (science.md S8.7);
 * where nothing is known before, a week is not.
 */
export function isCutback(sport: SportFacts, index: number): boolean {
  const row = sport.rows[index]
  if (!row || row.judged === null) return false
  if (row.judged === 0) return true
  if (row.returning && row.returning.share <= CUTBACK_SHARE) return true
  const before = sport.rows.slice(Math.max(0, index - 3), index)
  const best = Math.max(0, ...before.map((week) => week.volume ?? 0))
  if (best === 0) return false
  if (row.judged <= CUTBACK_SHARE * best + 1e-9) return true
  const longest = Math.max(0, ...before.map((week) => week.longest ?? 0))
  return (
    longest > 0 &&
    row.longest !== null &&
    row.longest <= CUTBACK_LONG_SHARE * longest + 1e-9 &&
    row.judged <= CUTBACK_WITH_LONG_SHARE * best + 1e-9
  )
}

/**
 * Planned volume of the sport between two days, both included, the race left out. A week that is not written yet counts when
 * it begins inside: the least that will stand there.
 */
export function volumeBetween(facts: PlanFacts, sport: SportFacts, fromDay: number, toDay: number): number {
  let sum = 0
  for (const week of facts.weeks) {
    if (week.endDay < fromDay || week.startDay > toDay) continue
    if (week.targets?.sport === sport.sport && week.startDay >= fromDay)
      sum += sport.measure === 'm' ? (week.targets.distanceM ?? 0) : week.targets.minutes
    for (const session of week.sessions) {
      if (session.race || session.workout.sport !== sport.sport) continue
      if (session.day < fromDay || session.day > toDay) continue
      sum += sport.measure === 'm' ? (session.distanceM ?? 0) : session.minutes
    }
  }
  return sum
}
