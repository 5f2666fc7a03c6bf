import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { describedTrainerRide } from '@coach-wattz/formats/testing/sample-descriptions'
import FitParser from 'fit-file-parser'
import { createDecodePool, decodeWorkerPath } from '../server/integrations/files/decode-pool.ts'
import { FILE_LIMITS } from '../server/integrations/files/file-limits.ts'
import { corpusFolder } from '../test/corpus.ts'
import type { Figure } from './figure.ts'

const FILES = 300

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
  const oursMs = await best(() => Promise.all(files.map((bytes) => pool.decode(bytes.slice(), settings))))
  await pool.close()
  const rss = process.memoryUsage().rss / 2 ** 20
  const kind = `${files.length} FIT activities, ${(files.reduce((sum, file) => sum + file.length, 0) / 1e6).toFixed(1)} MB`
  return [
    {
      name: 'import',
      value: oursMs / bareMs,
      unit: '×',
      budget: 1.3,
      how: `${kind}: ours ${(oursMs / 1000).toFixed(2)} s, bare fit-file-parser ${(bareMs / 1000).toFixed(2)} s`,
    },
    {
      name: 'import memory',
      value: rss,
      unit: 'MiB',
      budget: 700,
      how: 'resident memory afterwards, both decoders loaded',
    },
  ]
}

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
  return Array.from({ length: FILES }, (_, index) =>
    forgeFit(describedTrainerRide(new Date(Date.UTC(2025, 0, 1 + index, 7)).toISOString())),
  )
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
