import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { scaleDown, scaleEasyTo, type WorkoutVariant } from '../library/scale.ts'
import { assert } from '../result/assert.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { keyFoci, LONG_ARCHETYPES, workLimitMinutes } from './focus-plan.ts'
import { chooseKey, recordKey, type KeySession } from './key-session.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import { placeWeek, type OpenDay, type WeekLayout, type WeekWish } from './place-week.ts'
import type { Reason } from './plan.ts'
import { LEAST_SESSION_MINUTES, weekSlots, type SeasonContext, type SeasonState } from './season.ts'
import {
  draftsMinutes,
  draftsVolume,
  variantHardMinutes,
  variantMinutes,
  variantVolume,
  type SessionDraft,
} from './session-draft.ts'
import { longestBefore } from './starting-point.ts'
import { longShareBeforeRace } from './taper.ts'
import {
  longMinutesLimit,
  neededLong,
  RECOVERY_LONG_SHARE,
  recoveryShare,
  sessionSoftLimit,
  weekSoftLimit,
} from './volume.ts'
import {
  CUTBACK_SHARE,
  FIRST_SESSION_UNKNOWN_RIDE_MIN,
  FIRST_SESSION_UNKNOWN_RUN_MIN,
  longRunShareLimits,
  SHARE_RULE_FROM_LONG_MIN,
  SHARE_RULE_FROM_WEEK_M,
  shareRuleApplies,
} from './volume-limits.ts'

/** A week before its sessions become workouts. */
export interface WeekDraft {
  readonly drafts: readonly SessionDraft[]
  readonly notes: readonly Reason[]
  readonly layout: WeekLayout | null
  /** False for a week cut short by days off or by the nearness of the race: no week to take a taper's shares from. */
  readonly isFull: boolean
}

/** What the season asks of one loading or recovery week. */
export interface WeekOrder {
  readonly week: SkeletonWeek
  readonly block: SkeletonBlock
  readonly days: readonly (OpenDay | null)[]
  /** Volume from the season, before this week's own limits; recovery weeks take theirs from the week before. */
  readonly volumeAim: number
  readonly longAim: number
  readonly limitedByMinutes: boolean
}

/** Easy sessions: shortest and longest by level, minutes [P]. */
const LEAST_EASY = { run: 20, ride: 30 } as const
const MOST_EASY = {
  run: { BEGINNER: 60, INTERMEDIATE: 75, ADVANCED: 90 },
  ride: { BEGINNER: 90, INTERMEDIATE: 120, ADVANCED: 180 },
} as const
/** Mean session a week's days are counted from, minutes [P]: more days only when they are worth dressing for. */
const MEAN_SESSION = {
  run: { BEGINNER: 32, INTERMEDIATE: 38, ADVANCED: 45 },
  ride: { BEGINNER: 50, INTERMEDIATE: 60, ADVANCED: 70 },
} as const
/** Days a week by level (science.md S5.6; G11 keeps a rest day a week, beginners two). */
const MOST_DAYS = { BEGINNER: 4, INTERMEDIATE: 6, ADVANCED: 6 } as const
const LEAST_DAYS = 3
/** A run-walk beginning: under 8 km or 55 min a week (science.md §11 R05). */
const RUN_WALK_BELOW_M = 8_000
const RUN_WALK_BELOW_MIN = 55
/** MID + HIGH share of a week's minutes that the planner stays under (science.md S5.1; G09 warns at .22). */
const HARD_SHARE = { PREP: 0.12, BASE: 0.16, BUILD: 0.185, PEAK: 0.185, RACE: 0.185, TRANSITION: 0 } as const
/** Tests come at the end of a recovery week, five weeks apart at least, and not within four weeks of the race (§11). */
const TEST_EVERY_WEEKS = 5
const FIRST_TEST_WEEK = 3
const TEST_WEEKS_BEFORE_RACE = 4
const TEST_ARCHETYPES = { run: ['R43'], ride: ['B40', 'B41'] } as const

const floor5 = (minutes: number): number => Math.floor(minutes / 5 + 1e-9) * 5
const easyId = { run: 'R03', ride: 'B02' } as const
const longId = { run: 'R09', ride: 'B06' } as const

/** True for a runner whose first weeks alternate running and walking. */
export function beginsWithRunWalk(context: SeasonContext): boolean {
  const { start } = context
  if (start.sport !== 'run' || start.level !== 'BEGINNER') return false
  return start.meanVolume === null || start.meanVolume < (start.unit === 'm' ? RUN_WALK_BELOW_M : RUN_WALK_BELOW_MIN)
}

/** Writes one loading or recovery week: how many sessions, which, where, how long (science.md S5, §11; G01–G14). */
export function buildLoadWeek(context: SeasonContext, state: SeasonState, order: WeekOrder): WeekDraft {
  return new LoadWeek(context, state, order).build()
}

class LoadWeek {
  private readonly context: SeasonContext
  private readonly state: SeasonState
  private readonly order: WeekOrder
  private readonly isRecovery: boolean
  private readonly cap: number
  private readonly capMinutes: number
  private readonly sessionCap: number
  private readonly isEasyOnly: boolean
  /** Share of the longest session its Sunday may have before the race (S6.3); below 1 the week already leans to the taper. */
  private readonly shareBeforeRace: number
  private readonly isNearRace: boolean
  private readonly notes: Reason[] = []
  /** Sessions the week's days were chosen for. */
  private placedCount = 0

