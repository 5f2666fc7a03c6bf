import { slotsOn, type DatedSlot } from '../athlete/availability.ts'
import type { Sport } from '../athlete/sport.ts'
import type { TargetMode } from '../library/step-target.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { PlanEvent, Strategy } from './goal.ts'
import { usedMinutes } from './habits.ts'
import type { OtherSport, OtherState } from './other-sport.ts'
import type { WeekLayout, OpenDay } from './place-week.ts'
import type { PlanningInput } from './planning-input.ts'
import type { KeyFocus } from './goal-foci.ts'
import { slotServes } from './slot-serves.ts'
import type { PastSession, StartingPoint } from './starting-point.ts'

/** What does not change while a plan is written. */
export interface SeasonContext {
  readonly input: PlanningInput
  readonly start: StartingPoint
  readonly strategy: Strategy
  readonly targets: TargetMode
  readonly maxDays: number
  /** The sport beside the plan's; null where the athlete does and allows none. */
  readonly other: OtherSport | null
  /** Races on the way, by date. */
  readonly events: readonly PlanEvent[]
}

/** Work of a key session, and which one it was. */
export interface LastWork {
  readonly archetypeId: string
  readonly workS: number
}

/** What one week leaves to the next. The only mutable thing in the planner; it never leaves `buildPlan`. */
export interface SeasonState {
  /** Sessions done and planned so far: what steps are measured from. */
  readonly sessions: PastSession[]
  /** Volumes of the weeks before, history first. */
  readonly weekVolumes: (number | null)[]
  /** Volumes of the plan's loading weeks. */
  readonly loadVolumes: number[]
  lastHardDate: LocalDate | null
  /** Training days in a row up to the Sunday before. */
  streak: number
  layout: WeekLayout | null
  /** Progression level by focus (science.md S8.5). */
  readonly levels: Map<KeyFocus, number>
  /** The last session of each focus, by its work: what the next one grows from. */
  readonly lastWork: Map<KeyFocus, LastWork>
  /** Week index an archetype was last used in. */
  readonly lastUsed: Map<string, number>
  /** Next step of the run-walk series; null once it is over. */
  runWalkStep: number | null
  /** Week index of the last test. */
  lastTestWeek: number | null
  readonly other: OtherState
}

/** Minutes assumed for a day of an athlete who named none: weekday, weekend. Stated in the plan's first note. */
export const ASSUMED_MINUTES = { run: [90, 210], ride: [120, 360] } as const

/** The slots of a week, dated: the snapshot a training week keeps (design.md §4). Empty when no minutes are known. */
export function weekSlots(context: SeasonContext, monday: LocalDate): DatedSlot[] {
  const { availability } = context.input.athlete
  if (availability === null) return []
  return [0, 1, 2, 3, 4, 5, 6].flatMap((day) => slotsOn(availability, addDays(monday, day)))
}

/** The larger slot of each day that serves the sport; null where there is none. `until`: days from this date on are shut. */
export function openDays(
  context: SeasonContext,
  monday: LocalDate,
  slots: readonly DatedSlot[],
  until?: LocalDate,
): (OpenDay | null)[] {
  const { input, start } = context
  return [0, 1, 2, 3, 4, 5, 6].map((day) => {
    const date = addDays(monday, day)
    if (until !== undefined && date >= until) return null
    if (input.athlete.availability === null) {
      const minutes = ASSUMED_MINUTES[start.sport][day < 5 ? 0 : 1]
      return { minutes, slot: 0, indoor: false }
    }
    let best: DatedSlot | null = null
    for (const slot of slots) {
      if (slot.date !== date || !slotServes(slot, start.sport, input.athlete)) continue
      if (best === null || slot.minutes > best.minutes) best = slot
    }
    if (best === null || best.minutes < LEAST_SESSION_MINUTES) return null
    const minutes = usedMinutes(input.athlete, day, best.minutes)
    return { minutes, slot: best.slot, indoor: best.indoor === true }
  })
}

/** A long ride on a trainer ends here (science.md §11). */
export const INDOOR_LONG_RIDE_MIN = 120

/** Minutes a day has for the long session. */
export const longMinutesOn = (open: OpenDay, sport: Sport): number =>
  open.indoor && sport === 'ride' ? Math.min(open.minutes, INDOOR_LONG_RIDE_MIN) : open.minutes

/** Shortest session (science.md G27). */
export const LEAST_SESSION_MINUTES = 15
