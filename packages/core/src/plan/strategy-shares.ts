import type { Level } from '../athlete/sport.ts'
import { tableGoal, type Goal, type Strategy, type TableGoal } from './goal.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import type { BlockType } from './plan.ts'
import { isBlockTraining, isBlockWeek } from './strategy-foci.ts'

/** Most of a week's minutes between the thresholds (MID) and above both (HIGH) that the planner aims for (science.md S0.4, S5.1). */
export interface IntensityShares {
  readonly mid: number
  readonly high: number
}

type Phase = 'BASE' | 'BUILD' | 'PEAK'

/** The weekly shares of S5.1, MID and HIGH by phase. BLOCK is read by {@link blockShares} where days of hard work follow each other. */
const SHARES: Record<Strategy, Record<Phase, readonly [mid: number, high: number]>> = {
  LINEAR: { BASE: [0.08, 0.02], BUILD: [0.13, 0.05], PEAK: [0.14, 0.08] },
  PYRAMIDAL: { BASE: [0.12, 0.03], BUILD: [0.15, 0.05], PEAK: [0.15, 0.07] },
  POLARIZED: { BASE: [0.05, 0.1], BUILD: [0.05, 0.15], PEAK: [0.05, 0.15] },
  UNDULATING: { BASE: [0.11, 0.05], BUILD: [0.12, 0.08], PEAK: [0.13, 0.09] },
  BLOCK: { BASE: [0.1, 0.05], BUILD: [0.15, 0.08], PEAK: [0.15, 0.08] },
  REVERSE: { BASE: [0.08, 0.12], BUILD: [0.13, 0.05], PEAK: [0.13, 0.03] },
}
/** A preparation has nothing above threshold (G29) and little between (science.md §11 PREP). */
const PREP: IntensityShares = { mid: 0.1, high: 0 }
/** Above this G09 speaks: LOW at least .78 of the week, HIGH at most .12, .17 in polarized plans and blocks. */
const MOST_HARD = 0.185
/** Race pace above threshold: a plan for it holds some, whatever its strategy (S5.7d). */
const FAST_RACES: ReadonlySet<TableGoal> = new Set(['5K', '10K', 'CRIT'])
const FAST_RACE_HIGH = 0.06
/** Race pace between the thresholds takes this much of what the strategy gives to work above them [P]. */
const STEADY_RACE_OF_HIGH = 0.5
/** S5.1 BLOCK: the week of load holds a quarter above threshold (G09 speaks from .17), the weeks after little. */
const BLOCK_WEEK: IntensityShares = { mid: 0.02, high: 0.165 }
const AFTER_BLOCK: IntensityShares = { mid: 0.05, high: 0.05 }

/** Race pace that lies between the thresholds; that of 5K, 10K and criterium lies above (science.md §11 anchors). */
export const isSteadyRace = (goal: Pick<Goal, 'kind' | 'distanceM'>): boolean => !FAST_RACES.has(tableGoal(goal))

/** Shares of MID and HIGH one loading week aims to stay within. */
export function intensityShares(
  goal: Goal,
  strategy: Strategy,
  level: Level,
  week: SkeletonWeek,
  block: SkeletonBlock,
): IntensityShares {
  const phase = phaseOf(week.phase)
  if (week.phase === 'PREP') return PREP
  if (phase === 'BUILD' && isBlockTraining(goal, strategy, level))
    return isBlockWeek(goal, strategy, level, week, block) ? BLOCK_WEEK : AFTER_BLOCK
  const [mid, high] = SHARES[strategy][phase]
  if (goal.kind === 'GENERAL_FITNESS' || phase !== 'PEAK') return { mid, high }
  return isSteadyRace(goal)
    ? { mid: mid + STEADY_RACE_OF_HIGH * high, high }
    : { mid, high: Math.max(high, FAST_RACE_HIGH) }
}

/** MID and HIGH together (science.md S5.1; G09 warns from .22). */
export const hardShare = (shares: IntensityShares): number => Math.min(MOST_HARD, shares.mid + shares.high)

const phaseOf = (phase: BlockType): Phase =>
  phase === 'BASE' || phase === 'PREP' ? 'BASE' : phase === 'BUILD' ? 'BUILD' : 'PEAK'
