import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { describedRun } from '@coach-wattz/formats/testing/sample-descriptions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AdjustReply, TrainingPlanReply } from '../../shared/contracts/training-plan.ts'
import { apiClient, createOwnerBy, idOf, importEnded, problemIn, type ApiClient } from './api-client.ts'
import { GENERATE, PLAN_REQUEST } from './api-routes.ts'
import { startApp, type RunningApp } from './browser.ts'
import { dayFromNow } from './training-files.ts'

describe('plans over the HTTP API', () => {
  let app: RunningApp
  let owner: ApiClient

  beforeAll(async () => {
    app = await startApp()
    owner = apiClient(app.url)
    expect((await createOwnerBy(owner)).status).toBe(200)
  })
  afterAll(async () => {
    expect(await app?.stop()).toBe(0)
  })

  it('keeps the owner’s and the sample’s plan, sessions and imports apart', async () => {
    const run = await idOf(owner.call('POST', '/api/imports'))
    await owner.upload(`/api/imports/${run}/files?name=run.fit`, forgeFit(describedRun(`${dayFromNow(-3)}T06:00:00Z`)))
    await owner.call('POST', `/api/imports/${run}/finish`)
    expect((await importEnded(owner, run)).progress).toMatchObject({ status: 'DONE', imported: 1 })
    const saved = await owner.call('POST', '/api/plans', { body: PLAN_REQUEST })
    expect(saved.status, saved.text).toBe(200)
    const mine = await planOf(owner)

    const entered = await owner.call('POST', '/api/sample')
    expect(entered.status, entered.text).toBe(200)
    expect((await owner.call('GET', '/api/me')).json).toMatchObject({ sample: true })
    const samples = await planOf(owner)
    const sampleRun = await idOf(owner.call('POST', '/api/imports'))
    expect(samples.id).not.toBe(mine.id)
    await expectStrangers(mine, run)
    expect(await planOf(owner)).toEqual(samples)

    await owner.call('DELETE', '/api/sample')
    expect((await owner.call('GET', '/api/me')).json).toMatchObject({ sample: false, activityCount: 1 })
    await expectStrangers(samples, sampleRun)
    expect(await planOf(owner)).toEqual(mine)
  })

  it('generates a plan as weeks of days, refuses with ways forward, and saves when asked', async () => {
    const generate = (body: unknown) => owner.call('POST', '/api/training-plan/generate', { body })
    const seen = await planOf(owner)
    const reply = await generate(GENERATE)
    expect(reply.status, reply.text).toBe(200)
    const drafted = TrainingPlanReply.parse(reply.json)
    expect(drafted.plan_meta).toMatchObject({
      id: null,
      sport: 'run',
      goal: { kind: '10K' },
      guardReport: { ok: true },
    })
    expect(drafted.weeks).toHaveLength(drafted.plan_meta.weekCount)
    const days = drafted.weeks.flatMap((week) => week.days)
    expect(days.filter(({ type }) => type === 'RACE').map(({ date }) => date)).toEqual([GENERATE.goal.date])
    for (const day of days.filter(({ type }) => type !== 'REST')) {
      expect(day.durationS).toBeGreaterThan(0)
      expect(day.description).not.toBe('')
    }
    expect(await planOf(owner)).toEqual(seen)

    const impossible = await generate({ ...GENERATE, goal: { kind: 'MARATHON', date: dayFromNow(21) } })
    expect(impossible.status).toBe(422)
    const { code, data } = problemIn(impossible)
    expect(code).toBe('plan-refused')
    expect((data as { alternatives: unknown[] }).alternatives).toHaveLength(3)

    const kept = TrainingPlanReply.parse((await generate({ ...GENERATE, save: true })).json)
    expect(kept.plan_meta.guardReport.warnings).toEqual(drafted.plan_meta.guardReport.warnings)
    expect(await planOf(owner)).toMatchObject({ id: kept.plan_meta.id, revision: 1 })
  })

  it('adjusts the plan in force: seen, saved as seen, undone', async () => {
    const adjust = (body: object) => owner.call('POST', '/api/training-plan/adjust', { body })
    const { id, revision } = await planOf(owner)
    // the plan begins next Monday
    const wish = { kind: 'travel', from: dayFromNow(8), to: dayFromNow(14) }
    const reply = await adjust({ wish, preview: true })
    expect(reply.status, reply.text).toBe(200)
    const seen = AdjustReply.parse(reply.json)
    expect(seen).toMatchObject({ saved: false, revision })
    expect(seen.changes.length).toBeGreaterThan(0)
    const { digest, revision: baseRevision } = seen
    const saved = AdjustReply.parse((await adjust({ wish, baseRevision, digest })).json)
    expect(saved).toMatchObject({ saved: true, revision: revision + 1, digest, changes: seen.changes })
    expect(problemIn(await adjust({ wish, baseRevision })).code).toBe('stale-revision')
    const undone = await owner.call('POST', `/api/plans/${id}/undo`, { body: { revision: revision + 1 } })
    expect(undone.status, undone.text).toBe(200)
  })

  it('answers the example of docs/api.md as it is written there', async () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/api.md', import.meta.url)), 'utf8')
    const [, example] = /```sh\n(curl [\s\S]*?)```/.exec(page) ?? []
    const { token } = JSON.parse(readFileSync(join(app.dataFolder, 'lock.json'), 'utf8')) as { token: string }
    const { stdout } = await promisify(execFile)('sh', ['-c', example!], {
      env: { ...process.env, COACH_URL: app.url, COACH_TOKEN: token },
    })
    const { plan_meta: meta, weeks } = TrainingPlanReply.parse(JSON.parse(stdout))
    expect(meta).toMatchObject({ id: null, goal: { kind: 'GENERAL_FITNESS' }, daysPerWeek: 3 })
    const trained = new Set(
      weeks.flatMap((week) => week.days.filter(({ type }) => type !== 'REST').map((day) => day.weekday)),
    )
    expect([...trained].filter((day) => !['TUE', 'THU', 'SUN'].includes(day))).toEqual([])
  })

  it('wrote no fault of its own into the log', () => {
    expect(app.output()).not.toMatch(/\bError\b|\bat .*:\d+:\d+/)
  })

  /** Asks for another athlete's things in every way there is: they are not found. */
  async function expectStrangers(plan: PlanRef, run: string): Promise<void> {
    const { id, revision, workout } = plan
    const to = { date: dayFromNow(20), slot: 0 }
    const move = { kind: 'move', workoutId: workout.id, from: { date: workout.date, slot: workout.slot }, to }
    const asks = [
      ['GET', `/api/workouts/${workout.id}`],
      ['GET', `/api/workouts/${workout.id}/download?format=zwo`],
      ['POST', `/api/plans/${id}/changes`, { baseRevision: revision, changes: [move], acceptedRules: [] }],
      ['POST', `/api/plans/${id}/undo`, { revision }],
      ['GET', `/api/plans/${id}/revisions`],
      ['GET', `/api/plans/${id}/revisions/1`],
      ['GET', `/api/plans/${id}/compare?from=1&to=1`],
      ['POST', `/api/plans/${id}/restore/preview`, { revision: 1 }],
      ['POST', `/api/plans/${id}/restore`, { revision: 1, baseRevision: revision, digest: 'x' }],
      ['POST', `/api/plans/${id}/weeks`, { blockId: 'block', baseRevision: revision }],
      ['POST', `/api/plans/${id}/replan`, { ...PLAN_REQUEST, baseRevision: revision }],
      ['POST', `/api/plans/${id}/replan/preview`, PLAN_REQUEST],
      ['POST', `/api/plans/${id}/archive`, {}],
      ['GET', `/api/imports/${run}`],
      ['POST', `/api/imports/${run}/files?name=a.fit`, {}],
      ['POST', `/api/imports/${run}/finish`, {}],
      ['POST', `/api/imports/${run}/cancel`, {}],
    ] as const
    for (const [method, path, body] of asks) {
      const reply = await owner.call(method, path, body === undefined ? {} : { body })
      expect(reply.status, `${method} ${path}`).toBe(404)
      expect(problemIn(reply).code).toBe('not-found')
    }
  }
})

interface PlanRef {
  readonly id: string
  readonly revision: number
  readonly workout: { readonly id: string; readonly date: string; readonly slot: number }
}
async function planOf(client: ApiClient): Promise<PlanRef> {
  const { json } = await client.call('GET', '/api/plans/active')
  const { plan, revision } = json as {
    plan: { id: string; blocks: { weeks: { workouts: PlanRef['workout'][] }[] }[] }
    revision: number
  }
  const [workout] = plan.blocks.flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts))
  return { id: plan.id, revision, workout: { id: workout!.id, date: workout!.date, slot: workout!.slot } }
}
