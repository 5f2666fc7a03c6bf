import { describe, expect, it } from 'vitest'
import type { HistoryActivity } from '../evidence/history.ts'
import { weeksOf } from '../plan/plan.ts'
import { loadedPlan } from '../testing/loaded-plan.ts'
import { fixturePlan } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { asOfMonday, correctFrom } from './correct-from.ts'
import type { GuardReport, Violation } from './guard-report.ts'
import { planFacts } from './plan-facts.ts'
import { plannedFitness } from './planned-fitness.ts'
import { reviewPlan } from './review-plan.ts'

/** A week that has begun with a hard Sunday, and one that opens hard. */
const plan = fixturePlan({
  weeks: [
    [
      { day: 'TUE', km: 8 },
      { day: 'SUN', min: 60, kind: 'hard' },
    ],
    [
      { day: 'MON', min: 60, kind: 'hard' },
      { day: 'THU', km: 8 },
    ],
  ],
})
const from = addDays(plan.startDate, 7)
const facts = { history: null, today: plan.startDate, profile: 'default' as const }

describe('correcting the weeks to come', () => {
  it('mends the week that opens hard after a hard Sunday, and leaves the week that has begun', () => {
    expect(reviewPlan(plan, facts).violations.some(({ rule, severity }) => rule === 'G07' && severity === 'H')).toBe(
      true,
    )
    const corrected = correctFrom(plan, facts, from)
    expect(weeksOf(corrected.plan)[0]).toEqual(weeksOf(plan)[0])
    expect(corrected.corrections.map(({ rule }) => rule)).toContain('G07')
    const broken = reviewPlan(corrected.plan, facts).violations.filter(({ rule }) => rule === 'G07')
    expect(broken).toEqual([])
  })

  it('touches no day before the Monday, whatever is broken there', () => {
    const broken = fixturePlan({
      weeks: [
        [
          { day: 'MON', min: 60, kind: 'hard' },
          { day: 'TUE', min: 60, kind: 'hard' },
          { day: 'SUN', min: 60, kind: 'hard' },
        ],
        [
          { day: 'MON', min: 60, kind: 'hard' },
          { day: 'TUE', min: 60, kind: 'hard' },
        ],
      ],
    })
    const corrected = correctFrom(broken, facts, from)
    expect(weeksOf(corrected.plan)[0]).toEqual(weeksOf(broken)[0])
    const open = corrected.report.violations.filter(({ severity }) => severity === 'H')
    expect(open.map(({ week }) => week)).toEqual(open.map(() => 1))
    expect(open.length).toBeGreaterThan(0)
  })

  it('mends what is broken today though the Monday would not show it: a beginner’s half year ends in between', () => {
    const week = (km: number) => (['TUE', 'THU', 'SAT'] as const).map((day) => ({ day, km: km / 3 }))
    const young = fixturePlan({ level: 'BEGINNER', weeks: [week(20), week(22), week(24), week(26)] })
    const day = addDays(young.startDate, 17)
    const activities = weeksOf(young).flatMap(({ workouts }) =>
      workouts
        .filter(({ date }) => date < day)
        .map(({ date, sport, durationS, distanceM }) => ({ date, sport, durationS, distanceM })),
    )
    // every other day since the first run ever, 182 days ago today and 186 on the Monday
    const before = Array.from({ length: 82 }, (_, index) => ({
      date: addDays(day, -182 + 2 * index),
      sport: 'run' as const,
      durationS: 1500,
      distanceM: 4000,
    }))
    const now = {
      history: { activities: [...before, ...activities] },
      today: day,
      profile: 'default' as const,
    }
    const rhythm = (report: GuardReport): Violation[] =>
      report.violations.filter(({ rule, severity, week: at }) => rule === 'G05' && severity === 'H' && at === 4)
    const monday = addDays(young.startDate, 21)
    expect(rhythm(reviewPlan(young, now))).toHaveLength(1)
    expect(rhythm(reviewPlan(young, { ...now, today: monday }))).toEqual([])
    expect(rhythm(correctFrom(young, now, monday).report)).toEqual([])
  })

  it('counts what is still planned with its load, and a sport done today not twice', () => {
    const ahead = loadedPlan(Array.from({ length: 14 }, () => 50))
    const wednesday = addDays(ahead.startDate, 2)
    const run = (date: string): HistoryActivity => ({
      date,
      sport: 'run',
      durationS: 2700,
      distanceM: null,
      load: 50,
    })
    const past = Array.from({ length: 130 }, (_, back) => run(addDays(wednesday, -back)))
    const now = { history: { activities: past }, today: wednesday, profile: 'default' as const }
    const monday = asOfMonday(ahead, now, from)
    // Wednesday is done; Thursday to Sunday are still planned
    expect(monday.history!.activities.slice(past.length).map(({ date, load }) => [date, load])).toEqual(
      [3, 4, 5, 6].map((day) => [addDays(ahead.startDate, day), 50]),
    )
    const fitness = plannedFitness(planFacts(ahead, monday))
    expect(fitness.ok && fitness.value.ctlBefore).toBeCloseTo(50 * (1 - Math.exp(-134 / 42)), 6)
    const yesterday = { ...now, history: { activities: past.slice(1) } }
    expect(asOfMonday(ahead, yesterday, from).history!.activities.slice(past.length - 1)[0]!.date).toBe(wednesday)
  })
})
