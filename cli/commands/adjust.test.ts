import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lockDataFolder, type DataFolderLock } from '../../server/database/data-folder-lock.ts'
import { CliAdjustment } from '../../shared/contracts/cli/adjustment.ts'
import { AdjustReply } from '../../shared/contracts/training-plan.ts'
import type { CommandIo, ExitCode } from '../command.ts'
import { runCoach } from '../run.ts'

/** An app that answers every request alike: what the command makes of it is the question here. */
let [app, lock, folder]: [Server | null, DataFolderLock | null, string] = [null, null, '']
let asked: unknown[] = []
let answer: { readonly status: number; readonly body: unknown } = { status: 200, body: null }

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'coach-adjust-'))
  await mkdir(join(folder, 'db'))
  asked = []
  app = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      asked.push([request.method, request.url, JSON.parse(text)])
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body))
    })
  })
  await new Promise<void>((listening) => app!.listen(0, '127.0.0.1', listening))
  lock = lockDataFolder(folder)
  lock.announce(`http://127.0.0.1:${(app.address() as AddressInfo).port}`)
})
afterEach(async () => {
  lock?.release()
  await new Promise((closed) => app?.close(closed))
  await rm(folder, { recursive: true, force: true })
})

async function adjust(...args: string[]): Promise<{ code: ExitCode; out: string; err: string }> {
  const [out, err]: [string[], string[]] = [[], []]
  const io: CommandIo = {
    stdout: { write: (text) => out.push(text) },
    stderr: { write: (text) => err.push(text) },
    cwd: folder,
    now: () => new Date('2026-03-02T08:00:00Z'),
    env: { COACH_DATA: folder },
  }
  const code = await runCoach(['adjust', ...args], io)
  return { code, out: out.join(''), err: err.join('') }
}

const REPLY: AdjustReply = AdjustReply.parse({
  saved: true,
  revision: 4,
  digest: 'd',
  unchanged: null,
  changes: [
    {
      workoutId: 'w1',
      before: {
        id: 'w1',
        date: '2026-03-04',
        weekday: 'WED',
        slot: 0,
        sport: 'run',
        type: 'AEROBIC_ENDURANCE',
        title: 'Easy run',
        durationS: 2400,
        distanceM: 7000,
        intensity: 'EASY',
        tss: 30,
        priority: 'SUPPORT',
        race: false,
      },
      after: null,
      reason: { code: 'tired-rest', facts: {} },
      why: 'Rest in its place.',
    },
  ],
  weekTotals: [
    {
      weekNumber: 3,
      startDate: '2026-03-02',
      before: { minutes: 240, runDistanceM: null, load: 200, hardMinutes: 20 },
      after: { minutes: 200, runDistanceM: null, load: 160, hardMinutes: 20 },
    },
  ],
  loweredWeeks: 1,
  notices: ['The race stays.'],
  plan_meta: {
    id: 'p',
    revision: 4,
    sport: 'run',
    goal: { kind: '10K', name: null, date: '2026-06-07', targetTimeS: null, courseId: null },
    events: [],
    startDate: '2026-02-16',
    targetDate: '2026-06-07',
    strategy: 'LINEAR',
    level: 'INTERMEDIATE',
    daysPerWeek: 4,
    weekCount: 16,
    guardReport: { rulebook: '1', digest: 'd', ok: true, warnings: [] },
  },
  weeks: [],
})

describe('coach adjust', () => {
  it('tells each change with its reason, and what else follows', async () => {
    answer = { status: 200, body: REPLY }
    const { code, out, err } = await adjust('too-tired')
    expect([code, err]).toEqual([0, ''])
    expect(out.split('\n')).toEqual([
      'Wednesday 4 March: Easy run (40 min) becomes rest. Rest in its place.',
      'Week 3: 4:00 h becomes 3:20 h.',
      'One week not written yet aims lower after it.',
      'The race stays.',
      'Saved as one change. Undo it in the app, under Plan.',
      '',
    ])
    const row = CliAdjustment.parse(JSON.parse((await adjust('too-tired', '--json')).out))
    expect(row).toMatchObject({ kind: 'adjustment', saved: true, revision: 4 })
  })

  it.each([
    [['too-tired', '--preview'], { kind: 'too-tired' }, true],
    [['sick', 'fever', '--since', '2026-03-01'], { kind: 'sick', symptoms: 'fever', since: '2026-03-01' }, false],
    [['hurt', 'knee', '--pain', '4', '--limp'], { kind: 'hurt', part: 'knee', pain: 4, limp: true }, false],
    [['days', '3', '--next'], { kind: 'days', days: 3, week: 'next' }, false],
    [['days', '0'], { kind: 'days', days: 0, week: 'this' }, false],
    [
      ['travel', '2026-03-05', '2026-03-08', '--easy', '30'],
      { kind: 'travel', from: '2026-03-05', to: '2026-03-08', easyMinutes: 30 },
      false,
    ],
    [['goal-date', '2026-06-14'], { kind: 'new-goal-date', date: '2026-06-14' }, false],
    [
      ['week', 'tue=60', 'SUN=150'],
      {
        kind: 'new-availability',
        availability: {
          slots: [
            { day: 'TUE', minutes: 60 },
            { day: 'SUN', minutes: 150 },
          ],
        },
      },
      false,
    ],
    [['no-time-today'], { kind: 'no-time-today', minutes: null }, false],
    [['no-time-today', '--minutes', '30'], { kind: 'no-time-today', minutes: 30 }, false],
  ])('asks for %j as the app takes it', async (args, wish, preview) => {
    answer = { status: 200, body: REPLY }
    expect((await adjust(...args)).code).toBe(0)
    expect(asked).toEqual([['POST', '/api/training-plan/adjust', { wish, preview }]])
  })

  it('ends with 1 where the rules say no, in text and in JSON', async () => {
    const data = { violations: [] }
    answer = { status: 409, body: { code: 'plan-blocked', title: 'No', detail: 'Two hard days would meet.', data } }
    expect(await adjust('days', '2')).toEqual({ code: 1, out: 'Two hard days would meet.\n', err: '' })
    expect(JSON.parse((await adjust('days', '2', '--json')).out)).toEqual({
      refused: { code: 'plan-blocked', detail: 'Two hard days would meet.' },
    })
  })

  it('ends with 2 and one line where nothing can be meant', async () => {
    for (const args of [
      [],
      ['bored'],
      ['sick'],
      ['sick', 'ears'],
      ['hurt', 'knee'],
      ['hurt', 'knee', '--pain', 'much'],
      ['days', '9'],
      ['days', 'two'],
      ['travel', '2026-03-05'],
      ['travel', '2026-03-05', '2026-02-30'],
      ['too-tired', 'now'],
      ['goal-date', 'tomorrow'],
      ['week'],
      ['week', 'FUN=60'],
      ['week', 'TUE'],
      ['too-tired', '--loud'],
    ]) {
      const { code, out, err } = await adjust(...args)
      expect([code, out], args.join(' ')).toEqual([2, ''])
      expect(err.trimEnd().split('\n'), args.join(' ')).toHaveLength(1)
    }
    expect(asked).toEqual([])
    answer = { status: 404, body: { code: 'not-found', title: 'No such plan', detail: 'There is no plan.' } }
    expect((await adjust('too-tired')).code).toBe(2)
  })
})
