import { mkdir, readdir, readFile as readBytes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import type { RecordedActivity } from '@coach-wattz/core/evidence/activity'
import type { DuplicateFacts } from '@coach-wattz/core/evidence/duplicates'
import { findDuplicate } from '@coach-wattz/core/evidence/duplicates'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import { decodeFitWorkout } from '@coach-wattz/formats/fit/decode-fit-workout'
import { Decoder, Stream } from '@garmin/fitsdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../test/corpus.ts'
import type { ReadFile } from './read-file.ts'
import { readFile } from './read-file.ts'
import { openTestPool } from './testing-pool.ts'

/**
 * Real files nobody here wrote: every one ends in an outcome, and what an independent decoder (Garmin's SDK, only here)
 * finds in a sound activity is what we find. The table of outcomes goes to artifacts/corpus-outcomes.csv.
 */
const corpus = corpusFolder()

/** Files that are no activity, or too little of one, by what the table of the corpus says of them. */
const REFUSED: Readonly<Record<string, string>> = {
  'fit/fitdecode/DeveloperData.fit': 'too-short',
  'fit/fitdecode/MonitoringFile.fit': 'not-an-activity',
  'fit/fitdecode/Settings.fit': 'not-an-activity',
  'fit/fitdecode/Settings2.fit': 'not-an-activity',
  'fit/fitdecode/WeightScaleMultiUser.fit': 'not-an-activity',
  'fit/fitdecode/WeightScaleSingleUser.fit': 'not-an-activity',
  'fit/fitdecode/WorkoutCustomTargetValues.fit': 'not-an-activity',
  'fit/fitdecode/WorkoutIndividualSteps.fit': 'not-an-activity',
  'fit/fitdecode/WorkoutRepeatGreaterThanStep.fit': 'not-an-activity',
  'fit/fitdecode/WorkoutRepeatSteps.fit': 'not-an-activity',
  'fit/kaiord/HealthMonitoringStressDay.fit': 'not-an-activity',
  'fit/kaiord/HealthMonitoringStressFullDay.fit': 'not-an-activity',
  'fit/kaiord/HealthSleepFullNight.fit': 'not-an-activity',
  'fit/tormoder/fitsdk/Settings.fit': 'not-an-activity',
  'tcx_gpx/dreeve/activity-without-timed-trackpoints.gpx': 'too-short',
  'tcx_gpx/goldencheetah/2015-09-27-0755_Road_Cycling_WF.tcx': 'empty',
  'tcx_gpx/goldencheetah/MetadataOnly.gpx': 'too-short',
}
/** Damaged files, of which a part is kept and the loss is stated. */
const PARTIAL = new Set([
  'fit/fitdecode/invalid/activity-activity-filecrc.fit',
  'fit/fitdecode/invalid/activity-filecrc.fit',
  'fit/fitdecode/invalid/activity-settings-corruptheader.fit',
  'fit/fitdecode/invalid/activity-unexpected-eof.fit',
  'fit/sports-lib/activities/broken.fit',
])
/** Activities that a file holds, where it is not one. */
const SEVERAL: Readonly<Record<string, number>> = {
  'fit/fitdecode/activity-large-fenxi2-multisport.fit': 4,
  'fit/fitdecode/invalid/activity-activity-filecrc.fit': 2,
  'tcx_gpx/dreeve/activity-multi-track.gpx': 2,
  'tcx_gpx/goldencheetah/activity_165850259_multi-session.tcx': 4,
}

interface OracleMessages {
  readonly recordMesgs?: readonly OracleRecord[]
  readonly sessionMesgs?: readonly OracleSession[]
}
interface OracleRecord {
  readonly timestamp?: Date
  readonly heartRate?: number
  readonly power?: number
  readonly distance?: number
  readonly enhancedAltitude?: number
}
interface OracleSession {
  readonly startTime?: Date
  readonly totalDistance?: number
  readonly avgHeartRate?: number
  readonly avgPower?: number
  readonly totalElapsedTime?: number
  readonly totalAscent?: number
}

describe.skipIf(corpus === null)('the corpus of real files', () => {
  const files = new Map<string, ReadFile>()
  const pool = openTestPool({ size: 1 })

  beforeAll(async () => {
    for (const folder of ['fit', 'tcx_gpx']) {
      const names = await readdir(join(corpus!, folder), { recursive: true })
      for (const name of names.toSorted()) {
        if (!/\.(fit|tcx|gpx)(\.gz|\.zip)?$/i.test(name)) continue
        const key = `${folder}/${name}`
        for await (const file of readFile({ path: join(corpus!, key) }, { pool, nowMs: null })) files.set(key, file)
      }
    }
  })
  afterAll(async () => {
    await pool.close()
    const rows = [...files].map(([name, { outcome }]) => {
      const reason =
        outcome.kind === 'activities'
          ? outcome.activities.flatMap((each) => each.notes).join(' ')
          : outcome.kind === 'refused'
            ? outcome.sentence
            : outcome.notes.join(' ')
      const found =
        outcome.kind === 'activities'
          ? outcome.activities.map((each) => each.sport).join('+')
          : outcome.kind === 'refused'
            ? outcome.code
            : outcome.source
      const state =
        outcome.kind === 'activities' && outcome.activities.some((each) => each.partial) ? 'partial' : outcome.kind
      return [name, state, found, reason].map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
    })
    const folder = fileURLToPath(new URL('../../../artifacts/', import.meta.url))
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'corpus-outcomes.csv'), `${['file,outcome,found,reason', ...rows].join('\n')}\n`)
  })

  const activitiesOf = (name: string): readonly RecordedActivity[] => {
    const outcome = files.get(name)?.outcome
    if (outcome?.kind !== 'activities') throw new Error(`${name}: ${outcome?.kind ?? 'not read'}`)
    return outcome.activities
  }

  it('ends in an outcome for every file: refused as listed, partial as listed, all others whole', () => {
    // One of the FIT files is gzipped and one zipped.
    expect([...files.keys()].filter((name) => name.startsWith('fit/')).length).toBe(80)
    expect([...files.keys()].filter((name) => name.startsWith('tcx_gpx/')).length).toBe(36)
    const seen: Record<string, string> = {}
    const partial = new Set<string>()
    for (const [name, { outcome }] of files) {
      if (outcome.kind === 'refused') {
        seen[name] = outcome.sentence.endsWith('.') ? outcome.code : 'no sentence'
        continue
      }
      if (outcome.kind !== 'activities') throw new Error(`${name} is no training`)
      expect([name, outcome.activities.length]).toEqual([name, SEVERAL[name] ?? 1])
      if (outcome.activities.some((each) => each.partial)) partial.add(name)
    }
    expect(seen).toEqual(REFUSED)
    expect(partial).toEqual(PARTIAL)
  })

  it('states the loss of every partial file', () => {
    for (const name of PARTIAL) {
      const damaged = activitiesOf(name).filter((each) => each.partial)
      expect(
        damaged.every((each) => /could not be read|checksum|breaks off|ends in the middle/.test(each.notes[0] ?? '')),
      ).toBe(true)
    }
  })

  it('keeps streams in order: time strictly up from 0, columns of one length', () => {
    for (const [name, { outcome }] of files) {
      if (outcome.kind !== 'activities') continue
      for (const { streams, elapsedS, timerS } of outcome.activities) {
        const { timeS, ...columns } = streams
        const isUp = timeS.every((second, row) => (row === 0 ? second >= 0 : second > timeS[row - 1]!))
        const isEven = Object.values(columns).every((column) => column.length === timeS.length)
        expect([name, isUp, isEven, (timeS.at(-1) ?? 0) <= elapsedS + 1, (timerS ?? 0) <= elapsedS]).toEqual([
          name,
          true,
          true,
          true,
          true,
        ])
      }
    }
  })

  it('agrees with an independent decoder on records, times, distance, heart rate and power', async () => {
    let compared = 0
    const gaveUp: string[] = []
    for (const [name, { outcome }] of files) {
      if (outcome.kind !== 'activities' || !/^fit\/.*\.fit(\.gz)?$/i.test(name) || PARTIAL.has(name)) continue
      const bytes = await readBytes(join(corpus!, name))
      const oracle = decodeWithSdk(name.endsWith('.gz') ? gunzipSync(bytes) : bytes)
      // The SDK gives up on compressed timestamps, which the other reader of the corpus and ours know.
      if (oracle === null) {
        gaveUp.push(name)
        continue
      }
      const records = oracle.recordMesgs ?? []
      const instants = new Set(records.map((record) => record.timestamp?.getTime()))
      const rows = outcome.activities.reduce((total, each) => total + each.streams.timeS.length, 0)
      // One row for each instant: two messages of one second are merged. The multisport file loses its change-overs.
      const share = name.includes('multisport') || name.includes('2013-04-11') ? 0.97 : 0.997
      expect([name, rows >= instants.size * share && rows <= records.length]).toEqual([name, true])

      const session = oracle.sessionMesgs?.[0]
      const activity = outcome.activities[0]!
      if (session && outcome.activities.length === 1) {
        if (session.startTime) near(name, Date.parse(activity.startedAt), session.startTime.getTime(), 2000)
        if (session.totalDistance) near(name, activity.distanceM, session.totalDistance, 0.01)
        if (session.avgHeartRate) near(name, activity.avgHrBpm, session.avgHeartRate, 0)
        if (session.avgPower) near(name, activity.avgPowerW, session.avgPower, 0)
        // Some summaries are shorter than the records below them, which cannot be: the records win.
        const spanS = activity.streams.timeS.at(-1) ?? 0
        if (session.totalElapsedTime) near(name, activity.elapsedS, Math.max(session.totalElapsedTime, spanS), 1)
        if (session.totalAscent) near(name, activity.ascentM, session.totalAscent, 0)
      }
      if (outcome.activities.length === 1) {
        // The SDK lets a strap's memory overwrite the watch's own readings; we fill gaps only, which agrees with the
        // average that the watch itself wrote (80 bpm: ours 81, the SDK's 85).
        const strap = name.includes('fr935')
        if (!strap) compareColumn(name, activity.streams.heartRateBpm, records, (record) => record.heartRate, 25, 250)
        compareColumn(name, activity.streams.altitudeM, records, (record) => record.enhancedAltitude, -500, 9000)
        if (!activity.notes.some((note) => note.includes('extra sensor'))) {
          compareColumn(name, activity.streams.powerW, records, (record) => record.power, 0, 2500)
        }
      }
      compared += 1
    }
    expect(gaveUp).toEqual(['fit/fitdecode/antfs-dump.63.fit', 'fit/fitdecode/compressed-speed-distance.fit'])
    expect(compared).toBe(58)
  })

  it('reads as many records as the table of the corpus counts', async () => {
    const table = await readBytes(join(corpus!, 'INDEX.csv'), 'utf8')
    let counted = 0
    for (const line of table.split('\n')) {
      const name = line.slice(0, line.indexOf(','))
      const records = Number(/ (\d+) records/.exec(line)?.[1] ?? 0)
      if (!name.startsWith('fit/') || records === 0 || name in REFUSED || name.includes('multisport')) continue
      const rows = activitiesOf(name).reduce((total, each) => total + each.streams.timeS.length, 0)
      // Up to 4 % are second messages of one instant, or have no time of their own.
      expect([name, rows <= records && rows >= Math.floor(records * (name.includes('4_25') ? 0.9 : 0.96))]).toEqual([
        name,
        true,
      ])
      counted += 1
    }
    expect(counted).toBeGreaterThan(55)
  })

  it('recognises one run that lies there as FIT and as TCX', () => {
    const facts = (name: string, id: string): DuplicateFacts => ({
      ...activitiesOf(name)[0]!,
      id,
      sha256: files.get(name)!.sha256,
    })
    const fit = facts('fit/goldencheetah/10kUNLP2014-Garmin15.fit', 'fit')
    const tcx = facts('tcx_gpx/goldencheetah/10kUNLP2014-Garmin15.tcx', 'tcx')
    expect(findDuplicate(tcx, [fit])).toMatchObject({ kind: 'same-activity', of: 'fit' })
    expect(activitiesOf('tcx_gpx/goldencheetah/10kUNLP2014-Garmin15.tcx')[0]!.distanceM).toBeCloseTo(10_010.82, 1)
    expect(activitiesOf('fit/goldencheetah/10kUNLP2014-Garmin15.fit')[0]!.distanceM).toBeCloseTo(10_010.82, 1)
  })

  it('finds no other duplicates among the files but copies and parts of one recording', () => {
    // The dreeve fixtures are invented and all start at one instant.
    const all = [...files].flatMap(([name, { sha256, outcome }]) =>
      outcome.kind === 'activities' && !name.includes('dreeve')
        ? outcome.activities.map((each, part) => ({ ...each, id: `${name}#${part}`, sha256 }))
        : [],
    )
    const found = all
      .map((each, index) => ({ id: each.id, duplicate: findDuplicate(each, all.slice(0, index)) }))
      .filter(({ duplicate }) => duplicate !== null)
    const label = (id: string): string => id.replace(/^.*\//, '').replace(/#\d+$/, '')
    expect(new Set(found.map(({ id, duplicate }) => `${label(id)} = ${label(duplicate!.of)}`))).toEqual(
      new Set([
        // Copies of the SDK's sample, whole and damaged.
        'activity-settings.fit = Activity.fit',
        'activity-activity-filecrc.fit = Activity.fit',
        'activity-activity-filecrc.fit = activity-activity-filecrc.fit',
        'activity-filecrc.fit = Activity.fit',
        'activity-settings-corruptheader.fit = Activity.fit',
        'activity-settings-nodata.fit = Activity.fit',
        'activity-unexpected-eof.fit = Activity.fit',
        // One run exported twice by the watch, and one in two formats.
        '5e5fde38c2de24635a30d383.fit = 5e5fde38c2de24635a30d383-2.fit',
        '10kUNLP2014-Garmin15.tcx = 10kUNLP2014-Garmin15.fit',
      ]),
    )
  })

  it('reads the four workouts of the FIT SDK and our own goldens', async () => {
    const folder = join(corpus!, 'fit/fitdecode')
    for (const name of ['CustomTargetValues', 'IndividualSteps', 'RepeatSteps', 'RepeatGreaterThanStep']) {
      const decoded = decodeFitWorkout(await readBytes(join(folder, `Workout${name}.fit`)))
      expect([name, decoded.ok ? 'read' : decoded.error.why]).toEqual([name, 'read'])
    }
    for (const [name, durationS, leaves] of [
      ['nested', 3900, 35],
      ['ride-nested', 3600, 27],
      ['ride-flat', 3600, 27],
    ] as const) {
      const decoded = decodeFitWorkout(await readBytes(join(corpus!, `integrations/golden/${name}.fit`)))
      if (!decoded.ok) throw new Error(decoded.error.why)
      const totals = workoutTotals(decoded.value.awp)
      expect([name, totals.durationS, totals.leafSteps, decoded.value.repairs]).toEqual([name, durationS, leaves, []])
    }
  })

  function compareColumn(
    name: string,
    column: readonly (number | null)[] | undefined,
    records: readonly OracleRecord[],
    pick: (record: OracleRecord) => number | undefined,
    low: number,
    high: number,
  ): void {
    const byInstant = new Map<number | undefined, number>()
    for (const record of records) {
      const value = pick(record)
      if (value !== undefined && value >= low && value <= high) byInstant.set(record.timestamp?.getTime(), value)
    }
    const spoken = [...byInstant.values()]
    if (spoken.length < 60) return
    const ours = (column ?? []).filter((value) => value !== null)
    const mean = (values: readonly number[]): number =>
      values.reduce((total, value) => total + value, 0) / values.length
    near(name, mean(ours), mean(spoken), Math.max(0.5, Math.abs(mean(spoken)) * 0.01))
    expect([name, ours.length >= spoken.length * 0.98]).toEqual([name, true])
  }
})

function near(name: string, ours: number | null, theirs: number, tolerance: number): void {
  if (ours === null || Math.abs(ours - theirs) > tolerance) {
    throw new Error(`${name}: ${String(ours)} is not within ${tolerance} of ${theirs}`)
  }
}

/** The SDK's word, chained files read as one; null where it gives up on compressed timestamps. */
function decodeWithSdk(bytes: Uint8Array): OracleMessages | null {
  const decoder = new Decoder(Stream.fromBuffer(Buffer.from(bytes)))
  const { messages, errors } = decoder.read({ includeUnknownData: false })
  return errors.some((error) => error.message.includes('compressed timestamp')) ? null : (messages as OracleMessages)
}
