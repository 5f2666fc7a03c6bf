import { describe, expect, it } from 'vitest'
import type { Threshold } from '../athlete/thresholds.ts'
import { raceTimeS } from '../athlete/vdot.ts'
import { addDays } from '../time/local-date.ts'
import type { HistoryActivity, HistoryWeek, TrainingHistory } from './history.ts'
import { buildAthleteProfile, preBreakWeek, safeBaseline } from './profile.ts'
import { volumesBySport } from './weekly-volumes.ts'

// A Monday.
const TODAY = '2026-03-02'
const run = (
  date: string,
  distanceM: number,
  minutes: number,
  more: Partial<HistoryActivity> = {},
): HistoryActivity => ({
  id: `run ${date}`,
  date,
  sport: 'run',
  durationS: minutes * 60,
  distanceM,
  ...more,
})
/** Three runs a week of 8, 8 and 14 km for some weeks before `until`, a Monday. */
const weeks = (count: number, until: string): HistoryActivity[] =>
  Array.from({ length: count }, (_, index) => addDays(until, -7 * (index + 1))).flatMap((monday) => [
    run(addDays(monday, 1), 8000, 48),
    run(addDays(monday, 3), 8000, 48),
    run(addDays(monday, 6), 14_000, 90),
  ])
const history = (...activities: HistoryActivity[]): TrainingHistory => ({ activities })

describe('athlete profile', () => {
  it('has the shape of the wire and figures that can be traced', () => {
    const race = run('2026-02-15', 10_050, raceTimeS(45, 10_000) / 60, { race: true, avgHrBpm: 172, maxHrBpm: 185 })
    const base = weeks(12, TODAY).filter(({ date }) => date !== race.date)
    const profile = buildAthleteProfile({
      sport: 'run',
      today: TODAY,
      history: history(...base, race),
      birthYear: 1986,
      level: 'ADVANCED',
    })
    expect(Object.keys(profile)).toEqual([
      'kind',
      'level',
      'weekly',
      'safeBaseline',
      'raceEquivalents',
      'thresholds',
      'layoff',
      'unknowns',
      'evidence',
    ])
    expect(profile).toMatchObject({ kind: 'profile', level: 'INTERMEDIATE', layoff: null, unknowns: [] })
    // Seven weeks of 30 km and one of 26.05 km.
    expect(profile.weekly).toMatchObject({ distanceM: (7 * 30_000 + 26_050) / 8, days: 3, longestM: 14_000 })
    expect(profile.safeBaseline.weeklyDistanceM).toBeCloseTo((3 * 30_000 + 26_050) / 4)
    expect(profile.raceEquivalents.map(({ kind }) => kind)).toEqual(['5K', '10K', 'HM', 'MARATHON'])
    const tenK = profile.raceEquivalents[1]!
    expect(Math.abs(tenK.timeS - raceTimeS(45, 10_000))).toBeLessThan(1)
    expect(tenK.lowS).toBeLessThan(tenK.timeS)
    expect(profile.thresholds.map(({ name }) => name)).toEqual(['thresholdSpeedMps', 'lthrBpm', 'maxHrBpm'])
    expect(profile.thresholds[0]).toMatchObject({
      sport: 'run',
      method: 'race-vdot',
      confidence: 'HIGH',
      from: '2026-02-15',
    })
    expect(profile.evidence['thresholds.thresholdSpeedMps']).toEqual([race.id])
    expect(profile.evidence.weekly).toContain(race.id)
  })

  it('the athlete’s own threshold stands before every estimate', () => {
    const own: Threshold = {
      sport: 'run',
      name: 'thresholdSpeedMps',
      value: 3.9,
      from: '2026-01-01',
      method: 'athlete',
      confidence: 'HIGH',
    }
    const old: Threshold = { ...own, value: 3.5, from: '2025-01-01' }
    const profile = buildAthleteProfile({
      sport: 'run',
      today: TODAY,
      history: history(...weeks(8, TODAY)),
      thresholds: [own, old],
    })
    expect(profile.thresholds.filter(({ name }) => name === 'thresholdSpeedMps')).toEqual([own])
    expect(profile.evidence['thresholds.thresholdSpeedMps']).toBeUndefined()
  })

  it('nobody known: everything null or named, nothing 0, no default FTP', () => {
    const profile = buildAthleteProfile({ sport: 'ride', today: TODAY, history: history() })
    expect(profile).toEqual({
      kind: 'profile',
      level: 'BEGINNER',
      weekly: { minutes: null, distanceM: null, days: null, longestM: null },
      safeBaseline: { weeklyDistanceM: null, weeklyMinutes: null },
      raceEquivalents: [],
      thresholds: [],
      layoff: null,
      unknowns: expect.arrayContaining([expect.objectContaining({ figure: 'thresholds.ftpW', reason: 'no-power' })]),
      evidence: { weekly: [] },
    })
    expect(profile.unknowns.map(({ figure }) => figure)).toEqual([
      'weekly',
      'thresholds.maxHrBpm',
      'thresholds.lthrBpm',
      'thresholds.ftpW',
    ])
  })

  it('S0.5: weeks told in kilometres alone have no minutes, not 0 of them', () => {
    const week = (weekStart: string, minutes: number | null) => ({
      weekStart,
      sport: 'ride' as const,
      minutes,
      distanceM: 120_000,
      longestM: null,
    })
    const profileOf = (weekly: HistoryWeek[]) =>
      buildAthleteProfile({
        sport: 'ride',
        today: '2026-03-04',
        history: { activities: [], weekly },
        level: 'ADVANCED',
      })
    expect(profileOf([week('2026-02-23', null)])).toMatchObject({
      level: 'BEGINNER',
      weekly: { minutes: null, distanceM: 120_000 },
      safeBaseline: { weeklyMinutes: null, weeklyDistanceM: 120_000 },
    })
    // the mean is that of the weeks that told minutes
    expect(profileOf([week('2026-02-16', 300), week('2026-02-23', null)])).toMatchObject({
      level: 'INTERMEDIATE',
      weekly: { minutes: 300 },
      safeBaseline: { weeklyMinutes: 300 },
    })
  })

  it('a cyclist told in weeks has a volume and no thresholds', () => {
    const weekly = Array.from({ length: 8 }, (_, index) => ({
      weekStart: addDays(TODAY, -7 * (index + 1)),
      sport: 'ride' as const,
      minutes: 500,
      distanceM: 200_000,
      longestM: 90_000,
    }))
    const profile = buildAthleteProfile({
      sport: 'ride',
      today: TODAY,
      history: { activities: [], weekly },
      level: 'ADVANCED',
    })
    expect(profile).toMatchObject({
      level: 'ADVANCED',
      weekly: { minutes: 500, days: null, longestM: 90_000 },
      thresholds: [],
    })
  })
})

