import { tableGoal, type Goal, type TableGoal } from '../plan/goal.ts'
import { BLOCK_FOCI, type BlockFocus, type WorkoutFocus } from '../plan/plan.ts'
import { countText } from '../units/format.ts'
import { shareText } from './figures.ts'
import type { Guardrail, RuleCard } from './guardrail.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'
import { weekByWeek } from './week-findings.ts'

const card: RuleCard = {
  id: 'G29',
  name: 'One thing at a time',
  severity: 'S',
  unit: 'share',
  source: 'science.md S7.1 G29, S5.3',
  sentence:
    'At least half of the key sessions’ work serves what the block trains or its neighbour, a week has at most two kinds of hard work, and nothing above threshold comes in preparation or transition.',
}

const LEAST_SHARE = 0.5
const MOST_FOCI = 2
const MOST_FOCI_UNDULATING = 3
const HIGH_FOCI: ReadonlySet<WorkoutFocus> = new Set(['VO2_MAX', 'ANAEROBIC_CAPACITY'])
/** A base is built with everything up to low steps of threshold (science.md §11 focus by block). */
const BASE_FOCI: ReadonlySet<WorkoutFocus> = new Set(['AEROBIC_ENDURANCE', 'TEMPO', 'SWEET_SPOT', 'THRESHOLD', 'LONG'])

/** Key focus order of each goal (science.md S5.3): neighbours here serve each other. */
const ORDER: Readonly<Record<TableGoal, readonly WorkoutFocus[]>> = {
  '5K': ['ANAEROBIC_CAPACITY', 'THRESHOLD', 'VO2_MAX'],
  '10K': ['THRESHOLD', 'ANAEROBIC_CAPACITY', 'VO2_MAX'],
  HM: ['VO2_MAX', 'THRESHOLD'],
  MARATHON: ['VO2_MAX', 'THRESHOLD', 'TEMPO'],
  GRAN_FONDO: ['SWEET_SPOT', 'THRESHOLD'],
  CRIT: ['THRESHOLD', 'VO2_MAX', 'ANAEROBIC_CAPACITY'],
  TT: ['SWEET_SPOT', 'VO2_MAX', 'THRESHOLD'],
  GRAVEL_200: ['SWEET_SPOT', 'TEMPO'],
  GENERAL_FITNESS: ['TEMPO', 'THRESHOLD', 'VO2_MAX'],
}

/** Runs know no sweet spot: tempo and threshold are neighbours, as in the cycles of general fitness (science.md S5.3). */
const RUN_FOCI = BLOCK_FOCI.filter((focus) => focus !== 'SWEET_SPOT')

/**
 * Work of a focus serves a block's when both are the same, or neighbours in the goal's own order or in the order of intensity.
 * Race pace serves every block in which it comes, long sessions with work in them too.
 */
function serves(focus: WorkoutFocus, block: BlockFocus, goal: Goal): boolean {
  if (focus === 'RACE_SPECIFIC' || focus === 'LONG') return true
  if (block === 'AEROBIC_ENDURANCE') return BASE_FOCI.has(focus)
  if (goal.sport === 'run' && isNeighbour(focus, block, RUN_FOCI)) return true
  return isNeighbour(focus, block, BLOCK_FOCI) || isNeighbour(focus, block, ORDER[tableGoal(goal)])
}

function isNeighbour(a: WorkoutFocus, b: WorkoutFocus, order: readonly WorkoutFocus[]): boolean {
  const [at, other] = [order.indexOf(a), order.indexOf(b)]
  return at >= 0 && other >= 0 && Math.abs(at - other) <= 1
}

const keysOf = (week: WeekFacts): SessionFacts[] =>
  week.judged.filter((session) => session.workout.priority === 'KEY' && session.hardMinutes > 0)

const judgeWeeks = weekByWeek(card, 'week', ({ plan }, week, tally) => {
  const { block } = week
  const keys = keysOf(week)
  const isLoading = !week.week.isRecovery && !week.hasRace && !keys.some(({ workout }) => workout.focus === 'TEST')
  if (!isLoading || keys.length === 0) return
  const isUndulating = plan.strategy === 'UNDULATING'
  const where = { week: week.week.weekNumber, date: week.week.startDate }
  const name = `Week ${week.week.weekNumber}`
  const work = keys.reduce((sum, key) => sum + key.hardMinutes, 0)
  const serving = keys
    .filter((key) => serves(key.workout.focus, block.primaryFocus, plan.goal))
    .reduce((sum, key) => sum + key.hardMinutes, 0)
  // two foci alternate by the week there (science.md S5.1)
  if (!isUndulating)
    tally.atLeast(
      serving / work,
      { soft: LEAST_SHARE, hard: null },
      where,
      () =>
        `${name} gives ${shareText(serving / work)} of its hard work to what its block trains. We advise at least half.`,
    )
  const foci = new Set(keys.map(({ workout }) => workout.focus).filter((focus) => focus !== 'LONG'))
  tally.atMost(
    foci.size,
    { soft: isUndulating ? MOST_FOCI_UNDULATING : MOST_FOCI, hard: null },
    { ...where, unit: 'count' },
    (allowed) =>
      `${name} has ${countText(foci.size, 'kind')} of hard work. We advise up to ${allowed}: mixed signals train nothing well.`,
  )
  if (block.type !== 'PREP' && block.type !== 'TRANSITION') return
  const high = keys.filter(({ workout }) => HIGH_FOCI.has(workout.focus)).length
  tally.atMost(
    high,
    { soft: 0, hard: null },
    { ...where, unit: 'count' },
    () =>
      `${name} has work above threshold in a block of ${block.type === 'PREP' ? 'preparation' : 'transition'}. It can wait for the next block.`,
  )
})

/** G29: what the key sessions of loading weeks train, against the focus of their block. */
export const g29BlockCoherence: Guardrail = {
  card,
  check: (facts) => judgeWeeks(facts).outcome('Key sessions of each loading week against the focus of their block.'),
}
