import { scaleEasyTo, type WorkoutVariant } from '../library/scale.ts'
import { assert } from '../result/assert.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { isAfterEvent } from './days-after-event.ts'
import { tableGoal } from './goal.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import { ownMinutesBesideOther, type OtherDraft } from './other-sport.ts'
import type { OpenDay, WeekLayout } from './place-week.ts'
import type { Reason } from './plan.ts'
import { returnWeek, returnWeekLimit, type ReturnWeek } from './return-schedule.ts'
import type { SeasonContext, SeasonState } from './season.ts'
import type { SessionDraft } from './session-draft.ts'
import { isBlockWeek } from './strategy-foci.ts'
import { hardShare, intensityShares } from './strategy-shares.ts'
import { FOR_GOOD, longestBefore, type StartingPoint } from './starting-point.ts'
import { longShareBeforeRace } from './taper.ts'
import { CUTBACK_SHARE, FIRST_SESSION_UNKNOWN_RIDE_MIN, FIRST_SESSION_UNKNOWN_RUN_MIN } from './volume-limits.ts'
import { sessionSoftLimit } from './goal-volume.ts'
import { volumeNote } from './volume-note.ts'
import { recoveryShare, weekSoftLimit } from './volume.ts'

/** A week before its sessions become workouts. */
export interface WeekDraft {
  readonly drafts: readonly SessionDraft[]
  /** Easy sessions of the other sport; absent without any. */
  readonly others?: readonly OtherDraft[]
  readonly notes: readonly Reason[]
  readonly layout: WeekLayout | null
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
  /** Sessions an outline spoke of: the week has as many where its days and volume hold them. */
  readonly promisedSessions?: number
}

/** Whole fives, downwards: people read 45 and 50, not 47. */
export const floor5 = (minutes: number): number => Math.floor(minutes / 5 + 1e-9) * 5

export const easyId = { run: 'R03', ride: 'B02' } as const

export const longId = { run: 'R09', ride: 'B06' } as const

/** Easy sessions: shortest and longest by level, minutes [P]. */
export const LEAST_EASY = { run: 20, ride: 30 } as const

/** What one week may hold, and what it says about itself: read by everything that fills it. */
export class WeekRoom {
  readonly context: SeasonContext
  readonly state: SeasonState
  readonly order: WeekOrder
  readonly isRecovery: boolean
  readonly cap: number
  readonly capMinutes: number
  readonly sessionCap: number
  readonly isEasyOnly: boolean
  /** Share of the longest session its Sunday may have before the race (S6.3); below 1 the week already leans to the taper. */
  readonly shareBeforeRace: number
  readonly isNearRace: boolean
  /** The week of a return after a break that this is (science.md S8.7, G18); null outside one. */
  readonly returning: ReturnWeek | null
  /** A week of block training: hard days in a row, an easy long session (science.md S5.1, G07). */
  readonly isBlockWeek: boolean
  /** The week begins with days that a race on the way keeps without work above threshold (science.md G28). */
  readonly isAfterRace: boolean
  readonly notes: Reason[] = []
  /** Sessions the week's days were chosen for. */
  placedCount = 0

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
      ? longShareBeforeRace(tableGoal(goal), daysBetween(addDays(week.startDate, 6), goal.date!))
      : 1
    this.isNearRace = this.shareBeforeRace < 1
    this.isBlockWeek = isBlockWeek(goal, context.strategy, start.level, week, order.block)
    const leaning = this.isNearRace && lastLoad !== undefined ? 0.88 * lastLoad : Infinity
    // the run-walk series grows by its own steps
    const wished = state.runWalkStep !== null && !this.isRecovery ? Infinity : aim
    const best = Math.max(0, ...state.weekVolumes.slice(-3).map((volume) => volume ?? 0))
    const lighter = this.isRecovery && best > 0 ? CUTBACK_SHARE * best : Infinity
    this.returning = start.returning === null ? null : returnWeek(start.returning, week.startDate)
    // the share of the week before the break takes the place of G25 and G01
    const back = start.returning === null ? null : returnWeekLimit(start.returning, week.startDate, start.unit)
    const beside = ownMinutesBesideOther(context.other, state.other) * start.easyRate
    this.cap = Math.min(wished, leaning, lighter, beside, back ?? (week.index === 0 ? start.firstWeekLimit : soft))
    this.capMinutes = this.cap / start.easyRate
    this.sessionCap = this.mostOfOneSession()
    this.isAfterRace = isAfterEvent(context.events, week)
    this.isEasyOnly = start.easyOnlyUntil !== null && week.startDate < start.easyOnlyUntil
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
  longestLately(): number | null {
    const { start } = this.context
    const known = longestBefore(this.state.sessions, start.sport, addDays(this.order.week.startDate, 6))
    // after more than 30 days off half of the last longest run counts, until one is longer (S8.7)
    const half = start.sport === 'run' ? start.returning?.longest : null
    const forgotten = (start.unit === 'm' ? half?.distanceM : half?.minutes) ?? null
    return forgotten === null ? known : Math.max(forgotten, known ?? 0)
  }

