import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { leafDurationS, leafFraction, loadContext } from '@coach-wattz/core/workout/leaf-load'
import { walk } from '@coach-wattz/core/workout/walk'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { dayText } from './training-files.ts'

/** A file as it is chosen on the import page. */
export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** One stretch of a session, at a share of threshold speed. */
interface Stretch {
  readonly seconds: number
  readonly share: number
}

/** The runner of the fortnight: 4:27 /km for an hour. */
export const THRESHOLD_MPS = 3.75
const METRES_PER_DEGREE = 111_194.93
const DAY_MS = 86_400_000
const wobble = (second: number): number => 1 + 0.008 * Math.sin(second / 37) + 0.006 * Math.sin(second / 11)

export const dayAfter = (day: string, days: number): string => dayText(Date.parse(day) + days * DAY_MS)

/** A run as a watch records it, a lap at each change of pace. */
function runFile(day: string, title: string, stretches: readonly Stretch[]): NamedFile {
  const ends: number[] = []
  for (const { seconds } of stretches) ends.push((ends.at(-1) ?? 0) + seconds)
  const shareAt = (second: number): number => stretches[ends.findIndex((end) => second < end)]?.share ?? 0.7
  const bytes = forgeFit({
    sport: 'run',
    startedAt: `${day}T06:30:00Z`,
    utcOffsetS: 3600,
    elapsedS: ends.at(-1) ?? 0,
    everyS: 4,
    speedMps: (second) => THRESHOLD_MPS * shareAt(second) * wobble(second),
    heartRateBpm: (second) => Math.round(60 + 110 * shareAt(second) * (1 - Math.exp(-second / 60)) + second / 900),
    cadenceRpm: () => 170,
    altitudeM: () => 80,
    position: (distanceM) => ({ latDeg: 47 + distanceM / METRES_PER_DEGREE, lonDeg: -20 }),
    lapEndsS: ends.slice(0, -1),
    title,
  })
  return { name: `${day}-${title.toLowerCase().replaceAll(/\W+/g, '-')}.fit`, bytes }
}

/** Ten weeks of four runs each, up to the Sunday `lastDay`; every fourth week is lighter. */
export function weeksBefore(lastDay: string): NamedFile[] {
  const files: NamedFile[] = []
  for (let back = 9; back >= 0; back--) {
    const size = back % 4 === 3 ? 0.8 : 1
    const on = (daysBefore: number): string => dayAfter(lastDay, -7 * back - daysBefore)
    const easy = (minutes: number): Stretch[] => [{ seconds: Math.round(minutes * 60 * size), share: 0.76 }]
    const repeats = Array.from({ length: 4 }, () => [
      { seconds: 360, share: 0.99 },
      { seconds: 90, share: 0.6 },
    ]).flat()
    files.push(
      runFile(on(5), 'Easy run', easy(45)),
      runFile(on(3), 'Threshold', [{ seconds: 900, share: 0.74 }, ...repeats, { seconds: 600, share: 0.72 }]),
      runFile(on(2), 'Easy run', easy(40)),
      runFile(on(0), 'Long run', easy(85)),
    )
  }
  return files
}

/** A planned run as it was done: all of it, or given up after a share of its time; the rest of a run given up is missing. */
export function doneFile(session: PlannedWorkout, { share = 1, day = session.date } = {}): NamedFile {
  const context = loadContext('run' satisfies Sport, { thresholdPaceMps: THRESHOLD_MPS })
  const stretches: Stretch[] = []
  let leftS = session.durationS * share
  for (const { leaf } of walk(session.workout.steps)) {
    const durationS = leafDurationS(leaf, context)
    if (durationS === null || leftS <= 0) continue
    const span = leafFraction(leaf, durationS, context)
    const seconds = Math.round(Math.min(durationS, leftS))
    stretches.push({ seconds, share: span ? (span.start + span.end) / 2 : 0.76 })
    leftS -= durationS
  }
  return runFile(day, session.title, stretches)
}

/** A diary of mornings as a table: HRV that wobbles about 66 ms, resting heart rate about 48. */
export function morningsFile(lastDay: string, days: number): NamedFile {
  const rows = Array.from({ length: days }, (_, index) => {
    const back = days - 1 - index
    const hrv = 66 + 4 * Math.sin(back * 1.7) + 2 * Math.sin(back * 0.6)
    return `${dayAfter(lastDay, -back)},${hrv.toFixed(1)},${48 + (back % 3)}`
  })
  return { name: 'mornings.csv', bytes: new TextEncoder().encode(['date,hrv,restingHR', ...rows].join('\n')) }
}
