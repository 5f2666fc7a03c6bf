import { OUTCOME_KINDS, type OutcomeKind } from '../matching/session-outcome.ts'

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

/** One row of science.md S8.1: what became of a session, by its test, and what the plan does about it. */
export interface DecisionRow {
  readonly outcome: OutcomeKind
  /** The test, as the science says it. */
  readonly test: string
  readonly actions: readonly RepairAction[]
}

const REPEAT: RepairAction = { act: 'repeat-step' }
/** "5–10 %" of the seed; c .50–.75 and below (science.md S8.1). */
const LOWER: RepairAction = {
  act: 'lower-next',
  steps: 2,
  mostlyDoneFrom: 0.5,
  shares: { mostlyDone: 0.95, hardlyDone: 0.9 },
}
const SICK: RepairAction = { act: 'clear-days', days: 3 }

/**
 * The decision table (science.md S8.1; the five rows of the seed are among it), as data. What is not known, and what waits
 * for the athlete's word, changes nothing. Numbers are the science's; those it leaves open are marked in SPEC.md.
 */
export const DECISION_TABLE: readonly DecisionRow[] = [
  { outcome: 'PENDING', test: 'not over yet', actions: [] },
  { outcome: 'UNKNOWN', test: 'nobody knows whether it was done (S9.4b)', actions: [] },
  { outcome: 'SKIPPED', test: 'd = 0, no reason told: it is asked once', actions: [] },
  { outcome: 'SKIPPED_BUSY', test: 'd = 0, busy or travelling', actions: [] },
  {
    outcome: 'SKIPPED_TIRED',
    test: 'd = 0, tired',
    actions: [
      LOWER,
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
  { outcome: 'SUCCESS_EASY', test: 'c ≥ .95, RPE < 4 or ≤ expected − 2', actions: [] },
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
