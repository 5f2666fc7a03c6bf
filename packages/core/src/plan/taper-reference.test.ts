import { describe, expect, it } from 'vitest'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import type { PlanEvent } from './goal.ts'
import type { PlanningInput } from './planning-input.ts'
import { seasonContext } from './season-context.ts'
import type { SeasonContext } from './season.ts'
import { startingPoint } from './starting-point.ts'
import { lastFullWeek, type LoadWeek } from './taper-reference.ts'
import { easyVariant } from './week-room.ts'

const FIRST = '2027-01-04'
const mondayOfWeek = (index: number): LocalDate => addDays(FIRST, 7 * index)

function contextOf(events: readonly PlanEvent[], daysOff: readonly LocalDate[]): SeasonContext {
  const input: PlanningInput = {
    planId: 'plan',
    today: '2027-01-03',
    goal: { kind: 'MARATHON', sport: 'run', date: '2027-04-25' },
    history: { activities: [] },
    athlete: planningAthlete({
      sport: 'run',
      availability: { slots: WEEKDAYS.map((day) => ({ day, slot: 0, minutes: 200 })), blackoutDates: [...daysOff] },
    }),
  }
  return { ...seasonContext(input, startingPoint(input)), events }
}

/** A week with four sessions of these minutes. */
const week = (index: number, minutes: number, code = 'volume-grows'): LoadWeek => ({
  startDate: mondayOfWeek(index),
  notes: [{ code, facts: {} }],
  drafts: [1, 3, 5, 6].map((day) => ({
    day,
    slot: 0,
    role: 'easy',
    variant: easyVariant('R03', minutes),
    focus: 'AEROBIC_ENDURANCE',
    priority: 'SUPPORT',
    purpose: { code: 'easy', facts: {} },
  })),
})
const raceIn = (index: number, kind: PlanEvent['kind'] = '5K'): PlanEvent => ({
  kind,
  sport: 'run',
  date: addDays(mondayOfWeek(index), 6),
  priority: 'B',
})
const chosen = (loads: readonly LoadWeek[], events: readonly PlanEvent[] = [], daysOff: readonly LocalDate[] = []) =>
  loads.findIndex((each) => each === lastFullWeek(contextOf(events, daysOff), loads))

describe('S6.1 the week a taper takes its shares from', () => {
  const alike = [50, 50, 50, 50, 50].map((minutes, index) => week(index, minutes))

  it('is the last one that is not much smaller than the others', () => {
    expect(chosen(alike)).toBe(4)
    expect(chosen([week(0, 50), week(1, 60), week(2, 40)])).toBe(1)
    expect(chosen([])).toBe(-1)
  })
  it('is none that gave something to a race or to the taper itself, where there is another', () => {
    expect(chosen(alike, [raceIn(4)])).toBe(3)
    expect(chosen([...alike, week(5, 48, 'taper-begins')])).toBe(4)
    // a race week is no measure for the others either
    expect(chosen([week(0, 40), week(1, 40), week(2, 100)], [raceIn(2)])).toBe(1)
    expect(
      chosen(
        alike,
        [0, 1, 2, 3, 4].map((index) => raceIn(index)),
      ),
    ).toBe(4)
  })
  it('is none bent by days off or by the easy days after a race, where there is another as full', () => {
    expect(chosen(alike, [], [addDays(mondayOfWeek(4), 6)])).toBe(3)
    expect(chosen(alike, [raceIn(3, 'HM')])).toBe(2)
    // two easy days after a short race bend no week
    expect(chosen(alike, [raceIn(3)])).toBe(4)
    expect(chosen([week(0, 30), week(1, 50)], [], [addDays(mondayOfWeek(1), 6)])).toBe(1)
  })
})