  constructor(context: SeasonContext, state: SeasonState, order: WeekOrder) {
    this.context = context
    this.state = state
    this.order = order
    const { start } = context
    const { week } = order
    this.isRecovery = week.kind === 'recovery'
    const lastLoad = state.loadVolumes.at(-1)
    const soft = weekSoftLimit(start, state.weekVolumes.slice(-4))
    const aim = this.isRecovery && lastLoad !== undefined ? lastLoad * recoveryShare(start, lastLoad) : order.volumeAim
    const { goal } = context.input
    const hasRace = goal.date !== undefined && goal.kind !== 'GENERAL_FITNESS'
    this.shareBeforeRace = hasRace
      ? longShareBeforeRace(goal.kind, daysBetween(addDays(week.startDate, 6), goal.date!))
      : 1
    this.isNearRace = this.shareBeforeRace < 1
    const leaning = this.isNearRace && lastLoad !== undefined ? 0.88 * lastLoad : Infinity
    // the run-walk series grows by its own steps
    const wished = state.runWalkStep !== null && !this.isRecovery ? Infinity : aim
    const best = Math.max(0, ...state.weekVolumes.slice(-3).map((volume) => volume ?? 0))
    const lighter = this.isRecovery && best > 0 ? CUTBACK_SHARE * best : Infinity
    this.cap = Math.min(wished, leaning, lighter, week.index === 0 ? start.firstWeekLimit : soft)
    this.capMinutes = this.cap / start.easyRate
    this.sessionCap = this.mostOfOneSession()
    this.isEasyOnly = start.easyOnlyUntil !== null && week.startDate < start.easyOnlyUntil
  }

  build(): WeekDraft {
    const { days } = this.order
    const openCount = days.filter((day) => day !== null).length
    if (openCount === 0)
      return { drafts: [], notes: [{ code: 'week-without-time', facts: {} }], layout: null, isFull: false }
    if (this.state.runWalkStep !== null) return this.runWalkWeek(openCount)
    const count = this.sessionCount(openCount)
    const keys = this.chooseKeys(count)
    const test = this.chooseTest(count)
    const alone = this.place(count, [], false)
    const longLost = (layout: WeekLayout): number =>
      layout.long === null ? 0 : Math.max(0, this.longWish(count).minutes - this.order.days[layout.long]!.minutes)
    for (let attempt = keys.length; attempt >= 0; attempt--) {
      const kept = [...keys.slice(0, attempt), ...(attempt === keys.length && test ? [test] : [])]
      const layout = kept.length === 0 ? alone : this.place(count, kept, false)
      if (layout === null) continue
      // no key session is worth the long one
      if (alone !== null && longLost(layout) > longLost(alone) + 0.15 * this.longWish(count).minutes) continue
      if (attempt < keys.length) this.giveUp('key-without-room', { kept: attempt, wished: keys.length })
      return this.fill(layout, kept)
    }
    const layout = this.place(count, [], true)
    if (layout === null)
      return {
        drafts: [],
        notes: [...this.notes, { code: 'week-without-room', facts: {} }],
        layout: null,
        isFull: false,
      }
    if (keys.length > 0) this.giveUp('key-without-room', { kept: 0, wished: keys.length })
    return this.fill(layout, [], true)
  }

  /** Most volume of one session this week: the step of G03 or G23, and G25's for strangers. */
  private mostOfOneSession(): number {
    const { start } = this.context
    const { week } = this.order
    if (week.index === 0 && start.mean === null) {
      const minutes = start.sport === 'run' ? FIRST_SESSION_UNKNOWN_RUN_MIN : FIRST_SESSION_UNKNOWN_RIDE_MIN
      return minutes * start.easyRate
    }
    return sessionSoftLimit(start, this.longestLately())
  }

  /** Longest session the step rules will see from any day of this week: the window has moved on by its Sunday. */
  private longestLately(): number | null {
    return longestBefore(this.state.sessions, this.context.start.sport, addDays(this.order.week.startDate, 6))
  }

  /** Why the week is as large as it is. */
  private volumeNotes(planned: number): Reason[] {
    const { start } = this.context
    const { week } = this.order
    const lastLoad = this.state.loadVolumes.at(-1) ?? null
    const facts = { unit: start.unit, volume: Math.round(planned) }
    const notes: Reason[] = []
    if (week.index === 0) {
      notes.push({
        code: start.meanVolume === null ? 'first-week-unknown' : 'first-week',
        facts: { ...facts, mean: start.meanVolume === null ? null : Math.round(start.meanVolume) },
      })
    } else if (this.isRecovery) {
      notes.push({ code: 'recovery-week', facts: { ...facts, loads: week.loadInCycle } })
    } else if (this.isNearRace) {
      notes.push({ code: 'taper-begins', facts })
    } else if (lastLoad === null || lastLoad <= 0) {
      notes.push({ code: 'volume-grows', facts: { ...facts, growthPercent: null, lastLoad: null } })
    } else {
      const growthPercent = Math.round((planned / lastLoad - 1) * 100)
      const code = growthPercent >= 2 ? 'volume-grows' : growthPercent <= -2 ? 'volume-steps-back' : 'volume-holds'
      notes.push({ code, facts: { ...facts, growthPercent, lastLoad: Math.round(lastLoad) } })
      if (code === 'volume-holds' && this.order.limitedByMinutes)
        notes.push({ code: 'volume-limited-by-minutes', facts })
    }
    if (this.isEasyOnly)
      notes.push({ code: 'easy-only', facts: { until: start.easyOnlyUntil, injury: start.hasInjury } })
    return notes
  }

  private giveUp(code: string, facts: Reason['facts']): void {
    if (!this.notes.some((note) => note.code === code)) this.notes.push({ code, facts })
  }

