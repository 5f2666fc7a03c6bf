import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { authorPlan } from '@coach-wattz/core/guardrails/author-plan'
import { seasonLife, quietLife } from './life.ts'
import { naiveCoach } from './coaches/naive-coach.ts'
import { ourCoach } from './coaches/our-coach.ts'
import { greet, Program, programCoach } from './coaches/program-coach.ts'
import { staticCoach } from './coaches/static-coach.ts'
import { judgeSeason } from './judge-season.ts'
import { liveSeason, type SeasonStart } from './live-season.ts'
import { scoreSeason } from './score-season.ts'
import { seasonAthlete } from './season-athlete.ts'
import { rowsOf, simulateSeed } from './simulate.ts'

const WEEKS = 20
const SEEDS = [1, 3]
const folder = mkdtempSync(join(tmpdir(), 'coach-season-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function startOf(seed: number): SeasonStart {
  for (let attempt = 0; attempt < 12; attempt++) {
    const athlete = seasonAthlete(seed, WEEKS, attempt)
    const authored = authorPlan(athlete.input)
    if (authored.ok) return { seed, athlete, printed: authored.plan }
  }
  throw new Error(`seed ${seed} has no athlete with a safe plan`)
}

/** Whole seasons are lived here; a machine that does something else meanwhile is slow, not wrong. */
const SLOW_MS = 180_000

describe('a season', { timeout: SLOW_MS }, () => {
  it('is the same whenever its seed is lived again', async () => {
    const coaches = [staticCoach, naiveCoach]
    const [once, again] = [await simulateSeed(3, WEEKS, coaches), await simulateSeed(3, WEEKS, coaches)]
    expect(again).toEqual(once)
    expect(once.map(({ name }) => name)).toEqual(['static', 'naive'])
  })

  it('has the same life under every coach', async () => {
    const [start, life] = [startOf(3), seasonLife(3, WEEKS)]
    const before = JSON.stringify(life)
    const lived = await Promise.all([staticCoach, naiveCoach].map((make) => liveSeason(start, life, make())))
    expect(JSON.stringify(life)).toBe(before)
    // the first mornings, before any coach could change anything, are alike to the last digit
    const early = lived.map((season) => season!.days.slice(0, 5).map(({ date, performance }) => [date, performance]))
    expect(early[1]).toEqual(early[0])
  })

  it('breaks nothing and reaches full form where life leaves the printed plan alone', async () => {
    for (const seed of SEEDS) {
      const start = startOf(seed)
      const quiet = (await liveSeason(start, quietLife(WEEKS), staticCoach()))!
      const score = scoreSeason(seed, quiet, quiet)
      expect(score.violations.filter(({ violation }) => violation.severity === 'H')).toEqual([])
      expect(score).toMatchObject({ keyKept: 1, formOnRaceDay: 100, churn: 0, minutesBroken: 0, loadRestored: null })
      const last = quiet.days.at(-1)!
      expect(last.prescribed.some(({ race }) => race)).toBe(true)
      expect(quiet.days.every(({ prescribed, done }) => prescribed.length === done.length)).toBe(true)
    }
  })

  it('costs a plan that nobody changes hard limits, and one that only moves sessions too', async () => {
    const scores = (await Promise.all(SEEDS.map((seed) => simulateSeed(seed, WEEKS, [staticCoach, naiveCoach])))).flat()
    const [still, naive] = rowsOf(scores)
    expect(still).toMatchObject({ name: 'static', seasons: SEEDS.length, churn: 0 })
    expect(still!.hardViolations).toBeGreaterThan(0)
    expect(naive!.hardViolations).toBeGreaterThan(0)
    expect(naive!.churn).toBeGreaterThan(0)
    expect(naive!.keyKept).toBeGreaterThan(still!.keyKept!)
  })
})

describe('our coach', { timeout: SLOW_MS }, () => {
  it('leaves a season alone in which nothing happens', async () => {
    const start = startOf(3)
    const quiet = (await liveSeason(start, quietLife(WEEKS), staticCoach()))!
    const ours = (await liveSeason(start, quietLife(WEEKS), ourCoach()))!
    const score = scoreSeason(3, ours, quiet)
    expect(score).toMatchObject({ hardViolations: 0, minutesBroken: 0 })
    // one morning in a few weeks speaks against a day by chance alone
    expect(score.keyKept).toBeGreaterThan(0.85)
    expect(score.formOnRaceDay).toBeGreaterThan(98)
  })

  it('breaks no hard limit where the printed plan does', async () => {
    for (const seed of SEEDS) {
      const scores = await simulateSeed(seed, WEEKS, [ourCoach, staticCoach])
      const [ours, still] = rowsOf(scores)
      expect(ours!.hardViolations).toBe(0)
      expect(still!.hardViolations).toBeGreaterThan(0)
      expect(ours!.loadRestored!).toBeGreaterThan(still!.loadRestored!)
    }
  })
})

describe('what is held against a coach', { timeout: SLOW_MS }, () => {
  it('is not what the athlete did beyond the prescribed session', async () => {
    let broken = 0
    for (const seed of [7]) {
      const { athlete, printed } = startOf(seed)
      // nothing is known before the first Sunday, so nothing of the first week is the coach's
      const habits = { ...athlete.habits, uploadsOnSundays: true, busy: 0 }
      const quiet = quietLife(WEEKS)
      const days = quiet.days.map((rolls, day) => (day < 7 ? { ...rolls, eager: 0 } : rolls))
      const start = { seed, athlete: { ...athlete, habits: { ...habits, eager: 0.5 } }, printed }
      const lived = (await liveSeason(start, { ...quiet, days }, staticCoach()))!
      expect(lived.days.slice(0, 7).every(({ done }) => done.every(({ isEager }) => isEager))).toBe(true)
      const hard = judgeSeason(lived).filter(
        ({ date, violation }) => violation.severity === 'H' && date <= lived.days[6]!.date,
      )
      broken += hard.length
      expect(hard.every(({ attributable }) => !attributable)).toBe(true)
    }
    expect(broken).toBeGreaterThan(0)
  })

  it('is a session on a day on which the athlete had told of a fever', async () => {
    const start = startOf(1)
    const life = quietLife(WEEKS)
    const troubles = [{ kind: 'illness', from: 28, days: 6, symptoms: 'fever' }] as const
    const days = life.days.map((rolls) => ({ ...rolls, trainsIll: 0 }))
    const lived = (await liveSeason(start, { troubles, days }, staticCoach()))!
    const ill = judgeSeason(lived).filter(({ violation }) => violation.rule === 'G19')
    expect(ill.length).toBeGreaterThan(0)
    expect(ill.every(({ attributable }) => attributable)).toBe(true)
  })
})

describe('another coach', { timeout: SLOW_MS }, () => {
  const example = `"${process.execPath}" "${fileURLToPath(new URL('example-coach.mjs', import.meta.url))}"`

  it('is led through seasons by JSON lines, and scored beside ours', async () => {
    const program = new Program(example)
    try {
      const name = await greet(program)
      const scores = [
        ...(await simulateSeed(1, WEEKS, [staticCoach, programCoach(program, name)])),
        ...(await simulateSeed(2, WEEKS, [staticCoach, programCoach(program, name)])),
      ]
      const [still, other] = rowsOf(scores)
      expect(other).toMatchObject({ name: 'rests when ill', seasons: 2 })
      const illDays = (row: string): number =>
        scores
          .filter((score) => score.name === row)
          .flatMap(({ violations }) => violations)
          .filter(({ violation }) => violation.rule === 'G19').length
      expect(illDays(still!.name)).toBeGreaterThan(0)
      expect(illDays(other!.name)).toBe(0)
    } finally {
      program.end()
    }
  })

  it.each([
    ['ends at once', 'process.exit(3)', 'ended before the season did'],
    ['answers no JSON', `process.stdin.on('data', () => console.log('hello'))`, 'is no JSON'],
    ['tells no name', `process.stdin.on('data', () => console.log('{}'))`, 'told no name'],
    ['fails with a word', `console.error('no licence'); process.exit(1)`, 'no licence'],
  ])('that %s is named with what went wrong', async (_, source, says) => {
    const file = join(folder, 'coach.mjs')
    writeFileSync(file, source)
    const program = new Program(`"${process.execPath}" "${file}"`)
    await expect(greet(program)).rejects.toThrow(says)
    program.end()
  })

  it('that sends no plan is refused with the place', async () => {
    const file = join(folder, 'no-plan.mjs')
    writeFileSync(
      file,
      `import { createInterface } from 'node:readline'
       for await (const line of createInterface({ input: process.stdin }))
         console.log(JSON.stringify(JSON.parse(line).kind === 'hello' ? { name: 'x' } : { plan: { kind: 'plan' } }))`,
    )
    const program = new Program(`"${process.execPath}" "${file}"`)
    const name = await greet(program)
    await expect(simulateSeed(1, WEEKS, [programCoach(program, name)])).rejects.toThrow('sent no plan')
    program.end()
  })
})
