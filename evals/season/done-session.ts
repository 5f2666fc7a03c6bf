import { thresholdsOn, type Threshold, type ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import type { Lap } from '@coach-wattz/core/evidence/activity'
import { domainOfFraction } from '@coach-wattz/core/load/distribution'
import { plannedWorkout } from '@coach-wattz/core/plan/planned-workout'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { Leaf } from '@coach-wattz/core/workout/awp'
import { leafDurationS, leafFraction, loadContext, type LoadContext } from '@coach-wattz/core/workout/leaf-load'
import { walk } from '@coach-wattz/core/workout/walk'
import type { Recording } from './coach.ts'
import type { DayRolls } from './life.ts'

/** How much of a session was done. */
export type Extent =
  /** All of it, longer or shorter by a factor: 1 as planned, 1.3 over-eager. */
  | { readonly kind: 'stretched'; readonly factor: number }
  /** Ended after this share of its time. */
  | { readonly kind: 'ended'; readonly share: number }
  /** The work given up after this share of it, and home. */
  | { readonly kind: 'given-up'; readonly share: number }

/** What was really done of a session. */
export interface DoneSession {
  readonly planned: PlannedWorkout
  /** The done one as a session of a plan: what the rules judge. */
  readonly asPlan: PlannedWorkout
  readonly recording: Recording
  /** Work done ÷ work planned, by time; of a session without work its length. */
  readonly share: number
  /** More than was asked for, by the athlete's own will. */
  readonly isEager: boolean
}

/** Seconds of jogging home after work that was given up. */
const HOME_S = 300

/** Does `planned` to that extent on that day. Thresholds are those of the day; rolls bring the day's pace. */
export function doSession(
  planned: PlannedWorkout,
  extent: Extent,
  rolls: DayRolls,
  thresholds: readonly Threshold[],
): DoneSession {
  const set = thresholdsOn(thresholds, planned.sport, planned.date)
  const context = loadContext(planned.sport, planned.workout.references, set)
  const leaves = [...walk(planned.workout.steps)].map(({ leaf }) => leaf)
  const { done, share } = partOf(leaves, extent, context)
  const { workout: awp, ...frame } = planned
  const body = plannedWorkout(
    { ...awp, steps: done },
    frame,
    { set, planningSpeedMps: null },
    { longestMinutes: Infinity, totalMinutes: Infinity },
  )
  const pace = 1 + 0.01 * rolls.pace
  const distanceM = body.distanceM === null ? null : Math.round(body.distanceM * pace)
  const tss = body.tss === null ? null : Math.round(10 * body.tss * (1 + 0.02 * rolls.effort)) / 10
  const asPlan: PlannedWorkout = { ...body, distanceM, tss }
  return {
    planned,
    asPlan,
    recording: recordingOf(asPlan, lapsOf(done, context, set, pace)),
    share,
    isEager: extent.kind === 'stretched' && extent.factor > 1,
  }
}

function partOf(leaves: readonly Leaf[], extent: Extent, context: LoadContext): { done: Leaf[]; share: number } {
  if (extent.kind === 'stretched') {
    const { factor } = extent
    return { done: leaves.map((leaf) => scaled(leaf, factor)), share: Math.min(1, factor) }
  }
  const isWork = leaves.map((leaf) => isWorkOf(leaf, context))
  const seconds = leaves.map((leaf) => leafDurationS(leaf, context) ?? 0)
  const countsFor = (index: number): boolean => extent.kind === 'ended' || isWork[index]! || !isWork.some(Boolean)
  const whole = seconds.reduce((sum, each, index) => sum + (countsFor(index) ? each : 0), 0)
  let left = extent.share * whole
  const done: Leaf[] = []
  for (const [index, leaf] of leaves.entries()) {
    if (left <= 0) break
    const part = countsFor(index) ? Math.min(1, left / Math.max(1, seconds[index]!)) : 1
    if (countsFor(index)) left -= seconds[index]!
    done.push(scaled(leaf, part))
  }
  if (extent.kind === 'given-up') {
    const { instruction: _, cues: __, ...home } = leaves.at(-1)!
    if (leaves.at(-1)!.type === 'Cooldown') done.push({ ...home, duration: HOME_S })
  }
  const workWhole = seconds.reduce((sum, each, index) => sum + (isWork[index]! ? each : 0), 0)
  const workDone = done.reduce((sum, leaf, index) => sum + (isWork[index] ? (leafDurationS(leaf, context) ?? 0) : 0), 0)
  return { done, share: workWhole > 0 ? Math.min(1, workDone / workWhole) : extent.share }
}

function isWorkOf(leaf: Leaf, context: LoadContext): boolean {
  if (leaf.type === 'Warmup' || leaf.type === 'Cooldown' || leaf.type === 'Rest') return false
  const span = leafFraction(leaf, leafDurationS(leaf, context) ?? 60, context)
  return span !== null && domainOfFraction((span.start + span.end) / 2, context.sport) !== 'LOW'
}

/** A step of another length. Words spoken at a time of the step are left out where it ends before. */
function scaled(leaf: Leaf, factor: number): Leaf {
  if (factor === 1) return leaf
  const { cues: _, ...rest } = leaf
  const of = (amount: number): number => Math.max(1, Math.round(amount * factor))
  return {
    ...rest,
    ...(leaf.duration === undefined ? {} : { duration: of(leaf.duration) }),
    ...(leaf.distance === undefined ? {} : { distance: of(leaf.distance) }),
    ...(leaf.estimatedDuration === undefined ? {} : { estimatedDuration: of(leaf.estimatedDuration) }),
  }
}

function lapsOf(leaves: readonly Leaf[], context: LoadContext, set: ThresholdSet, pace: number): Lap[] {
  let startS = 0
  return leaves.map((leaf) => {
    const durationS = leafDurationS(leaf, context) ?? 0
    const span = leafFraction(leaf, durationS, context)
    const fraction = span === null ? null : (span.start + span.end) / 2
    const speed = context.sport === 'run' ? set.thresholdSpeedMps : undefined
    const lap: Lap = {
      startS,
      durationS,
      distanceM: speed === undefined || fraction === null ? null : Math.round(durationS * speed * fraction * pace),
      avgHrBpm: null,
      avgPowerW: set.ftpW === undefined || fraction === null ? null : Math.round(set.ftpW * fraction * pace),
    }
    startS += durationS
    return lap
  })
}

function recordingOf(done: PlannedWorkout, laps: readonly Lap[]): Recording {
  const id = `done-${done.date}-${done.slot}-${done.id}`
  return {
    laps,
    activity: {
      id,
      provider: 'file-fit',
      sport: done.sport,
      subSport: null,
      title: null,
      startedAt: `${done.date}T${done.slot === 0 ? '07' : '17'}:00:00Z`,
      date: done.date,
      elapsedS: done.durationS,
      movingS: done.durationS,
      distanceM: done.distanceM,
      ascentM: null,
      avgHrBpm: null,
      maxHrBpm: null,
      avgPowerW: null,
      npW: null,
      load: done.tss,
      loadMethod: done.sport === 'run' ? 'pace' : 'power',
      loadConfidence: 'HIGH',
      indoor: false,
      race: done.race,
    },
  }
}