  /** Training days of this week: by level, volume, what the athlete is used to and what the days hold. */
  private sessionCount(openCount: number): number {
    const { start, maxDays } = this.context
    const { days, week } = this.order
    const { sport, level } = start
    const used = start.daysPerWeek === null ? null : Math.round(start.daysPerWeek)
    // one more day than usual now, another one after every two months
    const habit = used === null || used === 0 ? 7 : Math.max(LEAST_DAYS, used + 1 + Math.floor(week.index / 8))
    const levelMost = level === 'BEGINNER' && (used ?? 0) >= 5 ? 5 : MOST_DAYS[level]
    const most = Math.min(maxDays, openCount, levelMost, habit)
    const byVolume = Math.floor(this.capMinutes / MEAN_SESSION[sport][level])
    // a recovery week has shorter days, not fewer
    const kept =
      this.isRecovery && this.state.layout !== null
        ? 1 + this.state.layout.keys.length + this.state.layout.easy.length
        : 0
    let count = Math.min(most, Math.max(Math.min(LEAST_DAYS, most), byVolume, kept))
    // short days: more of them carry the same volume
    const minutes = days.flatMap((day) =>
      day === null ? [] : [Math.min(day.minutes, this.sessionCap / start.easyRate)],
    )
    minutes.sort((a, b) => b - a)
    const holds = (n: number): number => minutes.slice(0, n).reduce((sum, slot) => sum + slot, 0)
    while (count < most && holds(count) < this.capMinutes) count += 1
    const least = LEAST_EASY[sport]
    while (count > 1 && this.capMinutes < count * least) count -= 1
    return count
  }

  private chooseKeys(count: number): KeySession[] {
    const { start, strategy, input } = this.context
    const { week, block, days } = this.order
    if (this.isRecovery || this.isEasyOnly || count < 2) return []
    const isBeginner = start.level === 'BEGINNER'
    if (isBeginner && week.index < 2) return []
    if (isBeginner && count === 2 && week.index < 4) return []
    // the first week of all takes one thing less
    const wishedCount = count <= 4 || isBeginner || week.index === 0 || (start.ageYears ?? 0) >= 65 ? 1 : 2
    const pair = keyFoci(input.goal, strategy, start.level, week, block)
    // the long session carries the race's pace this week: one key session beside it
    const longLeads = this.longLeads(count)
    const foci = longLeads ? [pair[1]] : pair
    const slotMinutes = this.keySlotMinutes(longLeads ? 1 : wishedCount)
    const indoors = days.every((day) => day === null || day.indoor)
    const keys: KeySession[] = []
    for (const [index, focus] of foci.entries()) {
      if (keys.length === wishedCount) break
      if (focus === 'NEUROMUSCULAR_POWER' || focus === 'AEROBIC_ENDURANCE') continue
      const wishFocus = isBeginner && week.index < 4 ? 'TEMPO' : focus
      const key = chooseKey(this.context, this.state, {
        focus: wishFocus,
        weekIndex: week.index,
        phase: week.phase,
        weekMinutes: this.capMinutes,
        slotMinutes,
        indoors,
        sessionCap: this.sessionCap,
        isSecond: index > 0,
        ...(isBeginner && week.index < 4 ? { mostStep: 2 } : {}),
      })
      if (key === null) this.giveUp('key-too-long', { focus: wishFocus, minutes: slotMinutes })
      else keys.push(key)
    }
    return this.withinHardBudget(keys)
  }

  /** Every other week of the peak the long session has the race-pace work (science.md §11 PEAK: LONG specific). */
  private longLeads(count: number): boolean {
    const { start, input } = this.context
    const { week } = this.order
    return (
      week.phase === 'PEAK' &&
      week.loadInCycle % 2 === 1 &&
      count >= 4 &&
      start.level !== 'BEGINNER' &&
      LONG_ARCHETYPES[input.goal.kind].peak.length > 0
    )
  }

  /** Minutes of the day the least roomy key session will get: the long session keeps the best day and its neighbours free. */
  private keySlotMinutes(keyCount: number): number {
    const { athlete } = this.context.input
    const open = this.order.days
      .map((day, index) => ({ index, minutes: day?.minutes ?? 0 }))
      .filter((day) => day.minutes > 0)
    const wished = athlete.longDay === null ? -1 : WEEKDAYS.indexOf(athlete.longDay)
    const byMinutes = [...open].sort((a, b) => b.minutes - a.minutes || b.index - a.index)
    const long = open.find((day) => day.index === wished) ?? byMinutes[0]
    const others = byMinutes.filter((day) => day !== long)
    const apart = others.filter((day) => long === undefined || Math.abs(day.index - long.index) > 1)
    const pool = apart.length >= keyCount ? apart : others
    return pool[Math.min(keyCount, pool.length) - 1]?.minutes ?? 0
  }

  /** Key sessions one step lower, the second first, until the week stays easy enough (science.md G09, S5.1). */
  private withinHardBudget(keys: readonly KeySession[]): KeySession[] {
    const kept = [...keys]
    const budget = this.hardBudget()
    for (let guard = 0; guard < 24; guard++) {
      const hard = kept.reduce((sum, key) => sum + variantHardMinutes(key.variant), 0)
      if (hard <= budget) break
      const highest = kept.reduce(
        (best, key, index) => (key.variant.step >= kept[best]!.variant.step ? index : best),
        0,
      )
      const key = kept[highest]
      if (!key || key.variant.step <= 1) break
      kept[highest] = { ...key, variant: { ...key.variant, step: key.variant.step - 1 } }
    }
    return kept
  }

