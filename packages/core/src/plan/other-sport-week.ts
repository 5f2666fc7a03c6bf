import { addDays, daysBetween } from '../time/local-date.ts'
import type { SkeletonWeek } from './macro.ts'
import {
  BOTH_FLOOR_MIN,
  BOTH_GROWTH,
  OTHER_SPORT_CODE,
  type OtherDraft,
  type OtherSport,
  type OtherState,
} from './other-sport.ts'
import type { Reason } from './plan.ts'
import { returnWeek } from './return-schedule.ts'
import { ASSUMED_MINUTES, weekSlots, type SeasonContext, type SeasonState } from './season.ts'
import { draftsMinutes } from './session-draft.ts'
import { slotServes } from './slot-serves.ts'
import { FOR_GOOD, longestBefore } from './starting-point.ts'
import {
  FIRST_SESSION_UNKNOWN_RIDE_MIN,
  FIRST_SESSION_UNKNOWN_RUN_MIN,
  firstWeekRideLimitMin,
  firstWeekRunLimitMin,
  firstWeekUnknownLimitMin,
  longRideLimitsMin,
  longRunLimitsMin,
  weeklyRideLimitsMin,
  weeklyRunLimitsMin,
} from './volume-limits.ts'
import { easyId, easyVariant, floor5, LEAST_EASY, type WeekDraft } from './week-room.ts'

/** Shares of the usual length in lighter weeks (science.md S5.2, S6.1, S5.3). */
const RECOVERY_SHARE = 0.7
const TAPER_SHARE = 0.6
const TRANSITION_SHARE = 0.5
const SHARES = { load: 1, recovery: RECOVERY_SHARE, taper: TAPER_SHARE, transition: TRANSITION_SHARE } as const
/** Planned pace may be quicker than that of the past: minutes keep a margin to limits that are judged in metres. */
const RUN_MARGIN = 0.9
/** Training days a week of both sports (science.md G11). */
const MOST_DAYS = { BEGINNER: 5, INTERMEDIATE: 6, ADVANCED: 6 } as const
const MOST_STREAK = 7
/** An easy session this short, the day after a hard one, is recovery. */
const RECOVERY_MINUTES = 45

/** What the weeks before the plan leave; mean of both sports where both are known. */
export function firstOtherState({ other, start }: SeasonContext): OtherState {
  const own = start.lastFourMinutes
  const weeks = other === null ? [] : [...other.lastFourWeeks]
  return {
    weeks,
    bothWeeks: weeks.map((minutes, index) => {
      const main = own[index]
      return minutes === null || main === null || main === undefined ? null : minutes + main
    }),
    sessions: [...(other?.pastSessions ?? [])],
    days: [],
    streak: 0,
  }
}

/**
 * A week with its sessions of the other sport: easy, on days and in slots the plan's own sport leaves free, never the day
 * before, of or after a race, inside that sport's own steps (G01, G03, G23, G25) and the hours of both (G26).
 */
export function withOtherSport(
  context: SeasonContext,
  state: SeasonState,
  week: SkeletonWeek,
  draft: WeekDraft,
): WeekDraft {
  const { other } = context
  if (other === null) return draft
  const placed = isOpenTo(context, other, week) ? place(context, state.other, other, week, draft) : null
  advance(state.other, week, draft, placed?.drafts ?? [])
  return placed === null ? draft : { ...draft, others: placed.drafts, notes: [...draft.notes, ...placed.notes] }
}

/** Not while ill, not back from a break, no run with an injury, none in the week of the race, and nothing new at once. */
function isOpenTo({ start, input }: SeasonContext, other: OtherSport, week: SkeletonWeek): boolean {
  if (start.returning !== null && returnWeek(start.returning, week.startDate) !== null) return false
  const { easyOnlyUntil, hasInjury } = start
  const isHeld = easyOnlyUntil !== null && easyOnlyUntil !== FOR_GOOD && week.startDate < easyOnlyUntil
  if (isHeld && (!hasInjury || other.sport === 'run')) return false
  if (other.why === 'allowed' && week.index === 0) return false
  const { date } = input.goal
  return date === undefined || daysBetween(week.startDate, date) > 6
}

