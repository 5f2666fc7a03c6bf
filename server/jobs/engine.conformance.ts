import { z } from 'zod'
import { expect, it } from 'vitest'
import type { Deps } from '../usecases/deps.ts'
import type { JobEngine } from './engine.ts'
import { defineJob, handlerOf, type Handler, type Job } from './job.ts'

const PATIENCE = { timeout: 40_000, interval: 50 }

/** What an engine under test is made of. */
export interface TestedEngine {
  readonly jobs: readonly Job[]
  readonly handlers: readonly Handler[]
  readonly onError: (cause: unknown) => void
}

/**
 * What every engine has to do, whoever runs it: one of a key at a time, nothing unknown or misshapen, a second try for what
 * failed, and no one left out when many come at once. `start` makes an engine whose queue looks often and retries soon.
 */
export function engineConformance(start: (tested: TestedEngine) => Promise<JobEngine>): void {
  let number = 0
  /** Jobs of names nobody has used before, whose work is told in `ran`. */
  function workplace() {
    const suffix = `-${++number}-${process.pid}`
    const ran: string[] = []
    const errors: unknown[] = []
    let held: Promise<void> | null = null
    const noteJob = defineJob({
      name: `note${suffix}`,
      payload: z.strictObject({ id: z.string() }),
      key: ({ id }) => id,
    })
    const fanJob = defineJob({
      name: `fan${suffix}`,
      payload: z.strictObject({ count: z.int() }),
      key: ({ count }) => `${count}`,
    })
    const failed = new Set<string>()
    const handlers = [
      handlerOf(noteJob, async (_deps: Deps, { id }) => {
        await held
        if (id.startsWith('fails-once') && !failed.has(id)) {
          failed.add(id)
          throw new Error(`${id} fails the first time`)
        }
        ran.push(id)
      }),
      handlerOf(fanJob, async (_deps: Deps, { count }, enqueue) =>
        enqueue(
          noteJob.name,
          Array.from({ length: count }, (_, index) => ({ id: `fanned-${index}` })),
        ),
      ),
    ]
    return {
      note: noteJob.name,
      fan: fanJob.name,
      ran,
      errors,
      hold: () => {
        const { promise, resolve } = Promise.withResolvers<void>()
        held = promise
        return resolve
      },
      start: () => start({ jobs: [noteJob, fanJob], handlers, onError: (cause) => errors.push(cause) }),
    }
  }

  it('runs what is put in, once', async () => {
    const place = workplace()
    const engine = await place.start()
    try {
      await engine.enqueue(place.note, [{ id: 'one' }, { id: 'two' }])
      await expect.poll(() => place.ran.toSorted(), PATIENCE).toEqual(['one', 'two'])
      expect(place.errors).toEqual([])
    } finally {
      await engine.stop()
    }
  })

  it('takes one of a key while it waits or runs', async () => {
    const place = workplace()
    const release = place.hold()
    const engine = await place.start()
    try {
      await engine.enqueue(place.note, [{ id: 'same' }])
      await engine.enqueue(place.note, [{ id: 'same' }, { id: 'same' }])
      await engine.enqueue(place.note, [{ id: 'other' }])
      release()
      await expect.poll(() => place.ran.includes('other') && place.ran.includes('same'), PATIENCE).toBe(true)
      expect(place.ran.toSorted()).toEqual(['other', 'same'])
    } finally {
      release()
      await engine.stop()
    }
  })

  it('refuses a name it does not know and a payload of another shape, and puts in none of the others', async () => {
    const place = workplace()
    const engine = await place.start()
    try {
      await expect(engine.enqueue('no-such-job', [{}])).rejects.toThrow('No worker knows the job no-such-job.')
      await expect(engine.enqueue(place.note, [{ id: 'sound' }, { id: 5 }])).rejects.toThrow('id')
      await expect(engine.enqueue(place.note, [])).resolves.toBeUndefined()
      await engine.enqueue(place.note, [{ id: 'last' }])
      await expect.poll(() => place.ran, PATIENCE).toEqual(['last'])
    } finally {
      await engine.stop()
    }
  })

  it('tries again what failed, tells of it, and leaves its neighbours alone', async () => {
    const place = workplace()
    const engine = await place.start()
    try {
      await engine.enqueue(place.note, [{ id: 'before' }, { id: 'fails-once' }, { id: 'after' }])
      await expect.poll(() => place.ran.toSorted(), PATIENCE).toEqual(['after', 'before', 'fails-once'])
      expect(place.errors).toMatchObject([{ message: 'fails-once fails the first time' }])
    } finally {
      await engine.stop()
    }
  })

  it('fans out: a job puts in many others, and each runs once', async () => {
    const place = workplace()
    const engine = await place.start()
    try {
      await engine.enqueue(place.fan, [{ count: 120 }])
      await expect.poll(() => place.ran.length, PATIENCE).toBe(120)
      expect(new Set(place.ran).size).toBe(120)
      expect(place.errors).toEqual([])
    } finally {
      await engine.stop()
    }
  })
}