  /** A test at the end of a recovery week (science.md §11), for those who train by numbers already. */
  private chooseTest(count: number): KeySession | null {
    const { start, input } = this.context
    const { week, days } = this.order
    if (!this.isRecovery || this.isEasyOnly || count < 3 || start.level === 'BEGINNER' || week.phase === 'PREP')
      return null
    if (week.index < FIRST_TEST_WEEK) return null
    if (this.state.lastTestWeek !== null && week.index - this.state.lastTestWeek < TEST_EVERY_WEEKS) return null
    const { date } = input.goal
    if (date !== undefined && daysBetween(week.startDate, date) < 7 * (TEST_WEEKS_BEFORE_RACE + 1)) return null
    const slotMinutes = Math.max(...days.slice(3).map((day) => day?.minutes ?? 0))
    for (const archetypeId of TEST_ARCHETYPES[start.sport]) {
      const minutes = archetypeStepDurationS(archetypeId, 1) / 60
      if (minutes > slotMinutes || minutes > 0.4 * this.capMinutes) continue
      return { focus: 'THRESHOLD', level: 1, variant: { archetypeId, step: 1 } }
    }
    return null
  }

  private longWish(count: number): { minutes: number; hard: boolean } {
    const minutes = this.longMinutes(count, Infinity)
    const { sport } = this.context.start
    const hasWork = this.workLongs(count).length > 0
    return { minutes, hard: hasWork || (sport === 'run' ? minutes > 60 : minutes > 180) }
  }

  /** Minutes of the long session: the season's aim inside its step, share and time limits, and the day. */
  private longMinutes(count: number, slotMinutes: number): number {
    const { start, input } = this.context
    const { goal } = input
    const { week } = this.order
    const rate = variantVolume(start, { archetypeId: longId[start.sport], step: 1, easyMin: 60 }) / 60
    const longest = this.longestLately()
    let most = Math.min(this.sessionCap, Math.max(this.order.longAim, this.evenShare(count)))
    if (this.isRecovery && longest !== null) most = Math.min(most, longest * RECOVERY_LONG_SHARE)
    most = Math.min(most, this.cap * this.longShare(count))
    // a Sunday just before the taper already belongs to it (S6.3)
    if (this.isNearRace && longest !== null) most = Math.min(most, longest * this.shareBeforeRace)
    const minutes = Math.min(most / rate, longMinutesLimit(goal, start), slotMinutes, this.isEasyOnly ? 60 : Infinity)
    // where every step counts a whole minute does, else people read fives
    const isBehind = most >= this.sessionCap && most < neededLong(goal, start)
    return Math.max(LEAST_SESSION_MINUTES, isBehind ? Math.floor(minutes) : floor5(minutes))
  }

  /** The long session is never shorter than the week's mean one. */
  private evenShare(count: number): number {
    return (this.cap / count) * (count === 1 ? 1 : 1.15)
  }

  /** Largest share of the week: the soft one of G02, for marathons below the hard one, rides by days [P]. */
  private longShare(count: number): number {
    const { start, input } = this.context
    if (count <= 1) return 1
    if (start.sport === 'ride') return count === 2 ? 0.65 : count === 3 ? 0.52 : 0.45
    const limits = longRunShareLimits(count, input.goal.kind)
    const free = start.unit === 'm' ? SHARE_RULE_FROM_WEEK_M : (SHARE_RULE_FROM_WEEK_M / 1000) * 6
    const hourShare = (SHARE_RULE_FROM_LONG_MIN * start.easyRate) / this.cap
    if (this.cap < free) return Math.max(limits.hard, 0.5)
    if (input.goal.kind === 'MARATHON') return Math.max(this.shareLimit(count) - 0.02, hourShare)
    return Math.max(this.shareLimit(count), hourShare)
  }

  private place(count: number, keys: readonly KeySession[], longIsEasy: boolean): WeekLayout | null {
    const { context, state } = this
    const { start, input } = context
    const { week, days } = this.order
    this.placedCount = count
    const long = this.longWish(count)
    const easyCount = Math.max(0, count - 1 - keys.length)
    const spent = keys.reduce((sum, key) => sum + variantMinutes(key.variant), long.minutes)
    const easyMinutes = easyCount === 0 ? 0 : Math.max(LEAST_EASY[start.sport], (this.capMinutes - spent) / easyCount)
    const isOld = (start.ageYears ?? 0) >= 65
    const lastHardDay = state.lastHardDate === null ? null : daysBetween(week.startDate, state.lastHardDate)
    const isTestWeek = keys.some((key) => archetypeById(key.variant.archetypeId).focus === 'TEST')
    const { athlete } = input
    const wish: WeekWish = {
      days,
      long: { minutes: long.minutes, hard: long.hard && !longIsEasy },
      keys: keys.map((key) => ({ leastMinutes: variantMinutes(key.variant), minutes: variantMinutes(key.variant) })),
      easyCount,
      easyMinutes,
      easyLeastMinutes: LEAST_SESSION_MINUTES,
      longDay: athlete.longDay === null ? null : WEEKDAYS.indexOf(athlete.longDay),
      longDayPinned: athlete.longDayPinned,
      lastHardDay,
      hardFromDay: isTestWeek ? 3 : week.index === 0 && (start.layoffDays ?? 0) >= 4 ? 2 : 0,
      hardGap: isOld ? 3 : 2,
      streakBefore: state.streak,
      longestStreak: start.level === 'BEGINNER' ? 2 : start.level === 'INTERMEDIATE' ? 4 : 6,
      mostStreak: start.level === 'BEGINNER' && start.sport === 'run' ? 3 : 6,
      previous: state.layout,
    }
    return placeWeek(wish)
  }

