import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { RULE_IDS } from '@coach-wattz/core/guardrails/guard-report'
import { historyFromPlanningInput } from '@coach-wattz/core/evidence/history'
import { fixturePlan } from '@coach-wattz/core/testing/plan-fixture'
import { planningAthlete } from '@coach-wattz/core/testing/planning-athlete'
import type { CommandIo, ExitCode } from '../command.ts'
import { runCoach } from '../run.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function check(...args: string[]): Promise<{ code: ExitCode; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const io: CommandIo = {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    cwd: folder,
    now: () => new Date('2026-03-01T08:00:00Z'),
    env: {},
  }
  const code = await runCoach(['check', ...args], io)
  return { code, out: out.join(''), err: err.join('') }
}
const write = (name: string, value: unknown): Promise<void> =>
  writeFile(join(folder, name), typeof value === 'string' ? value : JSON.stringify(value))

const kept = fixturePlan({ weeks: [[{ day: 'TUE', km: 8 }], [{ day: 'TUE', km: 9 }]] })
const broken = fixturePlan({ weeks: [[{ day: 'TUE', km: 8 }], [{ day: 'TUE', km: 30 }]] })
const weekly = ['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'].map((weekStart) => ({
  weekStart,
  minutes: 190,
  distanceM: 32_000,
  longestM: 12_000,
}))
const athlete = {
  sport: 'run',
  birthYear: 1990,
  maxDaysPerWeek: 4,
  thresholds: { thresholdPaceSPerKm: 270 },
  history: { weekly },
}

describe('coach check', () => {
  it('ends with 0 and the certificate for a plan that keeps every hard rule', async () => {
    await write('plan.json', kept)
    const { code, out } = await check('plan.json', '--json')
    expect(code).toBe(0)
    const certificate = JSON.parse(out) as GuardReport
    expect(certificate).toMatchObject({ kind: 'certificate', ok: true, profile: 'default', violations: [] })
    expect(certificate.verdicts.map((verdict) => verdict.rule)).toEqual([...RULE_IDS])
    expect(certificate.notJudged).toContain('G25')
    expect(certificate.digest).toMatch(/^[0-9a-f]{64}$/)
  })
  it('ends with 1 and says what is broken', async () => {
    await write('plan.json', broken)
    const { code, out } = await check('plan.json')
    expect(code).toBe(1)
    expect(out).toContain('Week 2 has 30 km of running, 275 % more')
    expect(out).toContain('G25  not judged')
  })
  it('judges with the athlete and the day it is given', async () => {
    await write(
      'plan.json',
      fixturePlan({
        weeks: [
          [
            { day: 'TUE', km: 8 },
            { day: 'THU', km: 8 },
            { day: 'SUN', km: 30 },
          ],
        ],
      }),
    )
    await write('athlete.json', athlete)
    const { code, out } = await check('plan.json', '--athlete', 'athlete.json', '--today', '2026-03-02', '--json')
    expect(code).toBe(1)
    const certificate = JSON.parse(out) as GuardReport
    expect(new Set(certificate.violations.map((violation) => violation.rule))).toEqual(
      new Set(['G02', 'G03', 'G04', 'G25']),
    )
    expect(certificate.notJudged).not.toContain('G25')
  })
  it('takes a plan of our own planner, and the digest is the plan’s', async () => {
    const authored = authorPlan({
      planId: 'plan',
      today: '2026-03-01',
      goal: { kind: '10K', sport: 'run', date: '2026-05-31' },
      history: historyFromPlanningInput({ weekly }, 'run'),
      athlete: planningAthlete({ sport: 'run' }),
    })
    if (!authored.ok) throw new Error(authored.refused.reason)
    await write('plan.json', { ...authored.plan, report: authored.report })
    await write('again.json', JSON.stringify(authored.plan, null, 2))
    const first = await check('plan.json', '--json')
    const second = await check('again.json', '--json')
    expect([first.code, second.code]).toEqual([0, 0])
    expect((JSON.parse(first.out) as GuardReport).digest).toBe((JSON.parse(second.out) as GuardReport).digest)
    const { out } = await check('plan.json')
    expect(out).toMatch(/Taper: [\d.]+ % in week/)
    expect(out).not.toMatch(/\d share\b/)
  })
  it('judges a plan of other hands by the template profile', async () => {
    await write('plan.json', broken)
    const { code, out } = await check('plan.json', '--profile', 'template', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ ok: true, profile: 'template' })
  })
  it('ends with 2 and one line for what is no plan', async () => {
    await write('broken.json', '{')
    await write('list.json', [])
    await write('plan.json', { ...kept, blocks: [] })
    await write('ok.json', kept)
    for (const args of [
      [],
      ['absent.json'],
      ['broken.json'],
      ['list.json'],
      ['plan.json'],
      ['ok.json', 'ok.json'],
      ['ok.json', '--today', 'soon'],
      ['ok.json', '--profile', 'kind'],
      ['ok.json', '--athlete', 'list.json'],
      ['ok.json', '--colour'],
    ]) {
      const { code, out, err } = await check(...args)
      expect({ args, code, out }).toEqual({ args, code: 2, out: '' })
      expect(err.trim().split('\n')).toHaveLength(1)
    }
  })
})
