import { describe, expect, it } from 'vitest'
import type { Sport } from '../athlete/sport.ts'
import type { HistoryActivity } from '../evidence/history.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { buildPlan } from './build-plan.ts'
import type { Goal } from './goal.ts'
import { weeksOf, type TrainingWeek } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'
import { seasonContext } from './season-context.ts'
import { firstState } from './season-state.ts'
import { startingPoint } from './starting-point.ts'

const TODAY = '2026-11-22'
/** Five sessions a week until the break, then nothing for `days` whole days up to today. */
function pausedFor(sport: Sport, days: number, told: Partial<PlanningAthlete> = {}): PlanningInput {
  const last = addDays(TODAY, -days - 1)
  const activities: HistoryActivity[] = []
  for (let week = 0; week < 30; week++) {
    for (const [back, minutes] of [
      [0, 100],
      [2, 50],
      [3, 60],
      [5, 50],
      [6, 60],
    ] as const) {
      const date = addDays(last, -7 * week - back)
      activities.push({
        date,
        sport,
        durationS: minutes * 60,
        distanceM: sport === 'run' ? minutes * 160 : null,
      })
    }
  }
  const goal: Goal =
    sport === 'run' ? { kind: 'HM', sport, date: '2027-05-09' } : { kind: 'GRAN_FONDO', sport, date: '2027-05-09' }
  return {
    planId: 'plan',
    today: TODAY,
    goal,
    history: { activities },
    athlete: planningAthlete({ sport, maxDaysPerWeek: 5, level: 'INTERMEDIATE', ...told }),
  }
}
/** Minutes of a usual week before the break. */
const USUAL_MIN = 320
const minutesOf = (week: TrainingWeek): number => week.workouts.reduce((sum, { durationS }) => sum + durationS / 60, 0)
const kmOf = (week: TrainingWeek): number =>
  week.workouts.reduce((sum, { distanceM }) => sum + (distanceM ?? 0), 0) / 1000
const highOf = (week: TrainingWeek): number =>
  week.workouts.reduce((sum, { workout }) => sum + domainSeconds(workout).highS / 60, 0)
const workOf = (week: TrainingWeek): number =>
  week.workouts
    .filter((workout) => workout.purpose.code !== 'strides' && workout.purpose.code !== 'sprints')
    .reduce((sum, { workout }) => sum + (domainSeconds(workout).highS + domainSeconds(workout).midS) / 60, 0)

/** Shares of the usual week by week of the return (science.md S8.7). */
const ROWS: readonly (readonly [days: number, shares: readonly number[]])[] = [
  [5, [0.9]],
  [10, [0.7, 0.9]],
  [21, [0.5, 0.5, 0.75]],
  [42, [0.33, 0.33, 0.5, 0.5, 0.75, 0.75]],
  [80, [0.33, 0.33, 0.33, 0.5, 0.5, 0.5]],
]

describe.each(['run', 'ride'] as const)('S8.7 G18 the first weeks after a break from the %s', (sport) => {
  it.each(ROWS)('%d days off: shares %j of the week before, then on from there', (days, shares) => {
    const weeks = weeksOf(buildPlan(pausedFor(sport, days)))
    for (const [index, share] of shares.entries()) {
      const km = kmOf(weeks[index]!)
      // after eight weeks no pace is known any more, and minutes count
      const volume = km > 0 ? km / (USUAL_MIN * 0.16) : minutesOf(weeks[index]!) / USUAL_MIN
      // a ride of two hours is a safe week for anybody
      const most = sport === 'ride' ? Math.max(share, 120 / USUAL_MIN) : share
      expect(volume, `week ${index + 1}`).toBeLessThanOrEqual(most + 0.006)
      expect(volume, `week ${index + 1}`).toBeGreaterThan(0.8 * share)
      expect(weeks[index]!.notes[0]).toMatchObject({ code: 'return-week', facts: { daysOff: days, share } })
    }
    expect(weeks[shares.length]!.notes[0]!.code).not.toBe('return-week')
    const largest = Math.max(...weeks.map(minutesOf))
    expect(largest).toBeGreaterThan(0.95 * USUAL_MIN)
  })

  it('keeps the first two days easy after four to six days off', () => {
    const tooSoon = [4, 5, 6].flatMap((days) =>
      [3, 4, 6].flatMap((maxDaysPerWeek) => {
        const [week] = weeksOf(buildPlan(pausedFor(sport, days, { maxDaysPerWeek })))
        const first = week!.workouts[0]!.date
        return week!.workouts.filter(({ hard, date }) => hard && daysBetween(first, date) < 2)
      }),
    )
    expect(tooSoon).toEqual([])
  })

  it('holds nothing above threshold in the first week after 7 to 13 days off', () => {
    const [first, second] = weeksOf(buildPlan(pausedFor(sport, 9)))
    expect(highOf(first!)).toBeLessThanOrEqual(0.5)
    expect(workOf(second!)).toBeGreaterThan(0)
  })

  it.each([
    [21, 2],
    [42, 4],
    [80, 6],
  ])('after %d days off the first %d weeks are easy, with strides from the second on', (days, easyWeeks) => {
    const weeks = weeksOf(buildPlan(pausedFor(sport, days)))
    for (const [index, week] of weeks.slice(0, easyWeeks).entries()) {
      expect(workOf(week), `week ${index + 1}`).toBeLessThanOrEqual(0.2)
      if (index === 0) expect(highOf(week)).toBeLessThanOrEqual(0.1)
    }
    expect(weeks.slice(easyWeeks, easyWeeks + 3).some((week) => workOf(week) > 5)).toBe(true)
  })

  it('plans no recovery week while the return is light by itself', () => {
    const weeks = weeksOf(buildPlan(pausedFor(sport, 42)))
    expect(weeks.slice(0, 6).some((week) => week.isRecovery)).toBe(false)
    expect(weeks.slice(6, 11).some((week) => week.isRecovery)).toBe(true)
  })

  it('S8.5 starts the key sessions lower than without a break', () => {
    const threshold = (days: number): number | undefined => {
      const input = pausedFor(sport, days)
      return firstState(seasonContext(input, startingPoint(input))).levels.get('THRESHOLD')
    }
    expect([0, 5, 10, 42, 80].map(threshold)).toEqual([undefined, undefined, 2, 1, 1])
  })
})

it('S8.7 an injury counts one row lower', () => {
  const injured = pausedFor('run', 10, {
    flags: [{ kind: 'INJURY', part: 'calf', startDate: addDays(TODAY, -10), reviewDate: addDays(TODAY, -1) }],
  })
  const [first] = weeksOf(buildPlan(injured))
  expect(first!.notes[0]).toMatchObject({ facts: { share: 0.5 } })
})
