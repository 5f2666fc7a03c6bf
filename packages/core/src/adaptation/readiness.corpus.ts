import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../../test/corpus.ts'
import { unknownDay } from '../evidence/wellness-day.ts'
import { addDays } from '../time/local-date.ts'
import { hrvBand } from './hrv-signal.ts'
import { lnRmssd, Mornings } from './readiness-baseline.ts'

const folder = corpusFolder()

interface HrvFile {
  readonly baseline60: readonly number[]
  readonly vectors: readonly {
    readonly last7: readonly number[]
    readonly mean: number
    readonly sd: number
    readonly lower: number
    readonly upper: number
    readonly roll7: number
    readonly state: 'LOW' | 'NORMAL' | 'HIGH'
  }[]
  readonly ln: readonly { readonly rmssd_ms: number; readonly ln: number }[]
}

describe.skipIf(folder === null)('hrv.json', () => {
  const file = JSON.parse(readFileSync(`${folder}/science/hrv.json`, 'utf8')) as HrvFile
  const today = '2026-03-31'

  it('S8.6 band, mean of the week and state of every vector', () => {
    for (const vector of file.vectors) {
      const logs = [...file.baseline60, ...vector.last7]
      const mornings = new Mornings(
        logs.map((ln, index) => ({
          ...unknownDay(addDays(today, index + 1 - logs.length)),
          hrvRmssdMs: Math.exp(ln),
        })),
        [],
      )
      const band = hrvBand(mornings, today)!
      const mean = mornings.weekMean(today, lnRmssd)!
      for (const [ours, theirs] of [
        [band.baseline.mean, vector.mean],
        [band.baseline.sd, vector.sd],
        [band.lo, vector.lower],
        [band.hi, vector.upper],
        [mean, vector.roll7],
      ] as const)
        expect(ours).toBeCloseTo(theirs, 3)
      expect(mean < band.lo ? 'LOW' : mean > band.hi ? 'HIGH' : 'NORMAL').toBe(vector.state)
    }
  })

  it('S8.6 ln rMSSD', () => {
    for (const { rmssd_ms: hrvRmssdMs, ln } of file.ln)
      expect(lnRmssd({ ...unknownDay(today), hrvRmssdMs })).toBeCloseTo(ln, 4)
  })
})