  private fill(layout: WeekLayout, keys: readonly KeySession[], longIsEasy = false): WeekDraft {
    const { start } = this.context
    const { days, week } = this.order
    const count = 1 + keys.length + layout.easy.length
    const longDay = layout.long
    assert(longDay !== null, 'A week of training has its longest session.')
    let drafts: SessionDraft[] = keys.map((key, index) => this.keyDraft(key, layout.keys[index]!))
    let longMinutes = this.longMinutes(count, days[longDay]!.minutes)
    // placed as an easy one it stays one (science.md S5.7a)
    if (longIsEasy || !this.longWish(this.placedCount).hard)
      longMinutes = Math.min(longMinutes, start.sport === 'run' ? 60 : 180)
    // keys first give way to the week's volume: a lower step, then an easy day
    const least = layout.easy.length * LEAST_SESSION_MINUTES
    while (drafts.length > 0 && draftsVolume(start, drafts) + (longMinutes + least) * start.easyRate > this.cap) {
      const lowered = this.lowerKey(drafts.at(-1)!)
      drafts = lowered ? [...drafts.slice(0, -1), lowered] : drafts.slice(0, -1)
    }
    // every day keeps a session worth going out for
    const room = this.cap - draftsVolume(start, drafts) - layout.easy.length * LEAST_EASY[start.sport] * start.easyRate
    const shorter = floor5(room / start.easyRate)
    if (shorter < longMinutes && shorter >= Math.max(30, 0.75 * longMinutes)) longMinutes = shorter
    const freed = keys.length - drafts.length
    const easyDays = [...layout.easy, ...layout.keys.slice(drafts.length)].sort((a, b) => a - b)
    if (freed > 0) this.giveUp('key-too-much-for-week', { dropped: freed })
    const long = this.longDraft(longDay, longMinutes, drafts, longIsEasy ? 0 : count)
    drafts.push(long)
    drafts.push(...this.easyDrafts(easyDays, drafts))
    drafts = this.withinShare(this.withinCap(drafts))
    for (const key of keys) {
      const kept = drafts.find((draft) => draft.variant.archetypeId === key.variant.archetypeId && draft.role === 'key')
      if (!kept) continue
      if (archetypeById(key.variant.archetypeId).focus === 'TEST') this.state.lastTestWeek = week.index
      else recordKey(this.state, { ...key, variant: kept.variant }, week.index)
    }
    if (long.variant.easyMin === undefined) this.state.lastUsed.set(long.variant.archetypeId, week.index)
    this.noteWhatIsMissing(drafts, longDay)
    const planned = draftsVolume(start, drafts)
    return {
      drafts,
      notes: [...this.volumeNotes(planned), ...this.notes],
      layout,
      isFull: !this.isNearRace && planned >= 0.8 * this.cap,
    }
  }

  private keyDraft(key: KeySession, day: number): SessionDraft {
    const isTest = archetypeById(key.variant.archetypeId).focus === 'TEST'
    return {
      day,
      slot: this.order.days[day]!.slot,
      role: 'key',
      variant: key.variant,
      focus: isTest ? 'TEST' : key.focus,
      priority: 'KEY',
      purpose: isTest
        ? { code: 'test', facts: {} }
        : {
            code: 'key-session',
            facts: {
              focus: key.focus,
              step: key.variant.step,
              workMinutes: Math.round(archetypeStepWorkS(key.variant.archetypeId, key.variant.step) / 60),
            },
          },
    }
  }

  /** The same session one step lower, or null at the first step. */
  private lowerKey(draft: SessionDraft): SessionDraft | null {
    const { variant } = draft
    if (draft.focus === 'TEST' || variant.step <= 1) return null
    const step = variant.step - 1
    const facts = {
      ...draft.purpose.facts,
      step,
      workMinutes: Math.round(archetypeStepWorkS(variant.archetypeId, step) / 60),
    }
    return { ...draft, variant: { ...variant, step }, purpose: { ...draft.purpose, facts } }
  }

  private longDraft(day: number, minutes: number, keys: readonly SessionDraft[], count: number): SessionDraft {
    const { start } = this.context
    const special = count === 0 ? null : this.longWithWork(minutes, keys, count)
    const variant = special ?? easyVariant(longId[start.sport], minutes)
    const isLong =
      !this.isOffPinnedDay(day) &&
      (minutes > Math.max(...keys.map((key) => variantMinutes(key.variant)), 0) || minutes >= 60)
    return {
      day,
      slot: this.order.days[day]!.slot,
      role: 'long',
      variant: isLong ? variant : easyVariant(easyId[start.sport], minutes),
      focus: isLong ? 'LONG' : 'AEROBIC_ENDURANCE',
      priority: isLong ? 'KEY' : 'SUPPORT',
      purpose: {
        code: !isLong ? 'easy-session' : special ? 'long-with-work' : 'long-session',
        facts: { minutes, recovery: this.isRecovery },
      },
    }
  }

  /** True where the pinned long day has time, but not enough for any session: the longest session is then no long one (science.md G14). */
  private isOffPinnedDay(day: number): boolean {
    const { athlete } = this.context.input
    if (!athlete.longDayPinned || athlete.longDay === null || WEEKDAYS[day] === athlete.longDay) return false
    const monday = this.order.week.startDate
    const pinned = addDays(monday, WEEKDAYS.indexOf(athlete.longDay))
    return weekSlots(this.context, monday).some((slot) => slot.date === pinned)
  }

