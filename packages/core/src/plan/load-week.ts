import { archetypeById } from '../library/find-archetype.ts'
import { assert } from '../result/assert.ts'
import { daysBetween } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { recordKey, recordRacePace, type KeySession } from './key-session.ts'
import { easyDrafts, MOST_EASY } from './easy-sessions.ts'
import { habitNotes, wishedDays, wishedLongDay } from './habits.ts'
import { longWish, longMinutes, longDraft, wantsFewerDays } from './long-session.ts'
import { daysForOtherSport } from './other-sport-week.ts'
import { mostStreak, placeWeek, type WeekLayout, type WeekWish } from './place-week.ts'
import type { Reason } from './plan.ts'
import { runWalkWeek } from './run-walk-week.ts'
import {
  INDOOR_LONG_RIDE_MIN,
  LEAST_SESSION_MINUTES,
  longMinutesOn,
  type SeasonContext,
  type SeasonState,
} from './season.ts'
import { draftsMinutes, draftsVolume, variantMinutes, type SessionDraft } from './session-draft.ts'
import { hardGapDays } from './taper-order.ts'
import { chooseKeys, chooseTest, keyDraft, keyForDay, lowerKey } from './week-keys.ts'
import { withinLimits } from './week-limits.ts'
import { WeekRoom, floor5, LEAST_EASY, type WeekDraft, type WeekOrder } from './week-room.ts'

/** Mean session a week's days are counted from, minutes [P]: more days only when they are worth dressing for. */
const MEAN_SESSION = {
  run: { BEGINNER: 32, INTERMEDIATE: 38, ADVANCED: 45 },
  ride: { BEGINNER: 50, INTERMEDIATE: 60, ADVANCED: 70 },
} as const

/** Days a week by level (science.md S5.6; G11 keeps a rest day a week, beginners two). */
const MOST_DAYS = { BEGINNER: 4, INTERMEDIATE: 6, ADVANCED: 6 } as const

const LEAST_DAYS = 3

/** Writes one loading or recovery week: how many sessions, which, where, how long (science.md S5, §11; G01–G14). */
export function buildLoadWeek(context: SeasonContext, state: SeasonState, order: WeekOrder): WeekDraft {
  return build(new WeekRoom(context, state, order))
}

function build(room: WeekRoom): WeekDraft {
  const { days } = room.order
  const openCount = days.filter((day) => day !== null).length
  if (openCount === 0) return { drafts: [], notes: [{ code: 'week-without-time', facts: {} }], layout: null }
  if (room.state.runWalkStep !== null) return runWalkWeek(room, openCount)
  const count = sessionCount(room, openCount)
  const keys = chooseKeys(room, count)
  const test = chooseTest(room, count)
  // the load of a block week is its row of hard days: the long session stays easy
  const longIsEasy = room.isBlockWeek && keys.length > 1
  const alone = place(room, count, [], longIsEasy)
  const longLost = (layout: WeekLayout): number =>
    layout.long === null ? 0 : Math.max(0, longWish(room, count).minutes - roomForLong(room, layout.long))
  for (let attempt = keys.length; attempt >= 0; attempt--) {
    const kept = [...keys.slice(0, attempt), ...(attempt === keys.length && test ? [test] : [])]
    const layout = kept.length === 0 ? alone : place(room, count, kept, longIsEasy)
    if (layout === null || !keepsReturn(room, layout, longIsEasy || !longWish(room, count).hard)) continue
    // no key session is worth the long one
    if (alone !== null && longLost(layout) > longLost(alone) + 0.15 * longWish(room, count).minutes) continue
    if (attempt < keys.length) room.giveUp('key-without-room', { kept: attempt, wished: keys.length, ...why(room) })
    return fill(room, layout, kept, longIsEasy)
  }
  const layout = place(room, count, [], true)
  if (layout === null)
    return {
      drafts: [],
      notes: [...room.notes, { code: 'week-without-room', facts: {} }],
      layout: null,
    }
  if (keys.length > 0) room.giveUp('key-without-room', { kept: 0, wished: keys.length, ...why(room) })
  return fill(room, layout, [], true)
}

const why = (room: WeekRoom): Reason['facts'] => (room.isAfterRace ? { afterRace: true } : {})

const keepsReturn = (room: WeekRoom, { long, keys, easy }: WeekLayout, longIsEasy: boolean): boolean => {
  const own = long === null ? [] : [long]
  return room.keepsReturn([...own, ...keys, ...easy], longIsEasy ? keys : [...own, ...keys])
}

