import type { Level, Sport } from '../athlete/sport.ts'
import type { Archetype, Focus } from './archetype.ts'
import { archetypeStepDurationS } from './archetype-step.ts'
import { ARCHETYPES } from './find-archetype.ts'
import { isPureEasy } from './scale.ts'
import { NO_TASTE, type Taste } from './session-kind.ts'
import { tasteOf } from './taste.ts'

export interface Selection {
  readonly sport: Sport
  readonly focus: Focus
  readonly level: Level
  /** Minutes the day gives. */
  readonly minutes: number
  /** On a treadmill or an indoor trainer. */
  readonly indoors?: boolean
  /** Days since each archetype was last used; absent means never. */
  readonly daysSince?: Readonly<Record<string, number>>
  /** Archetypes of this focus in the week before: last in line (variety rule). */
  readonly lastWeek?: readonly string[]
  /** Weight by archetype from the course (science.md S10.6), 1 when absent. */
  readonly emphasis?: Readonly<Record<string, number>>
  /** Kinds of session the athlete likes or would rather not do. */
  readonly taste?: Taste
}

/** Long rides on a trainer end here by default (science.md §11). */
const INDOOR_LONG_RIDE_MIN = 120
/** After four weeks an archetype is as good as new. */
const FRESH_AFTER_DAYS = 28

/** A liked kind is worth as much as four weeks without it, and a classic's lead [P]. */
const LIKED_WEIGHT = 1

/**
 * Archetypes for a day, best first (science.md §11 variety): allowed for the level, place and minutes; weighted by
 * course, taste and how long ago they were used. Last week's come after all others, disliked ones after those; ties by
 * id, so the same input gives the same plan.
 */
export function rankArchetypes(selection: Selection): Archetype[] {
  return ARCHETYPES.filter((archetype) => isAllowed(archetype, selection))
    .map((archetype) => ({ archetype, tier: tierOf(archetype.id, selection), weight: weightOf(archetype, selection) }))
    .sort((a, b) => a.tier - b.tier || b.weight - a.weight || (a.archetype.id < b.archetype.id ? -1 : 1))
    .map(({ archetype }) => archetype)
}

/** 0 to take, 1 from the week before, 2 disliked, 3 both. */
const tierOf = (id: string, { lastWeek, taste = NO_TASTE }: Selection): number =>
  (lastWeek?.includes(id) ? 1 : 0) + (tasteOf(id, taste)?.is === 'disliked' ? 2 : 0)

/** The best archetype for a day, or null when none fits. */
export function selectArchetype(selection: Selection): Archetype | null {
  return rankArchetypes(selection)[0] ?? null
}

function isAllowed(archetype: Archetype, selection: Selection): boolean {
  if (archetype.sport !== selection.sport || archetype.focus !== selection.focus) return false
  if (!archetype.levels.includes(selection.level)) return false
  if (selection.indoors) {
    if (archetype.avoidIndoors) return false
    const isLongRide = archetype.sport === 'ride' && archetype.focus === 'LONG'
    if (isLongRide && archetypeStepDurationS(archetype.id, 1) > INDOOR_LONG_RIDE_MIN * 60) return false
  }
  return isPureEasy(archetype) || archetypeStepDurationS(archetype.id, 1) <= selection.minutes * 60
}

function weightOf(archetype: Archetype, selection: Selection): number {
  const { id } = archetype
  const since = Math.min(FRESH_AFTER_DAYS, selection.daysSince?.[id] ?? FRESH_AFTER_DAYS)
  const liked = tasteOf(id, selection.taste ?? NO_TASTE)?.is === 'liked' ? LIKED_WEIGHT : 0
  return (selection.emphasis?.[id] ?? 1) + since / FRESH_AFTER_DAYS + liked
}
