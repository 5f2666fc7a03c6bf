import { readdirSync } from 'node:fs'
import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { forgeGpx } from '@coach-wattz/formats/testing/forge-gpx'
import { forgeTcx } from '@coach-wattz/formats/testing/forge-tcx'
import { describedRun, describedTrainerRide } from '@coach-wattz/formats/testing/sample-descriptions'
import { beforeAll, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { listActivities, loadActivity } from '../repositories/activity-repository.ts'
import { listOriginalFiles } from '../repositories/original-file-repository.ts'
import type { Deps } from './deps.ts'
import { getImport } from './get-import.ts'
import { getWellness } from './get-wellness.ts'
import { createImportDesk, type ImportDesk } from './import-desk.ts'
import { setThreshold } from './set-threshold.ts'
import { saveCheckIn } from './save-check-in.ts'

type Bytes = Uint8Array | string

onEveryDatabase('importing files', (open) => {
  let deps: Deps & { incoming: string }
  let desk: ImportDesk
  beforeAll(async () => {
    deps = await makeDeps(open(), '2026-11-20T08:00:00Z')
    desk = createImportDesk(deps, deps.incoming)
    return async () => {
      await desk.close()
      await deps.decodePool.close()
    }
  })

  async function importAll(athleteId: string, files: readonly (readonly [string, Bytes])[]) {
    const { id } = valueOf(await desk.start(athleteId))
    for (const [name, bytes] of files)
      valueOf(await desk.receive(athleteId, id, name, Readable.from([Buffer.from(bytes)])))
    const ended = desk.ended(id)
    valueOf(await desk.finish(athleteId, id))
    await ended
    return valueOf(await getImport(deps, athleteId, id, 0))
  }

  it('reads FIT, TCX, GPX, packed ones and archives, with one outcome a file', async () => {
    const athlete = await makeAthlete(open().database, 'formats')
    const fit = forgeFit(describedRun('2026-11-02T06:00:00Z'))
    const reply = await importAll(athlete, [
      ['a.fit', fit],
      ['b.tcx', forgeTcx(describedTrainerRide('2026-11-03T06:00:00Z'))],
      ['c.gpx', forgeGpx([describedRun('2026-11-04T06:00:00Z')])],
      ['d.fit.gz', gzipSync(forgeFit(describedTrainerRide('2026-11-05T06:00:00Z')))],
      [
        'e.zip',
        await zipOf([
          ['x/one.fit', forgeFit(describedRun('2026-11-06T06:00:00Z'))],
          ['two.gpx', forgeGpx([describedRun('2026-11-07T06:00:00Z')])],
        ]),
      ],
      ['broken.fit', fit.slice(0, 9)],
      ['notes.txt', 'hello'],
      ['empty.fit', ''],
    ])
    expect(reply.progress).toMatchObject({
      status: 'DONE',
      received: 8,
      read: 9,
      imported: 6,
      duplicates: 0,
      refused: 3,
    })
    expect(reply.items.map((item) => [item.name, item.outcome])).toEqual([
      ['a.fit', 'imported'],
      ['b.tcx', 'imported'],
      ['c.gpx', 'imported'],
      ['d.fit.gz', 'imported'],
      ['x/one.fit', 'imported'],
      ['two.gpx', 'imported'],
      ['broken.fit', 'refused'],
      ['notes.txt', 'refused'],
      ['empty.fit', 'refused'],
    ])
    for (const item of reply.items) expect(item.sentence).toMatch(/^[A-Z].*\.$/)
    const activities = await deps.database.withAthlete(athlete, (tx) => listActivities(tx))
    expect(activities.map(({ date }) => date)).toEqual([
      '2026-11-02',
      '2026-11-03',
      '2026-11-04',
      '2026-11-05',
      '2026-11-06',
      '2026-11-07',
    ])
    // A half hour at 3 m/s with the timer stopped for two minutes: 28 min × 60 × 3 = 5,040 m.
    expect(activities[0]).toMatchObject({
      sport: 'run',
      movingS: 1680,
      distanceM: expect.closeTo(5040, -1),
      loadMethod: expect.any(String),
    })
    expect(readdirSync(deps.incoming)).toEqual([])
  })

  it('knows a file again, and one activity in two formats: it counts once and the better record gives the figures', async () => {
    const athlete = await makeAthlete(open().database, 'twice')
    const run = describedRun('2026-11-08T06:00:00Z')
    await importAll(athlete, [['run.gpx', forgeGpx([run])]])
    const again = await importAll(athlete, [
      ['run.gpx', forgeGpx([run])],
      ['run.fit', forgeFit(run)],
      ['run.fit.gz', gzipSync(forgeFit(run))],
      ['run.tcx', forgeTcx(run)],
    ])
    expect(again.items.map((item) => [item.outcome, item.code])).toEqual([
      ['duplicate', 'same-file'],
      ['duplicate', 'same-activity'],
      // Packed or not, it is the same file.
      ['duplicate', 'same-file'],
      ['duplicate', 'same-activity'],
    ])
    await deps.database.withAthlete(athlete, async (tx) => {
      const [activity, ...others] = await listActivities(tx)
      expect(others).toEqual([])
      expect(activity?.provider).toBe('file-fit')
      const stored = await loadActivity(tx, activity!.id)
      expect(stored?.sources.map(({ provider }) => provider).toSorted()).toEqual(['file-fit', 'file-gpx', 'file-tcx'])
      expect(await listOriginalFiles(tx)).toHaveLength(3)
    })
  })

  it('keeps the mornings of a diary beside the athlete’s own word, and knows the diary again', async () => {
    const athlete = await makeAthlete(open().database, 'mornings')
    valueOf(await saveCheckIn(deps, athlete, '2026-11-02', { restingHrBpm: 50 }))
    const diary = (...rows: readonly string[]) => ['date,restingHR,hrv,weight', ...rows].join('\n')
    const first = diary('2026-11-01,48,60,70', '2026-11-02,47,62,')
    const [items, again, more, broken] = [
      (await importAll(athlete, [['diary.csv', first]])).items,
      (await importAll(athlete, [['copy.csv', first]])).items,
      (await importAll(athlete, [['more.csv', diary('2026-11-02,46,,71', '2026-11-03,49,64,')]])).items,
      (await importAll(athlete, [['none.csv', diary('soon,48,60,70')]])).items,
    ]
    expect([items, again, more, broken].flat().map((item) => [item.outcome, item.code])).toEqual([
      ['imported', 'wellness'],
      ['duplicate', 'same-file'],
      ['imported', 'wellness'],
      ['refused', 'empty'],
    ])
    expect(items[0]?.sentence).toBe(
      '2 mornings from Intervals.icu, 1 November 2026 to 2 November 2026: HRV, heart rate at rest, weight.',
    )
    const { days } = valueOf(await getWellness(deps, athlete, { from: '2026-11-01', to: '2026-11-30' }))
    expect(days.map((day) => [day.date, day.restingHrBpm, day.hrvRmssdMs, day.weightKg])).toEqual([
      ['2026-11-01', 48, 60, 70],
      ['2026-11-02', 50, 62, 71],
      ['2026-11-03', 49, 64, null],
    ])
  })

  it('keeps a multisport file as several activities', async () => {
    const athlete = await makeAthlete(open().database, 'multisport')
    const reply = await importAll(athlete, [
      ['duathlon.fit', forgeFit(describedRun('2026-11-09T06:00:00Z'), describedTrainerRide('2026-11-09T07:00:00Z'))],
    ])
    expect(reply.items.map(({ outcome }) => outcome)).toEqual(['imported', 'imported'])
    expect(
      (
        await importAll(athlete, [
          ['again.fit', forgeFit(describedRun('2026-11-09T06:00:00Z'), describedTrainerRide('2026-11-09T07:00:00Z'))],
        ])
      ).items.map(({ code }) => code),
    ).toEqual(['same-file', 'same-file'])
  })

  it('counts an activity once that one file holds twice', async () => {
    const athlete = await makeAthlete(open().database, 'twiceinone')
    const run = describedRun('2026-11-09T06:00:00Z')
    const reply = await importAll(athlete, [['twice.tcx', forgeTcx(run, run)]])
    expect(reply.items.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['imported', null],
      ['duplicate', 'same-activity'],
    ])
    expect(reply.items[1]?.sentence).toBe('The file holds this run twice. It counts once.')
    expect(await deps.database.withAthlete(athlete, (tx) => listActivities(tx))).toHaveLength(1)
  })

  it('marks what calls itself a race, and computes loads again without the samples when a threshold is told', async () => {
    const athlete = await makeAthlete(open().database, 'races')
    const run = describedRun('2026-11-01T09:00:00Z')
    await importAll(athlete, [
      ['a.gpx', forgeGpx([{ ...run, title: 'Harbour Half Marathon' }])],
      ['b.gpx', forgeGpx([{ ...run, startedAt: '2026-11-03T09:00:00Z', title: 'Marathon pace 3 x 3 km' }])],
    ])
    const loads = (): Promise<readonly { race: boolean; load: number | null; loadMethod: string | null }[]> =>
      deps.database.withAthlete(athlete, (tx) => listActivities(tx))
    expect((await loads()).map(({ race }) => race)).toEqual([true, false])
    valueOf(
      await setThreshold(deps, athlete, { sport: 'run', name: 'thresholdSpeedMps', value: 3, from: '2026-11-02' }),
    )
    const [before, after] = await loads()
    // 28 minutes at exactly threshold speed: 100 · 28/60, a little off for the pause and the slope.
    expect(after).toMatchObject({ loadMethod: 'pace', load: expect.closeTo((100 * 28) / 60, -1) })
    valueOf(
      await setThreshold(deps, athlete, { sport: 'run', name: 'thresholdSpeedMps', value: 6, from: '2026-11-02' }),
    )
    const [still, eased] = await loads()
    expect(still?.load).toBe(before?.load)
    expect(eased?.load).toBeCloseTo((after?.load ?? 0) / 4, 9)
  })

  it('stops when asked and keeps what was read', async () => {
    const athlete = await makeAthlete(open().database, 'cancel')
    const { id } = valueOf(await desk.start(athlete))
    valueOf(await desk.receive(athlete, id, 'a.fit', Readable.from([forgeFit(describedRun('2026-11-10T06:00:00Z'))])))
    const ended = desk.ended(id)
    valueOf(await desk.cancel(athlete, id))
    await ended
    expect(valueOf(await getImport(deps, athlete, id, 0)).progress.status).toBe('CANCELLED')
    expect((await desk.receive(athlete, id, 'b.fit', Readable.from([]))).ok).toBe(false)
  })

  it('does not show or take another athlete’s run', async () => {
    const [mine, theirs] = [await makeAthlete(open().database, 'mine'), await makeAthlete(open().database, 'theirs')]
    const { id } = valueOf(await desk.start(mine))
    expect(await getImport(deps, theirs, id, 0)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    expect(await desk.receive(theirs, id, 'a.fit', Readable.from([]))).toMatchObject({
      ok: false,
      refused: { code: 'not-found' },
    })
    expect(await desk.cancel(theirs, id)).toMatchObject({ ok: false })
    const ended = desk.ended(id)
    valueOf(await desk.cancel(mine, id))
    await ended
  })
})

async function zipOf(entries: readonly (readonly [string, Bytes])[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, bytes] of entries) zip.addBuffer(Buffer.from(bytes), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