  /** Long sessions with work this week may have: every other week from the build on (science.md S5.7d, §11). */
  private workLongs(count: number): readonly string[] {
    const { start, input } = this.context
    const { week } = this.order
    if (this.isRecovery || this.isEasyOnly || start.level === 'BEGINNER' || week.loadInCycle % 2 === 0) return []
    const pools = LONG_ARCHETYPES[input.goal.kind]
    return week.phase === 'PEAK' ? (this.longLeads(count) ? pools.peak : []) : week.phase === 'BUILD' ? pools.build : []
  }

  /** The long session of `minutes` with as much work as the week's easy share allows; null for a plain one. */
  private longWithWork(minutes: number, keys: readonly SessionDraft[], count: number): WorkoutVariant | null {
    const { start, input } = this.context
    const hardSoFar = keys.reduce((sum, key) => sum + variantHardMinutes(key.variant), 0)
    const room = this.hardBudget() - hardSoFar
    const limit = Math.min(room, 1.4 * workLimitMinutes(input.goal, 'RACE_SPECIFIC', this.capMinutes))
    const most = Math.min(this.sessionCap, this.cap * this.longShare(count))
    for (const archetypeId of this.workLongs(count)) {
      if (!archetypeById(archetypeId).levels.includes(start.level)) continue
      for (let step = 10; step >= 1; step--) {
        if (archetypeStepDurationS(archetypeId, step) > minutes * 60) continue
        if (archetypeStepWorkS(archetypeId, step) > limit * 60) continue
        const variant: WorkoutVariant = { archetypeId, step, extendEasyToMin: minutes }
        if (variantVolume(start, variant) <= most) return variant
      }
    }
    return null
  }

  private hardBudget(): number {
    return this.capMinutes * HARD_SHARE[this.order.week.phase]
  }

  /** Easy sessions share what is left, in whole five minutes, by what their days hold. */
  private easyDrafts(easyDays: readonly number[], before: readonly SessionDraft[]): SessionDraft[] {
    const { start } = this.context
    const { days } = this.order
    const { sport, level } = start
    const rate = variantVolume(start, easyVariant(easyId[sport], 60)) / 60
    const left = this.cap - draftsVolume(start, before)
    const least = LEAST_EASY[sport]
    const longMinutes = Math.max(
      0,
      ...before.filter((draft) => draft.role === 'long').map((draft) => variantMinutes(draft.variant)),
    )
    const most = (day: number): number =>
      floor5(
        Math.min(days[day]!.minutes, MOST_EASY[sport][level], this.sessionCap / rate, Math.max(30, longMinutes * 0.85)),
      )
    let chosen = easyDays.filter((day) => most(day) >= LEAST_SESSION_MINUTES)
    let total = floor5(left / rate)
    while (chosen.length > 0 && total < chosen.length * Math.min(least, most(chosen[0]!))) {
      const smallest = Math.min(...chosen.map(most))
      const index = chosen.map(most).lastIndexOf(smallest)
      chosen = chosen.toSpliced(index, 1)
    }
    const minutes = new Map(chosen.map((day) => [day, Math.min(least, most(day))]))
    total -= [...minutes.values()].reduce((sum, each) => sum + each, 0)
    // the day before a rest day or away from hard days may be longer: order of growth is stable
    const order = [...chosen].sort((a, b) => this.easyRank(a, before) - this.easyRank(b, before) || a - b)
    for (let grew = true; grew && total >= 5;) {
      grew = false
      for (const [place, day] of order.entries()) {
        const now = minutes.get(day)!
        const step = Math.min(place === 0 && order.length > 2 ? 10 : 5, floor5(total), most(day) - now)
        if (step < 5) continue
        minutes.set(day, now + step)
        total -= step
        grew = true
      }
    }
    return this.easyKinds(chosen, minutes, before)
  }

  /** Lower comes first when minutes are given out: days beside hard ones stay short. */
  private easyRank(day: number, before: readonly SessionDraft[]): number {
    const besideHard = before.filter((draft) => Math.abs(draft.day - day) === 1).length
    const afterLong = before.some((draft) => draft.role === 'long' && (draft.day + 1) % 7 === day)
    return besideHard + (afterLong ? 2 : 0)
  }

  private easyKinds(
    chosen: readonly number[],
    minutes: ReadonlyMap<number, number>,
    before: readonly SessionDraft[],
  ): SessionDraft[] {
    const { start } = this.context
    const { week, days } = this.order
    const { sport, level } = start
    const hardDays = before.filter((draft) => draft.role !== 'easy').map((draft) => draft.day)
    const isAfterHard = (day: number): boolean => hardDays.includes(day - 1)
    const strideDay = this.strideDay(chosen, minutes, before)
    const shortest =
      chosen.length >= 3 ? [...chosen].sort((a, b) => minutes.get(a)! - minutes.get(b)! || b - a)[0]! : -1
    return chosen.map((day): SessionDraft => {
      const length = minutes.get(day)!
      const slot = days[day]!.slot
      const priority = day === shortest ? 'OPTIONAL' : 'SUPPORT'
      if (day === strideDay) {
        const fitting = scaleDown(sport === 'run' ? 'R04' : 'B04', this.strideStep(), length)
        return {
          day,
          slot,
          role: 'easy',
          focus: 'AEROBIC_ENDURANCE',
          priority: 'SUPPORT',
          variant: fitting.easyMin === undefined ? { ...fitting, extendEasyToMin: length } : fitting,
          purpose: { code: sport === 'run' ? 'strides' : 'sprints', facts: { minutes: length } },
        }
      }
      const isRecoverySession =
        week.index >= 0 &&
        before.length + chosen.length >= 5 &&
        isAfterHard(day) &&
        length <= (sport === 'run' ? 40 : 60)
      if (isRecoverySession) {
        return {
          day,
          slot,
          role: 'easy',
          focus: 'RECOVERY',
          priority,
          variant: easyVariant(sport === 'run' ? 'R01' : 'B01', length),
          purpose: { code: 'recovery-session', facts: { minutes: length } },
        }
      }
      const isMedium = sport === 'run' && level !== 'BEGINNER' && length >= 65
      return {
        day,
        slot,
        role: 'easy',
        focus: 'AEROBIC_ENDURANCE',
        priority,
        variant: easyVariant(isMedium ? 'R08' : easyId[sport], length),
        purpose: { code: isMedium ? 'medium-long' : 'easy-session', facts: { minutes: length } },
      }
    })
  }

