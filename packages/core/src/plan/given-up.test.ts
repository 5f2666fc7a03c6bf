import { describe, expect, it } from 'vitest'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { buildPlan } from './build-plan.ts'
import { weeksOf, type Reason } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

const week = (minutes: readonly number[]) => ({
  slots: WEEKDAYS.map((day, index) => ({ day, minutes: minutes[index] ?? 0 })),
})
const inputOf = (told: Partial<PlanningAthlete>): PlanningInput => ({
  planId: 'trade',
  today: '2026-11-20',
  goal: { kind: 'HM', sport: 'run', date: '2027-03-14' },
  history: {
    activities: [],
    weekly: Array.from({ length: 12 }, (_, index) => ({
      weekStart: addDays('2026-11-16', -7 * (index + 1)),
      sport: 'run' as const,
      minutes: 240,
      distanceM: 40_000,
      longestM: 15_000,
    })),
  },
  athlete: planningAthlete({
    sport: 'run',
    level: 'INTERMEDIATE',
    maxDaysPerWeek: 5,
    availability: week([60, 75, 60, 75, 60, 75, 180]),
    ...told,
  }),
})
const notes = (told: Partial<PlanningAthlete>): Reason[] =>
  weeksOf(buildPlan(inputOf(told))).flatMap((each) => [...each.notes])
const of = (told: Partial<PlanningAthlete>, code: string): Reason['facts'][] =>
  notes(told).flatMap((note) => (note.code === code ? [note.facts] : []))

describe('what a week had to give up', () => {
  it('minutes of the long session that its day does not have', () => {
    const given = of({ availability: week([60, 75, 60, 75, 60, 60, 80]) }, 'long-without-room')
    expect(given.length).toBeGreaterThan(3)
    for (const { wished, given: minutes } of given) {
      expect(minutes).toBe(80)
      expect(Number(wished)).toBeGreaterThanOrEqual(90)
    }
    expect(of({}, 'long-without-room')).toEqual([])
  })

  it('the athlete’s long day, where a date leaves it no time', () => {
    const overrides = [{ date: '2026-12-06', slot: 0, minutes: 0 }]
    const availability = { ...week([60, 75, 60, 75, 60, 120, 180]), overrides }
    const [moved, ...more] = of({ longDay: 'SUN', availability }, 'long-day-elsewhere')
    expect(moved).toEqual({ wished: 'SUN', day: 'SAT', minutes: 0 })
    expect(more).toEqual([])
    expect(of({ longDay: 'SUN', availability: week([60, 75, 60, 75, 60, 120, 180]) }, 'long-day-elsewhere')).toEqual([])
  })

  it('hard sessions that days side by side cannot keep apart', () => {
    const told = { maxDaysPerWeek: 2, availability: week([0, 0, 0, 0, 0, 60, 150]) }
    expect(of(told, 'key-without-room').length).toBeGreaterThan(5)
    for (const { kept, wished } of of(told, 'key-without-room')) expect(Number(kept)).toBeLessThan(Number(wished))
    expect(of({}, 'key-without-room').length).toBeLessThan(2)
  })

  it('volume that the days do not hold', () => {
    const [first] = of({ maxDaysPerWeek: 3, availability: week([0, 45, 0, 45, 0, 0, 90]) }, 'volume-without-room')
    if (first) expect(Number(first.wished)).toBeGreaterThan(Number(first.planned))
    expect(notes({ availability: week([0, 45, 0, 45, 0, 0, 90]) }).map(({ code }) => code)).toContain(
      'volume-limited-by-minutes',
    )
  })
})
