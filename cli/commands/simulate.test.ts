import { describe, expect, it } from 'vitest'
import { CliSeasons } from '../../shared/contracts/cli/seasons.ts'
import { runCoach } from '../run.ts'

async function coach(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', '']
  const code = await runCoach(argv, {
    stdout: { write: (text) => (out += text) },
    stderr: { write: (text) => (err += text) },
    cwd: '/',
    now: () => new Date(0),
    env: {},
  })
  return { code, out, err }
}

/** Whole seasons are lived, in workers that load the sources anew. */
const SLOW_MS = 120_000

describe('coach simulate', { timeout: SLOW_MS }, () => {
  it('prints one row a coach, the same for the same seeds, whatever worker lived them', async () => {
    const json = ['--seasons', '2', '--weeks', '12', '--json']
    const [once, again] = [await coach('simulate', ...json), await coach('simulate', ...json)]
    expect(once).toMatchObject({ code: 0, err: '' })
    expect(again.out).toBe(once.out)
    const rows = CliSeasons.parse(JSON.parse(once.out))
    expect(rows.map(({ seasons }) => seasons)).toEqual(rows.map(() => 2))
    expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining(['static', 'naive']))
  })

  it('prints a table without --json', async () => {
    const { code, out } = await coach('simulate', '--seasons', '1', '--weeks', '12', '--seed', '3')
    expect(code).toBe(0)
    expect(out).toMatch(/^coach +seasons +hard +soft/)
  })

  it.each([
    [['--weeks', '3'], 'no whole number from 12 to 52'],
    [['--seasons', '0'], 'no whole number from 1'],
    [['--seasons', 'many'], 'no whole number'],
    [['--seasons', '1', '--coach', 'exit 3'], 'exit 3: ended before the season did'],
    [['plan.json'], 'one too many'],
  ])('refuses %j in one line', async (args, says) => {
    const { code, out, err } = await coach('simulate', ...args)
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(says)
    expect(err.trim().split('\n')).toHaveLength(1)
  })
})
