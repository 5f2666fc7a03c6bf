import { estimateCriticalSpeed, THRESHOLD_SHARE_OF_CS } from '../athlete/critical-speed.ts'
import type { RaceEffort } from '../athlete/race-prediction.ts'
import { thresholdSpeed, vdotFromThresholdSpeed } from '../athlete/training-paces.ts'
import { isInVdotTable, oxygenCost, VDOT_RACE_LIMITS, vdotAtSpeed, vdotFromPerformance } from '../athlete/vdot.ts'
import { seasonCurve } from '../load/mean-maximal.ts'
import { known, unknown, type Confidence, type Measured } from '../result/measured.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { ActivityBests } from './activity-bests.ts'
import { fitnessLeft } from './fitness-left.ts'
import { movingSeconds, type HistoryActivity, type TrainingHistory } from './history.ts'

/** Rules of science.md S1.2 [P]. */
export const RUN_THRESHOLD_RULES = {
  windowDays: 120,
  curveDays: 90,
  freshDays: 42,
  decayPer30Days: 0.5,
  effortMinS: 1200,
  lthrLow: 0.95,
  lthrHigh: 1.02,
  criticalSpeedShare: 0.9,
  easyShare: 0.66,
  maxRisePer14Days: 1,
} as const
/** A GPS race measures up to 3 % off its certified distance; beyond that it was another distance [P]. */
const RACE_DISTANCE_TOLERANCE = 0.03
const CERTIFIED_M = [1500, 1609.344, 3000, 5000, 10_000, 15_000, 16_093.44, 21_097.5, 42_195] as const
/** A watch left running after the line shows as much more elapsed than moving time [P]. */
const FORGOTTEN_WATCH = 1.02
/** Whole runs prove a floor from this long on, and one run far above all others is a GPS fault or a bike [P]. */
const FLOOR_MIN_S = 1200
const FLOOR_OUTLIER_VDOT = 3

export type RunThresholdMethod = 'race-vdot' | 'threshold-effort' | 'critical-speed' | 'easy-pace' | 'best-run'

/** The working VDOT with the threshold speed it gives. */
export interface RunThreshold {
  readonly vdot: number
  readonly thresholdSpeedMps: number
  readonly method: RunThresholdMethod
  readonly confidence: Confidence
  /** Day of the newest evidence. */
  readonly date: LocalDate
  /** Ids (or date and sport) of the activities it stands on. */
  readonly from: readonly string[]
  /** Valid races of the window, at certified distance. */
  readonly races: readonly RaceEffort[]
}

export interface RunThresholdInput {
  readonly history: TrainingHistory
  readonly today: LocalDate
  readonly lthrBpm?: number | null
  readonly bests?: ReadonlyMap<string, ActivityBests>
  /** Pace the athlete calls easy, as a speed, when asked. */
  readonly easySpeedMps?: number | null
}

/** What an activity is called where a figure points back to it. */
export const evidenceId = (activity: HistoryActivity): string => activity.id ?? `${activity.date} ${activity.sport}`

/**
 * Working VDOT and threshold speed (science.md S1.2): the best race of 120 days, else (a) a 20-min effort at LTHR, (b)
 * critical speed, (c) the easy pace the athlete names. Without any of these the best whole run proves a floor, LOW: a run
 * is at most an all-out race. Older evidence decays, and a lay-off detrains (S8.8). Unknown (`no-effort`) without runs.
 */
export function estimateRunThreshold(input: RunThresholdInput): Measured<RunThreshold> {
  const races = validRaces(input)
  const found =
    bestRace(races, input.today) ?? thresholdEffort(input) ?? criticalSpeed(input) ?? easyPace(input) ?? bestRun(input)
  if (!found) return unknown('no-effort', 'No race, no hard run and no easy pace to read a threshold from.')
  const vdot = (found.vdot - ageDecay(found.date, input.today)) * fitnessLeft(input.history, 'run', input.today)
  const isExtrapolated = !isInVdotTable(vdot)
  return known({
    ...found,
    vdot,
    thresholdSpeedMps: thresholdSpeed(vdot),
    confidence: isExtrapolated ? 'LOW' : found.confidence,
    races: races.map(({ effort }) => effort),
  })
}

/**
 * Working VDOT may rise by at most 1.0 in 14 days unless a race shows it (science.md S1.2); it may fall freely.
 */
export function limitVdotRise(previous: number, next: number, days: number, byRace: boolean): number {
  if (byRace || next <= previous) return next
  return Math.min(next, previous + (RUN_THRESHOLD_RULES.maxRisePer14Days * Math.max(0, days)) / 14)
}

type Found = Omit<RunThreshold, 'thresholdSpeedMps' | 'races'>
interface Race {
  readonly effort: RaceEffort
  readonly vdot: number
  readonly id: string
}

function runsWithin({ history, today }: RunThresholdInput, days: number): HistoryActivity[] {
  const from = addDays(today, -days)
  return history.activities.filter(({ sport, date }) => sport === 'run' && date <= today && date >= from)
}

function validRaces(input: RunThresholdInput): Race[] {
  return runsWithin(input, RUN_THRESHOLD_RULES.windowDays).flatMap((run) => {
    if (!run.race || run.distanceM === null) return []
    const distanceM = certifiedDistance(run.distanceM)
    const movingS = movingSeconds(run)
    const timeS = run.durationS > movingS * FORGOTTEN_WATCH ? movingS : run.durationS
    const vdot = vdotFromPerformance(distanceM, timeS)
    return vdot.ok ? [{ effort: { date: run.date, distanceM, timeS }, vdot: vdot.value, id: evidenceId(run) }] : []
  })
}

