import type { ThresholdSet } from '../athlete/thresholds.ts'
import type { PlannedWorkout } from '../plan/plan.ts'
import type { Streams } from '../load/streams.ts'
import type { Awp, Leaf, Node } from '../workout/awp.ts'
import { workoutTotals } from '../workout/totals.ts'
import type { DoneForMatch, DoneKind, DoneRecording, PlannedForMatch } from './matchable.ts'
import { plannedForMatch } from './planned-for-match.ts'

/** The athlete of these tests: FTP 250 W, threshold speed 4 m/s, LTHR 165. */
export const THRESHOLDS: ThresholdSet = { ftpW: 250, thresholdSpeedMps: 4, lthrBpm: 165, maxHrBpm: 185 }
export const PLAN_MADE = '2026-03-01'
export const TUESDAY = '2026-03-10'

export const power = (duration: number, value: number, type: Leaf['type'] = 'Steady'): Leaf => ({
  type,
  duration,
  power: { type: 'steady', value },
})
export const pace = (duration: number, value: number, type: Leaf['type'] = 'Steady'): Leaf => ({
  type,
  duration,
  pace: { type: 'steady', value },
})
export const repeat = (times: number, restBetween: Leaf, ...content: Node[]): Node => ({
  type: 'Repeat',
  times,
  content,
  restBetween,
})

/** A planned session out of its steps, as the planner writes it. */
export function session(
  sport: 'run' | 'ride',
  steps: Node[],
  frame: Partial<PlannedWorkout> = {},
  thresholds: ThresholdSet = THRESHOLDS,
): PlannedForMatch {
  const workout: Awp = { schemaVersion: '1.0', sport, meta: { title: 'Test' }, steps }
  const totals = workoutTotals(workout, thresholds)
  return plannedForMatch(
    {
      id: 'w',
      date: TUESDAY,
      slot: 0,
      sport,
      title: 'Test',
      purpose: { code: 'test', facts: {} },
      focus: 'THRESHOLD',
      priority: 'KEY',
      hard: true,
      race: false,
      archetype: null,
      step: null,
      durationS: totals.durationS ?? 0,
      distanceM: totals.distanceM,
      tss: totals.tss,
      ...frame,
      workout,
    },
    { id: 'plan', createdOn: PLAN_MADE },
    thresholds,
  )
}

/** An easy planned run of some minutes. */
export const easyRun = (minutes: number, frame: Partial<PlannedWorkout> = {}): PlannedForMatch =>
  session('run', [pace(minutes * 60, 0.75)], {
    focus: 'AEROBIC_ENDURANCE',
    priority: 'SUPPORT',
    hard: false,
    ...frame,
  })

/** 4 × 5 min at threshold on the bike with 2 min rest: 15 + 26 + 10 min. */
export const thresholdRide = (frame: Partial<PlannedWorkout> = {}, thresholds?: ThresholdSet): PlannedForMatch =>
  session(
    'ride',
    [power(900, 0.6, 'Warmup'), repeat(4, power(120, 0.5, 'Rest'), power(300, 1)), power(600, 0.5, 'Cooldown')],
    frame,
    thresholds,
  )

export const EASY: DoneKind = { domain: 'LOW', focus: null }

/** A recording at noon of its day, `minutes` long. */
export function done(id: string, date: string, minutes: number, more: Partial<DoneForMatch> = {}): DoneForMatch {
  return {
    id,
    sport: 'run',
    startedAt: `${date}T12:00:00Z`,
    date,
    elapsedS: minutes * 60,
    movingS: minutes * 60,
    distanceM: minutes * 180,
    load: minutes,
    loadConfidence: 'HIGH',
    race: false,
    kind: EASY,
    ...more,
  }
}

/** Stretches of one value each, a value a second. */
export const held = (...stretches: readonly (readonly [seconds: number, value: number])[]): number[] =>
  stretches.flatMap(([seconds, value]) => Array.from({ length: seconds }, () => value))

/** Samples of one column from the start, one a second. */
export const samples = (column: Exclude<keyof Streams, 'timeS'>, values: readonly (number | null)[]): Streams => ({
  timeS: values.map((_value, index) => index),
  [column]: values,
})

export const recording = (more: Partial<DoneRecording> = {}): DoneRecording => ({
  startedAt: `${TUESDAY}T12:00:00Z`,
  indoor: true,
  laps: [],
  series: null,
  ...more,
})

/** Laps one after the other. */
export function lapsOf(
  ...laps: readonly (readonly [seconds: number, powerW: number | null, distanceM?: number])[]
): DoneRecording['laps'] {
  let startS = 0
  return laps.map(([durationS, avgPowerW, distanceM]) => {
    const lap = { startS, durationS, distanceM: distanceM ?? null, avgHrBpm: null, avgPowerW }
    startS += durationS
    return lap
  })
}
