import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { addDays, daysBetween } from '../time/local-date.ts'
import {
  historyFromPlanningInput,
  lastActivityDate,
  layoffDays,
  longestSessionM,
  longestSessionMinutes,
  meanOfLastFourWeeks,
  weeklyVolumes,
  type HistoryActivity,
  type TrainingHistory,
} from './history.ts'
import { planningHistorySchema } from './history.schema.ts'

// 2026-03-02 is a Monday.
const TODAY = '2026-03-04'
const run = (date: string, km: number | null, minutes = 30, more: Partial<HistoryActivity> = {}): HistoryActivity => ({
  date,
  sport: 'run',
  durationS: minutes * 60,
  distanceM: km === null ? null : km * 1000,
  ...more,
})
const history = (...activities: HistoryActivity[]): TrainingHistory => ({ activities })

describe('S0.1 weeks', () => {
  it('sums completed Monday weeks, leaves the running week and the future out', () => {
    const weeks = weeklyVolumes(
      history(
        run('2026-02-23', 5),
        run('2026-03-01', 8, 50),
        run('2026-03-01', 2, 12),
        run('2026-03-02', 9),
        run('2026-03-09', 9),
      ),
      'run',
      TODAY,
      2,
    )
    expect(weeks).toEqual([
      { known: false, weekStart: '2026-02-16' },
      {
        known: true,
        weekStart: '2026-02-23',
        minutes: 92,
        distanceM: 15_000,
        days: 2,
        longestM: 8000,
        longestMinutes: 50,
        load: null,
      },
    ])
  })

  it('prefers moving time over elapsed time', () => {
    const [week] = weeklyVolumes(history(run('2026-02-24', 5, 60, { movingS: 1800 })), 'run', TODAY, 1)
    expect(week).toMatchObject({ minutes: 30 })
  })

  it('says null, not 0, when sessions tell no distance', () => {
    const [week] = weeklyVolumes(history(run('2026-02-24', null)), 'run', TODAY, 1)
    expect(week).toMatchObject({ distanceM: null, longestM: null, days: 1 })
  })
})

describe('S0.5 unknown is not zero', () => {
  it('a week of rides is a known week of 0 km run', () => {
    const [week] = weeklyVolumes(history({ ...run('2026-02-24', 40), sport: 'ride' }), 'run', TODAY, 1)
    expect(week).toMatchObject({ known: true, distanceM: 0, days: 0, minutes: 0 })
  })

  it('one empty week between two runs is unknown while the silence is under 14 days', () => {
    // Silent from Mon 16 to Mon 23 February: 8 days.
    const weeks = weeklyVolumes(history(run('2026-02-15', 5), run('2026-02-24', 5)), 'run', TODAY, 2)
    expect(weeks.map((week) => week.known)).toEqual([false, true])
  })

  it('14 days of silence make the week inside them 0, 13 do not', () => {
    // Silent days between the 11th and the 26th: 12 … 25 February = 14.
    expect(weeklyVolumes(history(run('2026-02-11', 5), run('2026-02-26', 5)), 'run', TODAY, 2)[0]).toMatchObject({
      known: true,
      distanceM: 0,
    })
    expect(weeklyVolumes(history(run('2026-02-12', 5), run('2026-02-26', 5)), 'run', TODAY, 2)[0]).toMatchObject({
      known: false,
    })
  })

  it('time before the first datum stays unknown however long', () => {
    const weeks = weeklyVolumes(history(run('2026-02-24', 5)), 'run', TODAY, 12)
    expect(weeks.filter((week) => week.known)).toHaveLength(1)
  })

  it('an answer of 0 is an answer', () => {
    const told = historyFromPlanningInput(
      { weekly: [{ weekStart: '2026-02-23', minutes: 0, distanceM: 0, longestM: 0 }] },
      'run',
    )
    expect(weeklyVolumes(told, 'run', TODAY, 1)[0]).toMatchObject({ known: true, distanceM: 0 })
  })

  it('G15 G25 the mean of four weeks leaves unknown weeks out and says how many spoke', () => {
    const mean = meanOfLastFourWeeks(history(run('2026-02-14', 10), run('2026-02-24', 20)), 'run', TODAY)
    expect(mean).toMatchObject({ ok: true, coverage: 0.5, value: { distanceM: 15_000 } })
    expect(meanOfLastFourWeeks(history(), 'run', TODAY)).toMatchObject({
      ok: false,
      reason: 'too-few-weeks',
    })
  })
})

