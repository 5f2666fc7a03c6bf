import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { forgeFit } from '@coach-wattz/formats/testing/forge-fit'
import { forgeGpx } from '@coach-wattz/formats/testing/forge-gpx'
import { forgeTcx } from '@coach-wattz/formats/testing/forge-tcx'
import { describedRun, describedTrainerRide } from '@coach-wattz/formats/testing/sample-descriptions'
import { encodeZwo } from '@coach-wattz/formats/zwo/encode-zwo'
import yazl from 'yazl'
import { afterAll, describe, expect, it } from 'vitest'
import { Inspection } from '../shared/contracts/cli/inspection.ts'
import type { CommandIo } from './command.ts'
import { HELP } from './commands/help.ts'
import { COMMANDS, runCoach } from './run.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
const START = '2026-05-03T06:30:00Z'
const folder = mkdtempSync(join(tmpdir(), 'coach-cli-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function coach(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = ''
  let err = ''
  const io: CommandIo = {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    cwd: folder,
    now: () => NOW,
    env: { COACH_DATA: join(folder, 'no-data') },
  }
  const code = await runCoach(argv, io)
  return { code, out, err }
}

function file(name: string, bytes: Uint8Array | string): string {
  writeFileSync(join(folder, name), bytes)
  return name
}

async function inspect(...args: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await coach('inspect', ...args, '--json')
  expect(err).toBe('')
  expect(code).toBe(0)
  // The shape is the contract: strict, so a key too many fails as well.
  return Inspection.parse(JSON.parse(out)) as unknown as Record<string, unknown>
}

function zip(entries: Readonly<Record<string, Uint8Array | string>>): Promise<Buffer> {
  const archive = new yazl.ZipFile()
  for (const [name, bytes] of Object.entries(entries)) archive.addBuffer(Buffer.from(bytes), name)
  archive.end()
  return new Promise((done, refuse) => {
    const chunks: Buffer[] = []
    archive.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
    archive.outputStream.on('end', () => done(Buffer.concat(chunks)))
    archive.outputStream.on('error', refuse)
  })
}

describe('coach', () => {
  it('has help for each command, and a command for each help', () => {
    expect(Object.keys(COMMANDS).sort()).toEqual(Object.keys(HELP).sort())
  })

  it('lists the commands without arguments and by --help', async () => {
    const { code, out } = await coach()
    expect(code).toBe(0)
    expect(out).toContain('inspect')
    expect((await coach('--help')).out).toBe(out)
    expect((await coach('inspect', '--help')).out).toContain('--as course')
  })

  it.each([
    [['fly']],
    [['__proto__']],
    [['help', 'fly']],
    [['inspect']],
    [['inspect', 'no-such-file.fit']],
    [['inspect', 'a', 'b']],
    [['inspect', 'a', '--what']],
    [['inspect', '.']],
  ])('%j is bad input: exit 2 and one line', async (argv) => {
    const { code, out, err } = await coach(...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).toMatch(/^coach/)
  })

  it('runs as a program, on its own sources, from any folder', () => {
    const program = fileURLToPath(new URL('./coach.mjs', import.meta.url))
    const result = spawnSync(process.execPath, [program, 'help'], { cwd: folder, encoding: 'utf8' })
    expect(result.status).toBe(0)
    expect(result.stderr).toBe('')
    expect(result.stdout).toContain('Exit codes')
  })
})

describe('coach inspect', () => {
  it('reads one run alike from FIT, TCX, GPX and packed files', async () => {
    const run = describedRun(START)
    const fit = forgeFit(run)
    const names = [
      file('run.fit', fit),
      file('run.fit.gz', gzipSync(fit)),
      file('run.tcx', forgeTcx(run)),
      file('run.gpx', forgeGpx([run])),
    ]
    for (const name of names) {
      const found = await inspect(name)
      expect(found).toMatchObject({ kind: 'activity', sport: 'run', startedAt: START, elapsedS: 1800 })
      expect(found.distanceM).toBeGreaterThan(5000)
      expect(found.distanceM).toBeLessThan(5100)
    }
  })

  it('gives several sessions of one file as sessions[]', async () => {
    const name = file('two.tcx', forgeTcx(describedRun(START), describedTrainerRide('2026-05-03T08:00:00Z')))
    expect(await inspect(name)).toMatchObject({ kind: 'activity', sessions: [{ sport: 'run' }, { sport: 'ride' }] })
  })

  it('reads a timed GPX as a course when asked, and an untimed one always', async () => {
    const run = describedRun(START)
    const timed = file('timed.gpx', forgeGpx([run]))
    expect(await inspect(timed)).toMatchObject({ kind: 'activity' })
    expect(await inspect(timed, '--as', 'course')).toMatchObject({ kind: 'course', hasElevation: true })
    expect(await inspect(file('way.gpx', forgeGpx([run], { times: false })))).toMatchObject({ kind: 'course' })
  })

  it('computes a workout from its steps', async () => {
    const awp = {
      schemaVersion: '1.0',
      sport: 'ride' as const,
      meta: { title: 'Two by ten' },
      steps: [
        { type: 'Warmup' as const, duration: 600, power: { type: 'ramp' as const, start: 0.5, end: 0.7 } },
        {
          type: 'Repeat' as const,
          times: 2,
          content: [
            { type: 'Interval' as const, duration: 600, power: { type: 'steady' as const, value: 1 } },
            { type: 'Rest' as const, duration: 300, power: { type: 'steady' as const, value: 0.5 } },
          ],
        },
      ],
    }
    // 600 + 2 × (600 + 300) = 2400 s; 1 + 2 × 2 = 5 leaves.
    const expected = { kind: 'workout', sport: 'ride', title: 'Two by ten', durationS: 2400, leafSteps: 5 }
    expect(await inspect(file('w.json', JSON.stringify(awp)))).toMatchObject(expected)
    const zwo = encodeZwo(awp)
    if (!zwo.ok) throw new Error(zwo.error.why)
    const fromZwo = await inspect(file('w.zwo', zwo.value.bytes))
    expect(fromZwo).toMatchObject(expected)
    const seconds = fromZwo.timeInZoneS as number[]
    expect(seconds.reduce((sum, each) => sum + each, 0)).toBeCloseTo(2400, 6)
  })

  it('lists an archive: what was read and what was not', async () => {
    const run = describedRun(START)
    const bytes = await zip({
      'a/run.fit': forgeFit(run),
      'b.tcx': forgeTcx(describedTrainerRide(START)),
      'broken.fit': forgeFit(run).subarray(0, 13),
      'photo.jpg': 'x',
    })
    expect(await inspect(file('all.zip', bytes))).toMatchObject({
      kind: 'archive',
      sessions: [{ file: 'a/run.fit' }, { file: 'b.tcx' }],
      refused: [{ file: 'broken.fit' }],
      ignored: 1,
    })
  })

  it.each([
    ['empty.fit', ''],
    ['junk.bin', 'not a training file'],
    ['broken.json', '{"kind": '],
    ['other.json', '{"a": 1}'],
    ['plan.json', '{"kind": "plan"}'],
    ['awp.json', '{"schemaVersion": "1.0", "sport": "ride", "meta": {"title": "x"}, "steps": []}'],
    ['w.zwo', '<workout_file><workout><SteadyState Power="1"/></workout></workout_file>'],
    ['x.gpx', '<gpx/>'],
    ['x.zip', 'PK\u0003\u0004 and then nothing'],
  ])('refuses %s in one line with exit 2', async (name, content) => {
    const { code, out, err } = await coach('inspect', file(name, content), '--json')
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err.trimEnd().split('\n')).toHaveLength(1)
    expect(err).toContain(name)
  })
})

describe('coach doctor', () => {
  it('looks without touching: no data folder is made', async () => {
    const { code, out } = await coach('doctor', '--json')
    const report = JSON.parse(out) as { ok: boolean; findings: { name: string; state: string }[] }
    expect(code).toBe(report.ok ? 0 : 1)
    expect(report.findings.find((finding) => finding.name === 'Data folder')?.state).toBe('note')
    expect(report.findings.find((finding) => finding.name === 'Database')?.state).toBe('note')
  })
})
