import { availableParallelism } from 'node:os'
import { isMainThread, MessageChannel, Worker, workerData, type MessagePort } from 'node:worker_threads'
import type { CoachMaker } from './coach.ts'
import { naiveCoach } from './coaches/naive-coach.ts'
import { ourCoach } from './coaches/our-coach.ts'
import { greet, Program, programCoach } from './coaches/program-coach.ts'
import { staticCoach } from './coaches/static-coach.ts'
import { simulateSeed, type CoachScore } from './simulate.ts'

export interface SimulateOptions {
  readonly seasons: number
  readonly weeks: number
  /** The first seed; seeds count up from it. */
  readonly firstSeed: number
  /** Commands of other coaches, scored beside ours. */
  readonly programs: readonly string[]
  /** Seeds done so far. */
  readonly onProgress?: (done: number) => void
}

/** Small enough that no core waits long for the last one. */
const CHUNK = 5
const OURS: readonly CoachMaker[] = [ourCoach, staticCoach, naiveCoach]

interface Chunk extends Pick<SimulateOptions, 'weeks' | 'programs'> {
  readonly from: number
  readonly to: number
}

type Answer =
  | { readonly ok: true; readonly scores: readonly CoachScore[] }
  | { readonly ok: false; readonly why: string }

/** Why the seasons could not be lived: another coach's program failed. One line. */
export class SimulationFault extends Error {
  override readonly name = 'SimulationFault'
}

/** Lives all seasons under all coaches, on two cores where there are two; the scores by seed, whatever order they came in. */
export async function simulateSeasons(options: SimulateOptions): Promise<CoachScore[]> {
  const { seasons, weeks, firstSeed, programs } = options
  const chunks = Array.from({ length: Math.ceil(seasons / CHUNK) }, (_, index): Chunk => ({
    from: firstSeed + index * CHUNK,
    to: Math.min(firstSeed + seasons, firstSeed + (index + 1) * CHUNK),
    weeks,
    programs,
  }))
  const scores: CoachScore[] = []
  let done = 0
  const work = async (): Promise<void> => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      scores.push(...(await inWorker(chunk)))
      done += chunk.to - chunk.from
      options.onProgress?.(done)
    }
  }
  await Promise.all(Array.from({ length: Math.min(chunks.length, availableParallelism()) }, work))
  // one order for the coaches as well: ours first, then those asked for
  const place = new Map([...new Set(scores.map(({ name }) => name))].map((name, index) => [name, index]))
  return scores.toSorted((a, b) => a.seed - b.seed || place.get(a.name)! - place.get(b.name)!)
}

function inWorker(chunk: Chunk): Promise<readonly CoachScore[]> {
  return new Promise((done, refuse) => {
    const { port1, port2: port } = new MessageChannel()
    const worker = new Worker(new URL(import.meta.url), { workerData: { ...chunk, port }, transferList: [port] })
    port1.once('message', (answer: Answer) => {
      port1.close()
      if (answer.ok) done(answer.scores)
      else refuse(new SimulationFault(answer.why))
    })
    worker.once('error', refuse)
  })
}

async function liveChunk({ from, to, weeks, programs }: Chunk): Promise<Answer> {
  const running = programs.map((command) => new Program(command))
  try {
    const others = await Promise.all(running.map(async (program) => programCoach(program, await greet(program))))
    const scores: CoachScore[] = []
    for (let seed = from; seed < to; seed++) scores.push(...(await simulateSeed(seed, weeks, [...OURS, ...others])))
    return { ok: true, scores }
  } catch (cause) {
    if (cause instanceof Error && cause.name === 'ProgramFault') return { ok: false, why: cause.message }
    throw cause
  } finally {
    for (const program of running) program.end()
  }
}

if (!isMainThread && workerData && 'port' in workerData) {
  const { port, ...chunk } = workerData as Chunk & { port: MessagePort }
  port.postMessage(await liveChunk(chunk), [])
}
