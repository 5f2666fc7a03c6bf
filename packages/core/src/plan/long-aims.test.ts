import { describe, expect, it } from 'vitest'
import { STEADY_TODAY, steadyInput } from '../testing/steady-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { buildPlan } from './build-plan.ts'
import { weeksOf, type BlockType } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

interface LongWeek {
  readonly phase: BlockType
  readonly isRecovery: boolean
  readonly minutes: number
  readonly km: number
}

/** The longest session of every week before the taper. */
function longSessions(input: PlanningInput): LongWeek[] {
  return buildPlan(input)
    .blocks.filter((block) => block.type !== 'RACE')
    .flatMap((block) =>
      (block.type === 'TRANSITION' ? [] : block.weeks).map((week): LongWeek => {
        const longest = week.workouts.reduce((best, each) => (each.durationS > best.durationS ? each : best))
        return {
          phase: block.type,
          isRecovery: week.isRecovery,
          minutes: longest.durationS / 60,
          km: (longest.distanceM ?? 0) / 1000,
        }
      }),
    )
}

/** Rows of loading weeks of the peak between recovery weeks. */
function rowsOfPeak(weeks: readonly LongWeek[]): LongWeek[][] {
  const rows: LongWeek[][] = [[]]
  for (const week of weeks) {
    if (week.isRecovery) rows.push([])
    else if (week.phase === 'PEAK') rows.at(-1)!.push(week)
  }
  return rows.filter((row) => row.length > 0)
}

const MINUTES = [45, 75, 60, 90, 45, 75, 240]
const marathon = { kind: 'MARATHON', weeks: 18 } as const
const RUNNERS: readonly (readonly [string, PlanningInput])[] = [
  ['marathon, 46 km a week', steadyInput(marathon, { minutes: 270, km: 46, longKm: 18 }, [0, ...MINUTES.slice(1)])],
  ['marathon, 36 km a week', steadyInput(marathon, { minutes: 220, km: 36, longKm: 16 }, [0, 75, 0, 90, 0, 75, 240])],
  ['marathon, 60 km a week', steadyInput(marathon, { minutes: 350, km: 60, longKm: 22 }, MINUTES)],
  [
    'marathon at 57, 42 km a week',
    steadyInput({ ...marathon, weeks: 22 }, { minutes: 260, km: 42, longKm: 17 }, [0, 75, 0, 90, 0, 75, 240], {
      birthYear: 1970,
    }),
  ],
  [
    '50 km, 50 km a week',
    steadyInput({ kind: 'RUN_DISTANCE', distanceM: 50_000, weeks: 18 }, { minutes: 300, km: 50, longKm: 18 }, [
      0,
      ...MINUTES.slice(1),
    ]),
  ],
]

describe.each(RUNNERS)('S5.7c two up, one down: %s', (_, input) => {
  const weeks = longSessions(input)
  const longest = Math.max(...weeks.map((week) => week.minutes))
  const rows = rowsOfPeak(weeks)

  it('has a down week of at most .8 in every row of three loading weeks of the peak', () => {
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows.filter((each) => each.length === 3)) {
      expect(row[1]!.minutes).toBeLessThanOrEqual(0.82 * Math.max(row[0]!.minutes, row[2]!.minutes))
      expect(row[2]!.minutes).toBeGreaterThanOrEqual(row[0]!.minutes)
    }
  })

  it('never has the longest session twice in a row', () => {
    for (const row of rows) {
      for (let index = 1; index < row.length; index++) {
        const pair = [row[index - 1]!.minutes, row[index]!.minutes]
        expect(Math.min(...pair), pair.join(', ')).toBeLessThan(0.975 * longest)
      }
    }
  })

  it('has its longest session in the last loading week, and two within 90 % of it', () => {
    expect(weeks.at(-1)!.minutes).toBe(longest)
    expect(weeks.filter((week) => week.minutes >= 0.9 * longest).length).toBeGreaterThanOrEqual(2)
  })
})

