import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import type { Activity, Streams } from '@coach-wattz/core/evidence/activity'
import { historyFromActivities } from '@coach-wattz/core/evidence/history'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import type { AthleteTransaction } from '../database/database.ts'
import {
  addSource,
  countActivities,
  deleteActivity,
  findActivitiesBySource,
  insertActivities,
  lastDates,
  listActivities,
  listBestEfforts,
  listDuplicateCandidates,
  loadActivity,
  loadHistory,
  loadLoadHistory,
  loadStreams,
  markRace,
  updateActivityFigures,
  type NewActivity,
} from './activity-repository.ts'
import { saveToldWeeks } from './athlete-repository.ts'
import { createOriginalFileStore } from './original-file-store.ts'
import {
  findOriginalFileBySha,
  forgetOriginalFile,
  listOriginalFiles,
  loadOriginalFile,
  recordOriginalFile,
} from './original-file-repository.ts'
import { decodeStreams, encodeStreams } from './stream-codec.ts'

const STREAMS: Streams = {
  timeS: [0, 1, 2.5, 7],
  distanceM: [0, 3.0000001, null, 21],
  latDeg: [48.12345678901234, null, -0, 48.2],
  heartRateBpm: [null, null, null, null],
}
const ride = (id: string, date: string, more: Partial<Activity> = {}): Activity => ({
  id,
  provider: 'file-fit',
  sport: 'ride',
  subSport: 'gravel',
  title: 'Morning ride',
  startedAt: `${date}T06:30:15.250Z`,
  date,
  elapsedS: 3700.5,
  movingS: 3600.25,
  distanceM: 30_123.4,
  ascentM: 321,
  avgHrBpm: 141.3,
  maxHrBpm: 172,
  avgPowerW: 201,
  npW: 215.5,
  load: 62.1,
  loadMethod: 'power',
  loadConfidence: 'HIGH',
  indoor: false,
  race: false,
  ...more,
})
const recorded = {
  utcOffsetS: 7200,
  timerS: 3601,
  descentM: 300,
  calories: 800,
  device: 'Edge',
  laps: [],
  notes: [],
  partial: false,
}