function place(
  context: SeasonContext,
  state: OtherState,
  other: OtherSport,
  week: SkeletonWeek,
  draft: WeekDraft,
): { drafts: OtherDraft[]; notes: Reason[] } {
  const { sport } = other
  const least = LEAST_EASY[sport]
  const share = SHARES[week.kind]
  const wished = Math.max(least, floor5(other.minutes * share))
  const room = limitsOf(context, state, other, week, draft)
  let count = other.sessionsPerWeek
  const each = (): number => floor5(Math.min(wished, room.session, room.week / count))
  while (count > 0 && each() < least) count -= 1
  const minutes = count === 0 ? 0 : each()
  const drafts: OtherDraft[] = []
  for (let turn = 0; turn < count; turn++) {
    const best = bestPlace(context, state, other, week, draft, drafts, minutes)
    if (best === null) break
    drafts.push(best)
  }
  const facts = { sport, why: other.why, planned: drafts.length, wished: other.sessionsPerWeek }
  const longest = Math.max(0, ...drafts.map(({ variant }) => variant.easyMin ?? 0))
  if (drafts.length < other.sessionsPerWeek)
    return { drafts, notes: other.why === 'allowed' ? [] : [{ code: 'other-sport-without-room', facts }] }
  const note: Reason =
    longest < wished - 5
      ? { code: 'other-sport-shorter', facts: { ...facts, minutes: longest, usual: wished } }
      : { code: 'other-sport', facts: { ...facts, minutes: longest } }
  return { drafts, notes: [note] }
}

/** Minutes one session and the whole week may hold of the other sport. */
function limitsOf(
  { start }: SeasonContext,
  state: OtherState,
  { sport }: OtherSport,
  week: SkeletonWeek,
  draft: WeekDraft,
): { readonly session: number; readonly week: number } {
  const known = state.weeks.filter((minutes) => minutes !== null)
  const isUnknown = week.index === 0 && known.length === 0
  const margin = sport === 'run' ? RUN_MARGIN : 1
  const lastFour = state.weeks.slice(-4)
  const mean = known.reduce((sum, minutes) => sum + minutes, 0) / Math.max(1, known.length)
  const options = { ageYears: start.ageYears }
  const ofWeek =
    week.index === 0
      ? isUnknown
        ? firstWeekUnknownLimitMin(sport)
        : sport === 'ride'
          ? firstWeekRideLimitMin(mean)
          : Math.max(firstWeekUnknownLimitMin(sport), firstWeekRunLimitMin(mean) * margin)
      : sport === 'ride'
        ? weeklyRideLimitsMin(lastFour, options).soft
        : weeklyRunLimitsMin(lastFour, options).soft * margin
  // the window has moved on by the week's Sunday
  const longest = longestBefore(state.sessions, sport, addDays(week.startDate, 6))
  const ofSession = isUnknown
    ? sport === 'run'
      ? FIRST_SESSION_UNKNOWN_RUN_MIN
      : FIRST_SESSION_UNKNOWN_RIDE_MIN
    : sport === 'ride'
      ? longRideLimitsMin(longest).soft
      : longRunLimitsMin(longest).soft * margin
  const both = state.bothWeeks.slice(-4).filter((minutes) => minutes !== null)
  const own = draftsMinutes(draft.drafts)
  const ofBoth = both.length === 0 ? Infinity : BOTH_GROWTH * Math.max(BOTH_FLOOR_MIN, ...both) - own
  // a lighter week brings no session that the week before had no room for; a race week has none to compare with
  const isAfterRace = week.kind === 'transition'
  const before = week.kind === 'load' || isAfterRace || week.index === 0 ? Infinity : (state.weeks.at(-1) ?? Infinity)
  return { session: ofSession, week: Math.min(ofWeek, ofBoth, before) }
}

interface Candidate {
  readonly day: number
  readonly slot: number
  readonly minutes: number
  /** Time the athlete keeps for this sport. */
  readonly isOwn: boolean
}

