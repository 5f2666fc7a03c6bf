import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { tableGoal } from './goal.ts'
import type { SkeletonWeek } from './macro.ts'
import { mostStreak, type OpenDay } from './place-week.ts'
import type { SeasonContext } from './season.ts'
import { draftsVolume, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { raceWeekShape, type RaceWeekShape } from './sharpener.ts'
import { isPinnedElsewhere, taperDay, type TaperThrift } from './taper-day.ts'
import { EASY_LONG_MINUTES, isHardDraft, type TaperOrder } from './taper-order.ts'
import { isTaperSmall, taperPeak } from './taper-size.ts'
import { longRunShareLimits } from './volume-limits.ts'
import { easyVariant, type WeekDraft } from './week-room.ts'

/**
 * The weeks of a taper (science.md S6): each day its share of the same weekday of the reference week, fewer reps at the
 * same pace, a sharpener, a day of rest two days before and a shakeout the day before. Where the weeks have to fall further
 * or G06 asks for less, sessions get shorter; only then days go.
 */
export function buildTaper(context: SeasonContext, order: TaperOrder): WeekDraft[] {
  const shape = raceWeekShape(context, order)
  let weeks: SessionDraft[][] = []
  for (const thrift of thriftsOf(order)) {
    weeks = taperWeeks(context, order, shape, thrift)
    if (isTaperSmall(context, order, weeks, thrift.keeps === 'usual' ? thrift.share : 0)) break
  }
  const peak = taperPeak(order)
  return weeks.map((drafts, index) => ({
    drafts,
    notes: [
      {
        code: index === weeks.length - 1 ? 'race-week' : 'taper-week',
        facts: {
          days: order.taper.days,
          shareOfPeak: peak > 0 ? Math.round((100 * draftsVolume(context.start, drafts)) / peak) : null,
        },
      },
    ],
    layout: null,
  }))
}

const shares = (from: number, to: number, step: number): number[] =>
  Array.from(
    { length: Math.round((from - to) / step) + 1 },
    (_, index) => Math.round(100 * (from - index * step)) / 100,
  )

const LAST_DAYS = shares(1, 0.55, 0.05).map((lastShare): TaperThrift => ({
  share: 1,
  lastShare,
  keeps: 'usual',
  sharpens: true,
}))

/** Cuts in the order they are tried: shorter sessions, the shortest there are, fewer of them, the sharpener alone, nothing. */
const THRIFTS: readonly TaperThrift[] = [
  ...shares(1, 0.35, 0.05).map((share): TaperThrift => ({ share, keeps: 'usual', sharpens: true })),
  ...shares(0.8, 0.2, 0.1).map((share): TaperThrift => ({ share, keeps: 'least', sharpens: true })),
  ...shares(0.8, 0.2, 0.2).map((share): TaperThrift => ({ share, keeps: 'least', sharpens: false })),
  ...shares(0.9, 0.1, 0.1).map((share): TaperThrift => ({ share, keeps: 'nothing', sharpens: true })),
  { share: 0, keeps: 'nothing', sharpens: true },
  { share: 0, keeps: 'nothing', sharpens: false },
]

/**
 * Where a short race stands in for a long session, only the days after it have to fall below its week: the last seven are cut
 * by themselves first.
 */
function thriftsOf({ racesBefore, raceDate }: TaperOrder): readonly TaperThrift[] {
  const isFallen = racesBefore.some(({ date }) => daysBetween(date, raceDate) <= 14)
  return isFallen ? [...LAST_DAYS, ...THRIFTS] : THRIFTS
}

function taperWeeks(
  context: SeasonContext,
  order: TaperOrder,
  shape: RaceWeekShape,
  thrift: TaperThrift,
): SessionDraft[][] {
  let streak = order.streakBefore
  let { lastHardDate } = order
  return order.weeks.map(({ week, days }) => {
    const drafts = withinShare(context, taperWeek(context, order, week, days, { thrift, shape, streak, lastHardDate }))
    streak = streakAfter(drafts, streak)
    for (const draft of drafts) if (isHardDraft(context, draft)) lastHardDate = addDays(week.startDate, draft.day)
    return drafts
  })
}

/** What a taper week takes over from the one before. */
interface TaperState {
  readonly thrift: TaperThrift
  readonly shape: RaceWeekShape
  readonly streak: number
  readonly lastHardDate: LocalDate | null
}

function taperWeek(
  context: SeasonContext,
  order: TaperOrder,
  week: SkeletonWeek,
  days: readonly (OpenDay | null)[],
  how: TaperState,
): SessionDraft[] {
  const drafts: SessionDraft[] = []
  const { thrift, shape } = how
  const most = mostStreak(context.start)
  let count = 0
  let { streak, lastHardDate } = how
  for (let day = 0; day < 7; day++) {
    const open = days[day]
    const daysToRace = daysBetween(addDays(week.startDate, day), order.raceDate)
    const draft =
      !open || daysToRace <= 0 || count >= context.maxDays || streak >= most
        ? null
        : taperDay(context, order, {
            day,
            daysToRace,
            open,
            thrift,
            shape,
            lastHardDate,
            isPinnedElsewhere: isPinnedElsewhere(context, days, day),
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