  /** One easy day with strides or sprints from week 2 on (science.md S5.7b, §11 fixed mix), not beside another key day. */
  private strideDay(
    chosen: readonly number[],
    minutes: ReadonlyMap<number, number>,
    before: readonly SessionDraft[],
  ): number | null {
    const { start } = this.context
    const { week } = this.order
    if (week.index === 0 || this.isEasyOnly || chosen.length === 0 || before.length + chosen.length < 3) return null
    const least = start.sport === 'run' ? 30 : 50
    const fitting = chosen.filter((day) => (minutes.get(day) ?? 0) >= least)
    const hardDays = before.filter((draft) => draft.role !== 'easy').map((draft) => draft.day)
    const score = (day: number): number => hardDays.filter((hard) => Math.abs(hard - day) === 1).length
    return [...fitting].sort((a, b) => score(a) - score(b) || a - b)[0] ?? null
  }

  private strideStep(): number {
    const { level } = this.context.start
    return Math.min(level === 'BEGINNER' ? 4 : 7, 1 + Math.floor(this.order.week.index / 2))
  }

  /** Rounding and faster sessions may add a little: the longest easy session, then the long one, gives it back. */
  private withinCap(drafts: SessionDraft[]): SessionDraft[] {
    const { start } = this.context
    let kept = drafts
    for (let guard = 0; guard < 40 && draftsVolume(start, kept) > this.cap + 1e-6; guard++) {
      const easy = kept
        .filter((draft) => draft.role === 'easy' && variantMinutes(draft.variant) > LEAST_SESSION_MINUTES)
        .sort((a, b) => variantMinutes(b.variant) - variantMinutes(a.variant) || a.day - b.day)[0]
      const target =
        easy ?? kept.find((draft) => draft.role === 'long' && variantMinutes(draft.variant) > LEAST_SESSION_MINUTES)
      if (!target) break
      kept = kept.map((draft) => (draft === target ? this.shortened(draft) : draft))
    }
    return kept
  }

  /** A long run that turned out to be too much of its week gives way (science.md G02). */
  private withinShare(drafts: SessionDraft[]): SessionDraft[] {
    const { start } = this.context
    if (start.sport !== 'run') return drafts
    let kept = drafts
    for (let guard = 0; guard < 40; guard++) {
      const longest = kept.reduce((best, draft) =>
        variantVolume(start, draft.variant) > variantVolume(start, best.variant) ? draft : best,
      )
      const total = draftsVolume(start, kept)
      const weekM = start.unit === 'm' ? total : (total / 6) * 1000
      const minutes = variantMinutes(longest.variant)
      const share = variantVolume(start, longest.variant) / total
      if (kept.length < 2 || !shareRuleApplies(weekM, minutes) || share <= this.shareLimit(kept.length)) break
      if (longest.role === 'key') break
      kept = kept.map((draft) => (draft === longest ? this.shortened(draft) : draft))
    }
    return kept
  }

  private shareLimit(count: number): number {
    const limits = longRunShareLimits(count, this.context.input.goal.kind)
    if (this.context.input.goal.kind === 'MARATHON') return limits.hard - 0.01
    return this.isLateHalf ? (limits.soft + limits.hard) / 2 : limits.soft
  }

  /** From the build on a half marathon needs its long run more than the share needs its margin. */
  private get isLateHalf(): boolean {
    const { phase } = this.order.week
    return this.context.input.goal.kind === 'HM' && (phase === 'BUILD' || phase === 'PEAK')
  }

  private shortened(draft: SessionDraft): SessionDraft {
    const { sport } = this.context.start
    const minutes = Math.max(LEAST_SESSION_MINUTES, floor5(variantMinutes(draft.variant) - 1))
    const own = draft.role === 'long' && draft.focus === 'LONG' ? longId[sport] : easyId[sport]
    const plain = scaleEasyTo(draft.variant.archetypeId, minutes)
    const isPlain = draft.variant.easyMin !== undefined && plain !== null
    return {
      ...draft,
      variant: isPlain ? plain : easyVariant(own, minutes),
      purpose: isPlain
        ? { ...draft.purpose, facts: { ...draft.purpose.facts, minutes } }
        : { code: draft.role === 'long' ? 'long-session' : 'easy-session', facts: { minutes } },
    }
  }

  private noteWhatIsMissing(drafts: readonly SessionDraft[], longDay: number): void {
    const { start } = this.context
    const planned = draftsVolume(start, drafts)
    if (planned < 0.9 * this.cap && this.capMinutes - draftsMinutes(drafts) >= 15) {
      this.giveUp('volume-without-room', {
        unit: start.unit,
        wished: Math.round(this.cap),
        planned: Math.round(planned),
      })
    }
    const wished = this.longMinutes(drafts.length, Infinity)
    const open = this.order.days[longDay]!.minutes
    if (wished - open >= 10) this.giveUp('long-without-room', { wished, given: open })
  }