describe('long sessions', () => {
  it('of shorter goals grow without a down week: an hour and a half is no long peak', () => {
    const weeks = longSessions(
      steadyInput({ kind: '10K', weeks: 12 }, { minutes: 200, km: 34, longKm: 11 }, [0, 60, 60, 60, 0, 75, 120]),
    )
    for (const row of rowsOfPeak(weeks))
      row.forEach((week, index) => index > 0 && expect(week.minutes).toBeGreaterThanOrEqual(row[index - 1]!.minutes))
  })

  it.each([
    [17, 25, 9],
    [18, 24, 8],
    [20, 24, 8],
  ])('of a first marathon in %i weeks from %i km grow in every loading week of the peak', (weeks, km, longKm) => {
    const input = steadyInput({ ...marathon, weeks }, { minutes: 7 * km, km, longKm }, [0, 60, 60, 60, 0, 75, 240])
    for (const row of rowsOfPeak(longSessions(input)))
      row.forEach((week, index) => index > 0 && expect(week.km).toBeGreaterThanOrEqual(row[index - 1]!.km))
  })
})

describe('the first long run after a half marathon on the way', () => {
  it.each([8, 9, 10, 11, 12, 13])('is short and easy: race in week %i', (week) => {
    for (const km of [46, 60]) {
      const plain = steadyInput(marathon, { minutes: 6 * km, km, longKm: 18 }, MINUTES)
      const date = addDays(STEADY_TODAY, 7 * week)
      const weeks = weeksOf(buildPlan({ ...plain, events: [{ kind: 'HM', sport: 'run', date, priority: 'B' }] }))
      const longest = (from: number, to: number): number =>
        Math.max(
          ...weeks
            .slice(from, to)
            .flatMap((each) => each.workouts.map((workout) => (workout.race ? 0 : workout.durationS))),
        )
      expect(longest(week, week + 1), `${km} km a week`).toBeLessThanOrEqual(0.84 * longest(week - 5, week))
      const long = weeks[week]!.workouts.find((workout) => workout.durationS === longest(week, week + 1))
      expect(long!.purpose.code).not.toBe('long-with-work')
    }
  })
})

describe('the peak of runners of many kilometres (science.md S5.6)', () => {
  const minutes = [75, 105, 90, 105, 75, 105, 240]
  const runner = (km: number, longKm: number): PlanningInput =>
    steadyInput({ ...marathon, weeks: 20 }, { minutes: km * 5, km, longKm }, minutes, {
      level: 'ADVANCED',
      maxDaysPerWeek: 6,
    })
  const peakKm = (input: PlanningInput): number =>
    Math.max(
      ...weeksOf(buildPlan(input)).map((week) =>
        week.workouts.reduce((sum, each) => (each.race ? sum : sum + (each.distanceM ?? 0) / 1000), 0),
      ),
    )

  it.each([
    [80, 1.26],
    [90, 1.26],
    [70, 1.38],
  ])('is, from %i km a week, at most %f times that', (km, most) => {
    expect(peakKm(runner(km, km / 4)) / km).toBeLessThanOrEqual(most)
    expect(peakKm(runner(km, km / 4)) / km).toBeGreaterThan(1.15)
  })

  it('is more for a runner whose last year held more, and never above the kilometres of the level', () => {
    const input = runner(80, 20)
    const weekly = input.history.weekly!.map((week, back) => (back === 30 ? { ...week, distanceM: 105_000 } : week))
    const more = { ...input, history: { ...input.history, weekly } }
    expect(peakKm(more)).toBeGreaterThan(peakKm(input) + 5)
    expect(peakKm(more)).toBeLessThanOrEqual(1.1 * 105)
  })

  it('comes with long runs of three hours and 35 km at most, faster minutes included', () => {
    for (const km of [70, 80, 90]) {
      const weeks = longSessions(runner(km, km / 4))
      expect(Math.max(...weeks.map((week) => week.km)), `${km} km a week`).toBeLessThanOrEqual(35.7)
      expect(Math.max(...weeks.map((week) => week.minutes)), `${km} km a week`).toBeLessThanOrEqual(180)
    }
  })
})
