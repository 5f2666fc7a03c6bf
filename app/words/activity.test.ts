import { describe, expect, it } from 'vitest'
import type { Activity } from '@coach-wattz/core/evidence/activity'
import { bestRows, lapRows, loadSentence, speedWords, totals } from './activity'

const RUN: Activity = {
  id: 'a',
  provider: 'file-fit',
  sport: 'run',
  subSport: null,
  title: null,
  startedAt: '2026-03-10T17:00:00Z',
  date: '2026-03-10',
  elapsedS: 3000,
  movingS: 3000,
  distanceM: 10_000,
  ascentM: null,
  avgHrBpm: 151.6,
  maxHrBpm: null,
  avgPowerW: null,
  npW: null,
  load: 60,
  loadMethod: 'pace',
  loadConfidence: 'HIGH',
  indoor: false,
  race: false,
}

describe('an activity in words', () => {
  it('tells totals, and leaves out what nobody recorded', () => {
    expect(totals(RUN, 'metric')).toEqual([
      { label: 'Moving time', value: '50:00' },
      { label: 'Distance', value: '10.00 km' },
      { label: 'Average pace', value: '5:00 /km' },
      { label: 'Average heart rate', value: '152', unit: 'bpm' },
    ])
    expect(totals({ ...RUN, distanceM: 0, avgHrBpm: null }, 'metric').map(({ label }) => label)).toEqual([
      'Moving time',
      'Distance',
    ])
  })
  it('tells laps with what they lack', () => {
    const laps = [
      { startS: 0, durationS: 300, distanceM: 1000, avgHrBpm: 150, avgPowerW: null },
      { startS: 300, durationS: 60, distanceM: null, avgHrBpm: null, avgPowerW: 210.4 },
    ]
    expect(lapRows({ activity: RUN, laps }, 'metric')).toEqual([
      { time: '5:00', distance: '1.00 km', speed: '5:00 /km', power: '–', heartRate: '150 bpm' },
      { time: '1:00', distance: '–', speed: '–', power: '210 W', heartRate: '–' },
    ])
  })
  it('tells pace of runs and speed of rides', () => {
    expect([speedWords('run', 4, 'metric'), speedWords('ride', 10, 'metric')]).toEqual(['4:10 /km', '36.0 km/h'])
  })
  it('tells where a load comes from, and that unknown is not zero', () => {
    expect(loadSentence(RUN, { thresholdSpeedMps: 4 }, 'metric')).toBe(
      'Computed from pace, hills evened out, against your threshold pace of 4:10 /km in force that day. Confidence is high.',
    )
    expect(loadSentence({ ...RUN, load: null }, {}, 'metric')).toContain('Unknown is not zero')
    for (const loadMethod of ['power', 'heart-rate', 'rpe', 'duration'] as const)
      expect(loadSentence({ ...RUN, loadMethod, loadConfidence: 'LOW' }, {}, 'metric')).toMatch(/low/)
  })
  it('names best efforts of lengths people know', () => {
    const bests = [5, 7, 60, 300].map((durationS) => ({ durationS, value: 300 - durationS / 10 }))
    expect(bestRows(bests, (watts) => `${Math.round(watts)} W`)).toEqual([
      { length: '5 s', value: '300 W' },
      { length: '1 min', value: '294 W' },
      { length: '5 min', value: '270 W' },
    ])
  })
})
