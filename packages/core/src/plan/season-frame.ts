import { daysBetween } from '../time/local-date.ts'
import { tableGoal } from './goal.ts'
import { lightWeeks, returnWeeks } from './light-weeks.ts'
import { buildSkeleton, type Skeleton, type SkeletonBlock } from './macro.ts'
import { ASSUMED_MINUTES, type SeasonContext } from './season.ts'
import { slotServes } from './slot-serves.ts'
import { taperFor, type Taper } from './taper.ts'
import { transitionBlock } from './transition.ts'
import { planVolumes, type VolumePlan } from './volume.ts'

/** Share of the open minutes a plan counts on [P]. */
const MINUTES_USED = 0.97

/** Blocks and weeks of a season up to its race, its taper, what each week aims at, and the weeks after the race. */
export interface SeasonFrame {
  readonly skeleton: Skeleton
  /** Null for a season without a race. */
  readonly transition: SkeletonBlock | null
  readonly taper: Taper | null
  readonly volumes: VolumePlan
}

/** The taper's length depends on the peak week, which depends on the weeks before the taper: two rounds settle it. */
export function seasonFrame(context: SeasonContext): SeasonFrame {
  const { input, start, strategy } = context
  const { goal } = input
  const planWeeks = goal.date === undefined ? 0 : Math.floor((daysBetween(start.startDate, goal.date) + 7) / 7)
  const ceiling = volumeCeiling(context)
  const life = { returnWeeks: returnWeeks(start), lightWeeks: lightWeeks(context) }
  const make = (peakWeekM: number | null): SeasonFrame => {
    const taper = taperFor(tableGoal(goal), goal.date, peakWeekM, planWeeks)
    const skeleton = buildSkeleton(goal, start.startDate, taper, start.twoToOne, life)
    const last = skeleton.weeks.at(-1)
    const transition = last ? transitionBlock(goal, last) : null
    return { skeleton, transition, taper, volumes: planVolumes(goal, strategy, skeleton, start, ceiling) }
  }
  const first = make(null)
  if (tableGoal(goal) !== 'MARATHON' || start.unit !== 'm') return first
  const peak = Math.max(0, ...first.volumes.weekAims)
  return peak > 0 && peak < 45_000 ? make(peak) : first
}

/** Volume the athlete's days can hold in a usual week, in the plan's unit. */
function volumeCeiling(context: SeasonContext): number {
  const { start, input, maxDays } = context
  const { availability } = input.athlete
  const [weekday, weekend] = ASSUMED_MINUTES[start.sport]
  const minutes =
    availability === null
      ? [weekday, weekday, weekday, weekday, weekday, weekend, weekend]
      : dayMinutes(availability.slots.filter((slot) => slotServes(slot, start.sport, input.athlete)))
  const mostLong = start.sport === 'run' ? 180 : input.goal.kind === 'GRAVEL_200' ? 480 : 330
  const best = minutes.map((each) => Math.min(each, mostLong)).sort((a, b) => b - a)
  return best.slice(0, maxDays).reduce((sum, each) => sum + each, 0) * start.easyRate * MINUTES_USED
}

/** Largest slot of each weekday: one session a day is planned. */
function dayMinutes(slots: readonly { readonly day: string; readonly minutes: number }[]): number[] {
  const best = new Map<string, number>()
  for (const slot of slots) best.set(slot.day, Math.max(best.get(slot.day) ?? 0, slot.minutes))
  return [...best.values()]
}
