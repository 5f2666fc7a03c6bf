import { beforeAll, expect, it } from 'vitest'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { runnerWithPlan } from '../../test/runner-with-plan.ts'
import { valueOf } from '../../test/value-of.ts'
import { saveJobOutcome } from '../repositories/job-outcome-repository.ts'
import { getOperator, retryJob, type Installation } from './get-operator.ts'
import type { JobQueue } from './job-queue.ts'

const NOW = '2026-11-20T08:00:00Z'

onEveryDatabase('the operator’s screen', (open) => {
  let installation: Installation
  const queued: (readonly [string, readonly object[]])[] = []
  const queue: JobQueue = {
    kind: 'pg-boss',
    enqueue: async (name, payloads) => {
      queued.push([name, payloads])
    },
    depths: async () => [{ job: 'audit-plan', waiting: 2, running: 1, failed: 0 }],
  }
  beforeAll(async () => {
    const deps = await makeDeps(open(), NOW)
    installation = { ...deps, version: '1.2.3', jobs: async () => queue }
    return () => deps.decodePool.close()
  })
  const outcome = (athleteId: string, job: string, key: string, result: string, day = '2026-11-19'): Promise<void> =>
    installation.database.withAthlete(athleteId, (tx) =>
      saveJobOutcome(tx, {
        job,
        key,
        result,
        detail: result === 'failed' ? 'It could not be done.' : null,
        facts: {},
        startedAt: `${day}T03:15:00Z`,
        finishedAt: `${day}T03:15:01Z`,
      }),
    )

  it('tells what ran for everyone in a week, what waits, and what failed, without whose it was', async () => {
    const first = await runnerWithPlan(installation, 'first', { today: '2026-11-20', race: '2027-02-14' })
    const second = await runnerWithPlan(installation, 'second', { today: '2026-11-20', race: '2027-02-14' })
    await outcome(first.athleteId, 'audit-plan', `${first.planId}:2026-11-19`, 'repaired')
    await outcome(second.athleteId, 'audit-plan', `${second.planId}:2026-11-19`, 'failed')
    await outcome(second.athleteId, 'audit-plan', `${second.planId}:2026-11-18`, 'repaired', '2026-11-18')
    await outcome(second.athleteId, 'audit-plan', `${second.planId}:2026-11-01`, 'failed', '2026-11-01')
    const shown = valueOf(await getOperator(installation, null))
    expect(shown).toMatchObject({
      version: '1.2.3',
      database: { kind: open().name === 'PGlite' ? 'embedded' : 'postgresql' },
      athletes: 2,
      plans: 2,
      lastLookAt: null,
      queue: { kind: 'pg-boss', depths: [{ job: 'audit-plan', waiting: 2 }] },
      outcomes: [
        { job: 'audit-plan', result: 'failed', count: 1 },
        { job: 'audit-plan', result: 'repaired', count: 2, lastAt: '2026-11-19T03:15:01.000Z' },
      ],
      failures: [{ job: 'audit-plan', key: `${second.planId}:2026-11-19`, detail: 'It could not be done.' }],
      imports: [],
      mail: false,
    })
    expect(JSON.stringify(shown)).not.toContain(second.athleteId)
  })

  it('puts failed work in again, by the payload its job knows, and nothing else', async () => {
    const { athleteId, planId } = await runnerWithPlan(installation, 'retry', {
      today: '2026-11-20',
      race: '2027-02-14',
    })
    await outcome(athleteId, 'audit-plan', `${planId}:2026-11-19`, 'failed')
    await outcome(athleteId, 'detail-plan', `${planId}:2026-11-19`, 'failed')
    await outcome(athleteId, 'audit-plan', `${planId}:2026-11-18`, 'repaired')
    queued.length = 0
    const key = `${planId}:2026-11-19`
    valueOf(await retryJob(installation, null, { job: 'audit-plan', key }))
    valueOf(await retryJob(installation, null, { job: 'detail-plan', key }))
    expect(queued).toEqual([
      ['audit-plan', [{ athleteId, planId, night: '2026-11-19' }]],
      ['detail-plan', [{ athleteId, planId, day: '2026-11-19' }]],
    ])
    for (const wrong of [
      { job: 'audit-plan', key: `${planId}:2026-11-18` },
      { job: 'audit-plan', key: 'nonsense' },
      { job: 'no-such-job', key },
    ])
      expect(await retryJob(installation, null, wrong)).toMatchObject({ ok: false, refused: { code: 'not-found' } })
    expect(queued).toHaveLength(2)
  })

  it('is for the owner only', async () => {
    const stranger = 'retryaccount'
    expect(await getOperator(installation, stranger)).toMatchObject({ ok: false, refused: { code: 'owner-only' } })
    const asked = { job: 'audit-plan', key: 'x:2026-11-19' }
    expect(await retryJob(installation, stranger, asked)).toMatchObject({ ok: false, refused: { code: 'owner-only' } })
  })

  it('says that the queue is not there, and stands', async () => {
    const broken = { ...installation, jobs: () => Promise.reject(new Error('no queue today')) }
    expect(valueOf(await getOperator(broken, null)).queue).toEqual({ kind: null, depths: null })
  })
})
