import { beforeEach, expect, it } from 'vitest'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import type { AthleteTransaction } from '../database/database.ts'
import {
  addImportItems,
  failOpenImportRuns,
  listImportItems,
  loadImportRun,
  startImportRun,
  updateImportRun,
  type ImportOutcome,
  type NewImportItem,
} from './import-repository.ts'
import { listJobOutcomes, saveJobOutcome, type JobOutcome } from './job-outcome-repository.ts'
import { dropProfileSnapshotsFrom, loadLatestProfileSnapshot, saveProfileSnapshot } from './profile-repository.ts'

const NOW = new Date('2026-05-03T10:00:00.000Z')
const item = (name: string, outcome: ImportOutcome): NewImportItem => ({
  name,
  outcome,
  code: outcome === 'refused' ? 'not-an-activity' : null,
  sentence: `${name}: ${outcome}.`,
  activityId: outcome === 'refused' ? null : name,
})

onEveryDatabase('import, profile and job rows', (open) => {
  let athleteId: string
  let serial = 0
  beforeEach(async () => {
    serial += 1
    athleteId = await makeAthlete(open().database, `importer${serial}`)
  })
  const inside = <T>(work: (tx: AthleteTransaction) => Promise<T>): Promise<T> =>
    open().database.withAthlete(athleteId, work)

  it('an import says how far it is, and every file’s outcome once', async () => {
    expect(await inside((tx) => loadImportRun(tx, 'latest'))).toBeNull()
    const id = await inside((tx) => startImportRun(tx, NOW))
    await inside((tx) => updateImportRun(tx, id, { receivedMore: 3, status: 'READING' }))
    await inside((tx) => updateImportRun(tx, id, { receivedMore: 2 }))
    await inside((tx) =>
      addImportItems(tx, id, [item('a', 'imported'), item('b', 'duplicate'), item('c\0', 'refused')]),
    )
    const first = await inside((tx) => listImportItems(tx, id))
    expect(first.items.map(({ name, outcome, code }) => [name, outcome, code])).toEqual([
      ['a', 'imported', null],
      ['b', 'duplicate', null],
      ['c', 'refused', 'not-an-activity'],
    ])
    expect(await inside((tx) => listImportItems(tx, id, first.next))).toEqual({ items: [], next: first.next })
    await inside((tx) => addImportItems(tx, id, [item('d', 'partial')]))
    expect((await inside((tx) => listImportItems(tx, id, first.next))).items.map(({ name }) => name)).toEqual(['d'])
    await inside((tx) => updateImportRun(tx, id, { status: 'DONE', finishedAt: NOW }))
    expect(await inside((tx) => loadImportRun(tx, 'latest'))).toEqual({
      id,
      status: 'DONE',
      startedAt: NOW.toISOString(),
      finishedAt: NOW.toISOString(),
      received: 5,
      read: 4,
      imported: 2,
      duplicates: 1,
      refused: 1,
      sentence: null,
    })
    expect(await inside((tx) => updateImportRun(tx, 'none', { status: 'DONE' }))).toBe(false)
  })

  it('outcomes that arrive together neither clash nor get lost', async () => {
    const id = await inside((tx) => startImportRun(tx, NOW))
    await Promise.all(
      Array.from({ length: 8 }, (_, batch) =>
        inside((tx) => addImportItems(tx, id, [item(`${batch}a`, 'imported'), item(`${batch}b`, 'duplicate')])),
      ),
    )
    expect(await inside((tx) => loadImportRun(tx, id))).toMatchObject({ read: 16, imported: 8, duplicates: 8 })
    expect((await inside((tx) => listImportItems(tx, id))).items).toHaveLength(16)
  })

  it('a run that a stopped process left open is closed with its reason at the next start', async () => {
    const id = await inside((tx) => startImportRun(tx, NOW))
    const count = await open().database.asSystem('start-up', (tx) =>
      failOpenImportRuns(tx, 'The app was stopped.', NOW),
    )
    expect(count).toBeGreaterThanOrEqual(1)
    expect(await inside((tx) => loadImportRun(tx, id))).toMatchObject({
      status: 'FAILED',
      sentence: 'The app was stopped.',
    })
    expect(await open().database.asSystem('start-up', (tx) => failOpenImportRuns(tx, 'Again.', NOW))).toBe(0)
  })

  it('keeps one profile a day and answers the last one on or before a day', async () => {
    const save = (date: string, km: number) =>
      inside((tx) => saveProfileSnapshot(tx, { date, profile: { km }, computedAt: NOW }))
    await save('2026-05-01', 1)
    await save('2026-05-03', 2)
    await save('2026-05-03', 3)
    const latest = (on?: string) => inside((tx) => loadLatestProfileSnapshot(tx, on))
    expect(await latest()).toEqual({ date: '2026-05-03', profile: { km: 3 }, computedAt: NOW.toISOString() })
    expect(await latest('2026-05-02')).toMatchObject({ profile: { km: 1 } })
    expect(await latest('2026-04-30')).toBeNull()
    await inside((tx) => dropProfileSnapshotsFrom(tx, '2026-05-02'))
    expect(await latest()).toMatchObject({ date: '2026-05-01' })
  })

  it('a job’s outcome is one row a key, whoever runs it how often', async () => {
    const outcome: JobOutcome = {
      job: 'audit',
      key: '2026-05-03',
      result: 'failed',
      detail: 'The plan could not be read.',
      facts: { plans: 1, first: null },
      startedAt: NOW.toISOString(),
      finishedAt: NOW.toISOString(),
    }
    await inside((tx) => saveJobOutcome(tx, outcome))
    await inside((tx) => saveJobOutcome(tx, { ...outcome, result: 'done', detail: null }))
    expect(await inside((tx) => listJobOutcomes(tx, 10))).toEqual([{ ...outcome, result: 'done', detail: null }])
  })
})
