import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { DescribedActivity } from '@coach-wattz/formats/testing/described-activity'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { forgeGpx } from '@coach-wattz/formats/testing/forge-gpx'
import { forgeTcx } from '@coach-wattz/formats/testing/forge-tcx'
import { ZipFile } from 'yazl'

/** A folder as a person has it on disk: activities in several formats and, when asked for, one file cut short. */
export interface TrainingFolder {
  readonly path: string
  /** Sound activities in it, members of the zip counted one by one. */
  readonly activities: number
}

const METRES_PER_DEGREE = 111_194.93
const DAY_MS = 86_400_000
export const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
/** The day `days` after today, by UTC. */
export const dayFromNow = (days: number): string => dayText(Date.now() + days * DAY_MS)
/** The first Sunday at least `days` from now: races are on Sundays. */
export function sundayFromNow(days: number): string {
  const at = new Date(Date.now() + days * DAY_MS)
  return dayText(at.getTime() + ((7 - at.getUTCDay()) % 7) * DAY_MS)
}

interface Stretch {
  readonly seconds: number
  /** m/s of a run, W of a ride. */
  readonly effort: number
}
const stretchAt = (stretches: readonly Stretch[], second: number): Stretch => {
  let end = 0
  for (const stretch of stretches) {
    end += stretch.seconds
    if (second < end) return stretch
  }
  return stretches.at(-1) ?? { seconds: 0, effort: 0 }
}
const lengthOf = (stretches: readonly Stretch[]): number => stretches.reduce((sum, one) => sum + one.seconds, 0)
/** A slow, repeatable wobble: no two seconds alike, same bytes on every run. */
const wobble = (second: number): number => 1 + 0.015 * Math.sin(second / 37) + 0.01 * Math.sin(second / 11)

function run(day: string, title: string, stretches: readonly Stretch[], everyS = 1): DescribedActivity {
  return {
    sport: 'run',
    startedAt: `${day}T06:30:00Z`,
    utcOffsetS: 3600,
    elapsedS: lengthOf(stretches),
    everyS,
    speedMps: (second) => stretchAt(stretches, second).effort * wobble(second),
    heartRateBpm: (second) =>
      Math.round(52 + 118 * (stretchAt(stretches, second).effort / 3.75) * (1 - Math.exp(-second / 60)) + second / 600),
    cadenceRpm: (second) => 168 + Math.round(4 * Math.sin(second / 90)),
    altitudeM: (second) => 80 + 6 * Math.sin(second / 240),
    position: (distanceM) => ({ latDeg: 47 + distanceM / METRES_PER_DEGREE, lonDeg: -20 }),
    title,
  }
}

function ride(day: string, title: string, stretches: readonly Stretch[], everyS = 1): DescribedActivity {
  return {
    sport: 'ride',
    startedAt: `${day}T15:00:00Z`,
    utcOffsetS: 3600,
    elapsedS: lengthOf(stretches),
    everyS,
    speedMps: (second) => 5.5 + stretchAt(stretches, second).effort / 90,
    powerW: (second) =>
      Math.round(stretchAt(stretches, second).effort * (wobble(second) + 0.04 * Math.sin(second / 3))),
    heartRateBpm: (second) =>
      Math.round(60 + 105 * (stretchAt(stretches, second).effort / 250) * (1 - Math.exp(-second / 50)) + second / 900),
    cadenceRpm: (second) => 86 + Math.round(4 * Math.sin(second / 50)),
    altitudeM: (second) => 120 + 15 * Math.sin(second / 400),
    position: (distanceM) => ({ latDeg: 47 + distanceM / METRES_PER_DEGREE, lonDeg: -21 }),
    title,
  }
}

const steady = (minutes: number, effort: number): Stretch => ({ seconds: Math.round(minutes * 60), effort })
const repeats = (times: number, work: Stretch, rest: Stretch): Stretch[] =>
  Array.from({ length: times }, () => [work, rest]).flat()

