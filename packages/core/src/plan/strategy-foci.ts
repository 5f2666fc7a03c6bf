import type { Level } from '../athlete/sport.ts'
import { isFastRun, tableGoal, type Goal, type Strategy, type TableGoal } from './goal.ts'
import { FITNESS_CYCLES, GOAL_FOCI, type KeyFocus, type Pair } from './goal-foci.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'

/** Block training proper, with days of hard work in a row, is for advanced riders (science.md S5.1, G07). */
export const isBlockTraining = (goal: Pick<Goal, 'sport'>, strategy: Strategy, level: Level): boolean =>
  strategy === 'BLOCK' && goal.sport === 'ride' && level === 'ADVANCED'

/** The week of block training that holds the load: the first loading one of a mesocycle or block in the build. */
export const isBlockWeek = (
  goal: Pick<Goal, 'sport'>,
  strategy: Strategy,
  level: Level,
  week: SkeletonWeek,
  block: SkeletonBlock,
): boolean =>
  isBlockTraining(goal, strategy, level) &&
  week.kind === 'load' &&
  week.phase === 'BUILD' &&
  (week.loadInCycle === 0 || week === block.weeks[0])

/** Loading weeks of the plan before this one: a mesocycle holds one recovery week at most. */
const loadsBefore = (week: SkeletonWeek): number => Math.max(0, week.index - week.cycle)

const isAboveThreshold = (focus: KeyFocus): boolean => focus === 'VO2_MAX' || focus === 'ANAEROBIC_CAPACITY'
const tempoOf = (goal: Goal): KeyFocus => (goal.sport === 'run' ? 'TEMPO' : 'SWEET_SPOT')

/**
 * Key foci of a loading week, most important first, as the strategy reads the goal's own way (science.md S5.1, S5.3).
 * AEROBIC_ENDURANCE stands for a key session left out.
 */
export function strategyFoci(
  goal: Goal,
  strategy: Strategy,
  level: Level,
  week: SkeletonWeek,
  block: SkeletonBlock,
): readonly KeyFocus[] {
  const kind = tableGoal(goal)
  if (kind === 'GENERAL_FITNESS') return fitnessFoci(goal, strategy, week)
  const phase = block.type === 'BASE' || block.type === 'BUILD' ? block.type : 'PEAK'
  switch (strategy) {
    case 'LINEAR':
      return linear(goal, kind, phase, block)
    case 'PYRAMIDAL':
      return pyramidal(kind, phase, week, block)
    case 'POLARIZED':
      return phase === 'PEAK' ? ['RACE_SPECIFIC', 'VO2_MAX'] : ['VO2_MAX', short(goal, week)]
    case 'UNDULATING':
      return undulating(goal, kind, phase, week)
    case 'REVERSE':
      return reverse(goal, kind, phase, week, block)
    case 'BLOCK':
      return concentrated(goal, kind, phase, level, week, block)
  }
}

/** True in the later blocks of a phase and the second half of its first one. */
function isLate(kind: TableGoal, week: SkeletonWeek, block: SkeletonBlock): boolean {
  if (block.nth > 0) return true
  if (!isFastRun(kind)) return block.weeks.indexOf(week) >= Math.ceil(block.weeks.length / 2)
  // short phases, and three kinds of work before race pace: threshold, then what lies above it (science.md S5.3)
  const loads = block.weeks.filter((other) => other.kind === 'load')
  // a build of two loading weeks has its threshold behind it, in the base
  if (block.type === 'BUILD' && loads.length <= 2) return true
  return loads.indexOf(week) >= Math.max(1, Math.floor(loads.length / 2))
}

const goalPair = (
  kind: Exclude<TableGoal, 'GENERAL_FITNESS'>,
  phase: 'BASE' | 'BUILD' | 'PEAK',
  late: boolean,
): Pair => {
  const foci = GOAL_FOCI[kind]
  return (phase === 'BASE' ? foci.base : phase === 'BUILD' ? foci.build : foci.peak)[late ? 1 : 0]
}

/** The focus a whole block is for: the first of the phase, in its last block the later one. */
function leadOf(kind: Exclude<TableGoal, 'GENERAL_FITNESS'>, phase: 'BASE' | 'BUILD', block: SkeletonBlock): KeyFocus {
  const isOnlyBuild = phase === 'BUILD' && block.isLast
  return goalPair(kind, phase, isOnlyBuild || block.nth > 0)[0]
}

/** One focus a block; the base holds a single key session, and what is hardest comes last. */
function linear(
  goal: Goal,
  kind: Exclude<TableGoal, 'GENERAL_FITNESS'>,
  phase: 'BASE' | 'BUILD' | 'PEAK',
  block: SkeletonBlock,
): Pair {
  if (phase === 'PEAK') return ['RACE_SPECIFIC', goalPair(kind, 'PEAK', false)[1]]
  const lead = leadOf(kind, phase, block)
  if (phase === 'BASE') return [lead, 'AEROBIC_ENDURANCE']
  return [lead, isAboveThreshold(lead) ? 'THRESHOLD' : lead === 'THRESHOLD' ? tempoOf(goal) : 'TEMPO']
}