/** The certified distance a recorded one stands for, or itself (within 3 %). */
export function certifiedDistance(distanceM: number): number {
  const nearest = CERTIFIED_M.reduce((best, candidate) =>
    Math.abs(candidate - distanceM) < Math.abs(best - distanceM) ? candidate : best,
  )
  return Math.abs(nearest - distanceM) / nearest <= RACE_DISTANCE_TOLERANCE ? nearest : distanceM
}

/** Highest today of 5K and longer, age counted; shorter races speak only when there is none (science.md S1.2). */
function bestRace(races: readonly Race[], today: LocalDate): Found | null {
  const long = races.filter(({ effort }) => effort.distanceM >= 5000)
  const worth = ({ vdot, effort }: Race): number => vdot - ageDecay(effort.date, today)
  const [best] = [...(long.length > 0 ? long : races)].sort((a, b) => worth(b) - worth(a))
  if (!best) return null
  const confidence = long.length > 0 ? 'HIGH' : 'MEDIUM'
  return { vdot: best.vdot, method: 'race-vdot', confidence, date: best.effort.date, from: [best.id] }
}

/** (a) Best mean speed of ≥ 20 min at 0.95–1.02 LTHR: from the samples, else from a whole run's means. */
function thresholdEffort(input: RunThresholdInput): Found | null {
  const { lthrBpm, bests } = input
  if (lthrBpm === null || lthrBpm === undefined) return null
  const rules = RUN_THRESHOLD_RULES
  let best: Found | null = null
  const worth = ({ vdot, date }: Pick<Found, 'vdot' | 'date'>): number => vdot - ageDecay(date, input.today)
  for (const run of runsWithin(input, rules.windowDays)) {
    const sampled = run.id === undefined ? null : bests?.get(run.id)?.steady20Min
    const movingS = movingSeconds(run)
    const whole =
      run.avgHrBpm !== undefined && run.distanceM !== null && movingS >= rules.effortMinS
        ? { speedMps: run.distanceM / movingS, heartRateBpm: run.avgHrBpm }
        : null
    const effort = sampled ?? whole
    if (!effort || effort.heartRateBpm < rules.lthrLow * lthrBpm || effort.heartRateBpm > rules.lthrHigh * lthrBpm)
      continue
    const vdot = vdotFromThresholdSpeed(effort.speedMps)
    if (vdot < 20 || vdot > 90 || (best && worth({ vdot, date: run.date }) <= worth(best))) continue
    best = {
      vdot,
      method: 'threshold-effort',
      confidence: sampled ? 'HIGH' : 'MEDIUM',
      date: run.date,
      from: [evidenceId(run)],
    }
  }
  return best
}

/** (b) Critical speed of the season's best efforts between 2 and 20 min. */
function criticalSpeed(input: RunThresholdInput): Found | null {
  const runs = runsWithin(input, RUN_THRESHOLD_RULES.curveDays).filter(
    (run) => run.id !== undefined && input.bests?.has(run.id),
  )
  if (runs.length === 0) return null
  const curve = seasonCurve(runs.map((run) => input.bests!.get(run.id!)!.speedMps))
  const fit = estimateCriticalSpeed(
    curve.map(({ durationS, value }) => ({ distanceM: value * durationS, timeS: durationS })),
  )
  if (!fit.ok) return null
  const vdot = oxygenCost(fit.value.criticalSpeedMps * 60) / RUN_THRESHOLD_RULES.criticalSpeedShare
  if (vdot < 20 || vdot > 90) return null
  return { vdot, method: 'critical-speed', confidence: 'MEDIUM', date: lastDate(runs), from: runs.map(evidenceId) }
}

/** (c) The easy pace the athlete names. */
function easyPace({ easySpeedMps, today }: RunThresholdInput): Found | null {
  if (easySpeedMps === null || easySpeedMps === undefined) return null
  const vdot = vdotAtSpeed(easySpeedMps, RUN_THRESHOLD_RULES.easyShare)
  return vdot < 15 || vdot > 90 ? null : { vdot, method: 'easy-pace', confidence: 'LOW', date: today, from: [] }
}

/** The best whole run taken as a race: a floor, never more than the truth [P]. */
function bestRun(input: RunThresholdInput): Found | null {
  const limits = VDOT_RACE_LIMITS
  const [first, second] = runsWithin(input, RUN_THRESHOLD_RULES.windowDays)
    .flatMap((run) => {
      const movingS = movingSeconds(run)
      if (run.distanceM === null || movingS < FLOOR_MIN_S || movingS > limits.maxTimeS) return []
      const vdot = vdotFromPerformance(Math.min(run.distanceM, limits.maxDistanceM), movingS)
      return vdot.ok ? [{ vdot: vdot.value, run }] : []
    })
    .sort((a, b) => b.vdot - a.vdot)
  if (!first) return null
  const best = second && first.vdot - second.vdot > FLOOR_OUTLIER_VDOT ? second : first
  return { vdot: best.vdot, method: 'best-run', confidence: 'LOW', date: best.run.date, from: [evidenceId(best.run)] }
}

/** −0.5 VDOT per 30 days beyond 42 (science.md S1.2), linear. */
function ageDecay(date: LocalDate, today: LocalDate): number {
  const old = daysBetween(date, today) - RUN_THRESHOLD_RULES.freshDays
  return old > 0 ? (RUN_THRESHOLD_RULES.decayPer30Days * old) / 30 : 0
}

function lastDate(runs: readonly HistoryActivity[]): LocalDate {
  return runs.reduce((last, { date }) => (date > last ? date : last), runs[0]!.date)
}

/** Threshold speed of a critical speed, when paces are wanted without a VDOT (science.md S1.7). */
export const thresholdSpeedOfCriticalSpeed = (criticalSpeedMps: number): number =>
  criticalSpeedMps * THRESHOLD_SHARE_OF_CS