/** Four runs a week around a threshold of 3.75 m/s (4:27 /km), and an easy ride; every fourth week is lighter. */
function runnerWeek(back: number): { readonly runs: DescribedActivity[]; readonly ride: DescribedActivity } {
  const size = back % 4 === 0 ? 0.75 : 1 + 0.02 * (10 - back)
  const on = (daysBefore: number) => dayFromNow(-7 * back + 6 - daysBefore)
  return {
    runs: [
      run(on(5), 'Easy run', [steady(42 * size, 2.9)]),
      run(on(3), 'Threshold repeats', [
        steady(15, 2.8),
        ...repeats(4, steady(6, 3.72), steady(1.5, 2.3)),
        steady(10, 2.7),
      ]),
      run(on(2), 'Easy run', [steady(35 * size, 2.85)], 4),
      run(on(0), 'Long run', [steady(75 * size, 2.95)], 4),
    ],
    ride: ride(on(1), 'Easy ride', [steady(60, 135)], 5),
  }
}

/** Four rides a week around an FTP of 250 W; every second week holds twenty hard minutes. */
function cyclistWeek(back: number): DescribedActivity[] {
  const size = back % 4 === 0 ? 0.75 : 1 + 0.02 * (10 - back)
  const on = (daysBefore: number) => dayFromNow(-7 * back + 6 - daysBefore)
  const key =
    back % 2 === 1
      ? [steady(20, 150), steady(20, 263), steady(15, 130)]
      : [steady(15, 150), ...repeats(3, steady(10, 228), steady(4, 125)), steady(10, 130)]
  return [
    ride(on(5), 'Endurance', [steady(70 * size, 165)], 2),
    ride(on(3), back % 2 === 1 ? 'Twenty minutes' : 'Sweet spot', key),
    ride(on(2), 'Easy spin', [steady(45, 135)], 4),
    ride(on(0), 'Long ride', [steady(150 * size, 172)], 4),
  ]
}

const WEEKS = 10

/** Ten weeks of a runner who rides, as FIT, TCX, GPX, .gz and a zip, and one FIT file that ends in its header. */
export async function runnerFolder(): Promise<TrainingFolder> {
  const files: [string, Uint8Array | string][] = []
  const packed: [string, Uint8Array | string][] = []
  let activities = 0
  for (let back = WEEKS; back >= 1; back--) {
    const week = runnerWeek(back)
    const [easy, hard, short, long] = week.runs
    if (!easy || !hard || !short || !long) throw new Error('A week of the runner has four runs.')
    const year = easy.startedAt.slice(0, 10)
    files.push([`${year}/easy.fit`, forgeFit(easy)])
    files.push([`${year}/hard.fit.gz`, gzipSync(forgeFit(hard))])
    files.push([`${year}/short.tcx`, forgeTcx(short)])
    if (back <= 2) packed.push([`long-${back}.gpx`, forgeGpx([long])])
    else files.push([`${year}/long.gpx`, forgeGpx([long])])
    packed.push([`ride-${back}.fit`, forgeFit(week.ride)])
    activities += 5
  }
  files.push(['archive.zip', await zipOf(packed)])
  files.push(['broken.fit', forgeFit(run(dayFromNow(-3), 'Broken', [steady(20, 3)])).slice(0, 9)])
  return { path: await writeFolder('runner', files), activities }
}

/** Ten weeks of rides with power. */
export async function cyclistFolder(): Promise<TrainingFolder> {
  const files: [string, Uint8Array | string][] = []
  for (let back = WEEKS; back >= 1; back--) {
    for (const [index, one] of cyclistWeek(back).entries()) {
      files.push([`${one.startedAt.slice(0, 10)}-${index}.fit`, forgeFit(one)])
    }
  }
  return { path: await writeFolder('cyclist', files), activities: files.length }
}

async function writeFolder(name: string, files: readonly (readonly [string, Uint8Array | string])[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `coach-wattz-${name}-`))
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  return folder
}

function zipOf(entries: readonly (readonly [string, Uint8Array | string])[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, bytes] of entries) zip.addBuffer(Buffer.from(bytes), name)
  zip.end()
  return new Promise((done, refuse) => {
    const chunks: Buffer[] = []
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
    zip.outputStream.on('end', () => done(Buffer.concat(chunks)))
    zip.outputStream.on('error', refuse)
  })
}
