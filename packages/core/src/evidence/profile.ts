import { ageOn } from '../athlete/age.ts'
import { guardrailLevel } from '../athlete/level.ts'
import { predictRace } from '../athlete/race-prediction.ts'
import { firstWeekShare, RETURN_FROM_DAYS } from '../athlete/return-share.ts'
import type { Level, Sport } from '../athlete/sport.ts'
import { thresholdsOn, type Threshold, type ThresholdName } from '../athlete/thresholds.ts'
import { vdotFromThresholdSpeed } from '../athlete/training-paces.ts'
import { RACE_DISTANCES_M, RACE_KINDS, type RaceKind } from '../athlete/vdot.ts'
import type { UnknownReason } from '../result/measured.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { ActivityBests } from './activity-bests.ts'
import { estimateFtp } from './estimate-ftp.ts'
import { estimateLthr, estimateMaxHr } from './estimate-heart-rate.ts'
import { fitnessLeft } from './fitness-left.ts'
import { estimateRunThreshold, evidenceId, type RunThreshold } from './estimate-run-threshold.ts'
import {
  lastActivityDate,
  layoffDays,
  longestSessionM,
  meanOfLastFourWeeks,
  meanWeek,
  minutesIn,
  weeklyVolumes,
  type TrainingHistory,
} from './history.ts'

/** Weeks the profile and the level are the mean of (science.md S0.3). */
export const PROFILE_WEEKS = 8

/** Who the athlete is: the derived snapshot of design.md §4 in the JSON shape of §6. */
export interface AthleteProfile {
  readonly kind: 'profile'
  /** The level guardrails use (science.md S7.3). */
  readonly level: Level
  /** Mean of the known weeks of the last 8; `longestM` is the longest single session of them. */
  readonly weekly: {
    readonly minutes: number | null
    readonly distanceM: number | null
    readonly days: number | null
    readonly longestM: number | null
  }
  /** What a first planned week may stand on: the mean of the last 4 known weeks, less after a break (science.md G25, S8.7). */
  readonly safeBaseline: { readonly weeklyDistanceM: number | null; readonly weeklyMinutes: number | null }
  /** Runs only; empty without a VDOT. */
  readonly raceEquivalents: readonly RaceEquivalent[]
  readonly thresholds: readonly Threshold[]
  /** A break of 4 days and more in the profile's sport; `since` is the last day trained. */
  readonly layoff: {
    readonly days: number
    readonly since: LocalDate
    /** Share of VDOT or FTP left of what it was then (science.md S8.8). */
    readonly fitnessLeft: number
  } | null
  readonly unknowns: readonly ProfileUnknown[]
  /** For each figure the ids (or date and sport) of the activities it stands on. */
  readonly evidence: Readonly<Record<string, readonly string[]>>
}

export interface RaceEquivalent {
  readonly kind: RaceKind
  readonly distanceM: number
  readonly timeS: number
  readonly lowS: number
  readonly highS: number
}

/** A figure there is no answer for, and why. */
export interface ProfileUnknown {
  readonly figure: string
  readonly reason: UnknownReason
  readonly detail: string
}

export interface ProfileInput {
  readonly sport: Sport
  readonly today: LocalDate
  readonly history: TrainingHistory
  /** Thresholds the athlete gave or accepted: they stand before every estimate. */
  readonly thresholds?: readonly Threshold[]
  readonly birthYear?: number | null
  /** The athlete's own word. */
  readonly level?: Level | null
  readonly bests?: ReadonlyMap<string, ActivityBests>
  readonly easySpeedMps?: number | null
}

const THRESHOLD_NAMES: Record<Sport, readonly ThresholdName[]> = {
  run: ['thresholdSpeedMps', 'lthrBpm', 'maxHrBpm'],
  ride: ['ftpW', 'lthrBpm', 'maxHrBpm'],
}

