import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { describedTrainerRide } from '@coach-wattz/formats/testing/sample-descriptions'
import FitParser from 'fit-file-parser'
import { ZipFile } from 'yazl'
import { createDecodePool, decodeWorkerPath } from '../server/integrations/files/decode-pool.ts'
import { FILE_LIMITS } from '../server/integrations/files/file-limits.ts'
import { corpusFolder } from '../test/corpus.ts'
import type { Figure } from './figure.ts'
import { openSession } from './http-session.ts'
import { residentMiB, serveApp } from './served-app.ts'

const FILES = 300
/** How often the server's memory is looked at while it imports, and how many looks go to one question how far it is. */
const LOOK_MS = 50
const LOOKS_A_POLL = 10

/**
 * Decodes the same FIT files by our pool (digest, recognition, thread crossing and all) and bare by `fit-file-parser` on
 * one thread, each file held in memory. The pool gets one worker, so that both have the same core.
 */
export async function benchImport(): Promise<Figure[]> {
  const files = sampleFiles()
  const bareMs = await best(async () => {
    for (const bytes of files) await decodeBare(bytes)
  })
  const pool = createDecodePool({
    workerPath: decodeWorkerPath(fileURLToPath(new URL('..', import.meta.url))),
    size: 1,
  })
  const settings = { limits: FILE_LIMITS, nowMs: Date.now() }
  const oursMs = await best(async () => {
    // as an import does it: the next file waits while one is read, and nothing is kept
    const waiting = files.values()
    const lane = async (): Promise<void> => {
      for (const bytes of waiting) await pool.decode(bytes.slice(), settings)
    }
    await Promise.all([lane(), lane()])
  })
  await pool.close()
  const memory = await serverMemoryMiB(files)
  const kind = `${files.length} FIT activities, ${(files.reduce((sum, file) => sum + file.length, 0) / 1e6).toFixed(1)} MB`
  return [
    {
      name: 'import',
      value: oursMs / bareMs,
      unit: '×',
      budget: 1.3,
      how: `${kind}: ours ${(oursMs / 1000).toFixed(2)} s, bare fit-file-parser ${(bareMs / 1000).toFixed(2)} s`,
    },
    ...(memory === null
      ? []
      : [
          {
            name: 'import memory',
            value: memory,
            unit: 'MiB' as const,
            budget: 700,
            how: `the server's most resident memory while it imports ${FILES} activities from one archive, embedded database`,
          },
        ]),
  ]
}

/** The most that the built server holds while it reads an archive; null where the system does not tell. */
async function serverMemoryMiB(files: readonly Uint8Array[]): Promise<number | null> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'coach-bench-'))
  const app = await serveApp(dataFolder)
  try {
    const { send, upload } = await openSession(app.url)
    const { id } = (await send('POST', '/api/imports')) as { id: string }
    await upload(`/api/imports/${id}/files?name=archive.zip`, await archiveOf(distinctFiles(files)))
    await send('POST', `/api/imports/${id}/finish`)
    let most = residentMiB(app.pid)
    for (;;) {
      const { progress } = (await send('GET', `/api/imports/${id}`)) as { progress: Record<string, unknown> }
      if (progress.status === 'DONE') return most
      if (progress.status !== 'READING' && progress.status !== 'RECEIVING')
        throw new Error(`The import ended ${String(progress.status)}.`)
      for (let look = 0; look < LOOKS_A_POLL; look++) {
        await new Promise((done) => setTimeout(done, LOOK_MS))
        const now = residentMiB(app.pid)
        if (most !== null && now !== null) most = Math.max(most, now)
      }
    }
  } finally {
    await app.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** As many files, none of them twice: a copy is not stored again. */
const distinctFiles = (files: readonly Uint8Array[]): Uint8Array[] => {
  const real = [...new Set(files)]
  return [...real, ...Array.from({ length: FILES - real.length }, (_, index) => forgedRide(index))]
}

async function archiveOf(files: readonly Uint8Array[]): Promise<Uint8Array<ArrayBuffer>> {
  const archive = new ZipFile()
  for (const [index, bytes] of files.entries()) archive.addBuffer(Buffer.from(bytes), `${index}.fit`)
  archive.end()
  const chunks: Buffer[] = []
  for await (const chunk of archive.outputStream) chunks.push(Buffer.from(chunk as Uint8Array))
  return new Uint8Array(Buffer.concat(chunks))
}

const forgedRide = (index: number): Uint8Array =>
  forgeFit(describedTrainerRide(new Date(Date.UTC(2025, 0, 1 + index, 7)).toISOString()))

/** Real activities where they are, else forged rides of an hour. */
function sampleFiles(): Uint8Array[] {
  const corpus = corpusFolder()
  const real = corpus
    ? readdirSync(join(corpus, 'fit'), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.fit$/i.test(name))
        .map((name) => join(corpus, 'fit', name))
        .filter((path) => statSync(path).size > 20_000)
        .map((path) => new Uint8Array(readFileSync(path)))
    : []
  if (real.length > 0) return Array.from({ length: FILES }, (_, index) => real[index % real.length]!)
  return Array.from({ length: FILES }, (_, index) => forgedRide(index))
}

function decodeBare(bytes: Uint8Array): Promise<void> {
  return new Promise((done) => {
    const parser = new FitParser({ force: true, mode: 'list' })
    // It answers broken files with an error or a throw; both cost time, and only time is asked here.
    try {
      parser.parse(Buffer.from(bytes), () => done())
    } catch {
      done()
    }
  })
}

/** Milliseconds of the faster of two runs. */
async function best(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < 2; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return Math.min(...times)
}
