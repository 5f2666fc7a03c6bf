import { describe, expect, it } from 'vitest'
import type { HistoryActivity, TrainingHistory } from '../evidence/history.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { returnAfterBreak, returnSchedule, returnWeek, returnWeekLimit } from './return-schedule.ts'

const shares = (daysOff: number, rowsLower: 0 | 1 = 0): number[] =>
  returnSchedule(daysOff, { rowsLower }).weeks.map(({ share }) => share)

describe('S8.7 the weeks after a break', () => {
  it.each<[number, number[]]>([
    [0, []],
    [3, []],
    [4, [0.9]],
    [6, [0.9]],
    [7, [0.7, 0.9]],
    [13, [0.7, 0.9]],
    // an equal time in halves: 14 days are two weeks, 15 three, of which two begin in the first half
    [14, [0.5, 0.75]],
    [15, [0.5, 0.5, 0.75]],
    [21, [0.5, 0.5, 0.75]],
    [28, [0.5, 0.5, 0.75, 0.75]],
    // in thirds: 29 days are five weeks that begin on day 0, 7, 14, 21, 28; the thirds end on 9.7 and 19.3
    [29, [0.33, 0.33, 0.5, 0.75, 0.75]],
    [42, [0.33, 0.33, 0.5, 0.5, 0.75, 0.75]],
    [56, [0.33, 0.33, 0.33, 0.5, 0.5, 0.5, 0.75, 0.75]],
    [57, [0.33, 0.33, 0.33, 0.5, 0.5, 0.5]],
    [400, [0.33, 0.33, 0.33, 0.5, 0.5, 0.5]],
  ])('%d days off: %j', (daysOff, expected) => {
    expect(shares(daysOff)).toEqual(expected)
  })
  it('goes one row lower after an injury or a fever', () => {
    expect(shares(2, 1)).toEqual([0.9])
    expect(shares(5, 1)).toEqual([0.7, 0.9])
    expect(shares(10, 1)).toEqual([0.5, 0.75])
    expect(shares(20, 1)).toEqual(shares(29))
    expect(shares(40, 1)).toEqual(shares(57))
    expect(shares(90, 1)).toEqual(shares(90))
  })
  it('says what each week may hold: no HIGH in the first of 70 %, easy below 75 %, strides from the second week', () => {
    const most = (daysOff: number) => returnSchedule(daysOff, { rowsLower: 0 }).weeks.map((week) => week.most)
    expect(most(10)).toEqual(['no-high', 'all'])
    expect(most(28)).toEqual(['easy', 'strides', 'all', 'all'])
    expect(most(42)).toEqual(['easy', 'strides', 'strides', 'strides', 'all', 'all'])
    expect(most(60)).toEqual(['easy', 'strides', 'strides', 'strides', 'strides', 'strides'])
    expect([4, 10].map((daysOff) => returnSchedule(daysOff, { rowsLower: 0 }).hardFromDay)).toEqual([3, 1])
  })
})

const MONDAY: LocalDate = '2026-03-02'
/** `weeks` weeks of four runs of 10 km and an hour on Tue, Wed, Fri, Sun; the last Sunday is `lastSunday`. */
function runs(lastSunday: LocalDate, weeks: number, sport: HistoryActivity['sport'] = 'run'): HistoryActivity[] {
  return Array.from({ length: weeks }, (_, back) =>
    [0, 2, 4, 5].map((day) => ({
      date: addDays(lastSunday, -7 * back - day),
      sport,
      durationS: 3600,
      distanceM: 10_000,
    })),
  ).flat()
}
const after = (
  history: TrainingHistory,
  today: LocalDate,
  options: Partial<Parameters<typeof returnAfterBreak>[0]> = {},
) => returnAfterBreak({ history, sport: 'run', today, planStart: MONDAY, ...options })
/** The plan begins on the Monday, and today is the Sunday before it. */
const TODAY = addDays(MONDAY, -1)
const daysOff = (days: number): TrainingHistory => ({ activities: runs(addDays(TODAY, -1 - days), 8) })

