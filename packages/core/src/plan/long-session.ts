import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { variantTotals } from '../library/step-totals.ts'
import type { WorkoutVariant } from '../library/scale.ts'
import { tasteOf } from '../library/taste.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { tableGoal } from './goal.ts'
import { longArchetypes, workLimitMinutes } from './focus-plan.ts'
import { tasteOfAthlete } from './planning-input.ts'
import { LEAST_SESSION_MINUTES, weekSlots } from './season.ts'
import { variantHardMinutes, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { longRunShareLimits, SHARE_RULE_FROM_LONG_MIN, SHARE_RULE_FROM_WEEK_M } from './volume-limits.ts'
import { longestKnown, longMinutesLimit, longVolume, neededLong } from './goal-volume.ts'
import { RECOVERY_LONG_SHARE } from './long-aims.ts'
import { easyVariant, floor5, easyId, longId, type WeekRoom } from './week-room.ts'

/** The long session the week would like, before its day is known, and whether it will carry the HARD tag. */
export function longWish(room: WeekRoom, count: number): { minutes: number; hard: boolean } {
  const minutes = longMinutes(room, count, Infinity)
  const { sport } = room.context.start
  const hasWork = workLongs(room, count).length > 0
  return { minutes, hard: hasWork || (sport === 'run' ? minutes > 60 : minutes > 180) }
}

/** Minutes of the long session: the season's aim inside its step, share and time limits, and the day. */
export function longMinutes(room: WeekRoom, count: number, slotMinutes: number): number {
  const { start, input } = room.context
  const { goal } = input
  const rate = variantVolume(start, { archetypeId: longId[start.sport], step: 1, easyMin: 60 }) / 60
  const longest = room.longestLately()
  let most = Math.min(room.sessionCap, Math.max(room.order.longAim, evenShare(room, count)))
  if (room.isRecovery && longest !== null) most = Math.min(most, longest * RECOVERY_LONG_SHARE)
  if (followsLongRace(room) && longest !== null) most = Math.min(most, longest * AFTER_RACE_SHARE)
  most = Math.min(most, room.cap * longShare(room, count))
  // a Sunday just before the taper already belongs to it (S6.3)
  if (room.isNearRace && longest !== null) most = Math.min(most, longest * room.shareBeforeRace)
  const minutes = Math.min(most / rate, longMinutesLimit(goal, start), slotMinutes, room.isEasyOnly ? 60 : Infinity)
  // where every step counts a whole minute does, else people read fives
  const isBehind = most >= room.sessionCap && most < neededLong(goal, start)
  return Math.max(LEAST_SESSION_MINUTES, isBehind ? Math.floor(minutes) : floor5(minutes))
}

/** First long session after a half marathon, share of the longest, without work in it [P]. */
const AFTER_RACE_SHARE = 0.8

/** True in the week after a half marathon on the way: six days stay easy (science.md G28), the seventh is no day for the longest run. */
function followsLongRace({ context, order }: WeekRoom): boolean {
  const monday = order.week.startDate
  return context.events.some((event) => {
    const days = daysBetween(event.date, monday)
    return tableGoal(event) === 'HM' && days > 0 && days <= 7
  })
}

/** The long session is never shorter than the week's mean one. */
function evenShare(room: WeekRoom, count: number): number {
  return (room.cap / count) * (count === 1 ? 1 : 1.15)
}

/** Shares of the week a long ride may have with two, three, and more rides [P]; no rule limits them as G02 does for runs. */
const RIDE_SHARES = [0.65, 0.52, 0.45] as const
/** … in the build and peak of an event that takes hours: there the longest ride decides. */
const LONG_EVENT_SHARES = [0.74, 0.62, 0.56] as const

/** Build and peak of a ride that lasts most of a day. */
export function isLongEvent(room: WeekRoom): boolean {
  const { kind } = room.context.input.goal
  const { phase } = room.order.week
  return (kind === 'GRAN_FONDO' || kind === 'GRAVEL_200') && (phase === 'BUILD' || phase === 'PEAK')
}

/** Largest share of the week: the soft one of G02, for marathons below the hard one, rides by days [P]. */
function longShare(room: WeekRoom, count: number): number {
  const { start, input } = room.context
  if (count <= 1) return 1
  if (start.sport === 'ride') {
    const [two, three, more] = isLongEvent(room) ? LONG_EVENT_SHARES : RIDE_SHARES
    return count === 2 ? two : count === 3 ? three : more
  }
  const limits = longRunShareLimits(count, tableGoal(input.goal))
  const free = start.unit === 'm' ? SHARE_RULE_FROM_WEEK_M : (SHARE_RULE_FROM_WEEK_M / 1000) * 6
  const hourShare = (SHARE_RULE_FROM_LONG_MIN * start.easyRate) / room.cap
  if (room.cap < free) return Math.max(limits.hard, 0.5)
  if (tableGoal(input.goal) === 'MARATHON') return Math.max(shareLimit(room, count) - 0.02, hourShare)
  return Math.max(shareLimit(room, count), hourShare)
}

/**
 * Share of the week its longest run may have (science.md G02): the soft one, and up to the hard one as far as the goal
 * still needs it (S5.5), or as an athlete who trains for fitness on these days already runs it every week. `week`: its volume, what it may hold where it is not written yet.
 */
export function shareLimit(room: WeekRoom, count: number, week = room.cap): number {
  const { start, input } = room.context
  const limits = longRunShareLimits(count, tableGoal(input.goal))
  const most = limits.hard - 0.01
  if (tableGoal(input.goal) === 'MARATHON') return most
  const soft = isLateHalf(room) ? (limits.soft + limits.hard) / 2 : limits.soft
  return Math.max(soft, Math.min(most, Math.max(neededLong(input.goal, start), longByHabit(room, count)) / week))
}

/** What a longest run of the last weeks is worth as a habit, as weeks go up and down, and what each mesocycle adds [P]. */
const HABIT_SHARE = { first: 0.9, each: 0.05 } as const

/** Long run a fitness week on the athlete's usual days may keep, in the plan's unit; 0 for other goals and with more days. */
function longByHabit({ context: { input, start }, order }: WeekRoom, count: number): number {
  if (input.goal.kind !== 'GENERAL_FITNESS' || start.daysPerWeek === null) return 0
  const share = Math.min(1, HABIT_SHARE.first + HABIT_SHARE.each * order.week.cycle)
  return count <= Math.round(start.daysPerWeek) ? share * longestKnown(start) : 0
}

/**
 * True where one day less gives the long run of this week the share it needs (G02: the fewer the days, the larger it may
 * be): for what the goal needs, or for general fitness what the athlete does already.
 */
export function wantsFewerDays(room: WeekRoom, count: number): boolean {
  const { start, input } = room.context
  if (start.sport !== 'run' || room.isRecovery) return false
  const wanted = Math.max(neededLong(input.goal, start), longByHabit(room, count - 1))
  const wished = Math.min(room.order.longAim, wanted, room.sessionCap)
  const free = Math.max(SHARE_RULE_FROM_LONG_MIN * start.easyRate, room.cap * shareLimit(room, count))
  return wished > free && shareLimit(room, count - 1) > shareLimit(room, count)
}

/** From the build on a half marathon needs its long run more than the share needs its margin. */
function isLateHalf(room: WeekRoom): boolean {
  const { phase } = room.order.week
  return tableGoal(room.context.input.goal) === 'HM' && (phase === 'BUILD' || phase === 'PEAK')
}

/** The long session on its day; an ordinary easy one where the pinned long day has no time for it. */
export function longDraft(
  room: WeekRoom,
  day: number,
  minutes: number,
  keys: readonly SessionDraft[],
  count: number,
): SessionDraft {
  const { start } = room.context
  const special = count === 0 ? null : longWithWork(room, minutes, keys, count)
  const variant = special ?? easyVariant(longId[start.sport], minutes)
  const isLong =
    !isOffPinnedDay(room, day) &&
    (minutes > Math.max(...keys.map((key) => variantMinutes(key.variant)), 0) || minutes >= 60)
  return {
    day,
    slot: room.order.days[day]!.slot,
    role: 'long',
    variant: isLong ? variant : easyVariant(easyId[start.sport], minutes),
    focus: isLong ? 'LONG' : 'AEROBIC_ENDURANCE',
    priority: isLong ? 'KEY' : 'SUPPORT',
    purpose: {
      code: !isLong ? 'easy-session' : special ? 'long-with-work' : 'long-session',
      facts: { minutes, recovery: room.isRecovery },
    },
  }
}

/** True where the pinned long day has time, but not enough for any session: the longest session is then no long one (science.md G14). */
function isOffPinnedDay(room: WeekRoom, day: number): boolean {
  const { athlete } = room.context.input
  if (!athlete.longDayPinned || athlete.longDay === null || WEEKDAYS[day] === athlete.longDay) return false
  const monday = room.order.week.startDate
  const pinned = addDays(monday, WEEKDAYS.indexOf(athlete.longDay))
  return weekSlots(room.context, monday).some((slot) => slot.date === pinned)
}

/**
 * Every other week of the peak the long session has the race-pace work (science.md §11 PEAK: LONG specific). Before a ride of
 * many hours each one after the first session of race pace: no weekday holds what it grows to.
 */
export function longLeads(room: WeekRoom, count: number): boolean {
  const { start, input } = room.context
  const { week } = room.order
  return (
    week.phase === 'PEAK' &&
    (week.loadInCycle % 2 === 1 || (isLongEvent(room) && room.state.lastWork.has('RACE_SPECIFIC'))) &&
    count >= 4 &&
    start.level !== 'BEGINNER' &&
    longArchetypes(input.goal).peak.length > 0
  )
}

/** Long sessions with work this week may have: every other week of the build, and those of the peak that lead (science.md S5.7d, §11). */
function workLongs(room: WeekRoom, count: number): readonly string[] {
  const { start, input } = room.context
  const { week } = room.order
  if (room.isRecovery || room.isEasyOnly || room.isReturnEasy || followsLongRace(room) || start.level === 'BEGINNER')
    return []
  const pools = longArchetypes(input.goal)
  if (week.phase === 'PEAK') return longLeads(room, count) ? pools.peak : []
  return week.phase === 'BUILD' && week.loadInCycle % 2 === 1 ? pools.build : []
}

/** Race pace in the long session against the last session of it: a long day holds a larger step than a weekday [P]. */
const MOST_OF_LAST_RACE_PACE = 1.4
/** The first of it, where no session came before, is at most this step [P]. */
const FIRST_RACE_PACE_STEP = 4

/** Less than this of it is a step back, and other work stands in its place [P]. */
const LEAST_OF_LAST_RACE_PACE = 0.9

/** Least and most work of this archetype the long session may have, seconds: the race's own effort grows from its last session. */
function dueWorkS(room: WeekRoom, archetypeId: string): { readonly least: number; readonly most: number } {
  if (archetypeById(archetypeId).focus !== 'RACE_SPECIFIC') return { least: 0, most: Infinity }
  const last = room.state.lastWork.get('RACE_SPECIFIC')
  if (last === undefined) return { least: 0, most: archetypeStepWorkS(archetypeId, FIRST_RACE_PACE_STEP) }
  return { least: LEAST_OF_LAST_RACE_PACE * last.workS, most: MOST_OF_LAST_RACE_PACE * last.workS }
}

/** A long session with work is at least this much of the plain one's minutes [P]. */
const LEAST_WITH_WORK = 0.85

/** The long session of `minutes` with as much work as the week's easy share allows; null for a plain one. */
function longWithWork(
  room: WeekRoom,
  minutes: number,
  keys: readonly SessionDraft[],
  count: number,
): WorkoutVariant | null {
  const { start, input } = room.context
  const hardSoFar = keys.reduce((sum, key) => sum + variantHardMinutes(key.variant), 0)
  const budget = room.hardBudget()
  const left = budget.both - hardSoFar
  const before = (domain: 'midS' | 'highS'): number =>
    keys.reduce((sum, key) => sum + variantTotals(key.variant)[domain], 0)
  const [midS, highS] = [before('midS'), before('highS')]
  const isWithinShares = (variant: WorkoutVariant): boolean => {
    const totals = variantTotals(variant)
    // what the long session itself leaves alone, the keys have used up
    return (
      (totals.midS === 0 || midS + totals.midS <= 60 * budget.mid) &&
      (totals.highS === 0 || highS + totals.highS <= 60 * budget.high)
    )
  }
  const limit = Math.min(left, 1.4 * workLimitMinutes(input.goal, 'RACE_SPECIFIC', room.capMinutes))
  // faster minutes are no reason to go beyond the season's longest session (S5.6)
  const longest = Math.max(longVolume(input.goal, start), minutes * start.easyRate)
  const most = Math.min(room.sessionCap, longest, room.cap * longShare(room, count))
  const taste = tasteOfAthlete(input.athlete)
  // the race's own effort first, then the one longest unused; a plain long session serves as well as a disliked one
  const turn = (id: string): number =>
    archetypeById(id).focus === 'RACE_SPECIFIC' ? -2 : (room.state.lastUsed.get(id) ?? -1)
  const ids = workLongs(room, count)
    .filter((id) => archetypeById(id).levels.includes(start.level) && tasteOf(id, taste)?.is !== 'disliked')
    .toSorted((a, b) => turn(a) - turn(b))
  for (const archetypeId of ids) {
    const due = dueWorkS(room, archetypeId)
    for (let step = 10; step >= 1; step--) {
      const workS = archetypeStepWorkS(archetypeId, step)
      if (workS > Math.min(limit * 60, due.most) || workS < due.least) continue
      // faster minutes go farther: as long as the week's share of one session allows
      for (let length = minutes; length >= LEAST_WITH_WORK * minutes; length -= 5) {
        if (archetypeStepDurationS(archetypeId, step) > length * 60) break
        const variant: WorkoutVariant = { archetypeId, step, extendEasyToMin: length }
        if (variantVolume(start, variant) <= most && isWithinShares(variant)) return variant
      }
    }
  }
  return null
}
