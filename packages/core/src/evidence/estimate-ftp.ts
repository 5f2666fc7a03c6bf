import { estimateCriticalPower } from '../athlete/critical-power.ts'
import { FTP_FACTORS, FTP_RANGE_W, ftpFromTest } from '../athlete/ftp.ts'
import { seasonCurve } from '../load/mean-maximal.ts'
import { known, unknown, type Confidence, type Measured } from '../result/measured.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import type { ActivityBests } from './activity-bests.ts'
import { LTHR_SHARE_OF_MAX } from '../athlete/max-heart-rate.ts'
import { evidenceId, RUN_THRESHOLD_RULES } from './estimate-run-threshold.ts'
import { fitnessLeft } from './fitness-left.ts'
import { movingSeconds, type HistoryActivity, type TrainingHistory } from './history.ts'

/** Rules of science.md S2.1. */
export const FTP_RULES = {
  windowDays: 90,
  maxVi: 1.06,
  minChange: 0.02,
  maxAutoRaise: 0.05,
  wholeRideMinS: 1200,
} as const

export type FtpMethod = 'mmp20' | 'mmp60' | 'critical-power' | 'np-ride'

/** FTP found in training, with what it stands on. */
export interface FtpEstimate {
  readonly ftpW: number
  readonly method: FtpMethod
  readonly confidence: Confidence
  readonly date: LocalDate
  readonly from: readonly string[]
  /** Critical power behind it, when the efforts gave one. */
  readonly cpW: number | null
  readonly wPrimeJ: number | null
}

export interface FtpInput {
  readonly history: TrainingHistory
  readonly today: LocalDate
  readonly bests?: ReadonlyMap<string, ActivityBests>
}

/**
 * FTP from 90 days of rides (science.md S2.1, S2.2): the highest of the best hour, 0.95 × the best 20 min where that was
 * ridden evenly (VI ≤ 1.06), and 0.96 × critical power. Without curves the normalized power of whole
 * rides proves a floor, LOW. Rides that heart rate calls easy prove nothing (`no-effort`). A lay-off detrains (S8.8). Unknown (`no-power`) otherwise. Ask before raising: see {@link proposeFtp}.
 */
export function estimateFtp(input: FtpInput): Measured<FtpEstimate> {
  const from = addDays(input.today, -FTP_RULES.windowDays)
  const ridden = input.history.activities.filter(
    ({ sport, date }) => sport === 'ride' && date <= input.today && date >= from,
  )
  const highestBpm = highestHeldBpm(input)
  const rides = ridden.filter((ride) => !isEasy(ride, input, highestBpm))
  const critical = criticalPower(rides, input)
  const candidates = [...curveCandidates(rides, input), ...(critical ? [critical.candidate] : [])]
  const [best] = (candidates.length > 0 ? candidates : wholeRideCandidates(rides)).sort((a, b) => b.ftpW - a.ftpW)
  if (!best) {
    return rides.length < ridden.length
      ? unknown(
          'no-effort',
          'No ride of 90 days was hard enough by heart rate to read an FTP from: ride a 20-minute test.',
        )
      : unknown('no-power', 'No ride of 90 days has a steady hard effort with power.')
  }
  const ftpW = best.ftpW * fitnessLeft(input.history, 'ride', input.today)
  if (ftpW < FTP_RANGE_W.min || ftpW > FTP_RANGE_W.max) {
    return unknown(
      'out-of-range',
      `The rides give an FTP of ${Math.round(ftpW)} W, outside 50 to 500: check the power meter.`,
    )
  }
  return known({ ...best, ftpW, cpW: critical?.cpW ?? null, wPrimeJ: critical?.wPrimeJ ?? null })
}

/** A change of FTP worth asking the athlete about (science.md S2.1): at least 2 %, a raise at most 5 % at a time. Null when not. */
export function proposeFtp(currentW: number, estimateW: number): number | null {
  if (Math.abs(estimateW / currentW - 1) < FTP_RULES.minChange) return null
  return Math.min(estimateW, currentW * (1 + FTP_RULES.maxAutoRaise))
}

