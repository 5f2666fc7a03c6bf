import type { RecordedActivity } from '@coach-wattz/core/evidence/activity'
import { toDayNumber } from '@coach-wattz/core/time/local-date'
import { seededRandom } from './random.ts'
import type { SampleSession } from './sample-sessions.ts'

/** The sample athlete, as in the look book: FTP 248 W, VDOT 46. */
export const SAMPLE_ATHLETE = {
  name: 'Sample athlete',
  birthYear: 1988,
  weightKg: 68,
  ftpW: 248,
  thresholdSpeedMps: 1000 / 273,
  lthrBpm: { run: 171, ride: 165 },
  maxHrBpm: 186,
  restingHrBpm: 50,
} as const

/** Seconds between samples: watches that record "smart" write about this often. */
const SAMPLE_S = 5
/** Heart rate follows effort with this time constant, seconds. */
const HR_LAG_S = 45
const SECONDS_A_DAY = 86_400

/** Turns one sample session into what a watch would have recorded: samples with noise, heart-rate lag, hills and a loop on the map. */
export function recordSample(session: SampleSession, utcOffsetS: number): RecordedActivity {
  const random = seededRandom(toDayNumber(session.date) * 7 + (session.sport === 'run' ? 1 : 2))
  const durationS = session.segments.reduce((sum, segment) => sum + segment.durationS, 0)
  const columns = {
    timeS: [] as number[],
    distanceM: [] as number[],
    speedMps: [] as number[],
    altitudeM: [] as number[],
    heartRateBpm: [] as number[],
    powerW: [] as number[],
    cadenceRpm: [] as number[],
    latDeg: [] as number[],
    lonDeg: [] as number[],
  }
  const lthr = SAMPLE_ATHLETE.lthrBpm[session.sport]
  let heartRate = SAMPLE_ATHLETE.restingHrBpm + 35
  let distanceM = 0
  let segmentIndex = 0
  let segmentEndS = session.segments[0]?.durationS ?? 0
  for (let timeS = 0; timeS <= durationS; timeS += SAMPLE_S) {
    while (timeS >= segmentEndS && segmentIndex < session.segments.length - 1) {
      segmentIndex++
      segmentEndS += session.segments[segmentIndex]!.durationS
    }
    const intensity = session.segments[segmentIndex]!.intensity * (0.985 + 0.03 * random())
    // An hour above threshold drifts up a few beats; the lag makes short repeats look as they do on a wrist.
    const target = lthr * (0.42 + 0.58 * Math.min(intensity, 1.08)) + (timeS / 3600) * 2.5
    heartRate += (target - heartRate) * (1 - Math.exp(-SAMPLE_S / HR_LAG_S)) + (random() - 0.5) * 1.2
    const speedMps =
      session.sport === 'run'
        ? SAMPLE_ATHLETE.thresholdSpeedMps * intensity
        : rideSpeed(SAMPLE_ATHLETE.ftpW * intensity)
    distanceM += speedMps * SAMPLE_S
    columns.timeS.push(timeS)
    columns.distanceM.push(round(distanceM, 1))
    columns.speedMps.push(round(speedMps, 3))
    columns.altitudeM.push(round(40 + 12 * Math.sin(distanceM / 900) + 5 * Math.sin(distanceM / 310), 1))
    columns.heartRateBpm.push(Math.round(heartRate))
    columns.cadenceRpm.push(
      session.sport === 'run' ? Math.round(160 + 16 * intensity) : Math.round(78 + 12 * intensity),
    )
    if (session.sport === 'ride')
      columns.powerW.push(Math.round(SAMPLE_ATHLETE.ftpW * intensity * (0.94 + 0.12 * random())))
    // A loop of about 9 km in the open sea, where nobody lives.
    const angle = (distanceM / 9_000) * 2 * Math.PI
    columns.latDeg.push(round(47 + 0.0115 * Math.sin(angle), 6))
    columns.lonDeg.push(round(-20 + 0.0168 * Math.cos(angle), 6))
  }
  const outdoors = !session.indoor
  const startedAtS = toDayNumber(session.date) * SECONDS_A_DAY + session.startOfDayS - utcOffsetS
  return {
    provider: 'sample',
    sport: session.sport,
    subSport: session.indoor ? 'indoor_cycling' : null,
    title: session.title,
    startedAt: new Date(startedAtS * 1000).toISOString(),
    utcOffsetS,
    elapsedS: durationS,
    timerS: durationS,
    distanceM: round(distanceM, 1),
    ascentM: null,
    descentM: null,
    avgHrBpm: null,
    maxHrBpm: null,
    avgPowerW: null,
    calories: null,
    device: 'Sample watch',
    indoor: session.indoor,
    streams: {
      timeS: columns.timeS,
      distanceM: columns.distanceM,
      speedMps: columns.speedMps,
      heartRateBpm: columns.heartRateBpm,
      cadenceRpm: columns.cadenceRpm,
      ...(session.sport === 'ride' ? { powerW: columns.powerW } : {}),
      ...(outdoors ? { altitudeM: columns.altitudeM, latDeg: columns.latDeg, lonDeg: columns.lonDeg } : {}),
    },
    laps: [],
    notes: [],
    partial: false,
  }
}

/** Flat-road speed for a power, m/s: a cubic drag with rolling resistance, close enough for a sample (science.md S10.4 does it properly). */
function rideSpeed(powerW: number): number {
  let speed = 8
  for (let step = 0; step < 6; step++) {
    const excess = 0.2 * speed ** 3 + 4 * speed - Math.max(20, powerW)
    speed -= excess / (0.6 * speed ** 2 + 4)
  }
  return speed
}

const round = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits
