import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PlanFileSchema } from '@coach-wattz/core/plan/plan.schema'
import type { CommandIo } from '../command.ts'
import { runCoach } from '../run.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-plan-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const ATHLETE = {
  sport: 'run',
  birthYear: 1985,
  maxDaysPerWeek: 4,
  availability: {
    slots: [
      { day: 'TUE', minutes: 60 },
      { day: 'THU', minutes: 60 },
      { day: 'SAT', minutes: 60 },
      { day: 'SUN', minutes: 150, indoor: false, sports: ['run'] },
    ],
    blackoutDates: ['2026-12-25'],
  },
  thresholds: { thresholdPaceSPerKm: 300, lthrBpm: 168 },
  preferences: { targets: { run: 'pace' }, likes: [], treadmill: false },
  history: {
    weekly: [
      { weekStart: '2026-11-09', minutes: 180, distanceM: 30_000, longestM: 11_000 },
      { weekStart: '2026-11-02', minutes: 170, distanceM: 29_000, longestM: 10_000 },
    ],
  },
}
const HALF = { kind: 'HM', sport: 'run', date: '2027-03-07' }

async function coach(athlete: unknown, goal: unknown, ...more: string[]) {
  const texts = { stdout: '', stderr: '' }
  const sink = (name: 'stdout' | 'stderr') => ({ write: (text: string) => (texts[name] += text) })
  const io: CommandIo = { stdout: sink('stdout'), stderr: sink('stderr'), cwd: folder, now: () => new Date(0), env: {} }
  const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
  await writeFile(join(folder, 'a.json'), text(athlete))
  await writeFile(join(folder, 'g.json'), text(goal))
  const code = await runCoach(['plan', '--athlete', 'a.json', '--goal', 'g.json', '--today', '2026-11-20', ...more], io)
  return { code, ...texts }
}

describe('coach plan', () => {
  it('prints the whole plan with its report, every week detailed', async () => {
    const { code, stdout, stderr } = await coach(ATHLETE, HALF, '--json')
    expect(stderr).toBe('')
    expect(code).toBe(0)
    const plan = JSON.parse(stdout)
    expect(PlanFileSchema.safeParse(plan).success).toBe(true)
    expect(plan).toMatchObject({
      kind: 'plan',
      sport: 'run',
      goal: HALF,
      startDate: '2026-11-23',
      targetDate: '2027-03-07',
      athlete: {
        level: 'INTERMEDIATE',
        birthYear: 1985,
        maxDaysPerWeek: 4,
        availability: { slots: ATHLETE.availability.slots },
      },
      report: { kind: 'certificate', ok: true, profile: 'default' },
    })
    expect(plan.report.digest).toMatch(/^[0-9a-f]{64}$/)
    const weeks = plan.blocks.flatMap(
      (block: { weeks: { detail: string; workouts: { date: string }[] }[] }) => block.weeks,
    )
    // to the race, and two of recovery after it
    expect(weeks).toHaveLength(17)
    for (const week of weeks) expect(week.detail).toBe('DETAILED')
    const dates = weeks.flatMap((week: { workouts: { date: string }[] }) =>
      week.workouts.map((workout) => workout.date),
    )
    expect(dates).not.toContain('2026-12-25')
  })

  it('prints the same bytes for the same files', async () => {
    expect((await coach(ATHLETE, HALF, '--json')).stdout).toBe((await coach(ATHLETE, HALF, '--json')).stdout)
  })

  it('says it in words without --json', async () => {
    const { code, stdout } = await coach(ATHLETE, HALF)
    expect(code).toBe(0)
    expect(stdout).toContain('Week 1 (2026-11-23)')
    expect(stdout).toContain('Every safety limit is kept.')
  })

  it('G15 refuses 0 to marathon in four weeks with exit 1 and three alternatives', async () => {
    const { code, stdout } = await coach(
      { sport: 'run', history: {} },
      { kind: 'MARATHON', sport: 'run', date: '2026-12-20' },
      '--json',
    )
    expect(code).toBe(1)
    const { refused } = JSON.parse(stdout)
    expect(refused.rule).toBe('G15')
    expect(refused.reason).toContain('at least 16 weeks')
    expect(refused.alternatives).toHaveLength(3)
  })

  it.each([
    ['no JSON', '{', HALF, 'a.json: no JSON'],
    ['a wrong number', { ...ATHLETE, maxDaysPerWeek: 9 }, HALF, 'a.json: maxDaysPerWeek: '],
    [
      'a wrong slot',
      { ...ATHLETE, availability: { slots: [{ day: 'FUNDAY', minutes: 30 }] } },
      HALF,
      'a.json: availability.slots[0].day: ',
    ],
    ['a date that is none', ATHLETE, { ...HALF, date: '2027-02-30' }, 'g.json: date: not a calendar day'],
    [
      'a race in the past',
      ATHLETE,
      { ...HALF, date: '2026-11-01' },
      'g.json: date: 2026-11-01 is not after 2026-11-20',
    ],
    ['a race without a day', ATHLETE, { kind: 'HM', sport: 'run' }, 'g.json: date: HM needs its day'],
    ['a goal we do not plan', ATHLETE, { ...HALF, kind: 'ULTRA' }, 'g.json: kind: "ULTRA" is no goal we plan'],
    ['a goal of another sport', ATHLETE, { ...HALF, sport: 'ride' }, 'g.json: sport: HM is a run, not a ride'],
    [
      'a second main race',
      ATHLETE,
      { ...HALF, events: [{ kind: '10K', sport: 'run', date: '2027-01-10', priority: 'A' }] },
      'g.json: events[0].priority: A plan has one main race, its goal; ',
    ],
    ['a list', [], HALF, 'a.json: '],
  ])('%s is bad input: exit 2, one line', async (_, athlete, goal, message) => {
    const { code, stdout, stderr } = await coach(athlete, goal, '--json')
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(stderr).toContain(message)
  })
})
