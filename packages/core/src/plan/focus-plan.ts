import type { Level } from '../athlete/sport.ts'
import { tableGoal, type Goal, type Strategy, type TableGoal } from './goal.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import type { BlockFocus, BlockType, WorkoutFocus } from './plan.ts'

/** A key session's focus; RACE_SPECIFIC is the goal's own pace. */
export type KeyFocus = Exclude<WorkoutFocus, 'RECOVERY' | 'LONG' | 'TEST'>

/** True for a focus of key sessions; long, recovery and test are none. */
export const isKeyFocus = (focus: WorkoutFocus): focus is KeyFocus =>
  focus !== 'RECOVERY' && focus !== 'LONG' && focus !== 'TEST'

type Pair = readonly [KeyFocus, KeyFocus]
/** Key foci early and late in a phase, first and second key session (science.md S5.3 key focus order). */
interface PhaseFoci {
  readonly base: readonly [Pair, Pair]
  readonly build: readonly [Pair, Pair]
  readonly peak: readonly [Pair, Pair]
}

const FOCI: Record<Exclude<TableGoal, 'GENERAL_FITNESS'>, PhaseFoci> = {
  '5K': {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'ANAEROBIC_CAPACITY'],
    ],
    build: [
      ['THRESHOLD', 'ANAEROBIC_CAPACITY'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'VO2_MAX'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  '10K': {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    build: [
      ['THRESHOLD', 'ANAEROBIC_CAPACITY'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'VO2_MAX'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  HM: {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    build: [
      ['VO2_MAX', 'THRESHOLD'],
      ['THRESHOLD', 'VO2_MAX'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'THRESHOLD'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  MARATHON: {
    base: [
      ['TEMPO', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    build: [
      ['VO2_MAX', 'THRESHOLD'],
      ['THRESHOLD', 'TEMPO'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'THRESHOLD'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  GRAN_FONDO: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'TEMPO'],
    ],
    build: [
      ['SWEET_SPOT', 'THRESHOLD'],
      ['THRESHOLD', 'SWEET_SPOT'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'THRESHOLD'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
  CRIT: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'THRESHOLD'],
    ],
    build: [
      ['THRESHOLD', 'VO2_MAX'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'ANAEROBIC_CAPACITY'],
      ['RACE_SPECIFIC', 'VO2_MAX'],
    ],
  },
  GRAVEL_200: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'TEMPO'],
    ],
    build: [
      ['SWEET_SPOT', 'TEMPO'],
      ['TEMPO', 'SWEET_SPOT'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'TEMPO'],
      ['RACE_SPECIFIC', 'SWEET_SPOT'],
    ],
  },
  TT: {
    base: [
      ['TEMPO', 'SWEET_SPOT'],
      ['SWEET_SPOT', 'TEMPO'],
    ],
    build: [
      ['SWEET_SPOT', 'VO2_MAX'],
      ['VO2_MAX', 'THRESHOLD'],
    ],
    peak: [
      ['RACE_SPECIFIC', 'VO2_MAX'],
      ['RACE_SPECIFIC', 'THRESHOLD'],
    ],
  },
}

/** General fitness: one focus a cycle (science.md S5.3). */
const FITNESS_CYCLES = {
  run: ['AEROBIC_ENDURANCE', 'TEMPO', 'THRESHOLD', 'VO2_MAX'],
  ride: ['AEROBIC_ENDURANCE', 'SWEET_SPOT', 'THRESHOLD', 'VO2_MAX'],
} as const

/** What race pace trains, in the words of a block (design.md §4: a block has seven foci). */
const RACE_FOCUS: Record<TableGoal, BlockFocus> = {
  '5K': 'VO2_MAX',
  '10K': 'VO2_MAX',
  HM: 'THRESHOLD',
  MARATHON: 'TEMPO',
  GRAN_FONDO: 'SWEET_SPOT',
  CRIT: 'ANAEROBIC_CAPACITY',
  TT: 'THRESHOLD',
  GRAVEL_200: 'TEMPO',
  GENERAL_FITNESS: 'AEROBIC_ENDURANCE',
}

/** Key foci of one week, most important first. PREP has no HIGH work (science.md G29). */
export function keyFoci(goal: Goal, strategy: Strategy, level: Level, week: SkeletonWeek, block: SkeletonBlock): Pair {
  const pair = fociOf(goal, strategy, week, block)
  const kind = tableGoal(goal)
  if (level !== 'BEGINNER' || !(kind === 'HM' || kind === 'MARATHON')) return pair
  // the long run is hard enough for a beginner's long race: no work above threshold beside it
  const gentler = (focus: KeyFocus): KeyFocus =>
    focus === 'VO2_MAX' || focus === 'ANAEROBIC_CAPACITY' ? 'TEMPO' : focus
  return [gentler(pair[0]), gentler(pair[1])]
}

function fociOf(goal: Goal, strategy: Strategy, week: SkeletonWeek, block: SkeletonBlock): Pair {
  const kind = tableGoal(goal)
  if (kind === 'GENERAL_FITNESS') return fitnessFoci(goal, strategy, week)
  if (block.type === 'PREP') return goal.sport === 'run' ? ['TEMPO', 'NEUROMUSCULAR_POWER'] : ['TEMPO', 'SWEET_SPOT']
  const inBlock = block.weeks.indexOf(week)
  const isLate = block.nth > 0 || inBlock >= Math.ceil(block.weeks.length / 2)
  const pair = phaseFoci(kind, strategy, block.type)[isLate ? 1 : 0]
  return forStrategy(pair, strategy, week, goal)
}

function phaseFoci(
  kind: Exclude<TableGoal, 'GENERAL_FITNESS'>,
  strategy: Strategy,
  type: BlockType,
): readonly [Pair, Pair] {
  const foci = FOCI[kind]
  // intensity first, volume last (science.md S5.1)
  if (strategy === 'REVERSE' && type === 'BASE') return foci.build
  if (strategy === 'REVERSE' && type === 'BUILD') return foci.base
  return type === 'BASE' ? foci.base : type === 'BUILD' ? foci.build : foci.peak
}

function forStrategy(pair: Pair, strategy: Strategy, week: SkeletonWeek, goal: Goal): Pair {
  const [first, second] = pair
  if (strategy === 'POLARIZED') {
    // little between easy and hard: tempo and sweet spot give way to work above threshold
    const harder = (focus: KeyFocus): KeyFocus => (focus === 'TEMPO' || focus === 'SWEET_SPOT' ? 'VO2_MAX' : focus)
    const pairOf: Pair = [harder(first), harder(second)]
    return pairOf[0] === pairOf[1] ? [pairOf[0], 'THRESHOLD'] : pairOf
  }
  if (strategy === 'UNDULATING' && week.index % 2 === 1) return [second, first]
  if (strategy === 'BLOCK' && goal.sport === 'ride' && week.loadInCycle === 0) return [first, first]
  return pair
}

function fitnessFoci(goal: Goal, strategy: Strategy, week: SkeletonWeek): Pair {
  const cycle = FITNESS_CYCLES[goal.sport][week.cycle % 4] ?? 'AEROBIC_ENDURANCE'
  if (cycle === 'AEROBIC_ENDURANCE') return ['TEMPO', 'NEUROMUSCULAR_POWER']
  const other: KeyFocus =
    cycle === 'TEMPO' || cycle === 'SWEET_SPOT' ? 'THRESHOLD' : goal.sport === 'run' ? 'TEMPO' : 'SWEET_SPOT'
  return strategy === 'UNDULATING' && week.index % 2 === 1 ? [other, cycle] : [cycle, other]
}

/** The block's primary focus (science.md S11 focus by block). */
export function blockFocus(goal: Goal, strategy: Strategy, level: Level, block: SkeletonBlock): BlockFocus {
  const kind = tableGoal(goal)
  if (kind === 'GENERAL_FITNESS') {
    return FITNESS_CYCLES[goal.sport][(block.weeks[0]?.cycle ?? 0) % 4] ?? 'AEROBIC_ENDURANCE'
  }
  if (block.type === 'PREP' || (block.type === 'BASE' && block.nth === 0)) return 'AEROBIC_ENDURANCE'
  if (block.type === 'RACE') return RACE_FOCUS[kind]
  const counts = new Map<KeyFocus, number>()
  for (const week of block.weeks) {
    const focus = keyFoci(goal, strategy, level, week, block)[0]
    counts.set(focus, (counts.get(focus) ?? 0) + 1)
  }
  const most = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'TEMPO'
  return most === 'RACE_SPECIFIC' ? RACE_FOCUS[kind] : most
}

/** Archetypes of race pace by goal (science.md §11 W1, W2). */
export const RACE_ARCHETYPES: Record<TableGoal, readonly string[]> = {
  '5K': ['R36', 'R40'],
  '10K': ['R37', 'R40'],
  HM: ['R38'],
  MARATHON: ['R39'],
  GRAN_FONDO: ['B37'],
  CRIT: ['B35'],
  TT: ['B36'],
  GRAVEL_200: ['B38'],
  GENERAL_FITNESS: [],
}

/** Long sessions with work in them, by goal, from the build on (science.md S11 focus by block). */
export const LONG_ARCHETYPES: Record<
  TableGoal,
  { readonly build: readonly string[]; readonly peak: readonly string[] }
> = {
  '5K': { build: [], peak: [] },
  '10K': { build: ['R10'], peak: ['R10'] },
  HM: { build: ['R10'], peak: ['R14', 'R10'] },
  MARATHON: { build: ['R10', 'R11'], peak: ['R12', 'R11'] },
  GRAN_FONDO: { build: ['B07'], peak: ['B08', 'B07'] },
  CRIT: { build: [], peak: [] },
  TT: { build: [], peak: [] },
  GRAVEL_200: { build: ['B07'], peak: ['B09', 'B08'] },
  GENERAL_FITNESS: { build: [], peak: [] },
}

/** Levels a new focus starts at (science.md S8.5: no data 1, 3, 4). */
export const startingStep = (level: Level): number => (level === 'BEGINNER' ? 1 : level === 'INTERMEDIATE' ? 3 : 4)

/**
 * Minutes of work one session may hold in a week of `weekMinutes` (science.md S5.7e for runs; for rides shares that keep
 * G09's floor of easy time).
 */
export function workLimitMinutes(goal: Goal, focus: KeyFocus, weekMinutes: number): number {
  const kind = tableGoal(goal)
  if (goal.sport === 'ride') {
    const share = { TEMPO: 0.2, SWEET_SPOT: 0.18, THRESHOLD: 0.14, VO2_MAX: 0.09, ANAEROBIC_CAPACITY: 0.05 }
    if (focus === 'RACE_SPECIFIC') return Math.max(16, (kind === 'TT' || kind === 'CRIT' ? 0.14 : 0.2) * weekMinutes)
    if (focus === 'AEROBIC_ENDURANCE' || focus === 'NEUROMUSCULAR_POWER') return 60
    return Math.max(focus === 'TEMPO' || focus === 'SWEET_SPOT' ? 16 : 8, share[focus] * weekMinutes)
  }
  switch (focus) {
    case 'TEMPO':
      return Math.max(15, Math.min(50, 0.14 * weekMinutes))
    case 'SWEET_SPOT':
    case 'THRESHOLD':
      return Math.max(15, Math.min(40, 0.1 * weekMinutes))
    case 'VO2_MAX':
      return Math.max(9, Math.min(30, 0.08 * weekMinutes))
    case 'ANAEROBIC_CAPACITY':
      return Math.max(4, Math.min(18, 0.05 * weekMinutes))
    case 'RACE_SPECIFIC':
      // the week's marathon pace is shared with the long run
      if (kind === 'MARATHON') return Math.max(20, Math.min(70, 0.14 * weekMinutes))
      return kind === 'HM' ? Math.max(20, 0.13 * weekMinutes) : Math.max(12, 0.08 * weekMinutes)
    case 'AEROBIC_ENDURANCE':
    case 'NEUROMUSCULAR_POWER':
      return 60
  }
}
