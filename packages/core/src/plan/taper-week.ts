import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { easyVariant, type WeekDraft } from './load-week.ts'
import type { SkeletonWeek } from './macro.ts'
import type { OpenDay } from './place-week.ts'
import { LEAST_SESSION_MINUTES, type SeasonContext } from './season.ts'
import { draftsVolume, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { longShareBeforeRace, sharpenerDays, type Taper } from './taper.ts'
import { taperLimits } from './volume-limits.ts'

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
  /** Sessions of the days before the taper weeks that fall into the last 21 days, with days to the race. */
  readonly planWeeks: number
  readonly lastHardDate: LocalDate | null
}

const floor5 = (minutes: number): number => Math.floor(minutes / 5 + 1e-9) * 5
const PEAK_AMONG_WEEKS = 6

/**
 * The weeks of a taper (science.md S6): each day its share of the same weekday of the reference week, fewer reps at the
 * same pace, a sharpener, a day of rest two days before and a shakeout the day before. The whole is made smaller until the
 * weeks fall strictly and G06 holds.
 */
export function buildTaper(context: SeasonContext, order: TaperOrder): WeekDraft[] {
  let weeks: SessionDraft[][] = []
  let scale = 1
  for (; scale >= 0.3; scale -= 0.05) {
    weeks = order.weeks.map(({ week, days }) => taperWeek(context, order, week, days, scale))
    if (isTaperEnough(context, order, weeks)) break
  }
  return weeks.map((drafts, index) => ({
    drafts,
    notes: [
      {
        code: index === weeks.length - 1 ? 'race-week' : 'taper-week',
        facts: {
          days: order.taper.days,
          shareOfPeak: peakOf(order) > 0 ? Math.round((100 * draftsVolume(context.start, drafts)) / peakOf(order)) : null,
        },
      },
    ],
    layout: null,
    isFull: false,
  }))
}

const peakOf = (order: TaperOrder): number =>
  Math.max(0, ...order.volumesBefore.filter((volume) => volume !== null).slice(-PEAK_AMONG_WEEKS))

function isTaperEnough(context: SeasonContext, order: TaperOrder, weeks: readonly SessionDraft[][]): boolean {
  const { start, input } = context
  const volumes = weeks.map((drafts) => draftsVolume(start, drafts))
  const peak = peakOf(order)
  // each calendar week smaller than the one before
  for (let index = 1; index < volumes.length; index++) {
    if (volumes[index]! >= volumes[index - 1]! && volumes[index - 1]! > 0) return false
  }
  const limits = taperLimits(input.goal.kind, order.planWeeks)
  if (limits === null || peak === 0) return true
  const first = order.weeks[0]
  const between = (from: number, to: number): number => {
    let sum = 0
    for (const [index, { week }] of order.weeks.entries()) {
      for (const draft of weeks[index]!) {
        const k = daysBetween(addDays(week.startDate, draft.day), order.raceDate)
        if (draft.role !== 'race' && k >= from && k <= to) sum += variantVolume(start, draft.variant)
      }
    }
    // days before the taper weeks stand as in the reference week
    if (first) {
      for (const draft of order.reference) {
        for (let back = 1; back <= 3; back++) {
          const k = daysBetween(addDays(first.week.startDate, draft.day - 7 * back), order.raceDate)
          if (k >= from && k <= to) sum += variantVolume(start, draft.variant)
        }
      }
    }
    return sum
  }
  if (between(1, 7) > limits.last7 * peak * 0.995) return false
  if (limits.last14 !== null && between(1, 14) > limits.last14 * peak * 2 * 0.995) return false
  const windows = Math.ceil(order.taper.days / 7)
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
  scale: number,
): SessionDraft[] {
  const drafts: SessionDraft[] = []
  const sharpener = sharpenerDay(order, week, days, context)
  let count = 0
  for (let day = 0; day < 7; day++) {
    const open = days[day]
    const k = daysBetween(addDays(week.startDate, day), order.raceDate)
    if (!open || k <= 0 || count >= context.maxDays) continue
    const draft = taperDay(context, order, { day, k, open, scale, isSharpener: sharpener === k, sharpener })
    if (draft === null) continue
    drafts.push(draft)
    count += 1
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
  if (reference.role === 'long') {
    const share = longShareBeforeRace(context.input.goal.kind, k)
    const most = Math.min(referenceMinutes * fraction, order.longestMinutes * share * scale, slotMinutes)
    const minutes = floor5(most)
    if (minutes < LEAST_SESSION_MINUTES) return null
    const isLong = minutes >= 45
    return {
      ...base,
      role: 'long',
      variant: easyVariant(start.sport === 'run' ? (isLong ? 'R09' : 'R03') : isLong ? 'B06' : 'B02', minutes),
      focus: isLong ? 'LONG' : 'AEROBIC_ENDURANCE',
      priority: 'SUPPORT',
      purpose: { code: 'taper-long', facts: { minutes, daysToRace: k } },
    }
  }
  if (reference.role === 'key' && k >= 5 && (at.sharpener === null || k >= at.sharpener + 2) && reference.focus !== 'TEST') {
    const work = archetypeStepWorkS(reference.variant.archetypeId, reference.variant.step)
    for (let step = reference.variant.step; step >= 1; step--) {
      if (archetypeStepWorkS(reference.variant.archetypeId, step) > work * fraction) continue
      if (archetypeStepDurationS(reference.variant.archetypeId, step) > slotMinutes * 60) continue
      return {
        ...base,
        role: 'key',
        variant: { archetypeId: reference.variant.archetypeId, step },
        focus: reference.focus,
        priority: 'KEY',
        purpose: { code: 'taper-key', facts: { daysToRace: k, focus: reference.focus } },
      }
    }
  }
  const minutes = floor5(Math.min(referenceMinutes * fraction, slotMinutes, start.sport === 'run' ? 60 : 90))
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
  const isOpen = (k: number): boolean => {
    const day = daysBetween(week.startDate, addDays(order.raceDate, -k))
    if (day < 0 || day > 6) return false
    const open = days[day]
    return open !== null && open !== undefined && open.minutes >= 32
  }
  const good = sharpenerDays(context.input.goal.kind).filter(isOpen)
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
  // nobody's last quick session is longer than a usual one
  const longest = Math.max(30, ...order.reference.map((draft) => variantMinutes(draft.variant)))
  const room = Math.min(at.open.minutes, longest)
  for (let fitting = step; fitting >= 1; fitting--) {
    if (archetypeStepDurationS(archetypeId, fitting) > room * 60) continue
    return {
      day: at.day,
      slot: at.open.slot,
      role: 'key',
      variant: { archetypeId, step: fitting },
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
  if (order.reference.length < 4 || start.level === 'BEGINNER') return null
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