describe('G18 the break a return follows', () => {
  it('counts the days off to today and the week from those before the stop', () => {
    const returning = after(daysOff(21), TODAY)!
    expect(returning).toMatchObject({ daysOff: 21, resumedOn: null, beginsOn: MONDAY, lastDay: '2026-02-07' })
    expect(returning.before).toEqual({ minutes: 240, distanceM: 40_000 })
    const limits = [0, 7, 14, 21].map((day) => returnWeekLimit(returning, addDays(MONDAY, day), 'm'))
    expect(limits).toEqual([20_000, 20_000, 30_000, null])
    expect(returnWeekLimit(returning, addDays(MONDAY, 14), 'min')).toBe(180)
  })
  it('finds none where the days off are the athlete’s rhythm, but a whole week off always is one', () => {
    const weekends = (last: LocalDate): TrainingHistory => ({
      activities: [0, 1, 2, 3, 4].flatMap((back) =>
        [0, 1].map((day) => ({
          date: addDays(last, -7 * back - day),
          sport: 'run' as const,
          durationS: 3600,
          distanceM: 10_000,
        })),
      ),
    })
    // Saturday and Sunday: five days between
    expect(after(weekends(addDays(TODAY, -6)), TODAY)).toBeNull()
    expect(after(weekends(addDays(TODAY, -7)), TODAY)?.daysOff).toBe(6)
    expect(after(daysOff(3), TODAY)).toBeNull()
    expect(after(daysOff(4), TODAY)?.weeks).toEqual([{ share: 0.9, most: 'all' }])
    expect(after(daysOff(7), TODAY)?.daysOff).toBe(7)
  })
  it('goes on after training has begun again, until its weeks are over', () => {
    const resumed = (days: number): TrainingHistory => ({
      activities: [
        ...runs(addDays(TODAY, -30 - days), 8),
        ...Array.from({ length: days + 1 }, (_, day) => ({
          date: addDays(TODAY, -day),
          sport: 'run' as const,
          durationS: 1800,
          distanceM: 5_000,
        })),
      ],
    })
    // 29 days off are five weeks: the sixth is free
    const returning = after(resumed(10), TODAY)!
    expect(returning).toMatchObject({ daysOff: 29, resumedOn: addDays(TODAY, -10) })
    // resumed on a Thursday: its week is the first, the plan's the third
    expect(returnWeek(returning, MONDAY)?.share).toBe(0.5)
    expect(returnWeek(returning, addDays(MONDAY, 7))?.share).toBe(0.75)
    // on a Friday too little is left of the week
    expect(returnWeek(after(resumed(9), TODAY)!, MONDAY)?.share).toBe(0.33)
    expect(after(resumed(34), TODAY)).not.toBeNull()
    expect(returnWeek(after(resumed(35), TODAY)!, MONDAY)).toBeNull()
    expect(after(resumed(38), TODAY)).toBeNull()
    // seven runs of 5 km in the week that began after the resumption: .5 of 40 km would take them back to 20
    expect(returnWeekLimit(after(resumed(20), TODAY)!, MONDAY, 'm')).toBe(35_000)
  })
  it('is as far as the plan that follows it, whatever day of its week the first run falls on', () => {
    // three weeks off on the Sunday before the plan, seen again after its first run
    const sharesAfter = (firstRun: number) => {
      const history = {
        activities: [
          ...runs(addDays(TODAY, -22), 8),
          { date: addDays(MONDAY, firstRun), sport: 'run' as const, durationS: 1800, distanceM: 5_000 },
        ],
      }
      const returning = after(history, addDays(MONDAY, firstRun))!
      return [0, 7, 14].map((day) => returnWeek(returning, addDays(MONDAY, day))?.share)
    }
    const planned = after(daysOff(21), TODAY)!
    expect([0, 7, 14].map((day) => returnWeek(planned, addDays(MONDAY, day))?.share)).toEqual([0.5, 0.5, 0.75])
    // counted to the last day the plan can have been made on, the same 21 days
    for (const firstRun of [0, 1, 3, 6]) expect(sharesAfter(firstRun)).toEqual([0.5, 0.5, 0.75])
    // a first week without a run is more break, not more return
    expect(after({ activities: runs(addDays(TODAY, -22), 8) }, addDays(MONDAY, 7))?.daysOff).toBe(29)
  })
  it.each([13, 14, 20, 27, 28, 29, 35, 56, 57])('allows no more on Monday than on Sunday after %d days off', (days) => {
    const ceilings = (day: number) => {
      const returning = after(daysOff(days), addDays(MONDAY, day))!
      return Array.from({ length: 9 }, (_, week) => {
        const monday = addDays(MONDAY, 7 * week)
        return { most: returnWeek(returning, monday)?.most, metres: returnWeekLimit(returning, monday, 'm') }
      })
    }
    const sunday = ceilings(-1)
    expect(sunday[0]!.metres).not.toBeNull()
    for (const day of [0, 1, 2, 3]) expect(ceilings(day)).toEqual(sunday)
    // from Friday on too little is left of a week without a run: the return begins on the next Monday
    for (const day of [4, 6]) expect(ceilings(day).slice(1)).toEqual(sunday.slice(0, -1))
  })
  it('forgets half of the longest run after more than 30 days', () => {
    expect(after(daysOff(30), TODAY)?.longest).toBeNull()
    expect(after(daysOff(31), TODAY)?.longest).toEqual({ distanceM: 5_000, minutes: 30 })
  })
  it('goes one row lower where an injury or a fever fell into the break', () => {
    const of = (kind: 'INJURY' | 'ILLNESS', symptoms?: 'fever' | 'above-neck') =>
      after(daysOff(5), TODAY, {
        flags: [{ kind, startDate: addDays(TODAY, -5), ...(symptoms ? { symptoms } : {}) }],
      })?.weeks.map(({ share }) => share)
    expect(of('INJURY')).toEqual([0.7, 0.9])
    expect(of('ILLNESS', 'fever')).toEqual([0.7, 0.9])
    expect(of('ILLNESS', 'above-neck')).toEqual([0.9])
    // its review came before the last session and is not answered: it holds still
    const due = { startDate: addDays(TODAY, -20), reviewDate: addDays(TODAY, -10) }
    const shares = (endDate?: string) =>
      after(daysOff(5), TODAY, { flags: [{ kind: 'INJURY', ...due, ...(endDate ? { endDate } : {}) }] })?.weeks.map(
        ({ share }) => share,
      )
    expect(shares()).toEqual([0.7, 0.9])
    expect(shares(addDays(TODAY, -10))).toEqual([0.9])
  })
  it('lets a run end a break from riding, but no ride one from running', () => {
    const runsSince = { activities: [...runs(addDays(TODAY, -22), 8, 'ride'), ...runs(TODAY, 3)] }
    const ridesSince = { activities: [...runs(addDays(TODAY, -22), 8), ...runs(TODAY, 2, 'ride')] }
    expect(after(runsSince, TODAY, { sport: 'ride' })).toBeNull()
    expect(after(ridesSince, TODAY)?.daysOff).toBe(21)
  })
  it('knows no break where the weeks are told as unknown, and one where they are told as rest', () => {
    const told = (minutes: number | null): TrainingHistory => ({
      activities: [],
      weekly: [-28, -21, -14, -7].map((day, index) => ({
        weekStart: addDays(MONDAY, day),
        sport: 'run',
        minutes: index === 0 ? 240 : minutes,
        distanceM: index === 0 ? 40_000 : minutes === null ? null : 0,
        longestM: null,
      })),
    })
    expect(after(told(null), TODAY)).toBeNull()
    expect(after(told(0), TODAY)?.daysOff).toBe(20)
  })
  it('knows no break without anything before it', () => {
    expect(after({ activities: [] }, TODAY)).toBeNull()
  })
})
