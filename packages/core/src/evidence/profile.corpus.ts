import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { corpusFolder } from '../../../../test/corpus.ts'
import { vdotFromThresholdSpeed } from '../athlete/training-paces.ts'
import { addDays } from '../time/local-date.ts'
import { estimateRunThreshold } from './estimate-run-threshold.ts'
import { layoffDays, weeklyVolumes, type HistoryActivity } from './history.ts'
import { buildAthleteProfile } from './profile.ts'

const folder = corpusFolder()

/** Runs of one of the outside histories. Their titles are removed, so no run is marked as a race. */
function runsOf(file: string): HistoryActivity[] {
  const lines = readFileSync(`${folder}/histories/${file}`, 'utf8').trim().split('\n')
  const columns = lines[0]!.trim().split(',')
  return lines.slice(1).flatMap((line) => {
    const cells = line.trim().split(',')
    const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
    if (cell('type') !== 'Run') return []
    const heartRate = Number(cell('average_heartrate'))
    return [
      {
        id: cell('n'),
        date: cell('start_local').slice(0, 10),
        sport: 'run',
        durationS: Number(cell('moving_time_s')),
        distanceM: Number(cell('distance_m')),
        ...(heartRate > 0 ? { avgHrBpm: heartRate } : {}),
      },
    ]
  })
}
const profileOn = (activities: HistoryActivity[], today: string) =>
  buildAthleteProfile({ sport: 'run', today, history: { activities }, birthYear: 1985 })

describe.skipIf(folder === null)('profiles of real histories', () => {
  it('runner A: weekly means equal a plain sum over the file', () => {
    const runs = runsOf('runner-a-2012-2024.csv')
    expect(runs.length).toBeGreaterThan(2500)
    // A Monday, so eight whole weeks lie right before it.
    const today = '2019-06-03'
    const from = addDays(today, -56)
    const inside = runs.filter(({ date }) => date >= from && date < today)
    const profile = profileOn(runs, today)
    expect(profile.weekly.distanceM).toBeCloseTo(inside.reduce((sum, { distanceM }) => sum + distanceM!, 0) / 8, 3)
    expect(profile.weekly.minutes).toBeCloseTo(inside.reduce((sum, { durationS }) => sum + durationS, 0) / 480, 6)
    expect(profile.weekly.longestM).toBe(Math.max(...inside.map(({ distanceM }) => distanceM!)))
    expect(profile.evidence.weekly).toEqual(expect.arrayContaining(inside.map(({ id }) => id)))
    const speed = profile.thresholds.find(({ name }) => name === 'thresholdSpeedMps')!
    expect(speed.method).toBe('best-run')
    expect(vdotFromThresholdSpeed(speed.value)).toBeGreaterThan(30)
    expect(vdotFromThresholdSpeed(speed.value)).toBeLessThan(60)
  })

  it('runner A: the gap of 2014 is a lay-off, its weeks are 0 and not unknown', () => {
    const runs = runsOf('runner-a-2012-2024.csv')
    const days = [...new Set(runs.map(({ date }) => date))].sort()
    const gaps = days.slice(1).map((day, index) => ({
      day,
      off: layoffDays({ activities: runs.filter(({ date }) => date <= days[index]!) }, day)!,
    }))
    const longest = gaps
      .filter(({ day }) => day.startsWith('2014') || day.startsWith('2015'))
      .sort((a, b) => b.off - a.off)[0]!
    expect(longest.off).toBeGreaterThanOrEqual(109)
    const before = runs.filter(({ date }) => date < longest.day)
    const profile = profileOn(before, longest.day)
    expect(profile.layoff?.days).toBe(longest.off)
    const weeks = weeklyVolumes({ activities: before }, 'run', longest.day, 8)
    expect(weeks.every((week) => week.known && week.minutes === 0)).toBe(true)
    expect(profile.level).toBe('BEGINNER')
    expect(profile.safeBaseline.weeklyDistanceM).toBeGreaterThan(0)
  })

  it('runner B: a returning beginner on every day of three years, never a NaN', () => {
    const runs = runsOf('runner-b-2017-2020-sparse.csv')
    for (let day = 0; day < 1200; day += 7) {
      const profile = profileOn(runs, addDays('2017-04-24', day))
      expect(profile.level).toBe('BEGINNER')
      expect(JSON.stringify(profile)).not.toMatch(/NaN|Infinity/)
      // NaN and infinities become null in JSON: every number is looked at before.
      for (const value of Object.values(profile.weekly)) expect(value === null || Number.isFinite(value)).toBe(true)
      for (const { value } of profile.thresholds) expect(Number.isFinite(value) && value > 0).toBe(true)
    }
  })

  it('runner C: rides among the runs do not make a champion', () => {
    const runs = runsOf('runner-c-2023-2024.csv')
    const days = [...new Set(runs.map(({ date }) => date))].sort()
    const vdots = days.flatMap((today) => {
      const estimate = estimateRunThreshold({ history: { activities: runs }, today })
      return estimate.ok ? [estimate.value.vdot] : []
    })
    expect(vdots.length).toBeGreaterThan(100)
    expect(Math.max(...vdots)).toBeLessThan(62)
  })
})
