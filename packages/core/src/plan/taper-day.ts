import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { scaleRepeats, type WorkoutVariant } from '../library/scale.ts'
import { variantTotals } from '../library/step-totals.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { tableGoal } from './goal.ts'
import type { OpenDay } from './place-week.ts'
import { shorterRunWalk } from './run-walk-week.ts'
import { LEAST_SESSION_MINUTES, type SeasonContext } from './season.ts'
import { variantMinutes, type SessionDraft } from './session-draft.ts'
import { sharpenerDraft, shakeoutDraft, type RaceWeekShape } from './sharpener.ts'
import { EASY_LONG_MINUTES, hardGapDays, isHardDraft, RUN_WALK_ARCHETYPES, type TaperOrder } from './taper-order.ts'
import { longShareBeforeRace } from './taper.ts'
import { easyVariant, floor5, LEAST_EASY } from './week-room.ts'

/** How far a taper is cut below its own shares, so that its weeks fall and G06 holds. */
export interface TaperThrift {
  /** Of each day's own share (science.md S6.1). */
  readonly share: number
  /** Of the last seven days beside that, where only they have to get smaller. */
  readonly lastShare?: number
  /** What a usual day keeps at least: an easy session of its usual least length, of the least there is, or nothing. */
  readonly keeps: 'usual' | 'least' | 'nothing'
  readonly sharpens: boolean
}

const shareOf = ({ share, lastShare = 1 }: TaperThrift, daysToRace: number): number =>
  daysToRace <= 7 ? share * lastShare : share

/** One day of the taper and what the days before it leave to it. */
export interface TaperDay {
  /** 0 Monday. */
  readonly day: number
  readonly daysToRace: number
  readonly open: OpenDay
  readonly thrift: TaperThrift
  readonly shape: RaceWeekShape
  readonly lastHardDate: LocalDate | null
  /** Archetypes of the week so far. */
  readonly taken: readonly string[]
  /** The pinned long day is open this week, and it is another day. */
  readonly isPinnedElsewhere: boolean
}

/** True where the athlete's long session belongs on another, open day of the week. */
export function isPinnedElsewhere(context: SeasonContext, days: readonly (OpenDay | null)[], day: number): boolean {
  const { longDay, longDayPinned } = context.input.athlete
  if (!longDayPinned || longDay === null) return false
  const pinned = WEEKDAYS.indexOf(longDay)
  return pinned !== day && days[pinned] !== null
}

/** From so many days on the last long session and the last key session are over [P; S6.2 has the sharpener after them]. */
const WORK_ENDS_BEFORE = 5

/** The session of one day of the taper: its share of the usual one, or what the last days hold (science.md S6.1–S6.3). */
export function taperDay(context: SeasonContext, order: TaperOrder, at: TaperDay): SessionDraft | null {
  const { daysToRace, shape, thrift } = at
  if (daysToRace === 1)
    return shape.hasShakeout && thrift.sharpens ? shakeoutDraft(context, order, at, thrift.keeps !== 'usual') : null
  if (daysToRace === shape.sharpener && thrift.sharpens) {
    const { lastHardDate } = at
    const sharpener = sharpenerDraft(context, order, at, daysToRace, {
      share: shareOf(thrift, daysToRace),
      lastHardDate,
    })
    if (sharpener !== null) return sharpener
  }
  const reference = order.reference.find((draft) => draft.day === at.day)
  if (daysToRace === shape.rest || !reference) return null
  const day = new ReferenceDay(context, order, at, reference)
  if (RUN_WALK_ARCHETYPES.has(reference.variant.archetypeId)) return day.whole() ?? day.runWalk()
  return day.whole() ?? day.long() ?? day.key() ?? day.easy()
}

/** Threshold in its smallest dose, where the usual session has no smaller step. */
const SHORT_QUALITY = { run: 'R19', ride: 'B13' } as const
/** No key session of a taper week is the usual one once more [P]. */
const MOST_WORK = 0.9
/** The longest session of a taper that is easy only by its name. */
const MOST_EASY = { run: 60, ride: 90 } as const
/** The least length of a series of running and walking [P]. */
const LEAST_RUN_WALK_MINUTES = 20

/** A day of the taper beside the same weekday of the last full loading week. */
class ReferenceDay {
  private readonly context: SeasonContext
  private readonly order: TaperOrder
  private readonly at: TaperDay
  private readonly reference: SessionDraft
  private readonly fraction: number
  /** Minutes of the usual session, inside the day's. */
  private readonly slotMinutes: number
  private readonly referenceMinutes: number
  private readonly isTooSoon: boolean

  constructor(context: SeasonContext, order: TaperOrder, at: TaperDay, reference: SessionDraft) {
    this.context = context
    this.order = order
    this.at = at
    this.reference = reference
    this.fraction = Math.min(1, order.taper.fraction(at.daysToRace)) * shareOf(at.thrift, at.daysToRace)
    this.referenceMinutes = variantMinutes(reference.variant)
    this.slotMinutes = Math.min(at.open.minutes, this.referenceMinutes)
    this.isTooSoon =
      at.lastHardDate !== null &&
      daysBetween(at.lastHardDate, addDays(order.raceDate, -at.daysToRace)) < hardGapDays(context)
  }

  private get base() {
    return { day: this.at.day, slot: this.at.open.slot }
  }

  /** Room for hard work: rested, and not too close to the race or its sharpener. */
  private get mayBeHard(): boolean {
    const { daysToRace, shape } = this.at
    if (this.isTooSoon || daysToRace < WORK_ENDS_BEFORE) return false
    return shape.sharpener === null || daysToRace >= shape.sharpener + hardGapDays(this.context)
  }

