import { OUTCOME_KINDS, type OutcomeKind } from '../matching/session-outcome.ts'
import type { WorkoutFocus } from '../plan/plan.ts'

/** What a row of the table does; all its numbers stand in the row. */
export type RepairAction =
  /** The next like session keeps this one's step at most, and those after it climb from there one by one. */
  | { readonly act: 'repeat-step' }
  /**
   * The next like session comes down: by steps where the ladder has them and at least `stepsFrom` of the work was done,
   * else its work is aimed at a share of the intensity.
   */
  | {
      readonly act: 'lower-next'
      readonly steps: number
      readonly mostlyDoneFrom: number
      readonly shares: { readonly mostlyDone: number; readonly hardlyDone: number }
      /** What a second one of the same focus within so many days asks for; null where it is no failure. */
      readonly again: SecondFailure | null
    }
  /** The next like session climbs so many steps; so many in a row of these foci speak for a higher threshold. */
  | {
      readonly act: 'raise-next'
      readonly steps: number
      readonly inARow: number
      readonly foci: readonly WorkoutFocus[]
      readonly proposePercent: readonly [number, number]
    }
  /** A key session moves so many days on, unchanged; a race-specific one in the last days before the goal is left out. */
  | {
      readonly act: 'reschedule-key'
      readonly window: DayWindow
      readonly longWindow: DayWindow
      readonly raceSpecificDays: number
    }
  /** The days after it are easy: the first one at a share of its length, more of them where much more was done. */
  | {
      readonly act: 'easy-days'
      readonly days: number
      readonly daysIfFarOver: number
      readonly farOverFrom: number
      readonly firstDayShare: number
      /** Less extra load changes nothing; null where the load does not matter. */
      readonly leastExtraTss: number | null
    }
  /** Nothing is trained on the days after it, and the first session then is easy. */
  | { readonly act: 'clear-days'; readonly days: number }

interface DayWindow {
  readonly from: number
  readonly to: number
}

interface SecondFailure {
  readonly withinDays: number
  /** Of the intensity of the next like session. */
  readonly share: number
  /** Of the volume of its week. */
  readonly weekShare: number
  /** The threshold is too high by so much. */
  readonly proposePercent: readonly [number, number]
}

/** One row of science.md S8.1: what became of a session, by its test, and what the plan does about it. */
export interface DecisionRow {
  readonly outcome: OutcomeKind
  /** The test, as the science says it. */
  readonly test: string
  readonly actions: readonly RepairAction[]
}

const REPEAT: RepairAction = { act: 'repeat-step' }
/** "5–10 %" of the seed; c .50–.75 and below (science.md S8.1). */
const LOWER = {
  act: 'lower-next',
  steps: 2,
  mostlyDoneFrom: 0.5,
  shares: { mostlyDone: 0.95, hardlyDone: 0.9 },
  again: { withinDays: 14, share: 0.9, weekShare: 0.85, proposePercent: [2, 3] },
} as const satisfies RepairAction
const SICK: RepairAction = { act: 'clear-days', days: 3 }

/**
 * The decision table (science.md S8.1; the five rows of the seed are among it), as data. What is not known, and what waits
 * for the athlete's word, changes nothing. Numbers are the science's; those it leaves open are marked in SPEC.md.
 */
export const DECISION_TABLE: readonly DecisionRow[] = [
  { outcome: 'PENDING', test: 'not over yet', actions: [] },
  { outcome: 'UNKNOWN', test: 'nobody knows whether it was done (S9.4b)', actions: [] },
  { outcome: 'SKIPPED', test: 'd = 0, no reason told: it is asked once', actions: [] },
  {
    outcome: 'SKIPPED_BUSY',
    test: 'd = 0, busy or travelling',
    actions: [
      { act: 'reschedule-key', window: { from: 1, to: 3 }, longWindow: { from: -1, to: 2 }, raceSpecificDays: 10 },
    ],
  },
  {
    outcome: 'SKIPPED_TIRED',
    test: 'd = 0, tired',
    actions: [
      { ...LOWER, again: null },
      { act: 'easy-days', days: 1, daysIfFarOver: 1, farOverFrom: 1, firstDayShare: 1, leastExtraTss: null },
    ],
  },
  { outcome: 'SKIPPED_SICK', test: 'd = 0, sick', actions: [SICK] },
  { outcome: 'FAILED', test: 'c < .75, no reason told: it is asked once', actions: [REPEAT] },
  { outcome: 'FAILED_TOO_HARD', test: 'c < .75, fatigue or RPE ≥ expected + 2', actions: [LOWER] },
  { outcome: 'FAILED_TIME', test: 'c < .75, ran out of time', actions: [REPEAT] },
  { outcome: 'FAILED_SICK', test: 'c < .75, sick', actions: [SICK] },
  { outcome: 'PARTIAL', test: '.75 ≤ c < .90', actions: [REPEAT] },
  { outcome: 'SUCCESS', test: 'c ≥ .90, RPE within 1 of expected', actions: [] },
  {
    outcome: 'SUCCESS_EASY',
    test: 'c ≥ .95, RPE < 4 or ≤ expected − 2',
    actions: [{ act: 'raise-next', steps: 2, inARow: 2, foci: ['THRESHOLD', 'SWEET_SPOT'], proposePercent: [1, 2] }],
  },
  { outcome: 'SUCCESS_HARD', test: 'c ≥ .90, RPE ≥ expected + 2', actions: [REPEAT] },
  {
    outcome: 'OVERDONE',
    test: 'work or load > 1.25',
    actions: [
      { act: 'easy-days', days: 1, daysIfFarOver: 2, farOverFrom: 1.5, firstDayShare: 0.8, leastExtraTss: 10 },
      REPEAT,
    ],
  },
]

const ROWS: ReadonlyMap<OutcomeKind, DecisionRow> = new Map(DECISION_TABLE.map((row) => [row.outcome, row]))

/** The row of an outcome: there is one for every kind. */
export function rowOf(kind: OutcomeKind): DecisionRow {
  const row = ROWS.get(kind)
  if (!row)
    throw new Error(`The decision table has no row for ${kind}; it has ${ROWS.size} of ${OUTCOME_KINDS.length}.`)
  return row
}
