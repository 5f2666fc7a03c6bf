import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parsePlan } from '@coach-wattz/core/plan/plan.schema'
import { fixturePlan } from '@coach-wattz/core/testing/plan-fixture'
import type { CommandIo, ExitCode } from '../command.ts'
import { runCoach } from '../run.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'health-'))
  await writeFile(join(folder, 'plan.json'), JSON.stringify(plan))
})
afterEach(() => rm(folder, { recursive: true }))

const plan = fixturePlan({ weeks: [[{ day: 'TUE', min: 40 }], [{ day: 'TUE', min: 28, kind: 'hard' }]] })
const shin = { kind: 'INJURY', part: 'shin', startDate: '2026-03-02', reviewDate: '2026-03-09', pain: 5 }
async function health(athlete: object, ...args: string[]): Promise<{ code: ExitCode; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const io: CommandIo = {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    cwd: folder,
    now: () => new Date('2026-03-02T08:00:00Z'),
    env: {},
  }
  await writeFile(join(folder, 'athlete.json'), JSON.stringify(athlete))
  const code = await runCoach(['health', 'plan.json', '--athlete', 'athlete.json', ...args], io)
  return { code, out: out.join(''), err: err.join('') }
}
const ON = ['--today', '2026-03-02'] as const

describe('coach health', () => {
  it('says what pain asks of the sessions to come, with the reason’s rule', async () => {
    const told = { flags: [shin], preferences: { crossTraining: true } }
    const { code, out, err } = await health(told, ...ON)
    expect([code, out.split('\n')[0], err]).toEqual([
      0,
      'Tuesday 3 March: easy (40 min) becomes Endurance ride 40 min (40 min), because of: injury',
      '',
    ])
    expect((await health({ flags: [shin] }, ...ON)).out).toContain('becomes rest')
    expect((await health({}, ...ON)).out).toBe('The plan needs no change.\n')
  })
  it('keeps everything easy after a yes, until a doctor agrees', async () => {
    const screening = { yes: ['chest-pain'] }
    expect((await health({ screening }, ...ON)).out).toContain('because of: health questions and age')
    expect((await health({ screening: { ...screening, doctorAgreed: true } }, ...ON)).out).not.toContain('becomes')
  })
  it('prints the plan as it would be, which check reads', async () => {
    const { out } = await health({ flags: [shin], preferences: { crossTraining: true } }, ...ON, '--json')
    const read = parsePlan(JSON.parse(out))
    expect(read.ok && read.value.blocks[0]!.weeks[0]!.workouts[0]!.sport).toBe('ride')
  })
  it('refuses bad input in one line', async () => {
    expect(await health({})).toMatchObject({ code: 2, err: expect.stringContaining('--today') })
    const wrong = await health({ flags: [{ ...shin, pain: 12 }] }, ...ON)
    expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining('flags[0].pain') })
    expect((await health({ screening: { yes: ['hiccups'] } }, ...ON)).err).toContain('screening.yes[0]')
  })
})
