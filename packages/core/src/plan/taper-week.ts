import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import type { WorkoutVariant } from '../library/scale.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { easyVariant, floor5, LEAST_EASY, type WeekDraft } from './week-room.ts'
import { tableGoal } from './goal.ts'
import type { SkeletonWeek } from './macro.ts'
import type { OpenDay } from './place-week.ts'
import { LEAST_SESSION_MINUTES, type SeasonContext } from './season.ts'
import { draftsVolume, variantHardMinutes, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import type { PastSession } from './starting-point.ts'
import { longShareBeforeRace, sharpenerDays, type Taper } from './taper.ts'
import { CUTBACK_SHARE, longRunShareLimits, taperLimits } from './volume-limits.ts'

/** The taper as a whole: its weeks, and the week its shares are taken from. */
export interface TaperOrder {
  readonly weeks: readonly { readonly week: SkeletonWeek; readonly days: readonly (OpenDay | null)[] }[]
  /** The last full loading week (science.md S6.1). */
  readonly reference: readonly SessionDraft[]
  readonly taper: Taper
  readonly raceDate: LocalDate
  /** Longest session of the weeks before, in minutes. */
  readonly longestMinutes: number
  /** Volumes of the weeks before the taper, history first. */
  readonly volumesBefore: readonly (number | null)[]
  /** Sessions done and planned before the taper's first week. */
  readonly sessionsBefore: readonly PastSession[]
  readonly planWeeks: number
  /** Training days in a row up to the Sunday before. */
  readonly streakBefore: number
  /** Most volume of one session (science.md G03, G23). */
  readonly sessionCap: number
  /** Last hard day before the taper weeks. */
  readonly lastHardDate: LocalDate | null
}

const PEAK_AMONG_WEEKS = 6
/** Days between two hard sessions (science.md G07, from 65 years G20). */
const hardGapDays = ({ start }: SeasonContext): number => ((start.ageYears ?? 0) >= 65 ? 3 : 2)

/**
 * The weeks of a taper (science.md S6): each day its share of the same weekday of the reference week, fewer reps at the
 * same pace, a sharpener, a day of rest two days before and a shakeout the day before. The whole is made smaller until the
 * weeks fall strictly and G06 holds.
 */
export function buildTaper(context: SeasonContext, order: TaperOrder): WeekDraft[] {
  let weeks: SessionDraft[][] = []
  // smaller and smaller, at the end only the sharpener, then nothing: a taper that does not fall is none
  for (let scale = 1; scale > -0.15; scale -= scale > 0.3 ? 0.05 : 0.1) {
    const sharpens = scale > 0
    weeks = []
    let streak = order.streakBefore
    let lastHardDate = order.lastHardDate
    let isSharpened = false
    for (const { week, days } of order.weeks) {
      const taken = { scale: Math.max(0, scale), sharpens, isSharpened, streak, lastHardDate }
      const drafts = withinShare(context, taperWeek(context, order, week, days, taken))
      weeks.push(drafts)
      isSharpened ||= drafts.some((draft) => draft.purpose.code === 'sharpener')
      streak = streakAfter(drafts, streak)
      for (const draft of drafts) if (isHardDraft(context, draft)) lastHardDate = addDays(week.startDate, draft.day)
    }
    if (isTaperEnough(context, order, weeks, scale)) break
  }
  return weeks.map((drafts, index) => ({
    drafts,
    notes: [
      {
        code: index === weeks.length - 1 ? 'race-week' : 'taper-week',
        facts: {
          days: order.taper.days,
          shareOfPeak:
            peakOf(order) > 0 ? Math.round((100 * draftsVolume(context.start, drafts)) / peakOf(order)) : null,
        },
      },
    ],
    layout: null,
    isFull: false,
  }))
}

const peakOf = (order: TaperOrder): number =>
  Math.max(0, ...order.volumesBefore.filter((volume) => volume !== null).slice(-PEAK_AMONG_WEEKS))

/** What a taper week takes over from the one before. */
interface TaperState {
  readonly scale: number
  readonly sharpens: boolean
  /** The taper has its sharpener: one is enough (science.md S6.2). */
  readonly isSharpened: boolean
  readonly streak: number
  readonly lastHardDate: LocalDate | null
}

/** Key sessions, and long ones that may carry the HARD tag (science.md S5.7a). */
function isHardDraft(context: SeasonContext, draft: SessionDraft): boolean {
  if (variantHardMinutes(draft.variant) >= 12) return true
  return draft.role === 'long' && variantMinutes(draft.variant) > EASY_LONG_MINUTES[context.start.sport]
}

/** A long session of up to this length is never hard (science.md S5.7a). */
const EASY_LONG_MINUTES = { run: 60, ride: 210 } as const

/** A taper week's long run keeps to its share as well: what is a taper to us may be an ordinary week to a rule (G02). */
function withinShare(context: SeasonContext, drafts: SessionDraft[]): SessionDraft[] {
  const { start, input } = context
  const most = longRunShareLimits(drafts.length, tableGoal(input.goal)).hard - 0.01
  if (start.sport !== 'run' || drafts.length < 2) return drafts
  let kept = drafts
  for (let guard = 0; guard < 30; guard++) {
    const long = kept.find((draft) => draft.role === 'long')
    const total = draftsVolume(start, kept)
    if (!long || variantVolume(start, long.variant) <= most * total) break
    const minutes = variantMinutes(long.variant) - 5
    if (minutes <= EASY_LONG_MINUTES.run) break
    kept = kept.map((draft) =>
      draft === long ? { ...long, variant: easyVariant(long.variant.archetypeId, minutes) } : draft,
    )
  }
  return kept
}

/** Training days in a row up to the Sunday of this week. */
function streakAfter(drafts: readonly SessionDraft[], before: number): number {
  const days = new Set(drafts.map((draft) => draft.day))
  let streak = 0
  for (let day = 6; day >= 0 && days.has(day); day--) streak += 1
  return streak === 7 ? before + 7 : streak
}

/** Longest row of days a beginner runs (science.md G11: S 2, H 3). */
const BEGINNER_STREAK = 3

function isTaperEnough(
  context: SeasonContext,
  order: TaperOrder,
  weeks: readonly SessionDraft[][],
  scale: number,
): boolean {
  const { start, input } = context
  const volumes = weeks.map((drafts) => draftsVolume(start, drafts))
  const peak = peakOf(order)
  // each calendar week smaller than the one before
  for (let index = 1; index < volumes.length; index++) {
    if (volumes[index]! >= volumes[index - 1]! && volumes[index - 1]! > 0) return false
  }
  // the first week of the taper is a lighter one already (G05), as far as a little less does it
  const best = Math.max(0, ...order.volumesBefore.slice(-3).map((volume) => volume ?? 0))
  if (scale > 0.7 && best > 0 && volumes[0]! > CUTBACK_SHARE * best) return false
  const limits = taperLimits(tableGoal(input.goal), order.planWeeks)
  if (limits === null || peak === 0) return true
  const between = (from: number, to: number): number => {
    let sum = 0
    for (const [index, { week }] of order.weeks.entries()) {
      for (const draft of weeks[index]!) {
        const k = daysBetween(addDays(week.startDate, draft.day), order.raceDate)
        if (draft.role !== 'race' && k >= from && k <= to) sum += variantVolume(start, draft.variant)
      }
    }
    for (const session of order.sessionsBefore) {
      const k = daysBetween(session.date, order.raceDate)
      if (k >= from && k <= to) sum += session.volume
    }
    return sum
  }
  if (between(1, 7) > limits.last7 * peak * 0.995) return false
  if (limits.last14 !== null && between(1, 14) > limits.last14 * peak * 2 * 0.995) return false
  // a marathon's last three weeks fall, also where its taper proper is two (S6.4)
  const windows = tableGoal(input.goal) === 'MARATHON' ? 3 : Math.ceil(order.taper.days / 7)
  for (let window = 1; window < windows; window++) {
    const later = between(7 * window - 6, 7 * window)
    const earlier = between(7 * window + 1, 7 * window + 7)
    if (earlier > 0 && later >= earlier * 0.99) return false
  }
  return true
}

function taperWeek(
  context: SeasonContext,
  order: TaperOrder,
  week: SkeletonWeek,
  days: readonly (OpenDay | null)[],
  how: TaperState,
): SessionDraft[] {
  const drafts: SessionDraft[] = []
  const sharpener = how.sharpens && !how.isSharpened ? sharpenerDay(order, week, days, context) : null
  const most = context.start.level === 'BEGINNER' && context.start.sport === 'run' ? BEGINNER_STREAK : 6
  let count = 0
  let streak = how.streak
  let { lastHardDate } = how
  for (let day = 0; day < 7; day++) {
    const open = days[day]
    const k = daysBetween(addDays(week.startDate, day), order.raceDate)
    const draft =
      !open || k <= 0 || count >= context.maxDays || streak >= most
        ? null
        : taperDay(context, order, {
            day,
            k,
            open,
            scale: how.scale,
            isSharpener: sharpener === k,
            lastHardDate,
            isPinnedElsewhere: isPinnedElsewhere(context, days, day),
            sharpener,
            sharpens: how.sharpens,
            taken: drafts.map((other) => other.variant.archetypeId),
          })
    if (draft === null) {
      streak = 0
      continue
    }
    drafts.push(draft)
    if (isHardDraft(context, draft)) lastHardDate = addDays(week.startDate, day)
    count += 1
    streak += 1
  }
  return drafts
}

interface TaperDay {
  readonly day: number
  readonly k: number
  readonly open: OpenDay
  readonly scale: number
  readonly isSharpener: boolean
  readonly sharpener: number | null
  readonly sharpens: boolean
  readonly lastHardDate: LocalDate | null
  /** Archetypes of the week so far. */
  readonly taken: readonly string[]
  /** The pinned long day is open this week, and it is another day. */
  readonly isPinnedElsewhere: boolean
}

function isPinnedElsewhere(context: SeasonContext, days: readonly (OpenDay | null)[], day: number): boolean {
  const { longDay, longDayPinned } = context.input.athlete
  if (!longDayPinned || longDay === null) return false
  const pinned = WEEKDAYS.indexOf(longDay)
  return pinned !== day && days[pinned] !== null
}

function taperDay(context: SeasonContext, order: TaperOrder, at: TaperDay): SessionDraft | null {
  const { start } = context
  const { day, k, open, scale } = at
  const base = { day, slot: open.slot }
  const reference = order.reference.find((draft) => draft.day === day)
  if (k === 1) return shakeout(context, at, order)
  if (at.isSharpener) return sharpenerDraft(context, at, order)
  if (k === 2 || !reference) return null
  const fraction = Math.min(1, order.taper.fraction(k)) * (k > order.taper.days ? 1 : scale)
  const referenceMinutes = variantMinutes(reference.variant)
  const slotMinutes = Math.min(open.minutes, referenceMinutes)
  const isTooSoon =
    at.lastHardDate !== null && daysBetween(at.lastHardDate, addDays(order.raceDate, -k)) < hardGapDays(context)
  const walked = runWalkDay(at, reference, Math.min(referenceMinutes * fraction, slotMinutes))
  if (walked !== undefined) return walked
  if (reference.role === 'long') {
    const share = longShareBeforeRace(tableGoal(context.input.goal), k)
    const most = Math.min(referenceMinutes * fraction, order.longestMinutes * share * scale, slotMinutes)
    const minutes = floor5(isTooSoon ? Math.min(most, EASY_LONG_MINUTES[start.sport]) : most)
    if (minutes < LEAST_SESSION_MINUTES) return null
    const isLong = minutes >= 45 && !at.isPinnedElsewhere
    return {
      ...base,
      role: 'long',
      variant: easyVariant(start.sport === 'run' ? (isLong ? 'R09' : 'R03') : isLong ? 'B06' : 'B02', minutes),
      focus: isLong ? 'LONG' : 'AEROBIC_ENDURANCE',
      priority: 'SUPPORT',
      purpose: { code: 'taper-long', facts: { minutes, daysToRace: k } },
    }
  }
  if (
    reference.role === 'key' &&
    !isTooSoon &&
    k >= 5 &&
    (at.sharpener === null || k >= at.sharpener + hardGapDays(context)) &&
    reference.focus !== 'TEST'
  ) {
    const work = archetypeStepWorkS(reference.variant.archetypeId, reference.variant.step) * fraction
    const variant =
      lowerStep(reference.variant.archetypeId, reference.variant.step, work, slotMinutes) ??
      lowerStep(SHORT_QUALITY[start.sport], 1, work, slotMinutes)
    if (variant !== null && !at.taken.includes(variant.archetypeId)) {
      return {
        ...base,
        role: 'key',
        variant,
        focus: archetypeById(variant.archetypeId).focus,
        priority: 'KEY',
        purpose: { code: 'taper-key', facts: { daysToRace: k, focus: reference.focus } },
      }
    }
  }
  const shared = floor5(Math.min(referenceMinutes * fraction, slotMinutes, start.sport === 'run' ? 60 : 90))
  // sessions get shorter, not fewer (science.md S6: at least 80 % of the frequency)
  const least = scale > KEEPS_DAYS_FROM ? Math.min(LEAST_EASY[start.sport], floor5(slotMinutes)) : 0
  const minutes = Math.max(shared, least)
  if (minutes < LEAST_SESSION_MINUTES) return null
  return {
    ...base,
    role: 'easy',
    variant: easyVariant(start.sport === 'run' ? 'R03' : 'B02', minutes),
    focus: 'AEROBIC_ENDURANCE',
    priority: 'SUPPORT',
    purpose: { code: 'taper-easy', facts: { minutes, daysToRace: k } },
  }
}

/** While the taper is cut no further than this, each usual day keeps a short session [P]. */
const KEEPS_DAYS_FROM = 0.75

/** Who still runs and walks in turn does so in the taper, a shorter series; undefined for a day without it. */
function runWalkDay(at: TaperDay, reference: SessionDraft, minutes: number): SessionDraft | null | undefined {
  const { archetypeId } = reference.variant
  if (!RUN_WALK.has(archetypeId)) return undefined
  for (let step = reference.variant.step; step >= 1; step--) {
    const variant: WorkoutVariant = { archetypeId, step }
    if (variantMinutes(variant) > Math.max(minutes, at.scale > KEEPS_DAYS_FROM ? LEAST_RUN_WALK_MINUTES : 0)) continue
    if (variantMinutes(variant) > at.open.minutes) continue
    return {
      ...reference,
      slot: at.open.slot,
      role: 'easy',
      variant,
      priority: 'SUPPORT',
      purpose: { code: 'run-walk', facts: { step } },
    }
  }
  return null
}
const RUN_WALK: ReadonlySet<string> = new Set(['R05', 'R02'])
/** The shortest series of running and walking, warm-up and cool-down included (science.md §11 R05). */
const LEAST_RUN_WALK_MINUTES = variantMinutes({ archetypeId: 'R05', step: 1 })

/** Threshold in its smallest dose, where the usual session has no smaller step. */
const SHORT_QUALITY = { run: 'R19', ride: 'B13' } as const

/** The highest step from `from` down with at most `workS` of work, inside the day's minutes. */
function lowerStep(archetypeId: string, from: number, workS: number, minutes: number): WorkoutVariant | null {
  for (let step = from; step >= 1; step--) {
    if (archetypeStepWorkS(archetypeId, step) > workS || archetypeStepDurationS(archetypeId, step) > minutes * 60)
      continue
    return { archetypeId, step }
  }
  return null
}

/** The day of the last quick session (science.md S6.2): a usual training day if one of the good days is one. */
function sharpenerDay(
  order: TaperOrder,
  week: SkeletonWeek,
  days: readonly (OpenDay | null)[],
  context: SeasonContext,
): number | null {
  const { start } = context
  const { easyOnlyUntil } = start
  if (easyOnlyUntil !== null && week.startDate < easyOnlyUntil) return null
  // who still walks between the runs needs no race pace
  if (order.reference.some((draft) => RUN_WALK.has(draft.variant.archetypeId))) return null
  const isOpen = (k: number): boolean => {
    const day = daysBetween(week.startDate, addDays(order.raceDate, -k))
    if (day < 0 || day > 6) return false
    const open = days[day]
    return open !== null && open !== undefined && open.minutes >= 32
  }
  const good = sharpenerDays(tableGoal(context.input.goal)).filter(isOpen)
  const usual = good.filter((k) => {
    const day = daysBetween(week.startDate, addDays(order.raceDate, -k))
    return order.reference.some((draft) => draft.day === day)
  })
  return usual[0] ?? (order.reference.length >= 3 ? (good[0] ?? null) : null)
}

function sharpenerDraft(context: SeasonContext, at: TaperDay, order: TaperOrder): SessionDraft | null {
  const { start } = context
  const step = start.level === 'BEGINNER' ? 1 : start.level === 'INTERMEDIATE' ? 3 : 5
  const archetypeId = start.sport === 'run' ? 'R41' : 'B39'
  for (let fitting = step; fitting >= 1; fitting--) {
    const variant: WorkoutVariant = { archetypeId, step: fitting }
    if (variantMinutes(variant) > at.open.minutes || variantVolume(start, variant) > order.sessionCap) continue
    return {
      day: at.day,
      slot: at.open.slot,
      role: 'key',
      variant,
      focus: archetypeById(archetypeId).focus,
      priority: 'KEY',
      purpose: { code: 'sharpener', facts: { daysToRace: at.k } },
    }
  }
  return null
}

/** The day before: a few easy minutes with strides, for those who train four days or more (science.md S6.2). */
function shakeout(context: SeasonContext, at: TaperDay, order: TaperOrder): SessionDraft | null {
  const { start } = context
  if (order.reference.length < 4 || start.level === 'BEGINNER' || !at.sharpens) return null
  const isEasyOnly = start.easyOnlyUntil !== null && addDays(order.raceDate, -1) < start.easyOnlyUntil
  const minutes = start.sport === 'run' ? 15 : 30
  if (at.open.minutes < minutes) return null
  const variant =
    start.sport === 'run'
      ? isEasyOnly
        ? easyVariant('R01', minutes)
        : { archetypeId: 'R42', step: 1 }
      : easyVariant('B01', minutes)
  return {
    day: at.day,
    slot: at.open.slot,
    role: 'easy',
    variant,
    focus: start.sport === 'run' && !isEasyOnly ? 'RACE_SPECIFIC' : 'RECOVERY',
    priority: 'OPTIONAL',
    purpose: { code: 'shakeout', facts: {} },
  }
}
