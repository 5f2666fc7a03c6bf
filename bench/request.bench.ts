import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { median, percentile95, timed, type Figure } from './figure.ts'
import { openSession } from './http-session.ts'
import { serveApp } from './served-app.ts'

const PLANS = 20
const CALENDARS = 200
const WEEKS_AHEAD = 24

/**
 * Requests over HTTP to the built server on the embedded database, signed in, as the sample athlete: months of activities,
 * thresholds, and a plan in force.
 */
export async function benchRequests(): Promise<Figure[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'coach-bench-'))
  const app = await serveApp(dataFolder)
  try {
    const { send } = await openSession(app.url)
    await send('POST', '/api/sample')
    const { today } = (await send('GET', '/api/today')) as { today: LocalDate }
    const race = addDays(mondayOf(today), WEEKS_AHEAD * 7 - 1)
    const asked = { goal: { kind: 'HM', sport: 'run', date: race }, save: true }
    const reply = (await send('POST', '/api/training-plan/generate', asked)) as { weeks: { days: unknown[] }[] }
    const plans = await timed(() => send('POST', '/api/training-plan/generate', asked), PLANS)
    const month = `/api/calendar?from=${addDays(mondayOf(today), -7)}&to=${addDays(mondayOf(today), 27)}`
    const calendars = await timed(() => send('GET', month), CALENDARS, 20)
    return [
      {
        name: 'plan request',
        value: median(plans),
        unit: 'ms',
        budget: 300,
        how: `a half marathon in ${reply.weeks.length} weeks, all detailed, made and saved over HTTP, median of ${PLANS}, p95 ${percentile95(plans).toFixed(0)} ms`,
      },
      {
        name: 'calendar',
        value: median(calendars),
        unit: 'ms',
        budget: null,
        how: `five weeks over HTTP, one at a time, median of ${CALENDARS}, p95 ${percentile95(calendars).toFixed(1)} ms`,
      },
    ]
  } finally {
    await app.stop()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}