  /** Weeks of running and walking in turn, three sessions a week, one step on each loading week (science.md R05, G25). */
  private runWalkWeek(openCount: number): WeekDraft {
    const { start, maxDays } = this.context
    const { days } = this.order
    const step = this.state.runWalkStep!
    const wished = Math.min(step >= 5 ? 4 : 3, maxDays, openCount)
    const shown = this.isRecovery ? Math.max(1, step - 2) : step
    const most = (day: number): number => Math.min(days[day]!.minutes, this.sessionCap / start.easyRate)
    const volume = (variant: WorkoutVariant): number => variantVolume(start, variant)
    const sessionMinutes = this.sessionCap / start.easyRate
    let count = wished
    let fitting = runWalkVariant(shown, sessionMinutes)
    while (count > 1 && volume(fitting) * count > this.cap + 1) {
      // three short ones before two long ones
      const lower = fitting.step > 1 && count <= 3 ? runWalkVariant(fitting.step - 1, sessionMinutes) : fitting
      if (lower === fitting) count -= 1
      else fitting = lower
    }
    if (volume(fitting) > this.cap) fitting = runWalkVariant(1, this.cap / start.easyRate)
    const rest = this.cap - volume(fitting) * (count - 1)
    const long = this.longRunWalk(fitting, Math.min(rest, this.sessionCap))
    const layout = placeWeek({
      days,
      long: { minutes: variantMinutes(long), hard: false },
      keys: [],
      easyCount: count - 1,
      easyMinutes: variantMinutes(fitting),
      easyLeastMinutes: LEAST_SESSION_MINUTES,
      longDay:
        this.context.input.athlete.longDay === null ? null : WEEKDAYS.indexOf(this.context.input.athlete.longDay),
      longDayPinned: this.context.input.athlete.longDayPinned,
      lastHardDay: null,
      hardFromDay: 0,
      hardGap: 2,
      streakBefore: this.state.streak,
      longestStreak: 1,
      mostStreak: 3,
      previous: this.state.layout,
    })
    if (layout === null || layout.long === null) return { drafts: [], notes: this.notes, layout: null, isFull: false }
    const drafts = [layout.long, ...layout.easy].map((day): SessionDraft => {
      const own = day === layout.long ? long : fitting
      const variant = variantMinutes(own) <= most(day) ? own : runWalkVariant(fitting.step, most(day))
      return {
        day,
        slot: days[day]!.slot,
        role: day === layout.long ? 'long' : 'easy',
        variant,
        focus: 'AEROBIC_ENDURANCE',
        priority: day === layout.long ? 'KEY' : 'SUPPORT',
        purpose: { code: 'run-walk', facts: { step: fitting.step } },
      }
    })
    if (!this.isRecovery) {
      const next = fitting.step + (fitting.step < step ? 1 : this.runWalkPace())
      this.state.runWalkStep = next > LAST_RUN_WALK_STEP ? null : next
    }
    return { drafts, notes: [...this.volumeNotes(draftsVolume(start, drafts)), ...this.notes], layout, isFull: true }
  }

  /** The week's longer outing, four or five minutes of jogging and one of walking, once the short ones go well (science.md R02). */
  private longRunWalk(short: WorkoutVariant, most: number): WorkoutVariant {
    const { start } = this.context
    if (this.isRecovery || short.archetypeId !== 'R05' || short.step < 3) return short
    for (let step = 10; step >= 1; step--) {
      const variant: WorkoutVariant = { archetypeId: 'R02', step }
      if (variantVolume(start, variant) <= most && variantMinutes(variant) > variantMinutes(short)) return variant
    }
    return short
  }

  /** Two steps a week where the season is short or the distance long, else one. */
  private runWalkPace(): number {
    const { kind, date } = this.context.input.goal
    if (date === undefined) return 1
    return kind !== '5K' || daysBetween(this.context.start.startDate, date) < 11 * 7 ? 2 : 1
  }
}

/** After three ten-minute runs the easy runs are continuous (science.md R05). */
const LAST_RUN_WALK_STEP = 8

/** The run-walk session of a step that fits into `minutes`: a lower step, a shorter cool-down, a short jog and walk, an easy run. */
function runWalkVariant(step: number, minutes: number): WorkoutVariant {
  for (let lower = step; lower >= 1; lower--) {
    for (const cooldownMin of [5, 4, 3]) {
      const variant: WorkoutVariant = { archetypeId: 'R05', step: lower, ...(cooldownMin < 5 ? { cooldownMin } : {}) }
      if (variantMinutes(variant) <= minutes && (cooldownMin === 5 || lower === 1)) return variant
    }
  }
  for (const warmupMin of [5, 3]) {
    const jog: WorkoutVariant = { archetypeId: 'R02', step: 1, ...(warmupMin < 5 ? { warmupMin } : {}) }
    if (variantMinutes(jog) <= minutes) return jog
  }
  return easyVariant('R01', Math.max(LEAST_SESSION_MINUTES, Math.floor(minutes)))
}

/** A plain easy session of these minutes. */
export function easyVariant(archetypeId: string, minutes: number): WorkoutVariant {
  const variant = scaleEasyTo(archetypeId, minutes)
  assert(variant !== null, `${archetypeId} is no plain easy session.`)
  return variant
}
