import type { Level, Sport } from '../athlete/sport.ts'
import { isUltraRun, tableGoal, type Goal, type Strategy, type TableGoal } from './goal.ts'
import { RACE_FOCUS, type KeyFocus, type Pair } from './goal-foci.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import type { BlockFocus } from './plan.ts'
import { fitnessCycle, strategyFoci } from './strategy-foci.ts'

/** Key foci of one week, most important first, one to four of them. PREP has no HIGH work (science.md G29). */
export function keyFoci(
  goal: Goal,
  strategy: Strategy,
  level: Level,
  week: SkeletonWeek,
  block: SkeletonBlock,
): readonly [KeyFocus, ...KeyFocus[]] {
  if (isUltraRun(goal) && block.type === 'PEAK') return ultraFoci(strategy, level, week)
  const kind = tableGoal(goal)
  if (block.type === 'PREP' && kind !== 'GENERAL_FITNESS') return prepFoci(goal.sport, level, week, block)
  const [named = 'TEMPO', ...others] = strategyFoci(goal, strategy, level, week, block)
  // a season without a base begins with what is there (science.md S5.4)
  const isBare = week.index === 0 && (block.type === 'BUILD' || block.type === 'PEAK')
  // and a beginner's first weeks hold nothing faster than tempo
  if (level === 'BEGINNER' && week.index < GENTLE_WEEKS && named !== 'RACE_SPECIFIC') return ['TEMPO', ...others]
  const first: KeyFocus = isBare && kind !== 'GENERAL_FITNESS' && isFast(named) ? 'THRESHOLD' : named
  if (level !== 'BEGINNER' || !(kind === 'HM' || kind === 'MARATHON')) return [first, ...others]
  // the long run is hard enough for a beginner's long race: no work above threshold beside it
  const gentler = (focus: KeyFocus): KeyFocus =>
    focus === 'VO2_MAX' || focus === 'ANAEROBIC_CAPACITY' ? 'TEMPO' : focus
  return [gentler(first), ...others.map(gentler)]
}

/** A week of the peak with the longest runs: two up, one down (science.md S5.7c). */
export const isLongWeek = (week: SkeletonWeek): boolean => week.kind === 'load' && week.loadInCycle % 2 === 0

/**
 * Before an ultra the long run leads: one session for strength beside the longest runs, two beside the shorter ones. Its own
 * effort is theirs, so no session of its peak has race pace [P].
 */
function ultraFoci(strategy: Strategy, level: Level, week: SkeletonWeek): readonly [KeyFocus, ...KeyFocus[]] {
  if (level === 'BEGINNER') return ['TEMPO']
  const strength = strategy === 'POLARIZED' ? 'VO2_MAX' : 'THRESHOLD'
  return isLongWeek(week) ? [strength] : [strength, 'TEMPO']
}

/** A long wait turns through general fitness up to threshold, one focus a block (science.md S5.3, S5.4); nothing above it (G29). */
const PREP_FOCI: Record<Sport, readonly [Pair, Pair, Pair]> = {
  run: [
    ['TEMPO', 'NEUROMUSCULAR_POWER'],
    ['TEMPO', 'THRESHOLD'],
    ['THRESHOLD', 'TEMPO'],
  ],
  ride: [
    ['TEMPO', 'SWEET_SPOT'],
    ['SWEET_SPOT', 'TEMPO'],
    ['THRESHOLD', 'SWEET_SPOT'],
  ],
}

/** Every other week the second of the two leads: who has one key session a week meets both. */
function prepFoci(sport: Sport, level: Level, week: SkeletonWeek, block: SkeletonBlock): Pair {
  const cycle = prepCycle(level, block)
  const [first, second] = PREP_FOCI[sport][cycle]
  return cycle > 0 && week.loadInCycle % 2 === 1 ? [second, first] : [first, second]
}

/** Which of them a block is; beginners stay with the first. */
const prepCycle = (level: Level, { nth }: SkeletonBlock): 0 | 1 | 2 =>
  level === 'BEGINNER' || nth % 3 === 0 ? 0 : nth % 3 === 1 ? 1 : 2

/** Weeks in which a beginner's key session is tempo in a small dose [P]. */
export const GENTLE_WEEKS = 4

const isFast = (focus: KeyFocus): boolean =>
  focus === 'VO2_MAX' || focus === 'ANAEROBIC_CAPACITY' || focus === 'RACE_SPECIFIC'

