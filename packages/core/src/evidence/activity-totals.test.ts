import { describe, expect, it } from 'vitest'
import type { Threshold } from '../athlete/thresholds.ts'
import { zoneOffsetS } from '../time/time-zone.ts'
import { activityBests } from './activity-bests.ts'
import { summarizeActivity, type SummaryContext } from './activity-totals.ts'
import { recordedActivity, seconds } from './recorded.fixture.ts'

const threshold = (
  name: Threshold['name'],
  value: number,
  from: string,
  sport: Threshold['sport'] = 'ride',
): Threshold => ({
  sport,
  name,
  value,
  from,
  method: 'athlete',
  confidence: 'HIGH',
})
const context = (thresholds: Threshold[] = [], more: Partial<SummaryContext> = {}): SummaryContext => ({
  id: 'a1',
  thresholds,
  offsetAt: () => 0,
  ...more,
})
const timeS = seconds(3600)

describe('totals of a recording', () => {
  it('a ride of an hour at 200 W with FTP 250 in force that day', () => {
    const recorded = recordedActivity(
      {
        timeS,
        powerW: timeS.map(() => 200),
        heartRateBpm: timeS.map(() => 140),
        distanceM: timeS.map((time) => time * 8),
      },
      { sport: 'ride', title: 'Evening' },
    )
    const thresholds = [threshold('ftpW', 250, '2026-02-01'), threshold('ftpW', 300, '2026-03-02')]
    expect(summarizeActivity(recorded, context(thresholds))).toMatchObject({
      id: 'a1',
      sport: 'ride',
      date: '2026-03-01',
      movingS: 3599,
      distanceM: 28_792,
      avgHrBpm: 140,
      maxHrBpm: 140,
      avgPowerW: 200,
      npW: 200,
      load: expect.closeTo(64, 1),
      loadMethod: 'power',
      loadConfidence: 'HIGH',
      ascentM: null,
    })
  })

  it('says nothing the recording does not tell', () => {
    const activity = summarizeActivity(
      recordedActivity({ timeS: [] }, { elapsedS: 1800, sport: 'strength' }),
      context(),
    )
    expect(activity).toMatchObject({
      distanceM: null,
      ascentM: null,
      avgHrBpm: null,
      avgPowerW: null,
      npW: null,
      loadMethod: 'duration',
    })
    expect(activity.load).toBeCloseTo(22.5)
  })

  it('the recorder’s own totals come before sums of samples', () => {
    const recorded = recordedActivity(
      { timeS, distanceM: timeS.map((time) => time * 3) },
      { distanceM: 10_500, ascentM: 55, avgHrBpm: 151 },
    )
    expect(summarizeActivity(recorded, context())).toMatchObject({ distanceM: 10_500, ascentM: 55, avgHrBpm: 151 })
  })

  it('means are by time: a recorder that saves slowly in one half does not tilt them', () => {
    const sparse = [...seconds(100), ...seconds(20).map((index) => 100 + index * 5)]
    const powerW = sparse.map((time) => (time < 100 ? 100 : 300))
    const { avgPowerW } = summarizeActivity(recordedActivity({ timeS: sparse, powerW }, { sport: 'ride' }), context())
    expect(Math.abs(avgPowerW! - 200)).toBeLessThan(3)
  })

  it('S3.1 a heart rate locked to the step rate is not shown', () => {
    const streams = { timeS, heartRateBpm: timeS.map(() => 168), cadenceRpm: timeS.map(() => 168) }
    expect(summarizeActivity(recordedActivity(streams, { avgHrBpm: 168 }), context())).toMatchObject({
      avgHrBpm: null,
      maxHrBpm: null,
    })
  })

  it('S0.1 the day is the local one: the file’s offset first, else the athlete’s zone', () => {
    const late = recordedActivity({ timeS }, { startedAt: '2026-03-28T23:30:00Z' })
    const berlin = (instant: string) => zoneOffsetS('Europe/Berlin', instant)!
    expect(summarizeActivity(late, context([], { offsetAt: berlin })).date).toBe('2026-03-29')
    expect(summarizeActivity({ ...late, utcOffsetS: -5 * 3600 }, context([], { offsetAt: berlin })).date).toBe(
      '2026-03-28',
    )
    expect(summarizeActivity({ ...late, utcOffsetS: 99 * 3600 }, context([], { offsetAt: berlin })).date).toBe(
      '2026-03-29',
    )
    // The night clocks went forward: +1 h before, +2 h after.
    expect([
      zoneOffsetS('Europe/Berlin', '2026-03-29T00:59:59Z'),
      zoneOffsetS('Europe/Berlin', '2026-03-29T01:00:00Z'),
    ]).toEqual([3600, 7200])
    expect(zoneOffsetS('Mars/Olympus', '2026-03-29T00:00:00Z')).toBeNull()
  })
})

describe('best efforts of a recording', () => {
  it('S2.1 an even 20 min has a low variability index, surges a high one', () => {
    const even = activityBests(recordedActivity({ timeS, powerW: timeS.map(() => 250) }, { sport: 'ride' }))
    expect(even.powerW.find(({ durationS }) => durationS === 1200)?.value).toBeCloseTo(250)
    expect(even.viOfBest20Min).toBeCloseTo(1, 6)
    const surges = activityBests(
      recordedActivity({ timeS, powerW: timeS.map((time) => (time % 120 < 60 ? 400 : 60)) }, { sport: 'ride' }),
    )
    expect(surges.viOfBest20Min).toBeGreaterThan(1.06)
  })

  it('S1.2 finds the best 20 min of a run with their heart rate; a treadmill proves no speed', () => {
    const hard = (time: number) => time >= 1200 && time < 2400
    const distanceM: number[] = []
    for (const time of timeS) distanceM.push((distanceM.at(-1) ?? 0) + (hard(time) ? 4 : 2.8))
    const streams = { timeS, distanceM, heartRateBpm: timeS.map((time) => (hard(time) ? 168 : 160)) }
    const bests = activityBests(recordedActivity(streams))
    expect(bests.steady20Min?.speedMps).toBeCloseTo(4, 1)
    expect(bests.steady20Min?.heartRateBpm).toBeCloseTo(168, 0)
    expect(bests.heartRate20MinBpm).toBeCloseTo(168, 0)
    expect(bests.heldMaxHrBpm).toBe(168)
    expect(activityBests(recordedActivity(streams, { indoor: true })).speedMps).toEqual([])
  })
})
