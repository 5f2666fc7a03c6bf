import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../../test/corpus.ts'
import { fitCriticalPowerInverseTime, fitCriticalPowerWorkTime, criticalPowerAt } from '../athlete/critical-power.ts'
import { fitCriticalSpeed } from '../athlete/critical-speed.ts'
import { detrainingFactor } from '../athlete/detraining.ts'
import { frielLowerBoundsBpm, heartRateAtReserve } from '../athlete/heart-rate-zones.ts'
import { tanakaMaxHr } from '../athlete/max-heart-rate.ts'
import { riegelExponent, riegelTimeS, vickersOneRace, vickersTwoRaces } from '../athlete/race-prediction.ts'
import { trainingSpeeds } from '../athlete/training-paces.ts'
import { oxygenCost, raceTimeS, speedAtOxygenCost, sustainableFraction, vdotFromPerformance } from '../athlete/vdot.ts'
import { METRES_PER_MILE } from '../units/distance.ts'
import { paceFromSpeed } from '../units/pace.ts'
import { fitnessSeries } from './fitness.ts'
import { gradeFactor, rawGradeFactor, runningCost, walkingCost } from './grade-adjusted.ts'
import { monotony, strain } from './monotony.ts'
import { meanOf, normalizedMean } from './normalized-power.ts'
import { dailyLoadForRamp } from './ramp.ts'
import { INTENSITY_BY_RPE, rpeLoad, sessionRpe } from './rpe-load.ts'
import { runningStressScore } from './running-load.ts'
import { banisterTrimp, edwardsTrimp, heartRateLoad, luciaTrimp } from './trimp.ts'
import { intensityFactor, trainingStressScore, variabilityIndex } from './tss.ts'
import { workloadRatio } from './workload-ratio.ts'

const folder = corpusFolder()
// Vectors are data of many shapes: read as numbers by name, so that a missing name fails as NaN.
type Row = Record<string, number>
const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`${folder}/science/${name}.json`, 'utf8'))
/** What is off by more than its tolerance, in words: a test expects none. */
let misses: string[] = []
let compared = 0
const near = (actual: number, expected: number, tolerance: number) => {
  compared++
  // Written so that a NaN is a miss.
  if (!(Math.abs(actual - expected) <= tolerance)) misses.push(`${actual} instead of ${expected}`)
}
const rows = (file: Record<string, unknown>, name: string): Row[] => file[name] as Row[]
const miles = (count: number) => count * METRES_PER_MILE