/** The block's primary focus (science.md S11 focus by block): what most of its weeks lead with. */
export function blockFocus(goal: Goal, strategy: Strategy, level: Level, block: SkeletonBlock): BlockFocus {
  const kind = tableGoal(goal)
  if (kind === 'GENERAL_FITNESS') return fitnessCycle(goal, strategy, block.weeks[0]?.cycle ?? 0)
  if (block.type === 'PREP') {
    const cycle = prepCycle(level, block)
    if (cycle === 0) return 'AEROBIC_ENDURANCE'
    return cycle === 2 ? 'THRESHOLD' : goal.sport === 'run' ? 'TEMPO' : 'SWEET_SPOT'
  }
  if (isUltraRun(goal) && (block.type === 'PEAK' || block.type === 'RACE')) return 'AEROBIC_ENDURANCE'
  if (block.type === 'RACE') return RACE_FOCUS[kind]
  const counts = new Map<KeyFocus, number>()
  for (const week of block.weeks) {
    if (week.kind !== 'load') continue
    const focus = keyFoci(goal, strategy, level, week, block)[0]
    counts.set(focus, (counts.get(focus) ?? 0) + 1)
  }
  const most = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'TEMPO'
  if (most === 'RACE_SPECIFIC') return RACE_FOCUS[kind]
  // a first base is for endurance, unless it begins above threshold (S5.1 POLARIZED, REVERSE)
  return block.type === 'BASE' && block.nth === 0 && most !== 'VO2_MAX' ? 'AEROBIC_ENDURANCE' : most
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

interface LongArchetypes {
  readonly build: readonly string[]
  readonly peak: readonly string[]
}

/** Long sessions with work in them, by goal, from the build on (science.md S11 focus by block). */
const LONG_ARCHETYPES: Record<TableGoal, LongArchetypes> = {
  '5K': { build: [], peak: [] },
  '10K': { build: ['R10'], peak: ['R10'] },
  HM: { build: ['R10'], peak: ['R14', 'R10'] },
  MARATHON: { build: ['R10', 'R11'], peak: ['R12', 'R11'] },
  GRAN_FONDO: { build: ['B07'], peak: ['B37', 'B08', 'B07'] },
  CRIT: { build: [], peak: [] },
  TT: { build: [], peak: [] },
  GRAVEL_200: { build: ['B07'], peak: ['B38', 'B09', 'B08'] },
  GENERAL_FITNESS: { build: [], peak: [] },
}
/** Marathon pace is too fast for an ultra's long runs: they end a little quicker at most. */
const ULTRA_LONG_ARCHETYPES: LongArchetypes = { build: ['R10'], peak: ['R10'] }

/** Long sessions with work in them that a goal's build and peak may have. */
export const longArchetypes = (goal: Pick<Goal, 'kind' | 'distanceM'>): LongArchetypes =>
  isUltraRun(goal) ? ULTRA_LONG_ARCHETYPES : LONG_ARCHETYPES[tableGoal(goal)]

/** Days before a 5K or 10K from which its pace is practised (science.md S5.7d), and by which the whole dose is reached [P]. */
const RACE_PACE_DAYS = { from: 42, full: 21 } as const
/** Share of the whole dose that race pace begins with (science.md S5.7d). */
const FIRST_RACE_PACE = 0.4

/** Share of race pace's whole dose this many days before a 5K or 10K, 0.4–1 (science.md S5.7d). */
export function racePaceShare(days: number): number {
  const { from, full } = RACE_PACE_DAYS
  return Math.min(1, Math.max(FIRST_RACE_PACE, 1 - ((1 - FIRST_RACE_PACE) * (days - full)) / (from - full)))
}

/** Levels a new focus starts at (science.md S8.5: no data 1, 3, 4). */
export const startingStep = (level: Level): number => (level === 'BEGINNER' ? 1 : level === 'INTERMEDIATE' ? 3 : 4)

/** Repetitions are whole: half of the minute that G10 leaves for it (docs/adr/0009). */
const WHOLE_REPS_MIN = 0.5

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
      if (kind === 'HM') return Math.max(20, 0.13 * weekMinutes)
      return Math.max(12, Math.min(15, 0.1 * weekMinutes), Math.min(36, 0.08 * weekMinutes) + WHOLE_REPS_MIN)
    case 'AEROBIC_ENDURANCE':
    case 'NEUROMUSCULAR_POWER':
      return 60
  }
}