function bestPlace(
  context: SeasonContext,
  state: OtherState,
  other: OtherSport,
  week: SkeletonWeek,
  draft: WeekDraft,
  before: readonly OtherDraft[],
  minutes: number,
): OtherDraft | null {
  const { start, input } = context
  const mainDays = new Set(draft.drafts.map(({ day }) => day))
  const hardDays = new Set(draft.drafts.filter(({ role }) => role !== 'easy').map(({ day }) => day))
  const ownDays = new Set(before.map(({ day }) => day))
  const taken = new Set([...mainDays, ...ownDays])
  const mostDays = Math.min(input.athlete.maxDaysPerWeek ?? 7, MOST_DAYS[start.level])
  const least = LEAST_EASY[other.sport]
  let best: Candidate | null = null
  let bestCost = Infinity
  for (const candidate of candidates(context, other, week)) {
    const { day } = candidate
    const isUsed =
      ownDays.has(day) || draft.drafts.some((session) => session.day === day && session.slot === candidate.slot)
    if (isUsed || candidate.minutes < least || isNearRace(context, week, day)) continue
    if (!taken.has(day) && (taken.size >= mostDays || streakWith(taken, day, state.streak) > MOST_STREAK)) continue
    const cost =
      0.3 * Math.max(0, minutes - candidate.minutes) +
      (mainDays.has(day) ? 6 : 0) +
      (hardDays.has(day) ? 4 : 0) +
      (hardDays.has(day + 1) ? 1 : 0) +
      (ownDays.has(day - 1) || ownDays.has(day + 1) ? 2 : 0) -
      (candidate.isOwn ? 8 : 0) -
      (state.days.includes(day) ? 2 : 0)
    if (cost < bestCost) {
      best = candidate
      bestCost = cost
    }
  }
  if (best === null) return null
  const length = floor5(Math.min(minutes, best.minutes))
  const isRecovery = other.sport === 'ride' && hardDays.has(best.day - 1) && length <= RECOVERY_MINUTES
  return {
    day: best.day,
    slot: best.slot,
    variant: easyVariant(isRecovery ? 'B01' : easyId[other.sport], Math.max(least, length)),
    priority: other.why === 'allowed' ? 'OPTIONAL' : 'SUPPORT',
    purpose: { code: OTHER_SPORT_CODE, facts: { sport: other.sport, why: other.why, minutes: length } },
  }
}

function candidates(context: SeasonContext, other: OtherSport, week: SkeletonWeek): Candidate[] {
  const { athlete } = context.input
  if (athlete.availability === null) {
    const [weekday, weekend] = ASSUMED_MINUTES[other.sport]
    // a second session on one day is not assumed
    return [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, slot: 0, minutes: day < 5 ? weekday : weekend, isOwn: false }))
  }
  return weekSlots(context, week.startDate)
    .filter((slot) => slotServes(slot, other.sport, athlete))
    .map((slot) => ({
      day: daysBetween(week.startDate, slot.date),
      slot: slot.slot,
      minutes: slot.minutes,
      isOwn: !slotServes(slot, context.start.sport, athlete),
    }))
}

/** The day before, of and after any race. */
function isNearRace({ input, events }: SeasonContext, week: SkeletonWeek, day: number): boolean {
  const date = addDays(week.startDate, day)
  const races = [...events.map((event) => event.date), ...(input.goal.date === undefined ? [] : [input.goal.date])]
  return races.some((race) => Math.abs(daysBetween(date, race)) <= 1)
}

/** Length of the row of training days that a session on `day` would stand in. */
function streakWith(taken: ReadonlySet<number>, day: number, before: number): number {
  let [first, last] = [day, day]
  while (taken.has(first - 1)) first -= 1
  while (taken.has(last + 1)) last += 1
  return last - first + 1 + (first === 0 ? before : 0)
}

function advance(state: OtherState, week: SkeletonWeek, draft: WeekDraft, others: readonly OtherDraft[]): void {
  const minutes = others.map(({ variant }) => variant.easyMin ?? 0)
  const sum = minutes.reduce((total, each) => total + each, 0)
  state.weeks.push(sum)
  state.bothWeeks.push(sum + draftsMinutes(draft.drafts))
  for (const { day, variant } of others)
    state.sessions.push({ date: addDays(week.startDate, day), volume: variant.easyMin ?? 0 })
  state.days = others.map(({ day }) => day)
  const days = new Set([...draft.drafts, ...others].map(({ day }) => day))
  let streak = 0
  for (let day = 6; day >= 0 && days.has(day); day--) streak += 1
  state.streak = streak === 7 ? state.streak + 7 : streak
}

/** Days of a week to keep free of the plan's own sport, so that the other one has its place; second slots need none. */
export function daysForOtherSport(context: SeasonContext, week: SkeletonWeek, least: number): number {
  const { other, input, maxDays } = context
  if (other === null || other.why === 'allowed' || !isOpenTo(context, other, week)) return 0
  const slots = weekSlots(context, week.startDate)
  const second = new Set(
    slots
      .filter((slot) => slotServes(slot, other.sport, input.athlete))
      .filter((slot) =>
        slots.some(
          (own) =>
            own.date === slot.date && own.slot !== slot.slot && slotServes(own, context.start.sport, input.athlete),
        ),
      )
      .map((slot) => slot.date),
  )
  return Math.min(Math.max(0, other.sessionsPerWeek - second.size), Math.max(0, maxDays - least))
}