type Candidate = Pick<FtpEstimate, 'ftpW' | 'method' | 'confidence' | 'date' | 'from'>

const bestsOf = (ride: HistoryActivity, input: FtpInput): ActivityBests | null =>
  ride.id === undefined ? null : (input.bests?.get(ride.id) ?? null)

/**
 * True when heart rate says that nothing of the ride was near threshold: its hardest 20 min stayed below the share of LTHR
 * that makes an effort (science.md S1.2a), with LTHR from the highest rate held (S3.2). Without heart rate nobody can tell.
 */
function isEasy(ride: HistoryActivity, input: FtpInput, highestBpm: number | null): boolean {
  const hardest = bestsOf(ride, input)?.heartRate20MinBpm ?? null
  if (hardest === null || highestBpm === null) return false
  return hardest < RUN_THRESHOLD_RULES.lthrLow * LTHR_SHARE_OF_MAX.ride * highestBpm
}

function highestHeldBpm({ bests }: FtpInput): number | null {
  let highest: number | null = null
  for (const { heldMaxHrBpm } of bests?.values() ?? [])
    if (heldMaxHrBpm !== null && (highest === null || heldMaxHrBpm > highest)) highest = heldMaxHrBpm
  return highest
}

function curveCandidates(rides: readonly HistoryActivity[], input: FtpInput): Candidate[] {
  return rides.flatMap((ride) => {
    const bests = bestsOf(ride, input)
    if (!bests) return []
    const at = (durationS: number) => bests.powerW.find((point) => point.durationS === durationS)?.value
    const twenty = at(1200)
    const hour = at(3600)
    const found: Candidate[] = []
    const shared = { date: ride.date, from: [evidenceId(ride)] }
    if (twenty !== undefined && bests.viOfBest20Min !== null && bests.viOfBest20Min <= FTP_RULES.maxVi) {
      found.push({ ...shared, ftpW: ftpFromTest('20-min', twenty), method: 'mmp20', confidence: 'MEDIUM' })
    }
    if (hour !== undefined)
      found.push({ ...shared, ftpW: ftpFromTest('60-min', hour), method: 'mmp60', confidence: 'MEDIUM' })
    return found
  })
}

function criticalPower(rides: readonly HistoryActivity[], input: FtpInput) {
  const withCurve = rides.filter((ride) => (bestsOf(ride, input)?.powerW.length ?? 0) > 0)
  if (withCurve.length === 0) return null
  const curve = seasonCurve(withCurve.map((ride) => bestsOf(ride, input)!.powerW))
  const fit = estimateCriticalPower(curve.map(({ durationS, value }) => ({ durationS, powerW: value })))
  if (!fit.ok) return null
  const date = withCurve.reduce((last, ride) => (ride.date > last ? ride.date : last), withCurve[0]!.date)
  const candidate: Candidate = {
    ftpW: ftpFromTest('critical-power', fit.value.cpW),
    method: 'critical-power',
    confidence: fit.value.confidence,
    date,
    from: withCurve.map(evidenceId),
  }
  return { candidate, cpW: fit.value.cpW, wPrimeJ: fit.value.wPrimeJ }
}

/**
 * Normalized power of a whole ride as a floor [P]: FTP for an hour and longer, S2.1's 0.95 for 20 min, linear between.
 * Warm-up and easy parts only make it lower.
 */
function wholeRideCandidates(rides: readonly HistoryActivity[]): Candidate[] {
  return rides.flatMap((ride) => {
    const movingS = movingSeconds(ride)
    if (ride.npW === undefined || movingS < FTP_RULES.wholeRideMinS) return []
    const share = Math.min(1, (movingS - FTP_RULES.wholeRideMinS) / (3600 - FTP_RULES.wholeRideMinS))
    const factor = FTP_FACTORS['20-min'] + share * (FTP_FACTORS['60-min'] - FTP_FACTORS['20-min'])
    return [
      { ftpW: factor * ride.npW, method: 'np-ride', confidence: 'LOW', date: ride.date, from: [evidenceId(ride)] },
    ]
  })
}