/** Training days of this week: by level, volume, what the athlete is used to and what the days hold. */
function sessionCount(room: WeekRoom, openCount: number): number {
  const { start, maxDays } = room.context
  const { days, week } = room.order
  const { sport, level } = start
  const used = start.daysPerWeek === null ? null : Math.round(start.daysPerWeek)
  // one more day than usual now, another one after every two months
  const habit = used === null || used === 0 ? 7 : Math.max(LEAST_DAYS, used + 1 + Math.floor(week.index / 8))
  const levelMost = level === 'BEGINNER' && (used ?? 0) >= 5 ? 5 : MOST_DAYS[level]
  const kept = daysForOtherSport(room.context, week, LEAST_DAYS)
  const most = Math.min(maxDays - kept, openCount, levelMost, habit)
  const byVolume = Math.floor(room.capMinutes / MEAN_SESSION[sport][level])
  // a recovery week has shorter days, not fewer
  const usual =
    room.isRecovery && room.state.layout !== null
      ? 1 + room.state.layout.keys.length + room.state.layout.easy.length
      : 0
  let count = Math.min(most, Math.max(Math.min(LEAST_DAYS, most), byVolume, usual, room.order.promisedSessions ?? 0))
  // short days: more of them carry the same volume
  const minutes = days.flatMap((day) => (day === null ? [] : [Math.min(day.minutes, room.sessionCap / start.easyRate)]))
  minutes.sort((a, b) => b - a)
  const holds = (n: number): number => minutes.slice(0, n).reduce((sum, slot) => sum + slot, 0)
  while (count < most && holds(count) < room.capMinutes) count += 1
  // no day more than the athlete is used to where it would shorten the long run
  const isMore = used !== null && used > 0 && count - 1 >= Math.max(LEAST_DAYS, used)
  if (isMore && count > (room.order.promisedSessions ?? 0) && wantsFewerDays(room, count)) {
    const easy = minutes.slice(1, count - 1).reduce((sum, slot) => sum + Math.min(slot, MOST_EASY[sport][level]), 0)
    if (longMinutes(room, count - 1, minutes[0] ?? 0) + easy >= room.capMinutes) count -= 1
  }
  const least = LEAST_EASY[sport]
  while (count > 1 && room.capMinutes < count * least) count -= 1
  return count
}

function place(room: WeekRoom, count: number, keys: readonly KeySession[], longIsEasy: boolean): WeekLayout | null {
  const { context, state } = room
  const { start, input } = context
  const { week, days } = room.order
  room.placedCount = count
  const long = longWish(room, count)
  const easyCount = Math.max(0, count - 1 - keys.length)
  const spent = keys.reduce((sum, key) => sum + variantMinutes(key.variant), long.minutes)
  const easyMinutes = easyCount === 0 ? 0 : Math.max(LEAST_EASY[start.sport], (room.capMinutes - spent) / easyCount)
  const lastHardDay = state.lastHardDate === null ? null : daysBetween(week.startDate, state.lastHardDate)
  const isTestWeek = keys.some((key) => archetypeById(key.variant.archetypeId).focus === 'TEST')
  const { athlete } = input
  const wish: WeekWish = {
    days,
    long: {
      minutes: long.minutes,
      hard: long.hard && !longIsEasy,
      ...(start.sport === 'ride' ? { mostIndoors: INDOOR_LONG_RIDE_MIN } : {}),
    },
    keys: keys.map((key) => ({
      leastMinutes: variantMinutes(key.variant),
      minutes: variantMinutes(key.variant),
      outdoors: archetypeById(key.variant.archetypeId).avoidIndoors === true,
    })),
    easyCount,
    easyMinutes,
    easyLeastMinutes: LEAST_SESSION_MINUTES,
    longDay: wishedLongDay(athlete),
    longDayPinned: athlete.longDayPinned,
    lastHardDay,
    hardFromDay: Math.max(isTestWeek ? 3 : 0, room.hardFromDay),
    hardGap: hardGapDays(context),
    hardRow: room.isBlockWeek ? 3 : 1,
    streakBefore: state.streak,
    longestStreak: start.level === 'BEGINNER' ? 2 : start.level === 'INTERMEDIATE' ? 4 : 6,
    mostStreak: mostStreak(start),
    ...(athlete.habits
      ? { habits: { key: wishedDays(athlete.habits, 'key'), easy: wishedDays(athlete.habits, 'easy') } }
      : {}),
    previous: state.layout,
  }
  return placeWeek(wish)
}

