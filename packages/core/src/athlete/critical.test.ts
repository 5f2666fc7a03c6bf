import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  criticalPowerAt,
  estimateCriticalPower,
  fitCriticalPowerInverseTime,
  fitCriticalPowerWorkTime,
  type PowerEffort,
} from './critical-power.ts'
import { estimateCriticalSpeed, fitCriticalSpeed } from './critical-speed.ts'
import { ftpFromTest } from './ftp.ts'

const efforts = (...points: [number, number][]): PowerEffort[] =>
  points.map(([durationS, powerW]) => ({ durationS, powerW }))
const REAL = efforts([180, 400], [300, 365], [720, 325], [1200, 312])

describe('S2.1 FTP from tests', () => {
  it('has the factors of the table', () => {
    expect(ftpFromTest('20-min', 280)).toBeCloseTo(266)
    expect(ftpFromTest('ramp', 360)).toBeCloseTo(270)
    expect(ftpFromTest('2x8-min', 298)).toBeCloseTo(268.2)
    expect(ftpFromTest('critical-power', 275)).toBeCloseTo(264)
    expect(ftpFromTest('60-min', 258)).toBe(258)
  })
  it('reads a sprinter’s ramp lower', () => {
    expect(ftpFromTest('ramp', 360, 22_000)).toBeCloseTo(270)
    expect(ftpFromTest('ramp', 360, 22_001)).toBeCloseTo(259.2)
  })
})

describe('S2.2 critical power', () => {
  it('fits both forms as the source does', () => {
    const inverse = fitCriticalPowerInverseTime(REAL)!
    expect(inverse.cpW).toBeCloseTo(298.758, 2)
    expect(inverse.wPrimeJ).toBeCloseTo(18_627, 0)
    expect(inverse.r2).toBeCloseTo(0.99424, 4)
    const work = fitCriticalPowerWorkTime(REAL)!
    expect(work.cpW).toBeCloseTo(295.927, 2)
    expect(work.wPrimeJ).toBeCloseTo(19_918.8, 0)
  })

  it('accepts a curve and refuses what is none', () => {
    expect(estimateCriticalPower(REAL)).toMatchObject({ ok: true, value: { confidence: 'MEDIUM' } })
    expect(estimateCriticalPower(REAL.slice(0, 2))).toMatchObject({ ok: false, reason: 'no-effort' })
    expect(estimateCriticalPower(efforts([600, 300], [700, 290], [800, 285]))).toMatchObject({
      ok: false,
      reason: 'no-effort',
    })
    expect(estimateCriticalPower(efforts([180, 250], [360, 300], [720, 280]))).toMatchObject({
      ok: false,
      reason: 'out-of-range',
    })
  })

  it('finds the curve it was made from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 400 }), fc.integer({ min: 5100, max: 34_900 }), (cpW, wPrimeJ) => {
        const made = [150, 400, 1100].map((durationS) => ({
          durationS,
          powerW: criticalPowerAt(cpW, wPrimeJ, durationS),
        }))
        const found = estimateCriticalPower(made)
        expect(found.ok && found.value.cpW).toBeCloseTo(cpW, 6)
        expect(found.ok && found.value.wPrimeJ).toBeCloseTo(wPrimeJ, 3)
      }),
    )
  })
})

describe('S1.7 critical speed', () => {
  it.each([
    [
      [
        [1500, 300],
        [3000, 660],
        [5000, 1140],
      ],
      4.1667,
      250,
    ],
    [
      [
        [1200, 264],
        [2400, 576],
        [3600, 900],
      ],
      3.7731,
      211.58,
    ],
    [
      [
        [1609.344, 350],
        [5000, 1197],
      ],
      4.0031,
      208.25,
    ],
  ] as [number[][], number, number][])('%j', (points, speed, dPrime) => {
    const runs = points.map(([distanceM, timeS]) => ({ distanceM: distanceM!, timeS: timeS! }))
    const fit = fitCriticalSpeed(runs)!
    expect(Math.abs(fit.criticalSpeedMps - speed)).toBeLessThan(0.0001)
    expect(Math.abs(fit.dPrimeM - dPrime)).toBeLessThan(0.01)
    expect(estimateCriticalSpeed(runs)).toMatchObject({ ok: true })
  })

  it('refuses efforts too alike and an implausible D′', () => {
    expect(
      estimateCriticalSpeed([
        { distanceM: 3000, timeS: 660 },
        { distanceM: 5000, timeS: 1140 },
      ]),
    ).toMatchObject({ reason: 'no-effort' })
    expect(
      estimateCriticalSpeed([
        { distanceM: 2000, timeS: 300 },
        { distanceM: 4000, timeS: 1140 },
      ]),
    ).toMatchObject({ reason: 'out-of-range' })
  })
})
