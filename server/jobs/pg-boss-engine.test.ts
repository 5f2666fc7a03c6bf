import { beforeAll, expect, it } from 'vitest'
import { onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import type { Deps } from '../usecases/deps.ts'
import { engineConformance } from './engine.conformance.ts'
import { startPgBoss } from './pg-boss-engine.ts'
import { HANDLERS } from './handlers.ts'
import { JOBS } from './registry.ts'

const QUICK = { pollingS: 0.5, retryS: 1, heartbeatS: 10 }

onEveryDatabase('pg-boss as an engine', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), '2026-11-20T08:00:00Z')
    return () => deps.decodePool.close()
  })

  engineConformance((tested) => startPgBoss({ deps, ...tested, ...QUICK }))

  it('does not start with a job that nobody does', async () => {
    const onError = (): void => undefined
    await expect(startPgBoss({ deps, jobs: JOBS, handlers: HANDLERS.slice(1), onError })).rejects.toThrow(
      'The job find-due-plans has no handler.',
    )
  })

  it('only puts in where it has no handlers, and tells how much waits', async () => {
    const errors: unknown[] = []
    const engine = await startPgBoss({ deps, jobs: JOBS, handlers: null, onError: (cause) => errors.push(cause) })
    try {
      const night = (number: number) => ({ athleteId: 'nobody', planId: `plan-${number}`, night: '2026-11-20' })
      await engine.enqueue('audit-plan', [night(1), night(2), night(2)])
      const depths = await engine.depths()
      expect(depths?.find(({ job }) => job === 'audit-plan')).toEqual({
        job: 'audit-plan',
        waiting: 2,
        running: 0,
        failed: 0,
      })
      expect(depths?.map(({ job }) => job)).toEqual(JOBS.map(({ name }) => name))
      expect(errors).toEqual([])
    } finally {
      await engine.stop()
    }
  })
})
