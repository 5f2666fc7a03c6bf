import { afterEach, describe, expect, it } from 'vitest'
import { SCRIPTED_SECRET, scriptedTrigger, type ScriptedTrigger } from '../../test/trigger-server.ts'
import * as tasks from '../../trigger/tasks.ts'
import type { Deps } from '../usecases/deps.ts'
import { engineConformance } from './engine.conformance.ts'
import { JOBS } from './registry.ts'
import { startTrigger } from './trigger-engine.ts'

const servers: ScriptedTrigger[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

const night = (number: number) => ({ athleteId: 'a', planId: `plan-${number}`, night: '2026-11-20' })
const serve = async (run = async (_task: string, _payload: unknown) => {}): Promise<ScriptedTrigger> => {
  const server = await scriptedTrigger(run)
  servers.push(server)
  return server
}

describe('Trigger.dev as an engine', () => {
  // no work of these jobs touches the world
  const NO_DEPS = {} as unknown as Deps

  engineConformance(async ({ jobs, handlers, onError }) => {
    const server = await serve(async (task, payload) => {
      try {
        await handlers.find(({ job }) => job === task)?.run(NO_DEPS, payload, engine.enqueue)
      } catch (cause) {
        onError(cause)
        throw cause
      }
    })
    const engine = await startTrigger({ jobs, url: server.url, secretKey: SCRIPTED_SECRET })
    return engine
  })

  it('hands a job over by its name, with a key of entity and day that is the same for everyone', async () => {
    const server = await serve()
    const engine = await startTrigger({ jobs: JOBS, url: server.url, secretKey: SCRIPTED_SECRET })
    await engine.enqueue('audit-plan', [night(1), night(2)])
    await engine.enqueue('audit-plan', [night(1)])
    expect(server.runs.map(({ task, payload }) => [task, payload])).toEqual([
      ['audit-plan', night(1)],
      ['audit-plan', night(2)],
    ])
    expect(server.runs[0]?.idempotencyKey).toMatch(/^[0-9a-f]{64}$/)
    expect(server.requests).toBe(3)
    expect(await engine.depths()).toBeNull()
  })

  it('waits for a slow platform, and asks again after a bad moment', async () => {
    const server = await serve()
    const engine = await startTrigger({ jobs: JOBS, url: server.url, secretKey: SCRIPTED_SECRET })
    server.behave = 'slow'
    await engine.enqueue('audit-plan', [night(1)])
    server.behave = 'wrong'
    await engine.enqueue('audit-plan', [night(2)])
    expect(server.runs).toHaveLength(2)
    expect(server.requests).toBe(4)
  })

  it('says so when the platform refuses, is silent or gone; nothing counts as handed over then', async () => {
    const server = await serve()
    const settings = { jobs: JOBS, url: server.url, secretKey: SCRIPTED_SECRET }
    server.behave = 'refuses'
    await expect((await startTrigger(settings)).enqueue('audit-plan', [night(1)])).rejects.toThrow('Invalid API key')
    server.behave = 'silent'
    const impatient = await startTrigger({ ...settings, timeoutMs: 300 })
    await expect(impatient.enqueue('audit-plan', [night(1)])).rejects.toThrow('did not answer in 0.3 s')
    const gone = await startTrigger({ ...settings, url: 'http://127.0.0.1:9', timeoutMs: 20_000 })
    await expect(gone.enqueue('audit-plan', [night(1)])).rejects.toThrow(/Connection error|did not answer|fetch failed/)
    expect(server.runs).toEqual([])
  })
})

it('there is one task a job, by its name', () => {
  const ids = Object.values(tasks).map(({ id }) => id)
  expect(ids.toSorted()).toEqual(JOBS.map(({ name }) => name).toSorted())
})