describe('S8.7 after a break the week before it is the measure', () => {
  it.each([
    [3, 1, 1],
    [4, 0.9, 1],
    [7, 0.7, 0.994],
    [14, 0.5, 0.973],
    [29, 0.33, 0.928],
  ])('%d days off: %d, S8.8 %d of fitness left', (daysOff, share, left) => {
    // The last run is on Sunday 2026-03-01, so the day after it is day 1 off.
    const today = addDays(TODAY, daysOff)
    const past = history(...weeks(8, TODAY))
    const baseline = safeBaseline(past, 'run', today)
    expect(baseline.weeklyDistanceM).toBeCloseTo(share * 30_000, 6)
    const { layoff } = buildAthleteProfile({ sport: 'run', today, history: past })
    if (daysOff < 4) return expect(layoff).toBeNull()
    expect(layoff).toMatchObject({ days: daysOff, since: '2026-03-01' })
    expect(layoff?.fitnessLeft).toBeCloseTo(left, 6)
  })

  it('a week cut short by the stop is not the week before it', () => {
    const past = history(...weeks(4, TODAY), run(addDays(TODAY, 1), 5000, 30))
    expect(preBreakWeek(past, 'run', addDays(TODAY, 14))).toEqual({ minutes: 186, distanceM: 30_000 })
    expect(preBreakWeek(history(), 'run', TODAY)).toBeNull()
  })
})

it('volumes of both sports over 12 weeks', () => {
  const volumes = volumesBySport(history(...weeks(3, TODAY)), TODAY)
  expect(volumes.run).toHaveLength(12)
  expect(volumes.run.filter((week) => week.known)).toHaveLength(3)
  expect(volumes.ride.filter((week) => week.known && week.minutes === 0)).toHaveLength(3)
})
