import { describe, expect, it } from 'vitest'
import { addDays } from '@coach-wattz/core/time/local-date'
import type { PlanProgress, ProgressWeek } from '#shared/contracts/progress'
import { loadLines, seasonOfProgress } from './progress-season'

const MONDAY = '2026-03-02'
const week = (index: number, load: Partial<ProgressWeek['load']>, more: Partial<ProgressWeek> = {}): ProgressWeek => ({
  weekStart: addDays(MONDAY, 7 * index),
  weekNumber: index + 1,
  blockName: 'Base',
  isRecovery: false,
  isOutline: false,
  planned: { durationS: 3600, runDistanceM: 10_000, load: 100 },
  done: { durationS: 1800, runDistanceM: 5000, load: 50, sessionsWithoutLoad: 0 },
  load: { first: 100, now: 100, done: 50, beside: 0, isWhole: true, ...load },
  longest: { planned: { durationS: 3600, distanceM: 10_000 }, done: { durationS: 1800, distanceM: 5000 } },
  adherence: null,
  pardon: null,
  ...more,
})
const plan = (weeks: readonly ProgressWeek[]) =>
  ({ weeks, sport: 'run', startDate: MONDAY, targetDate: '2026-06-07' }) as unknown as PlanProgress
const values = (lines: ReturnType<typeof loadLines>, key: string) =>
  lines.find((line) => line.key === key)?.points.map(({ value }) => value)

describe('load to race day', () => {
  const today = addDays(MONDAY, 16)
  it('sums what was planned and done, up to today', () => {
    const lines = loadLines(
      plan([week(0, {}), week(1, { done: 80 }), week(2, { done: 10 }), week(3, { done: null })]),
      today,
    )
    expect(values(lines, 'now')).toEqual([0, 100, 200, 300, 400])
    expect(values(lines, 'done')).toEqual([0, 50, 130, 140])
    expect(lines.find(({ key }) => key === 'done')!.points.at(-1)!.date).toBe(today)
    expect(values(lines, 'first')).toBeUndefined()
  })
  it('draws the plan as it was made beside it once it differs', () => {
    expect(values(loadLines(plan([week(0, { now: 80 })]), today), 'first')).toEqual([0, 100])
  })
  it('leaves a gap where a week is unknown, and says "at least" from there', () => {
    const lines = loadLines(plan([week(0, {}), week(1, { done: null, isWhole: false }), week(2, { done: 10 })]), today)
    expect(values(lines, 'done')).toEqual([0, 50])
    expect(values(lines, 'least')).toEqual([50, null, 60])
  })
})

describe('weeks of the season', () => {
  it('goes by load, or by minutes where a load is not told', () => {
    expect(seasonOfProgress(plan([week(0, {})])).weeks[0]).toMatchObject({ planned: 100, done: 50, longestDone: 5000 })
    const untold = seasonOfProgress(plan([week(0, { now: null })]))
    expect(untold).toMatchObject({ byLoad: false, weeks: [{ planned: 60, done: 30 }] })
  })
  it('goes by time where a distance is not known', () => {
    const longest = { planned: { durationS: 3600, distanceM: null }, done: null }
    expect(seasonOfProgress(plan([week(0, {}, { longest })]))).toMatchObject({
      inMetres: false,
      weeks: [{ longest: 3600, longestDone: null }],
    })
  })
})
