// `npm run evals:athletes [-- COUNT]`: 10,000 random athletes and goals on all cores; the scorecard is evals/scorecards.
import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { isMainThread, MessageChannel, Worker, workerData, type MessagePort } from 'node:worker_threads'
import { RULEBOOK_VERSION } from '@coach-wattz/core/guardrails/rulebook'
import { LAWS } from './athlete-laws.ts'
import { joinVerdicts, judgeAthletes, type Verdict } from './judge-athletes.ts'

const ALL = 10_000
/** Small enough that no core waits long for the last one. */
const CHUNK = 250
const SHOWN_BREACHES = 40

if (isMainThread) {
  const asked = Number(process.argv[2] ?? ALL)
  const started = performance.now()
  const verdict = await judgeOnAllCores(asked)
  const seconds = Math.round((performance.now() - started) / 1000)
  const card = scorecard(verdict, seconds)
  process.stdout.write(card)
  if (asked === ALL) {
    mkdirSync(new URL('../scorecards/', import.meta.url), { recursive: true })
    writeFileSync(fileURLToPath(new URL('../scorecards/ten-thousand-athletes.md', import.meta.url)), card)
  }
  process.exit(verdict.breaches.length === 0 ? 0 : 1)
} else {
  const { from, to, port } = workerData as { from: number; to: number; port: MessagePort }
  port.postMessage(judgeAthletes(from, to), [])
}

async function judgeOnAllCores(athletes: number): Promise<Verdict> {
  const chunks = Array.from({ length: Math.ceil(athletes / CHUNK) }, (_, index) => ({
    from: index * CHUNK,
    to: Math.min(athletes, (index + 1) * CHUNK),
  }))
  const verdicts: Verdict[] = []
  const work = async (): Promise<void> => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      verdicts.push(await judgeInWorker(chunk))
      process.stderr.write(`${verdicts.length * CHUNK} of ${athletes}\n`)
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work))
  return joinVerdicts(verdicts)
}

function judgeInWorker(chunk: { from: number; to: number }): Promise<Verdict> {
  return new Promise((done, refuse) => {
    const { port1, port2: port } = new MessageChannel()
    const worker = new Worker(new URL(import.meta.url), { workerData: { ...chunk, port }, transferList: [port] })
    port1.once('message', (verdict: Verdict) => {
      port1.close()
      done(verdict)
    })
    worker.once('error', refuse)
  })
}

function scorecard({ athletes, breaches, counts }: Verdict, seconds: number): string {
  const of = (law: string): number => breaches.filter((breach) => breach.law === law).length
  const day = new Date().toISOString().slice(0, 10)
  return [
    '# Ten thousand athletes',
    '',
    `${athletes} random athletes and goals (seeds 0–${athletes - 1} of \`variedPlanningInput\`), each planned, changed, moved and refused along every path. ${day}, rulebook ${RULEBOOK_VERSION}, ${seconds} s. Written by \`npm run evals:athletes\`.`,
    '',
    '| law | broken |',
    '| --- | --- |',
    ...LAWS.map((law) => `| ${law} | ${of(law)} |`),
    '',
    '## What was walked through',
    '',
    '| what | how often |',
    '| --- | --- |',
    ...Object.entries(counts)
      .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
      .map(([name, count]) => `| ${name} | ${count} |`),
    '',
    ...(breaches.length === 0
      ? []
      : [
          '## Broken',
          '',
          ...breaches
            .slice(0, SHOWN_BREACHES)
            .map(({ seed, law, text }) => `- seed ${seed}, ${law}: ${text.split('\n')[0]}`),
          '',
        ]),
  ].join('\n')
}