describe('G03 longest session', () => {
  it('looks back the window of days, its first day included', () => {
    const past = history(run(addDays(TODAY, -31), 20), run(addDays(TODAY, -30), 12), run('2026-03-01', 8, 55))
    expect(longestSessionM(past, 'run', TODAY, 30)).toBe(12_000)
    expect(longestSessionM(past, 'run', TODAY, 42)).toBe(20_000)
    expect(longestSessionMinutes(past, 'run', TODAY, 7)).toBe(55)
    expect(longestSessionM(history(), 'run', TODAY, 30)).toBeNull()
  })

  it('merges two runs less than 2 h apart when start times are known', () => {
    const first = run('2026-03-01', 4, 30, { startedAt: '2026-03-01T08:00:00Z' })
    const soon = run('2026-03-01', 5, 30, { startedAt: '2026-03-01T10:29:00Z' })
    const later = run('2026-03-01', 5, 30, { startedAt: '2026-03-01T10:30:00Z' })
    expect(longestSessionM(history(first, soon), 'run', TODAY, 30)).toBe(9000)
    expect(longestSessionM(history(first, later), 'run', TODAY, 30)).toBe(5000)
  })

  it('reads a start without a zone alike on every machine', () => {
    // 2:30 h lie between these two on paper; in Berlin the clock jumped over one of them
    vi.stubEnv('TZ', 'Europe/Berlin')
    const first = run('2026-03-29', 4, 15, { startedAt: '2026-03-29T01:00:00' })
    const second = run('2026-03-29', 5, 15, { startedAt: '2026-03-29T03:45:00' })
    expect(longestSessionM(history(first, second), 'run', '2026-03-30', 30)).toBe(5000)
    vi.unstubAllEnvs()
  })

  it('counts weeks told in numbers', () => {
    const told = historyFromPlanningInput(
      { weekly: [{ weekStart: '2026-02-23', minutes: 200, distanceM: 40_000, longestM: 16_000 }] },
      'run',
    )
    expect(longestSessionM(told, 'run', TODAY, 30)).toBe(16_000)
    expect(longestSessionM(told, 'ride', TODAY, 30)).toBeNull()
  })
})

describe('layoff', () => {
  it('counts whole days off before today', () => {
    expect(layoffDays(history(run('2026-03-03', 5)), TODAY)).toBe(0)
    expect(layoffDays(history(run('2026-02-18', 5)), TODAY)).toBe(13)
    expect(layoffDays(history(), TODAY)).toBeNull()
    expect(lastActivityDate(history(run('2026-02-18', 5), run('2026-03-09', 5)), TODAY)).toBe('2026-02-18')
    expect(layoffDays(history(run('2026-02-18', 5), { ...run('2026-03-03', 5), sport: 'ride' }), TODAY, 'run')).toBe(13)
  })
})

it('the schema reads both forms of the planning input and refuses a date that is none', () => {
  expect(
    planningHistorySchema.parse({
      activities: [{ date: '2026-01-01', sport: 'run', durationS: 1, distanceM: null }],
    }).activities,
  ).toHaveLength(1)
  expect(
    planningHistorySchema.safeParse({
      weekly: [{ weekStart: '2026-02-30', minutes: 1, distanceM: 1, longestM: 1 }],
    }).success,
  ).toBe(false)
})

describe('laws', () => {
  const activity = fc.record({
    date: fc.integer({ min: -200, max: 10 }).map((days) => addDays(TODAY, days)),
    sport: fc.constantFrom('run' as const, 'ride' as const, 'swim' as const),
    durationS: fc.integer({ min: 60, max: 20_000 }),
    distanceM: fc.option(fc.integer({ min: 100, max: 60_000 }), { nil: null }),
  })
  it('every completed week of the window holds exactly its own activities, in any order', () => {
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 40 }), (activities) => {
        const weeks = weeklyVolumes({ activities }, 'run', TODAY, 12)
        expect(weeks).toHaveLength(12)
        expect(weeklyVolumes({ activities: [...activities].reverse() }, 'run', TODAY, 12)).toEqual(weeks)
        const minutes = activities
          .filter(({ sport, date }) => sport === 'run' && date < '2026-03-02' && daysBetween(date, '2026-03-02') <= 84)
          .reduce((sum, { durationS }) => sum + durationS / 60, 0)
        expect(weeks.reduce((sum, week) => sum + (week.known ? week.minutes : 0), 0)).toBeCloseTo(minutes, 6)
      }),
    )
  })

  it('S0.5 how far one looks back changes no week', () => {
    fc.assert(
      fc.property(fc.array(activity, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (activities, count) => {
        expect(weeklyVolumes({ activities }, 'run', TODAY, 30).slice(-count)).toEqual(
          weeklyVolumes({ activities }, 'run', TODAY, count),
        )
      }),
    )
  })
})
