import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf, nextMonday } from '../time/week.ts'
import { isUltraRun, tableGoal, type Goal, type TableGoal } from './goal.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import { expectedRideS } from './ride-effort.ts'

/** What a race leaves behind it: days of rest, and the shares of the usual week that its weeks of recovery hold. */
export interface Aftermath {
  /** Days after the race without a session of the plan's sport [P; science.md G28 asks for easy ones]. */
  readonly restDays: number
  /** Days after the race of very easy sessions (science.md G28). */
  readonly easyDays: number
  /** One for each week: 1–3 of them, half of the usual volume at most (science.md S5.3); after a marathon inside G28's .25 and .50. */
  readonly shares: readonly number[]
  /** Sessions of each week at most [P]. */
  readonly sessions: readonly number[]
}

const SHORT: Aftermath = { restDays: 1, easyDays: 4, shares: [0.5], sessions: [4] }
const MIDDLE: Aftermath = { restDays: 2, easyDays: 6, shares: [0.35, 0.5], sessions: [3, 4] }
const LONG: Aftermath = { restDays: 3, easyDays: 14, shares: [0.2, 0.4, 0.5], sessions: [2, 3, 4] }
/** Weeks by goal [P]: science.md S5.3 has one to three. */
const AFTER: Record<Exclude<TableGoal, 'GENERAL_FITNESS'>, Aftermath> = {
  '5K': { ...SHORT, easyDays: 2 },
  '10K': SHORT,
  HM: MIDDLE,
  MARATHON: LONG,
  CRIT: SHORT,
  TT: SHORT,
  GRAN_FONDO: MIDDLE,
  GRAVEL_200: LONG,
}
/** After a race on any day but a Sunday the days of G28's second week reach into two of the plan's [P]. */
const EARLY_SHARES = [0.2, 0.3, 0.5] as const
const LONG_RIDE_S = 5 * 3600

/** What the goal's race leaves behind it; null where there is no race. */
export function aftermathOf(goal: Goal): Aftermath | null {
  const kind = tableGoal(goal)
  if (kind === 'GENERAL_FITNESS' || goal.date === undefined) return null
  const after = isUltraRun(goal) ? LONG : AFTER[kind]
  if (goal.sport === 'ride') return expectedRideS(goal, null) > LONG_RIDE_S ? after : { ...after, easyDays: 2 }
  const toMonday = daysBetween(goal.date, nextMonday(goal.date))
  return after === LONG && toMonday > 1 ? { ...after, shares: EARLY_SHARES } : after
}

/** The weeks of recovery after the goal's race, from the Monday after it on (science.md S5.3); null where there is no race. `lastWeek`: that of the race. */
export function transitionBlock(goal: Goal, lastWeek: SkeletonWeek): SkeletonBlock | null {
  const after = aftermathOf(goal)
  if (after === null) return null
  const weeks = after.shares.map((_, index): SkeletonWeek => ({
    index: lastWeek.index + 1 + index,
    startDate: addDays(lastWeek.startDate, 7 * (index + 1)),
    kind: 'transition',
    phase: 'TRANSITION',
    cycle: lastWeek.cycle + 1,
    loadInCycle: 0,
  }))
  return { type: 'TRANSITION', nth: 0, isLast: true, weeks }
}

/** Which week after the race one is, from 0. */
export const weekAfterRace = (raceDate: LocalDate, monday: LocalDate): number =>
  daysBetween(mondayOf(raceDate), monday) / 7 - 1