  /** Easy days of a taper week before the taper itself are as ever. */
  whole(): SessionDraft | null {
    const { reference } = this
    const { daysToRace, open } = this.at
    if (this.fraction < 1 || daysToRace <= this.order.taper.days || this.referenceMinutes > open.minutes) return null
    if (reference.role !== 'easy' || reference.focus === 'TEST' || isHardDraft(this.context, reference)) return null
    return { ...reference, slot: open.slot }
  }

  /** Who still runs and walks in turn does so in the taper, a shorter series. */
  runWalk(): SessionDraft | null {
    const { variant } = this.reference
    const minutes = Math.max(this.referenceMinutes * this.fraction, this.leastMinutes(LEAST_RUN_WALK_MINUTES))
    const shorter = shorterRunWalk(variant, Math.min(minutes, this.slotMinutes))
    if (shorter === null) return null
    return {
      ...this.reference,
      slot: this.at.open.slot,
      role: 'easy',
      variant: shorter,
      priority: 'SUPPORT',
      purpose: { code: 'taper-easy', facts: { minutes: variantMinutes(shorter), daysToRace: this.at.daysToRace } },
    }
  }

  long(): SessionDraft | null {
    const { context, at, order } = this
    const { sport } = context.start
    if (this.reference.role !== 'long' || at.daysToRace < WORK_ENDS_BEFORE) return null
    const share = longShareBeforeRace(tableGoal(context.input.goal), at.daysToRace)
    const most = Math.min(
      this.referenceMinutes * this.fraction,
      order.longestMinutes * share * shareOf(at.thrift, at.daysToRace),
      this.slotMinutes,
    )
    const minutes = Math.max(
      floor5(this.mayBeHard ? most : Math.min(most, EASY_LONG_MINUTES[sport])),
      this.leastMinutes(LEAST_EASY[sport]),
    )
    if (minutes < LEAST_SESSION_MINUTES) return null
    const isLong = minutes >= 45 && !at.isPinnedElsewhere
    return {
      ...this.base,
      role: 'long',
      variant: easyVariant(sport === 'run' ? (isLong ? 'R09' : 'R03') : isLong ? 'B06' : 'B02', minutes),
      focus: isLong ? 'LONG' : 'AEROBIC_ENDURANCE',
      priority: 'SUPPORT',
      purpose: { code: 'taper-long', facts: { minutes, daysToRace: at.daysToRace } },
    }
  }

  key(): SessionDraft | null {
    const { reference, at } = this
    if (reference.role !== 'key' || !this.mayBeHard || reference.focus === 'TEST') return null
    const variant = this.shorterWork()
    if (variant === null || at.taken.includes(variant.archetypeId)) return null
    return {
      ...this.base,
      role: 'key',
      variant,
      focus: archetypeById(variant.archetypeId).focus,
      priority: 'KEY',
      purpose: { code: 'taper-key', facts: { daysToRace: at.daysToRace, focus: reference.focus } },
    }
  }

  /** Reps are cut, not pace (science.md S6.2): fewer of the usual ones or a lower step, whichever keeps more; else threshold in a small dose. */
  private shorterWork(): WorkoutVariant | null {
    const { archetypeId, step } = this.reference.variant
    const workS = archetypeStepWorkS(archetypeId, step) * Math.min(this.fraction, MOST_WORK)
    const most = { workS, minutes: this.slotMinutes }
    const work = (variant: WorkoutVariant): number => variantTotals(variant).tizS
    const own = [scaleRepeats(archetypeId, step, most), lowerStep(archetypeId, step, most)]
      .filter((variant) => variant !== null)
      .toSorted((a, b) => work(b) - work(a))[0]
    return own ?? lowerStep(SHORT_QUALITY[this.context.start.sport], 1, most)
  }

  easy(): SessionDraft | null {
    const { at } = this
    const { sport } = this.context.start
    const most = Math.min(this.referenceMinutes * this.fraction, this.slotMinutes, MOST_EASY[sport])
    // sessions get shorter, not fewer (science.md S6: at least 80 % of the frequency)
    const minutes = Math.max(floor5(most), this.leastMinutes(LEAST_EASY[sport]))
    if (minutes < LEAST_SESSION_MINUTES) return null
    return {
      ...this.base,
      role: 'easy',
      variant: easyVariant(sport === 'run' ? 'R03' : 'B02', minutes),
      focus: 'AEROBIC_ENDURANCE',
      priority: 'SUPPORT',
      purpose: { code: 'taper-easy', facts: { minutes, daysToRace: at.daysToRace } },
    }
  }

  /** Shortest session of a usual day at this thrift, inside the day's minutes; 0 where days may go. */
  private leastMinutes(usual: number): number {
    const { keeps } = this.at.thrift
    if (keeps === 'nothing') return 0
    return Math.min(keeps === 'usual' ? usual : LEAST_SESSION_MINUTES, Math.floor(this.slotMinutes))
  }
}

/** The highest step from `from` down with at most `workS` of work, inside the day's minutes. */
function lowerStep(
  archetypeId: string,
  from: number,
  { workS, minutes }: { readonly workS: number; readonly minutes: number },
): WorkoutVariant | null {
  for (let step = from; step >= 1; step--) {
    if (archetypeStepWorkS(archetypeId, step) > workS || archetypeStepDurationS(archetypeId, step) > minutes * 60)
      continue
    return { archetypeId, step }
  }
  return null
}