/** Builds the athlete's profile from their history (design.md §4, §6). Every figure is traceable or named unknown. */
export function buildAthleteProfile(input: ProfileInput): AthleteProfile {
  const { history, sport, today } = input
  const unknowns: ProfileUnknown[] = []
  const evidence: Record<string, readonly string[]> = {}
  const volumes = weeklyVolumes(history, sport, today, PROFILE_WEEKS)
  const mean = meanWeek(volumes)
  if (!mean.ok) unknowns.push({ figure: 'weekly', reason: mean.reason, detail: mean.detail })
  evidence.weekly = activitiesOf(history, sport, addDays(today, -7 * (PROFILE_WEEKS + 1)), today)

  const { thresholds, run } = profileThresholds(input, unknowns, evidence)
  const weekly = {
    minutes: mean.ok ? minutesIn(mean.value) : null,
    distanceM: mean.ok ? mean.value.distanceM : null,
    days: mean.ok ? mean.value.days : null,
    longestM: longestSessionM(history, sport, today, 7 * PROFILE_WEEKS),
  }
  return {
    kind: 'profile',
    level: guardrailLevel(
      input.level,
      sport,
      volumes.filter((week) => week.known),
    ),
    weekly,
    safeBaseline: safeBaseline(history, sport, today),
    raceEquivalents: sport === 'run' ? raceEquivalents(thresholds, run, weekly.distanceM, unknowns) : [],
    thresholds,
    layoff: layoffOf(history, sport, today),
    unknowns,
    evidence,
  }
}

/**
 * The volume a first planned week may stand on: mean of the last 4 completed known weeks (science.md G25); after 4 and more
 * days off S8.7's share of the weeks before the break instead, which replaces it (G01, G18).
 */
export function safeBaseline(history: TrainingHistory, sport: Sport, today: LocalDate): AthleteProfile['safeBaseline'] {
  const daysOff = layoffDays(history, today, sport) ?? 0
  const before = daysOff >= RETURN_FROM_DAYS ? preBreakWeek(history, sport, today) : null
  if (before) {
    const share = firstWeekShare(daysOff)
    return {
      weeklyDistanceM: before.distanceM === null ? null : share * before.distanceM,
      weeklyMinutes: before.minutes === null ? null : share * before.minutes,
    }
  }
  const mean = meanOfLastFourWeeks(history, sport, today)
  return mean.ok
    ? { weeklyDistanceM: mean.value.distanceM, weeklyMinutes: minutesIn(mean.value) }
    : { weeklyDistanceM: null, weeklyMinutes: null }
}

/**
 * Mean of the last 4 weeks with training that were over before the stop (science.md S7.3, G18); the week of the stop itself
 * only when there is no other. Null without any in a year.
 */
export function preBreakWeek(
  history: TrainingHistory,
  sport: Sport,
  today: LocalDate,
): { minutes: number | null; distanceM: number | null } | null {
  const since = lastActivityDate(history, today, sport)
  if (since === null) return null
  const loading = weeklyVolumes(history, sport, today, 52).filter((week) => week.known && minutesIn(week) !== 0)
  const whole = loading.filter((week) => addDays(week.weekStart, 6) <= since)
  const mean = meanWeek((whole.length > 0 ? whole : loading).slice(-4))
  return mean.ok ? { minutes: minutesIn(mean.value), distanceM: mean.value.distanceM } : null
}

function layoffOf(history: TrainingHistory, sport: Sport, today: LocalDate): AthleteProfile['layoff'] {
  const days = layoffDays(history, today, sport)
  const since = lastActivityDate(history, today, sport)
  if (days === null || since === null || days < RETURN_FROM_DAYS) return null
  return { days, since, fitnessLeft: fitnessLeft(history, sport, today) }
}

