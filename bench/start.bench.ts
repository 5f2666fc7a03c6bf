import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { median, type Figure } from './figure.ts'
import { residentMiB, serveApp } from './served-app.ts'

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
  const app = await serveApp(dataFolder)
  const reply = await fetch(new URL('/api/status', app.url))
  if (!reply.ok) throw new Error(`The server answers ${reply.status}.`)
  const elapsed = (performance.now() - start) / 1000
  await new Promise((done) => setTimeout(done, 3000))
  const rssMiB = residentMiB(app.pid)
  await app.stop()
  return { seconds: elapsed, rssMiB }
}

function weeksBefore(weeks: number): string {
  return new Date(Date.UTC(2026, 4, 4) - weeks * 7 * 86_400_000).toISOString().slice(0, 10)
}
