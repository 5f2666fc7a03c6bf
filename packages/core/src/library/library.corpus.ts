import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../../test/corpus.ts'
import { archetypeById } from './find-archetype.ts'
import { archetypeStepTotals } from './step-totals.ts'

const folder = corpusFolder()

/** R05 ends with a walk here (docs/adr/0008): its load lies below the reference. */
const WALKS_HOME = 'R05'

interface Reference {
  readonly archetypes: readonly {
    readonly id: string
    readonly focus: string
    readonly intensity: number
    readonly steps: readonly { step: string; total_min: number; tiz_min: number; IF: number; TSS: number }[]
  }[]
}

describe.skipIf(folder === null)('library: reference data', () => {
  it('L2: all 850 steps equal the reference: minutes, time in zone, IF ± .005, TSS ± .6', () => {
    const reference = JSON.parse(readFileSync(join(folder ?? '', 'science', 'workouts.json'), 'utf8')) as Reference
    const wrong: string[] = []
    let steps = 0
    for (const { id, focus, intensity, steps: rows } of reference.archetypes) {
      const archetype = archetypeById(id)
      if (archetype.focus !== focus || archetype.intensity !== intensity) wrong.push(id)
      for (const [index, row] of rows.entries()) {
        steps += 1
        const totals = archetypeStepTotals(id, index + 1)
        const isRight =
          archetype.steps[index] === row.step &&
          Math.abs(totals.durationS / 60 - row.total_min) <= 0.051 &&
          Math.abs(totals.tizS / 60 - row.tiz_min) <= 0.06 &&
          (id === WALKS_HOME
            ? totals.tss < row.TSS && totals.tss > row.TSS - 3
            : Math.abs(totals.if - row.IF) <= 0.005 && Math.abs(totals.tss - row.TSS) <= 0.6)
        if (!isRight) wrong.push(`${id}:${index + 1}`)
      }
    }
    expect(steps).toBe(850)
    expect(wrong).toEqual([])
  })
})