function fill(room: WeekRoom, layout: WeekLayout, chosen: readonly KeySession[], longIsEasy = false): WeekDraft {
  const { start } = room.context
  const { week } = room.order
  const count = 1 + chosen.length + layout.easy.length
  const longDay = layout.long
  assert(longDay !== null, 'A week of training has its longest session.')
  const keys = chosen.map((key, index) => keyForDay(room, key, layout.keys[index]!, chosen))
  let drafts: SessionDraft[] = keys.map((key, index) => keyDraft(room, key, layout.keys[index]!))
  let minutesOfLong = longMinutes(room, count, roomForLong(room, longDay))
  // placed as an easy one it stays one (science.md S5.7a)
  if (longIsEasy || !longWish(room, room.placedCount).hard)
    minutesOfLong = Math.min(minutesOfLong, start.sport === 'run' ? 60 : 180)
  // keys first give way to the week's volume: a lower step, then an easy day
  const least = layout.easy.length * LEAST_SESSION_MINUTES
  while (drafts.length > 0 && draftsVolume(start, drafts) + (minutesOfLong + least) * start.easyRate > room.cap) {
    const lowered = lowerKey(room, drafts.at(-1)!)
    drafts = lowered ? [...drafts.slice(0, -1), lowered] : drafts.slice(0, -1)
  }
  // every day keeps a session worth going out for
  const left = room.cap - draftsVolume(start, drafts) - layout.easy.length * LEAST_EASY[start.sport] * start.easyRate
  const shorter = floor5(left / start.easyRate)
  if (shorter < minutesOfLong && shorter >= Math.max(30, 0.75 * minutesOfLong)) minutesOfLong = shorter
  const freed = keys.length - drafts.length
  const easyDays = [...layout.easy, ...layout.keys.slice(drafts.length)].sort((a, b) => a - b)
  if (freed > 0) room.giveUp('key-too-much-for-week', { dropped: freed })
  const long = longDraft(room, longDay, minutesOfLong, drafts, longIsEasy ? 0 : count)
  drafts.push(long)
  drafts.push(...easyDrafts(room, easyDays, drafts))
  drafts = withinLimits(room, drafts)
  for (const key of keys) {
    const kept = drafts.find((draft) => draft.variant.archetypeId === key.variant.archetypeId && draft.role === 'key')
    if (!kept) continue
    if (archetypeById(key.variant.archetypeId).focus === 'TEST') room.state.lastTestWeek = week.index
    else recordKey(room.state, { ...key, variant: kept.variant }, week.index)
    if (key.taste?.is === 'disliked') room.giveUp('disliked-used', { kind: key.taste.kind, focus: key.focus })
  }
  if (long.variant.easyMin === undefined) room.state.lastUsed.set(long.variant.archetypeId, week.index)
  const kept = drafts.find((draft) => draft.role === 'long')
  if (kept) recordRacePace(room.state, kept.variant)
  noteWhatIsMissing(room, drafts, longDay)
  const planned = draftsVolume(start, drafts)
  return {
    drafts,
    notes: [...room.volumeNotes(planned), ...room.notes, ...habitNotes(room.context.input.athlete.habits, drafts)],
    layout,
  }
}

/** Minutes a day has for the long session. */
const roomForLong = (room: WeekRoom, day: number): number =>
  longMinutesOn(room.order.days[day]!, room.context.start.sport)

function noteWhatIsMissing(room: WeekRoom, drafts: readonly SessionDraft[], longDay: number): void {
  const { start } = room.context
  const planned = draftsVolume(start, drafts)
  if (planned < 0.9 * room.cap && room.capMinutes - draftsMinutes(drafts) >= 15) {
    room.giveUp('volume-without-room', {
      unit: start.unit,
      wished: Math.round(room.cap),
      planned: Math.round(planned),
    })
  }
  const wished = longMinutes(room, drafts.length, Infinity)
  const open = roomForLong(room, longDay)
  const long = drafts.find((draft) => draft.role === 'long')
  const given = long === undefined ? 0 : Math.round(variantMinutes(long.variant))
  if (wished - open >= 10) room.giveUp('long-without-room', { wished, given: open })
  else if (wished - given >= TRADED_MINUTES) room.giveUp('long-shortened', { wished, given })
  noteLongDay(room, longDay)
  const lost = room.placedCount - drafts.length
  if (lost > 0) room.giveUp('days-without-session', { wished: room.placedCount, planned: drafts.length })
}

/** A change of this many minutes is worth a word. */
const TRADED_MINUTES = 10

/** The long session stands on another day than the athlete likes: how many minutes that day has, or which days it was kept from. */
function noteLongDay(room: WeekRoom, longDay: number): void {
  const { athlete } = room.context.input
  const { longDay: wished } = athlete
  if (wished === null || WEEKDAYS[longDay] === wished || longDay === wishedLongDay(athlete)) return
  const open = room.order.days[WEEKDAYS.indexOf(wished)]
  room.giveUp('long-day-elsewhere', { wished, day: WEEKDAYS[longDay]!, minutes: open?.minutes ?? 0 })
}