describe.skipIf(folder === null)('science vectors, wholesale', () => {
  beforeEach(() => {
    misses = []
    compared = 0
  })
  it('S1.1 S1.3 S1.4 vdot.json', () => {
    const file = read('vdot')
    for (const row of rows(file, 'vdot_from_race')) {
      const vdot = vdotFromPerformance(row.distance_m!, row.time_s!)
      near(vdot.ok ? vdot.value : Number.NaN, row.vdot!, 0.005)
    }
    for (const row of rows(file, 'vo2_cost')) near(oxygenCost(row.v_m_per_min!), row.vo2!, 0.0001)
    for (const row of rows(file, 'pct_max')) near(sustainableFraction(row.t_min!), row.fraction!, 0.00001)
    for (const row of rows(file, 'velocity_from_vo2')) near(speedAtOxygenCost(row.vo2!), row.v!, 0.001)
    const distances = {
      k1500: 1500,
      mile: 1609.344,
      k3: 3000,
      k5: 5000,
      k10: 10_000,
      k15: 15_000,
      hm: 21_097.5,
      marathon: 42_195,
    }
    const table = file.table as Record<string, { times_s: Row; paces_s_per_km: Row }>
    expect(Object.keys(table)).toHaveLength(54)
    for (const [vdot, { times_s, paces_s_per_km: paces }] of Object.entries(table)) {
      for (const [name, distanceM] of Object.entries(distances))
        near(raceTimeS(Number(vdot), distanceM), times_s[name]!, 0.2)
      const speeds = trainingSpeeds(Number(vdot))
      near(paceFromSpeed(speeds.easySlowMps), paces.E_slow!, 0.02)
      near(paceFromSpeed(speeds.easyFastMps), paces.E_fast!, 0.02)
      near(paceFromSpeed(speeds.marathonMps), paces.M!, 0.02)
      near(paceFromSpeed(speeds.thresholdMps), paces.T!, 0.02)
      near(paceFromSpeed(speeds.intervalMps), paces.I!, 0.02)
      near(paceFromSpeed(speeds.repetitionMps), paces.R!, 0.02)
    }
    expect(compared).toBeGreaterThan(0)
    expect(misses).toEqual([])
  })

  it('S1.5 riegel.json, S1.6 vickers.json', () => {
    for (const { d1, t1, d2, k, t2 } of rows(read('riegel'), 'predict')) near(riegelTimeS(d1!, t1!, d2!, k!), t2!, 0.2)
    for (const { d1, t1, d2, t2, k } of rows(read('riegel'), 'personal_exponent'))
      near(riegelExponent(d1!, t1!, d2!, t2!), k!, 0.0005)
    for (const row of rows(read('vickers'), 'model1'))
      near(vickersOneRace(row.d1!, row.t1!, miles(row.miles_per_week!)), row.marathon_s!, 0.2)
    for (const row of rows(read('vickers'), 'model2')) {
      const made = vickersTwoRaces(
        { distanceM: row.d1!, timeS: row.t1! },
        { distanceM: row.d2!, timeS: row.t2! },
        miles(row.miles_per_week!),
      )
      near(made, row.marathon_s!, 0.2)
    }
    expect(compared).toBeGreaterThan(0)
    expect(misses).toEqual([])
  })

  it('S1.7 S2.2 cp.json', () => {
    const file = read('cp')
    for (const row of rows(file, 'cp_2p')) {
      const efforts = (row.points as unknown as Row[]).map((point) => ({ durationS: point.t_s!, powerW: point.p_w! }))
      for (const [fit, key] of [
        [fitCriticalPowerInverseTime, 'inverse_time'],
        [fitCriticalPowerWorkTime, 'work_time'],
      ] as const) {
        const expected = row[key] as unknown as Row
        const found = fit(efforts)!
        near(found.cpW, expected.CP!, 0.01)
        near(found.wPrimeJ, expected.Wprime_J!, 1)
        near(found.r2, expected.r2!, 0.0005)
      }
    }
    for (const row of rows(file, 'cp_2p_predict'))
      near(criticalPowerAt(row.CP!, row.Wprime_J!, row.t_s!), row.p_w!, 0.01)
    for (const row of rows(file, 'cs_2p')) {
      const fit = fitCriticalSpeed(
        (row.points as unknown as Row[]).map((point) => ({ distanceM: point.d_m!, timeS: point.t_s! })),
      )!
      near(fit.criticalSpeedMps, row.CS_m_s!, 0.0001)
      near(fit.dPrimeM, row.Dprime_m!, 0.01)
    }
    expect(compared).toBeGreaterThan(0)
    expect(misses).toEqual([])
  })

  it('S3.1–S3.9 hr.json', () => {
    const file = read('hr')
    const sexOf = (row: Row) => ((row.sex as unknown) === 'm' ? ('male' as const) : ('female' as const))
    const reserve = (row: Row) => ({ restingBpm: row.rest!, maxBpm: row.hrmax!, sex: sexOf(row) })
    for (const row of rows(file, 'tanaka')) near(tanakaMaxHr(row.age!), row.hrmax!, 1e-9)
    for (const row of rows(file, 'friel_zones')) {
      expect(frielLowerBoundsBpm((row.sport as unknown) === 'run' ? 'run' : 'ride', row.lthr!)).toEqual(row.lower_bpm)
    }
    for (const row of rows(file, 'karvonen'))
      near(heartRateAtReserve(row.hrmax!, row.rest!, row.fraction!), row.bpm!, 1e-9)
    for (const row of rows(file, 'banister')) near(banisterTrimp(row.minutes!, row.hr!, reserve(row)), row.trimp!, 0.01)
    for (const row of rows(file, 'edwards'))
      expect(edwardsTrimp(row.minutes_in_zones as unknown as number[])).toBe(row.trimp)
    for (const row of rows(file, 'lucia')) {
      const [low, mid, high] = row.minutes_z1_z2_z3 as unknown as [number, number, number]
      expect(luciaTrimp(low, mid, high)).toBe(row.trimp)
    }
    for (const row of rows(file, 'hrtss')) {
      near(heartRateLoad(banisterTrimp(row.minutes!, row.hr!, reserve(row)), row.lthr!, reserve(row)), row.hrTSS!, 0.01)
    }
    for (const row of rows(file, 'srpe')) expect(sessionRpe(row.minutes!, row.rpe!)).toBe(row.load)
    for (const row of rows(file, 'rpe_tss')) {
      expect(INTENSITY_BY_RPE[row.rpe! - 1]).toBe(row.IF)
      near(rpeLoad(row.minutes! * 60, row.rpe!), row.TSS!, 0.01)
    }
    expect(compared).toBeGreaterThan(0)
    expect(misses).toEqual([])
  })

  it('S2.6 S3.8 np_tss.json', () => {
    const file = read('np_tss')
    for (const row of rows(file, 'vectors')) {
      const once = (row.segments as unknown as [number, number][]).flatMap(([length, watts]) =>
        Array<number>(length).fill(watts),
      )
      const series = Array.from({ length: row.repeat! }, () => once).flat()
      expect(series).toHaveLength(row.seconds!)
      const np = normalizedMean(series)
      const npW = np.ok ? np.value : Number.NaN
      near(meanOf(series)!, row.avg_w!, 0.01)
      near(npW, row.np_w!, 0.01)
      near(variabilityIndex(npW, row.avg_w!)!, row.vi!, 0.0005)
      near(intensityFactor(npW, row.ftp!), row.IF!, 0.0005)
      near(trainingStressScore(series.length, npW, row.ftp!), row.TSS!, 0.01)
    }
    for (const row of rows(file, 'tss')) near(trainingStressScore(row.seconds!, row.np_w!, row.ftp!), row.TSS!, 0.01)
    for (const row of rows(file, 'rtss'))
      near(runningStressScore(row.seconds!, row.ngp_m_s!, row.threshold_m_s!), row.rTSS!, 0.01)
    expect(compared).toBeGreaterThan(0)
    expect(misses).toEqual([])
  })

  it('S4.1–S4.8 pmc.json', () => {
    const file = read('pmc')
    const cases: [Row, number[]][] = [
      [file.constant_100 as Row, Array<number>(90).fill(100)],
      [file.weekly as Row, (file.weekly as Row).loads as unknown as number[]],
      [file.seeded as Row, (file.seeded as Row).loads as unknown as number[]],
    ]
    for (const [expected, loads] of cases) {
      const days = fitnessSeries('2026-01-01', loads, { ctl: expected.c0!, atl: expected.a0! })
      for (const row of expected.out as unknown as Row[]) {
        const day = days[row.day! - 1]!
        near(day.ctl, row.CTL!, 0.01)
        near(day.atl, row.ATL!, 0.01)
        near(day.tsb, row.TSB!, 0.01)
      }
    }
    for (const row of rows(file, 'monotony')) {
      const loads = row.loads as unknown as number[]
      near(monotony(loads), Math.min(10, row.monotony!), 0.0005)
      // The file's strain multiplies the uncapped monotony; S4.8's text caps it first, and so do we.
      if (row.monotony! <= 10) near(strain(loads), row.strain!, 0.1)
    }
    for (const row of rows(file, 'acwr')) {
      const ratio = workloadRatio(row.loads28 as unknown as number[])
      near(ratio.coupled!, row.rolling_coupled!, 0.0005)
      near(ratio.uncoupled!, row.rolling_uncoupled!, 0.0005)
      near(ratio.ewma!, row.ewma!, 0.0005)
    }
    for (const row of rows(file, 'ctl_ramp'))
      near(dailyLoadForRamp(row.ctl!, row.target_weekly_ramp!), row.daily_load!, 0.01)
    expect(compared).toBeGreaterThan(0)
    expect(misses).toEqual([])
  })

  it('S1.9 minetti.json, S8.8 detraining.json', () => {
    for (const row of rows(read('minetti'), 'cost')) {
      near(runningCost(row.grade!), row.running_J_kg_m!, 0.0001)
      near(walkingCost(row.grade!), row.walking_J_kg_m!, 0.0001)
      near(rawGradeFactor(row.grade!), row.gap_factor!, 0.0001)
      near(gradeFactor(row.grade!), row.gap_factor_floored!, 0.0001)
    }
    for (const row of rows(read('minetti'), 'gap'))
      near(row.pace_s_per_km! / rawGradeFactor(row.grade!), row.gap_s_per_km!, 0.02)
    for (const row of rows(read('detraining'), 'table')) {
      near(detrainingFactor(row.days_off!), row.no_training!, 0.0005)
      near(detrainingFactor(row.days_off!, true), row.with_cross_training!, 0.0005)
    }
    for (const row of rows(read('detraining'), 'vectors')) {
      near(detrainingFactor(row.days!), row.f1!, 0.0005)
      near(detrainingFactor(row.days!, true), row.f2!, 0.0005)
      near(50 * detrainingFactor(row.days!), row.vdot50_after!, 0.005)
    }
    expect(compared).toBeGreaterThan(0)
    expect(misses).toEqual([])
  })
})
