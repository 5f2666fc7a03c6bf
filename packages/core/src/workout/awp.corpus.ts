import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../../test/corpus.ts'
import { readAwp } from './read-awp.ts'
import { workoutTotals } from './totals.ts'

const folder = corpusFolder()

describe.skipIf(folder === null)('AWP: golden documents', () => {
  it.each([
    ['ride', 27, 3600],
    // 15-min warm-up by lap, 6 × 800 m, five rests of 2 min, 2 km cool-down in zone 1
    ['run', 13, null],
    ['nested', 35, 600 + 3 * (5 * 120 + 300) + 600],
    ['seed-fragment', 1, 600],
  ] as const)('reads %s whole', (name, leafSteps, durationS) => {
    const text = readFileSync(join(folder ?? '', 'integrations', 'golden', `${name}.awp.json`), 'utf8')
    const read = readAwp(JSON.parse(text))
    if (!read.ok) throw new Error(JSON.stringify(read.error))
    const totals = workoutTotals(read.value.awp)
    expect(totals.leafSteps).toBe(leafSteps)
    expect(durationS === null || totals.durationS === durationS).toBe(true)
    expect(read.value.repairs.filter((repair) => !repair.includes('total'))).toEqual([])
  })
})