/** Thresholds of the sport: the athlete's own where given, estimates for the rest, a reason where neither is there. */
function profileThresholds(
  input: ProfileInput,
  unknowns: ProfileUnknown[],
  evidence: Record<string, readonly string[]>,
) {
  const { sport, today, history, bests } = input
  const given = input.thresholds ?? []
  const inForce = thresholdsOn(given, sport, today)
  const age = ageOn(input.birthYear, today)
  const heart = { history, today, ageYears: age.ok ? age.value : null, bests }
  const found: Threshold[] = []
  const add = (
    name: ThresholdName,
    value: number,
    estimate: { method: string; confidence: Threshold['confidence']; date: LocalDate; from: readonly string[] },
  ) => {
    if (inForce[name] !== undefined) return
    found.push({ sport, name, value, from: estimate.date, method: estimate.method, confidence: estimate.confidence })
    evidence[`thresholds.${name}`] = estimate.from
  }
  const miss = (figure: ThresholdName, why: { reason: UnknownReason; detail: string }) => {
    if (inForce[figure] === undefined)
      unknowns.push({ figure: `thresholds.${figure}`, reason: why.reason, detail: why.detail })
  }

  const maxHr = estimateMaxHr(heart)
  if (maxHr.ok) add('maxHrBpm', maxHr.value.bpm, maxHr.value)
  else miss('maxHrBpm', maxHr)
  const maxHrBpm = inForce.maxHrBpm ?? (maxHr.ok ? maxHr.value.bpm : null)
  const lthr = estimateLthr(heart, sport, maxHrBpm)
  if (lthr.ok) add('lthrBpm', lthr.value.bpm, lthr.value)
  else miss('lthrBpm', lthr)

  let run: RunThreshold | null = null
  if (sport === 'run') {
    // An LTHR that is only a share of the maximum is too rough to read a threshold effort from.
    const lthrBpm = inForce.lthrBpm ?? (lthr.ok && lthr.value.method === 'mean-20-min' ? lthr.value.bpm : null)
    const estimate = estimateRunThreshold({ history, today, bests, lthrBpm, easySpeedMps: input.easySpeedMps ?? null })
    if (estimate.ok) {
      run = estimate.value
      add('thresholdSpeedMps', run.thresholdSpeedMps, run)
    } else miss('thresholdSpeedMps', estimate)
  } else {
    const ftp = estimateFtp({ history, today, bests })
    if (ftp.ok) {
      add('ftpW', ftp.value.ftpW, ftp.value)
      if (ftp.value.cpW !== null) add('cpW', ftp.value.cpW, { ...ftp.value, method: 'critical-power' })
      if (ftp.value.wPrimeJ !== null) add('wPrimeJ', ftp.value.wPrimeJ, { ...ftp.value, method: 'critical-power' })
    } else miss('ftpW', ftp)
  }
  const own = given.filter(
    (threshold) =>
      threshold.sport === sport && inForce[threshold.name] === threshold.value && isLatest(given, threshold, today),
  )
  const order = (name: ThresholdName) => {
    const place = THRESHOLD_NAMES[sport].indexOf(name)
    return place < 0 ? THRESHOLD_NAMES[sport].length : place
  }
  return { thresholds: [...own, ...found].sort((a, b) => order(a.name) - order(b.name)), run }
}

/** The threshold in force: the last given of the latest date. */
function isLatest(given: readonly Threshold[], threshold: Threshold, today: LocalDate): boolean {
  const same = given.filter(
    ({ sport, name, from }) => sport === threshold.sport && name === threshold.name && from <= today,
  )
  const latest = same.reduce(
    (last, candidate) => (candidate.from >= last.from ? candidate : last),
    same[0] ?? threshold,
  )
  return latest === threshold
}

function raceEquivalents(
  thresholds: readonly Threshold[],
  run: RunThreshold | null,
  weeklyDistanceM: number | null,
  unknowns: ProfileUnknown[],
): RaceEquivalent[] {
  const speed = thresholds.find(({ name }) => name === 'thresholdSpeedMps')
  if (!speed) {
    unknowns.push({
      figure: 'raceEquivalents',
      reason: 'no-threshold',
      detail: 'Race times need a threshold pace or a race.',
    })
    return []
  }
  const vdot = vdotFromThresholdSpeed(speed.value)
  const races = run && speed.method === 'race-vdot' ? run.races : []
  return RACE_KINDS.flatMap((kind) => {
    const prediction = predictRace({ distanceM: RACE_DISTANCES_M[kind], vdot, efforts: races, weeklyDistanceM })
    if (!prediction.ok) return []
    const { distanceM, timeS, lowS, highS } = prediction.value
    return [{ kind, distanceM, timeS, lowS, highS }]
  })
}

function activitiesOf(history: TrainingHistory, sport: Sport, from: LocalDate, to: LocalDate): string[] {
  return history.activities
    .filter((activity) => activity.sport === sport && activity.date >= from && activity.date <= to)
    .map(evidenceId)
}