onEveryDatabase('activity repository', (open) => {
  let athleteId: string
  let serial = 0
  beforeEach(async () => {
    serial += 1
    athleteId = await makeAthlete(open().database, `rider${serial}`)
  })
  const inside = <T>(work: (tx: AthleteTransaction) => Promise<T>): Promise<T> =>
    open().database.withAthlete(athleteId, work)
  const newActivity = async (activity: Activity, more: Partial<NewActivity> = {}): Promise<NewActivity> => ({
    activity,
    recorded,
    streams: await encodeStreams(STREAMS),
    source: { provider: activity.provider },
    ...more,
  })
  const insert = async (...activities: Activity[]): Promise<void> => {
    const batch = await Promise.all(activities.map((activity) => newActivity(activity)))
    await inside((tx) => insertActivities(tx, batch))
  }

  it('gives an activity back whole, with unknown figures unknown', async () => {
    const full = ride('full', '2026-05-03')
    const laps = [{ startS: 0, durationS: 600.5, distanceM: null, avgHrBpm: 140, avgPowerW: null }]
    const bare = ride('bare', '2026-05-04', {
      provider: 'file-gpx',
      sport: 'other',
      subSport: null,
      title: null,
      distanceM: null,
      ascentM: null,
      avgHrBpm: null,
      maxHrBpm: null,
      avgPowerW: null,
      npW: null,
      load: null,
      loadMethod: null,
      loadConfidence: null,
      indoor: true,
      race: true,
    })
    const batch = [
      await newActivity(full, {
        recorded: { ...recorded, laps, notes: ['The file ends early.'], partial: true },
        bestEfforts: { power: { 60: 400 } },
      }),
      await newActivity(bare, {
        recorded: {
          utcOffsetS: null,
          timerS: null,
          descentM: null,
          calories: null,
          device: null,
          laps: [],
          notes: [],
          partial: false,
        },
        streams: null,
      }),
    ]
    await inside((tx) => insertActivities(tx, batch))
    expect(await inside((tx) => loadActivity(tx, 'full'))).toEqual({
      ...full,
      ...recorded,
      laps,
      notes: ['The file ends early.'],
      partial: true,
      bestEfforts: { power: { 60: 400 } },
      sources: [
        {
          id: expect.any(String),
          provider: 'file-fit',
          externalId: null,
          originalFileId: null,
          originalFileName: null,
          sessionIndex: 0,
        },
      ],
    })
    expect(await inside((tx) => loadActivity(tx, 'bare'))).toMatchObject({
      ...bare,
      utcOffsetS: null,
      device: null,
      bestEfforts: null,
    })
    expect(await inside((tx) => loadStreams(tx, 'bare'))).toBeNull()
    expect(await inside((tx) => loadActivity(tx, 'none'))).toBeNull()
    expect(await inside(listActivities)).toEqual([full, bare])
  })

  it('streams come back exactly, nulls and all', async () => {
    await insert(ride('a', '2026-05-03'))
    expect(await inside((tx) => loadStreams(tx, 'a'))).toEqual({
      ...STREAMS,
      latDeg: [48.12345678901234, null, 0, 48.2],
    })
  })

  it('streams of a later version are refused, not misread', async () => {
    const { bytes } = await encodeStreams(STREAMS)
    await expect(decodeStreams('columns-9', bytes)).rejects.toThrow(/cannot read/)
    await expect(decodeStreams('json-deflate-1', bytes.slice(0, -9))).rejects.toThrow(/unexpected end/)
    await expect(decodeStreams('json-deflate-1', new Uint8Array([1, 2, 3]))).rejects.toThrow(
      /incorrect header|unknown compression/,
    )
  })

  it('hostile titles are stored as far as text goes', async () => {
    await insert(ride('a', '2026-05-03', { title: 'x\0y\ud800z 🚴', subSport: '\0' }))
    expect(await inside((tx) => loadActivity(tx, 'a'))).toMatchObject({ title: 'xy\ufffdz 🚴', subSport: '' })
  })

  it('lists by local days, both ends included, and counts', async () => {
    expect(await inside(countActivities)).toEqual({ count: 0, firstDate: null, lastDate: null })
    await insert(ride('c', '2026-05-05'), ride('a', '2026-05-03'), ride('b', '2026-05-04'))
    const ids = async (range: { from?: string; to?: string }) =>
      (await inside((tx) => listActivities(tx, range))).map(({ id }) => id)
    expect(await ids({})).toEqual(['a', 'b', 'c'])
    expect(await ids({ from: '2026-05-04' })).toEqual(['b', 'c'])
    expect(await ids({ from: '2026-05-03', to: '2026-05-04' })).toEqual(['a', 'b'])
    expect(await inside(countActivities)).toEqual({ count: 3, firstDate: '2026-05-03', lastDate: '2026-05-05' })
  })

  it('finds candidates for duplicates by the start', async () => {
    await insert(ride('a', '2026-05-03'), ride('b', '2026-05-04'))
    const found = await inside((tx) =>
      listDuplicateCandidates(tx, [{ from: '2026-05-03T06:28:00Z', to: '2026-05-03T06:32:00Z' }]),
    )
    expect(found).toEqual([
      {
        id: 'a',
        provider: 'file-fit',
        sport: 'ride',
        startedAt: '2026-05-03T06:30:15.250Z',
        elapsedS: 3700.5,
        distanceM: 30_123.4,
        originalFileIds: [],
      },
    ])
  })

  it('one activity may have several sources; the same session of a file is one source', async () => {
    const file = await inside((tx) => recordOriginalFile(tx, { name: 'a.fit', sha256: 'aa', byteCount: 3 }))
    const batch = [
      await newActivity(ride('a', '2026-05-03'), { source: { provider: 'file-fit', originalFileId: file.id } }),
    ]
    await inside((tx) => insertActivities(tx, batch))
    await inside((tx) => addSource(tx, 'a', { provider: 'strava', externalId: '42' }))
    expect((await inside((tx) => loadActivity(tx, 'a')))?.sources).toMatchObject([
      { provider: 'file-fit', originalFileName: 'a.fit' },
      { provider: 'strava', externalId: '42' },
    ])
    expect(await inside((tx) => findActivitiesBySource(tx, { originalFileId: file.id }))).toEqual(['a'])
    expect(await inside((tx) => findActivitiesBySource(tx, { provider: 'strava', externalId: '42' }))).toEqual(['a'])
    expect(await inside((tx) => findActivitiesBySource(tx, { provider: 'strava', externalId: '43' }))).toEqual([])
    await expect(inside((tx) => addSource(tx, 'a', { provider: 'file-fit', originalFileId: file.id }))).rejects.toThrow(
      /[Uu]nique/,
    )
  })

  it('figures are written again when thresholds change, and nothing else', async () => {
    const [a, b, c] = [ride('a', '2026-05-03'), ride('b', '2026-05-04'), ride('c', '2026-05-05')]
    await insert(a, b, c)
    const figures = [
      { id: 'a', npW: null, load: 40.25, loadMethod: 'heart-rate' as const, loadConfidence: 'MEDIUM' as const },
      { id: 'c', npW: 1, load: null, loadMethod: null, loadConfidence: null },
      { id: 'gone', npW: 1, load: 1, loadMethod: null, loadConfidence: null },
    ]
    await inside((tx) => updateActivityFigures(tx, figures))
    await inside((tx) => updateActivityFigures(tx, []))
    expect(await inside(listActivities)).toEqual([{ ...a, ...figures[0] }, b, { ...c, ...figures[1] }])
    expect(await inside((tx) => markRace(tx, 'a', true))).toBe(true)
    expect(await inside((tx) => loadActivity(tx, 'a'))).toMatchObject({ race: true, load: 40.25 })
  })

  it('sums loads by day and method, and knows the last day of each sport', async () => {
    await insert(
      ride('a', '2026-05-03', { load: 10 }),
      ride('b', '2026-05-03', { load: 5.5, startedAt: '2026-05-03T16:00:00.000Z' }),
      ride('c', '2026-05-04', { load: 7, loadMethod: 'rpe' }),
      ride('d', '2026-05-05', { load: null, loadMethod: null, sport: 'run' }),
    )
    expect(await inside((tx) => loadLoadHistory(tx, '2026-05-05'))).toEqual({
      days: [
        { date: '2026-05-03', load: 15.5 },
        { date: '2026-05-04', load: 7 },
      ],
      byMethod: { power: 15.5, rpe: 7 },
    })
    expect((await inside((tx) => loadLoadHistory(tx, '2026-05-03'))).days).toHaveLength(1)
    expect(await inside(lastDates)).toEqual(
      new Map([
        ['ride', '2026-05-04'],
        ['run', '2026-05-05'],
      ]),
    )
  })

  it('best efforts are listed for the activities that have some', async () => {
    const batch = [
      await newActivity(ride('a', '2026-05-03'), { bestEfforts: { power: { 60: 400 } } }),
      await newActivity(ride('b', '2026-05-04')),
    ]
    await inside((tx) => insertActivities(tx, batch))
    expect(await inside(listBestEfforts)).toEqual([
      { activityId: 'a', date: '2026-05-03', sport: 'ride', bestEfforts: { power: { 60: 400 } } },
    ])
    expect(await inside((tx) => listBestEfforts(tx, { from: '2026-05-04' }))).toEqual([])
  })

  it('is the planner’s history, with weeks as told beside it', async () => {
    await insert(ride('a', '2026-05-03'))
    expect(await inside(loadHistory)).toEqual(historyFromActivities([ride('a', '2026-05-03')]))
    const week = { weekStart: '2026-04-06', sport: 'ride' as const, minutes: 300, distanceM: null, longestM: null }
    await inside((tx) => saveToldWeeks(tx, [week]))
    expect((await inside(loadHistory)).weekly).toEqual([week])
  })

  it('originals are kept once, read back, and deleted whole', async () => {
    const { dataFolder, database } = open()
    const store = createOriginalFileStore(dataFolder)
    const bytes = new TextEncoder().encode('a file')
    const kept = await store.keep(athleteId, bytes)
    expect(await store.keep(athleteId, bytes)).toEqual(kept)
    const first = await inside((tx) => recordOriginalFile(tx, { name: 'one.fit', ...kept }))
    const again = await inside((tx) => recordOriginalFile(tx, { name: 'two.fit', ...kept }))
    expect([first.isNew, again.isNew, again.id]).toEqual([true, false, first.id])
    expect(await inside((tx) => findOriginalFileBySha(tx, kept.sha256))).toMatchObject({
      id: first.id,
      name: 'one.fit',
      byteCount: 6,
    })
    expect(new TextDecoder().decode((await store.read(athleteId, kept.sha256))!)).toBe('a file')
    const batch = [
      await newActivity(ride('a', '2026-05-03'), { source: { provider: 'file-fit', originalFileId: first.id } }),
    ]
    await inside((tx) => insertActivities(tx, batch))
    expect(await inside((tx) => forgetOriginalFile(tx, first.id))).toBe(kept.sha256)
    await store.remove(athleteId, kept.sha256)
    expect(await store.read(athleteId, kept.sha256)).toBeNull()
    expect(await inside((tx) => loadActivity(tx, 'a'))).toMatchObject({ id: 'a', sources: [] })
    expect(await inside((tx) => loadOriginalFile(tx, first.id))).toBeNull()
    expect(await inside(listOriginalFiles)).toEqual([])
    await store.keep(athleteId, bytes)
    await store.removeAll(athleteId)
    expect(existsSync(join(dataFolder, 'files', athleteId))).toBe(false)
    await expect(store.read('../secret', kept.sha256)).rejects.toThrow(/Not fit/)
    expect(await database.withAthlete('nobody', (tx) => findOriginalFileBySha(tx, kept.sha256))).toBeNull()
  })

  it('a batch is all or nothing, and a deleted activity takes its streams along', async () => {
    await insert(ride('a', '2026-05-03'))
    await expect(insert(ride('b', '2026-05-04'), ride('a', '2026-05-03'))).rejects.toThrow(/[Uu]nique/)
    expect(await inside(countActivities)).toMatchObject({ count: 1 })
    expect(await inside((tx) => deleteActivity(tx, 'a'))).toBe(true)
    expect(await inside((tx) => deleteActivity(tx, 'a'))).toBe(false)
    expect(await inside(({ client }) => client.activityStream.count())).toBe(0)
  })

  it('fifty activities of an hour are one short batch', async () => {
    const hour: Streams = {
      timeS: Array.from({ length: 3600 }, (_, second) => second),
      distanceM: Array.from({ length: 3600 }, (_, second) => second * 8.123),
      heartRateBpm: Array.from({ length: 3600 }, (_, second) => 120 + (second % 37)),
      powerW: Array.from({ length: 3600 }, (_, second) => 180 + ((second * 7) % 53)),
    }
    const streams = await encodeStreams(hour)
    const batch = await Promise.all(
      Array.from({ length: 50 }, (_, index) => newActivity(ride(`r${index}`, '2026-05-03'), { streams })),
    )
    const begun = performance.now()
    await inside((tx) => insertActivities(tx, batch))
    // Generous: the machine may be busy. The bench has the sharp figure.
    expect(performance.now() - begun).toBeLessThan(3_000)
    expect((await inside((tx) => loadStreams(tx, 'r49')))?.powerW).toEqual(hour.powerW)
  })
})
