import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { meanOf, normalizedMean } from './normalized-power.ts'
import { dropoutLimit, resampleOneHertz } from './one-hertz.ts'
import { intensityFactor, loadOfIntensity, trainingStressScore, variabilityIndex, workKj } from './tss.ts'

const series = (repeat: number, ...segments: [seconds: number, watts: number][]): number[] =>
  Array.from({ length: repeat }, () =>
    segments.flatMap(([seconds, watts]) => Array<number>(seconds).fill(watts)),
  ).flat()
const np = (values: readonly number[] | Float64Array): number => {
  const measured = normalizedMean(values)
  if (!measured.ok) throw new Error(measured.detail)
  return measured.value
}
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

describe('S2.6 normalized power', () => {
  it.each([
    ['steady', series(1, [3600, 200]), 200, 1, 64],
    ['60 s on, 60 s off', series(30, [60, 300], [60, 100]), 239.1, 1.1955, 91.47],
    ['30 s on, 30 s off', series(40, [30, 400], [30, 0]), 267.662, 1.3383, 76.419],
    ['coasting', series(1, [600, 250], [300, 0], [600, 250]), 235.232, 1.1762, 36.889],
    ['sprints', series(12, [10, 900], [290, 150]), 224.718, 1.2841, 80.797],
  ] as const)('%s', (_name, watts, npW, vi, tss) => {
    expect(Math.abs(np(watts) - npW)).toBeLessThan(0.01)
    expect(Math.abs(variabilityIndex(np(watts), meanOf(watts)!)! - vi)).toBeLessThan(0.0005)
    expect(Math.abs(trainingStressScore(watts.length, np(watts), 250) - tss)).toBeLessThan(0.01)
  })

  it('a hand-made case: 30 s of 100 W then 1 s of 400 W is two windows, 100 W and 110 W', () => {
    expect(np(series(1, [30, 100], [1, 400]))).toBeCloseTo(((100 ** 4 + 110 ** 4) / 2) ** 0.25, 9)
  })

  it('is unknown below 30 s, not 0', () => {
    expect(normalizedMean(series(1, [29, 200]))).toMatchObject({ ok: false, reason: 'too-short' })
  })

  it('TSS, IF, VI and work', () => {
    expect(trainingStressScore(3600, 250, 250)).toBeCloseTo(100)
    expect(trainingStressScore(5400, 200, 250)).toBeCloseTo(96)
    expect(trainingStressScore(7200, 180, 240)).toBeCloseTo(112.5)
    expect(intensityFactor(200, 250)).toBe(0.8)
    expect(variabilityIndex(199, 200)).toBe(1)
    expect(variabilityIndex(0, 0)).toBeNull()
    expect(workKj(series(1, [3600, 200]))).toBe(720)
  })

  it('laws: constant power is its own NP, NP is not below the mean of its windows, TSS adds up', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 30, maxLength: 300 }), (watts) => {
        const windows = range(0, watts.length - 29).map((start) => meanOf(watts.slice(start, start + 30))!)
        expect(np(watts)).toBeGreaterThanOrEqual(meanOf(windows)! - 1e-6)
        expect(np(watts)).toBeLessThanOrEqual(Math.max(...windows) + 1e-6)
        const [first] = watts
        expect(np(series(1, [60, first!]))).toBeCloseTo(first!, 6)
      }),
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9000 }),
        fc.double({ min: 0.1, max: 1.5, noNaN: true }),
        (half, intensity) => {
          expect(2 * loadOfIntensity(half, intensity)).toBeCloseTo(loadOfIntensity(2 * half, intensity), 6)
        },
      ),
    )
  })
})

describe('S2.6 resampling to 1 Hz', () => {
  const gap = (resume: number, count: number) =>
    resampleOneHertz(
      [...range(0, 600), ...range(resume, count)],
      [...Array<number>(600).fill(200), ...Array<number>(count).fill(300)],
    )

  it('interpolates a dropout of 5 s', () => {
    const filled = gap(604, 596)
    expect(filled.values).toHaveLength(1200)
    expect(Array.from(filled.values).slice(599, 605)).toEqual([200, 220, 240, 260, 280, 300])
    expect(Math.abs(np(filled.values) - 263.524)).toBeLessThan(0.01)
    expect(filled.restarts).toEqual([])
  })

  it('puts at most 30 zeros for a pause and marks where efforts restart', () => {
    const paused = gap(900, 600)
    expect(paused.values).toHaveLength(1230)
    expect(Math.abs(np(paused.values) - 261.222)).toBeLessThan(0.01)
    expect(paused.restarts).toEqual([630])
    // 6 s: one more than a dropout: 5 zeros.
    expect(Array.from(gap(605, 1).values).slice(599)).toEqual([200, 0, 0, 0, 0, 0, 300])
  })

  it('a missing value while recording is 0 power, and coverage says so', () => {
    expect(resampleOneHertz([0, 1, 2, 3], [100, null, 100, 100])).toMatchObject({
      values: Float64Array.of(100, 0, 100, 100),
      coverage: 0.75,
    })
    expect([...resampleOneHertz([0, 1, 2], [140, null, 144], 'drop', 'hold').values]).toEqual([140, 142, 144])
  })

  it('a recorder that saves every 7 s is not read as a chain of pauses', () => {
    const sparse = resampleOneHertz(
      range(0, 100).map((index) => index * 7),
      Array<number>(100).fill(200),
    )
    expect(sparse.values).toHaveLength(694)
    expect(np(sparse.values)).toBeCloseTo(200)
    expect(dropoutLimit(range(0, 10))).toBe(5)
  })

  it('hostile clocks: any strictly increasing time gives at most 31 values a sample, all between 0 and the largest', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.integer({ min: 1, max: 1_000_000_000 }),
            fc.option(fc.integer({ min: 0, max: 2000 }), { nil: null }),
          ),
          { maxLength: 60 },
        ),
        (samples) => {
          let time = 0
          const timeS = samples.map(([step]) => (time += step / 7))
          const watts = samples.map(([, value]) => value)
          const { values, coverage } = resampleOneHertz(timeS, watts)
          expect(values.length).toBeLessThanOrEqual(31 * samples.length)
          const largest = Math.max(0, ...watts.map((value) => value ?? 0))
          for (const value of values) {
            expect(value).toBeGreaterThanOrEqual(0)
            expect(value).toBeLessThanOrEqual(largest + 1e-9)
          }
          expect(coverage).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
