import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describedRun } from '@coach-wattz/formats/testing/sample-descriptions'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodeBytes } from './decode-bytes.ts'
import { createDecodePool } from './decode-pool.ts'
import { FILE_LIMITS } from './file-limits.ts'
import { openTestPool } from './testing-pool.ts'

const settings = { limits: FILE_LIMITS, nowMs: null }
const run = forgeFit(describedRun('2026-05-03T06:30:00Z'))
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-wattz-pool-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** A worker that obeys the first byte of a file: 1 throws, 2 never answers, 3 exits, else answers. */
async function moodyWorker(): Promise<string> {
  const path = join(folder, 'moody.mjs')
  await writeFile(
    path,
    `import { parentPort } from 'node:worker_threads'
     parentPort.on('message', ({ id, bytes }) => {
       if (bytes[0] === 1) throw new Error('broken')
       if (bytes[0] === 2) for (;;);
       if (bytes[0] === 3) process.exit(7)
       parentPort.postMessage({ id, sha256: String(bytes[0]), outcome: { kind: 'activities', activities: [] } })
     })`,
  )
  return path
}

describe('the decode pool', () => {
  it('answers exactly what decoding in place answers, streams and nulls included', async () => {
    const pool = openTestPool({ size: 1 })
    try {
      expect(await pool.decode(run, settings)).toEqual(decodeBytes(run, settings))
      const noise = Uint8Array.of(1, 2, 3)
      expect(await pool.decode(noise, settings)).toEqual(decodeBytes(noise, settings))
    } finally {
      await pool.close()
    }
  })

  it('leaves the bytes with the caller', async () => {
    const pool = openTestPool({ size: 1 })
    const bytes = Uint8Array.from(run)
    await pool.decode(bytes, settings)
    expect(bytes).toEqual(run)
    await pool.close()
  })

  it('survives a crash, an exit and a hang: each is the outcome of its file, the others are answered', async () => {
    const pool = createDecodePool({ workerPath: await moodyWorker(), size: 2, timeoutMs: 1500 })
    const files = [9, 1, 8, 2, 7, 3, 6].map((mood) => pool.decode(Uint8Array.of(mood), settings))
    const codes = (await Promise.all(files)).map(({ outcome }) => (outcome.kind === 'refused' ? outcome.code : 'read'))
    expect(codes).toEqual(['read', 'unreadable', 'read', 'took-too-long', 'read', 'unreadable', 'read'])
    await pool.close()
  })

  it('rejects what still waits when it is closed, and everything after', async () => {
    const pool = createDecodePool({ workerPath: await moodyWorker(), size: 1 })
    const hanging = pool.decode(Uint8Array.of(2), settings)
    const waiting = pool.decode(Uint8Array.of(9), settings)
    const both = Promise.allSettled([hanging, waiting])
    await pool.close()
    expect((await both).map((each) => each.status)).toEqual(['rejected', 'rejected'])
    await expect(pool.decode(Uint8Array.of(9), settings)).rejects.toThrow('closed')
  })

  it('says at once when there is no worker where it was told', () => {
    expect(() => createDecodePool({ workerPath: join(folder, 'nowhere.ts') })).toThrow('root of the project')
  })
})