/** The goal's own way, with threshold rather than more above it beside race pace, but for every second week before a race that is not raced above threshold itself: what the build raised is kept. */
function pyramidal(
  kind: Exclude<TableGoal, 'GENERAL_FITNESS'>,
  phase: 'BASE' | 'BUILD' | 'PEAK',
  week: SkeletonWeek,
  block: SkeletonBlock,
): Pair {
  const [first, second] = goalPair(kind, phase, isLate(kind, week, block))
  // race pace of 5K and 10K is work above threshold itself: the strategy's share of it goes there; a criterium is raced above threshold whatever its strategy
  if (phase !== 'PEAK' || kind === 'CRIT' || !isAboveThreshold(second)) return [first, second]
  const nth = block.weeks.filter((other) => other.kind === 'load').indexOf(week)
  return [first, !isFastRun(kind) && nth % 2 === 1 ? second : 'THRESHOLD']
}

/** The second session above threshold of a polarized week: short repetitions for a runner every other week, else more of the same. */
const short = (goal: Goal, week: SkeletonWeek): KeyFocus =>
  goal.sport === 'run' && loadsBefore(week) % 2 === 0 ? 'ANAEROBIC_CAPACITY' : 'VO2_MAX'

/** Two foci a week out of three, another pair and another first each week. */
function undulating(
  goal: Goal,
  kind: Exclude<TableGoal, 'GENERAL_FITNESS'>,
  phase: 'BASE' | 'BUILD' | 'PEAK',
  week: SkeletonWeek,
): Pair {
  const turn = loadsBefore(week)
  const long = kind === 'HM' || kind === 'MARATHON' || kind === 'GRAN_FONDO' || kind === 'GRAVEL_200'
  const three: readonly KeyFocus[] =
    phase === 'BASE' || long ? [tempoOf(goal), 'VO2_MAX', 'THRESHOLD'] : ['THRESHOLD', 'VO2_MAX', 'ANAEROBIC_CAPACITY']
  const [first, second] = [three[turn % 3]!, three[(turn + 1) % 3]!]
  if (phase !== 'PEAK') return [first, second]
  return turn % 2 === 0 ? ['RACE_SPECIFIC', first] : [first, 'RACE_SPECIFIC']
}

/** Above threshold first, race pace and length last (science.md S5.1 REVERSE). */
function reverse(
  goal: Goal,
  kind: TableGoal,
  phase: 'BASE' | 'BUILD' | 'PEAK',
  week: SkeletonWeek,
  block: SkeletonBlock,
): Pair {
  if (phase === 'BASE') return ['VO2_MAX', 'THRESHOLD']
  if (phase === 'PEAK') return ['RACE_SPECIFIC', tempoOf(goal)]
  return isLate(kind, week, block) ? ['THRESHOLD', tempoOf(goal)] : ['THRESHOLD', 'VO2_MAX']
}

/** Key sessions of a block share one focus; advanced riders have a week of it in a row, then keep it with one session a week. */
function concentrated(
  goal: Goal,
  kind: Exclude<TableGoal, 'GENERAL_FITNESS'>,
  phase: 'BASE' | 'BUILD' | 'PEAK',
  level: Level,
  week: SkeletonWeek,
  block: SkeletonBlock,
): readonly KeyFocus[] {
  if (phase === 'PEAK') return ['RACE_SPECIFIC', 'THRESHOLD']
  const lead = leadOf(kind, phase, block)
  if (phase === 'BASE' || !isBlockTraining(goal, 'BLOCK', level)) return [lead, lead]
  return isBlockWeek(goal, 'BLOCK', level, week, block)
    ? ['VO2_MAX', 'VO2_MAX', 'VO2_MAX', 'VO2_MAX']
    : ['VO2_MAX', 'AEROBIC_ENDURANCE']
}

/** General fitness: one focus a mesocycle, from endurance to VO2max, the other way round under REVERSE (science.md S5.3). */
export function fitnessCycle(
  goal: Goal,
  strategy: Strategy,
  cycle: number,
): (typeof FITNESS_CYCLES)['run'][number] | (typeof FITNESS_CYCLES)['ride'][number] {
  const cycles = FITNESS_CYCLES[goal.sport]
  const at = strategy === 'REVERSE' ? 3 - (cycle % 4) : cycle % 4
  const focus = cycles[at] ?? 'AEROBIC_ENDURANCE'
  return strategy === 'POLARIZED' ? 'VO2_MAX' : focus
}

function fitnessFoci(goal: Goal, strategy: Strategy, week: SkeletonWeek): Pair {
  const cycle = fitnessCycle(goal, strategy, week.cycle)
  switch (strategy) {
    case 'POLARIZED':
      return [cycle, short(goal, week)]
    case 'LINEAR':
      return cycle === 'AEROBIC_ENDURANCE' ? ['TEMPO', 'NEUROMUSCULAR_POWER'] : [cycle, 'AEROBIC_ENDURANCE']
    case 'BLOCK':
      return cycle === 'AEROBIC_ENDURANCE' ? ['TEMPO', 'TEMPO'] : [cycle, cycle]
    case 'UNDULATING':
    case 'PYRAMIDAL':
    case 'REVERSE': {
      if (cycle === 'AEROBIC_ENDURANCE') return ['TEMPO', 'NEUROMUSCULAR_POWER']
      const other: KeyFocus = cycle === 'TEMPO' || cycle === 'SWEET_SPOT' ? 'THRESHOLD' : tempoOf(goal)
      return strategy === 'UNDULATING' && week.index % 2 === 1 ? [other, cycle] : [cycle, other]
    }
  }
}