  /** True in the weeks of a return that hold easy sessions only. */
  get isReturnEasy(): boolean {
    return this.returning !== null && (this.returning.most === 'easy' || this.returning.most === 'strides')
  }

  /** First day of this week that may be hard: after four to six days off two easy days come first (S8.7). */
  get hardFromDay(): number {
    const { returning } = this.context.start
    if (returning === null || returning.hardFromDay <= 1 || this.returning === null) return 0
    const first = returning.resumedOn ?? addDays(this.order.week.startDate, this.firstOpenDay)
    return Math.max(0, daysBetween(this.order.week.startDate, first) + returning.hardFromDay - 1)
  }

  /** True where the first day of training of a return leaves two easy days before these hard ones (S8.7). */
  keepsReturn(days: readonly number[], hard: readonly number[]): boolean {
    const { returning } = this.context.start
    if (this.hardFromDay === 0 || returning?.resumedOn) return true
    const first = Math.min(...days)
    return hard.every((day) => day >= first + returning!.hardFromDay - 1)
  }

  private get firstOpenDay(): number {
    return Math.max(
      0,
      this.order.days.findIndex((day) => day !== null),
    )
  }

  /** Why the week is as large as it is. */
  volumeNotes(planned: number): Reason[] {
    const { start } = this.context
    const { week } = this.order
    const lastLoad = this.state.loadVolumes.at(-1) ?? null
    const facts = { unit: start.unit, volume: Math.round(planned) }
    const notes: Reason[] = []
    if (this.returning !== null) {
      notes.push({
        code: 'return-week',
        facts: { ...facts, share: this.returning.share, daysOff: start.returning!.daysOff, easy: this.isReturnEasy },
      })
    } else if (week.index === 0) {
      notes.push({
        code: start.meanVolume === null ? 'first-week-unknown' : 'first-week',
        facts: { ...facts, mean: start.meanVolume === null ? meanOfNothing(start) : Math.round(start.meanVolume) },
      })
    } else if (this.isRecovery) {
      notes.push({ code: 'recovery-week', facts: { ...facts, loads: week.loadInCycle } })
    } else if (this.isNearRace) {
      notes.push({ code: 'taper-begins', facts })
    } else if (lastLoad === null || lastLoad <= 0) {
      notes.push({ code: 'volume-grows', facts: { ...facts, growthPercent: null, lastLoad: null } })
    } else {
      const note = volumeNote({ code: 'volume-holds', facts: { ...facts, lastLoad: Math.round(lastLoad) } })
      notes.push(note)
      if (note.code === 'volume-holds' && this.order.limitedByMinutes)
        notes.push({ code: 'volume-limited-by-minutes', facts })
    }
    if (this.isEasyOnly) notes.push({ code: 'easy-only', facts: easyOnlyFacts(start) })
    return notes
  }

  giveUp(code: string, facts: Reason['facts']): void {
    if (!this.notes.some((note) => note.code === code)) this.notes.push({ code, facts })
  }

  /** Minutes between and above the thresholds this week may hold, by strategy (science.md S5.1). */
  hardBudget(): { readonly mid: number; readonly high: number; readonly both: number } {
    const { input, strategy, start } = this.context
    const shares = intensityShares(input.goal, strategy, start.level, this.order.week, this.order.block)
    const minutes = this.capMinutes
    return { mid: minutes * shares.mid, high: minutes * shares.high, both: minutes * hardShare(shares) }
  }
}

/** Until when and why a week is easy; a missing doctor's word has no day. */
function easyOnlyFacts(start: StartingPoint): Reason['facts'] {
  return start.easyOnlyUntil === FOR_GOOD
    ? { until: null, injury: start.hasInjury, doctor: true }
    : { until: start.easyOnlyUntil, injury: start.hasInjury }
}

/** A plain easy session of these minutes. */
export function easyVariant(archetypeId: string, minutes: number): WorkoutVariant {
  const variant = scaleEasyTo(archetypeId, minutes)
  assert(variant !== null, `${archetypeId} is no plain easy session.`)
  return variant
}

/** 0 for weeks in which nothing was done, null for weeks of which nothing is known (science.md S0.5). */
const meanOfNothing = ({ mean }: StartingPoint): 0 | null =>
  mean !== null && mean.minutes === 0 && (mean.distanceM ?? 0) === 0 ? 0 : null
