import { archetypeById } from '../library/find-archetype.ts'
import type { WorkoutVariant } from '../library/scale.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { HARD_SESSION_MINUTES } from '../workout/intensity.ts'
import { tableGoal, type TableGoal } from './goal.ts'
import { LEAST_SESSION_MINUTES, type SeasonContext } from './season.ts'
import { variantHardMinutes, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { hardGapDays, runsAndWalks, taperDate, usualSession, type TaperDate, type TaperOrder } from './taper-order.ts'
import { sharpenerDays } from './taper.ts'
import { easyVariant } from './week-room.ts'

/** What the last week before the race is built around, as days to the race (science.md S6.2). */
export interface RaceWeekShape {
  /** Day of the one quick session; null without any. */
  readonly sharpener: number | null
  /** A few easy minutes on the day before. */
  readonly hasShakeout: boolean
  /** The day of full rest: two days before, or the day before where that one is free anyway. */
  readonly rest: 1 | 2
}

/** Days of a rider's openers where the day before the race is one of rest (science.md S6.2: 2–3 days before). */
const RIDE_DAYS_BEFORE_REST = [3, 2, 4, 5] as const

/** Sharpener, shakeout and rest of the last days: one of the last two days is always free. */
export function raceWeekShape(context: SeasonContext, order: TaperOrder): RaceWeekShape {
  const { start, input } = context
  const isWalker = runsAndWalks(order)
  const isUsed = start.level !== 'BEGINNER' && order.reference.length >= 4
  const hasShakeout =
    !isWalker &&
    (isUsed || (usualSession(order, 1) !== null && order.reference.length >= 3)) &&
    (taperDate(order, 1)?.open.minutes ?? 0) >= SHAKEOUT_MINUTES[start.sport]
  const table = sharpenerDays(tableGoal(input.goal))
  const days = start.sport === 'ride' && !hasShakeout && table.length > 0 ? RIDE_DAYS_BEFORE_REST : table
  // who still walks between the runs needs no race pace
  const good = isWalker ? [] : days.filter((daysToRace) => maySharpen(context, order, daysToRace))
  const usual = good.filter((daysToRace) => usualSession(order, daysToRace) !== null)
  const sharpener = usual[0] ?? (order.reference.length >= 3 ? (good[0] ?? null) : null)
  return { sharpener, hasShakeout, rest: hasShakeout ? 2 : 1 }
}

function maySharpen({ start }: SeasonContext, order: TaperOrder, daysToRace: number): boolean {
  const date = taperDate(order, daysToRace)
  if (start.easyOnlyUntil !== null && addDays(order.raceDate, -daysToRace) < start.easyOnlyUntil) return false
  return date !== null && date.open.minutes >= variantMinutes(SHORTEST[start.sport])
}

/** Short efforts at race pace: a quick session in the race's week, or all there is on the way to a taper. */
export const SHARPENER = { run: 'R41', ride: 'B39' } as const
/** The sharpener with the shortest warm-up and cool-down there is (science.md §11, S5.7f). */
const SHORTEST = {
  run: { archetypeId: 'R41', step: 1, warmupMin: 10, cooldownMin: 5 },
  ride: { archetypeId: 'B39', step: 1, warmupMin: 10, cooldownMin: 5 },
} as const satisfies Record<string, WorkoutVariant>
/**
 * Before the long races the quick session is some of the race's own pace: two blocks between marathon and half-marathon
 * pace, or ten minutes at the pace of the half (science.md S6.2). R41 is quicker than either.
 */
const OWN_PACE: Partial<Record<TableGoal, WorkoutVariant>> = {
  MARATHON: { archetypeId: 'R18', step: 1 },
  HM: { archetypeId: 'R38', step: 1, repeats: 1 },
}
const STEP = { BEGINNER: 1, INTERMEDIATE: 3, ADVANCED: 5 } as const
/** From these shares of the taper's volume on the sharpener is a whole one, and one with a whole warm-up [P]. */
const WHOLE_FROM = 0.75
const WARM_UP_FROM = 0.5

/** The quick session `daysToRace` days before the race; null where the day cannot hold even the shortest. */
export function sharpenerDraft(
  context: SeasonContext,
  order: TaperOrder,
  { day, open }: TaperDate,
  daysToRace: number,
  how: { readonly share: number; readonly lastHardDate: LocalDate | null },
): SessionDraft | null {
  const { start } = context
  const date = addDays(order.raceDate, -daysToRace)
  const isRested = how.lastHardDate === null || daysBetween(how.lastHardDate, date) >= hardGapDays(context)
  for (const variant of sharpeners(context, how.share)) {
    if (variantMinutes(variant) > open.minutes || variantVolume(start, variant) > order.sessionCap) continue
    if (variantHardMinutes(variant) >= HARD_SESSION_MINUTES && !isRested) continue
    return {
      day,
      slot: open.slot,
      role: 'key',
      variant,
      focus: archetypeById(variant.archetypeId).focus,
      priority: 'KEY',
      purpose: { code: 'sharpener', facts: { daysToRace } },
    }
  }
  return null
}

/** Sharpeners of a taper of this share, the largest first. */
function sharpeners({ start, input }: SeasonContext, share: number): WorkoutVariant[] {
  const archetypeId = SHARPENER[start.sport]
  const own = OWN_PACE[tableGoal(input.goal)]
  const variants: WorkoutVariant[] = own ? [own] : []
  for (let step = STEP[start.level]; step >= 1; step--) variants.push({ archetypeId, step })
  if (share >= WHOLE_FROM) return [...variants, SHORTEST[start.sport]]
  return share >= WARM_UP_FROM ? [{ archetypeId, step: 1 }, SHORTEST[start.sport]] : [SHORTEST[start.sport]]
}

const SHAKEOUT_MINUTES = { run: 15, ride: 30 } as const

/** The day before: a few easy minutes, with strides for runners (science.md S6.2); `isLeast`: as few as there are. */
export function shakeoutDraft(
  { start }: SeasonContext,
  order: TaperOrder,
  { day, open }: TaperDate,
  isLeast: boolean,
): SessionDraft {
  const isEasyOnly = start.easyOnlyUntil !== null && addDays(order.raceDate, -1) < start.easyOnlyUntil
  const hasStrides = start.sport === 'run' && !isEasyOnly
  const minutes = isLeast ? LEAST_SESSION_MINUTES : SHAKEOUT_MINUTES[start.sport]
  return {
    day,
    slot: open.slot,
    role: 'easy',
    variant: hasStrides ? { archetypeId: 'R42', step: 1 } : easyVariant(start.sport === 'run' ? 'R01' : 'B01', minutes),
    focus: hasStrides ? 'RACE_SPECIFIC' : 'RECOVERY',
    priority: 'OPTIONAL',
    purpose: { code: 'shakeout', facts: {} },
  }
}
