import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, type Figure } from './figure.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const ATHLETE = {
  sport: 'run',
  birthYear: 1986,
  level: 'INTERMEDIATE',
  maxDaysPerWeek: 5,
  history: {
    weekly: [1, 2, 3, 4, 5, 6].map((week) => ({
      weekStart: weeksBefore(week),
      minutes: 240,
      distanceM: 42_000,
      longestM: 15_000,
    })),
  },
}
const GOAL = { kind: 'HM', sport: 'run', date: '2026-09-20' }

/** The command line as a shell starts it, with a warm compile cache. */
export function benchCli(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'coach-bench-'))
  writeFileSync(join(folder, 'athlete.json'), JSON.stringify(ATHLETE))
  writeFileSync(join(folder, 'goal.json'), JSON.stringify(GOAL))
  const figures: Figure[] = [
    {
      name: 'coach help',
      value: seconds(['help'], folder),
      unit: 's',
      budget: 0.25,
      how: 'median of 7 starts, compile cache warm',
    },
  ]
  if (existsSync(join(root, 'cli/commands/plan.ts'))) {
    const args = ['plan', '--athlete', 'athlete.json', '--goal', 'goal.json', '--today', '2026-05-04', '--json']
    figures.push({
      name: 'coach plan',
      value: seconds(args, folder),
      unit: 's',
      budget: 0.6,
      how: 'half marathon in 20 weeks, median of 7 starts',
    })
  }
  rmSync(folder, { recursive: true, force: true })
  return figures
}

function seconds(args: readonly string[], cwd: string): number {
  const run = (): number => {
    const start = performance.now()
    const result = spawnSync(process.execPath, [join(root, 'cli/coach.mjs'), ...args], { cwd, encoding: 'utf8' })
    if (result.status !== 0) throw new Error(`coach ${args[0]} ended with ${result.status}: ${result.stderr}`)
    return (performance.now() - start) / 1000
  }
  run()
  run()
  return median(Array.from({ length: 7 }, run))
}

/** The built server on a fresh embedded database and on an existing one, and what it holds when idle. */
export async function benchServer(): Promise<Figure[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'coach-bench-'))
  try {
    const first = await startOnce(dataFolder)
    const again = [await startOnce(dataFolder), await startOnce(dataFolder), await startOnce(dataFolder)]
    const rss = again.flatMap((run) => (run.rssMiB === null ? [] : [run.rssMiB]))
    return [
      {
        name: 'first start',
        value: first.seconds,
        unit: 's',
        budget: null,
        how: 'makes the embedded database and its tables',
      },
      {
        name: 'start',
        value: median(again.map((run) => run.seconds)),
        unit: 's',
        budget: 3,
        how: 'process start until the first answer, existing database, median of 3',
      },
      ...(rss.length > 0
        ? [
            {
              name: 'idle memory',
              value: median(rss),
              unit: 'MiB' as const,
              budget: 450,
              how: 'resident, 3 s after the first answer',
            },
          ]
        : []),
    ]
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function startOnce(dataFolder: string): Promise<{ seconds: number; rssMiB: number | null }> {
  const start = performance.now()
  const server = spawn(process.execPath, [join(root, 'scripts/serve.mjs')], {
    cwd: root,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', COACH_DATA: dataFolder, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => server.on('close', done))
  const url = await new Promise<string>((done, refuse) => {
    let text = ''
    server.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      const ready = /ready at (http:\S+)/.exec(text)
      if (ready?.[1]) done(ready[1])
    })
    server.on('close', (code) => refuse(new Error(`The server ended with ${code}: ${text}`)))
  })
  const reply = await fetch(new URL('/api/status', url))
  if (!reply.ok) throw new Error(`The server answers ${reply.status}.`)
  const elapsed = (performance.now() - start) / 1000
  await new Promise((done) => setTimeout(done, 3000))
  const rssMiB = residentMiB(server.pid)
  server.kill('SIGINT')
  await ended
  return { seconds: elapsed, rssMiB }
}

/** From /proc; null where there is none. */
function residentMiB(pid: number | undefined): number | null {
  const path = `/proc/${pid}/status`
  if (!existsSync(path)) return null
  const kib = /VmRSS:\s+(\d+) kB/.exec(readFileSync(path, 'utf8'))?.[1]
  return kib === undefined ? null : Number(kib) / 1024
}

function weeksBefore(weeks: number): string {
  return new Date(Date.UTC(2026, 4, 4) - weeks * 7 * 86_400_000).toISOString().slice(0, 10)
}
