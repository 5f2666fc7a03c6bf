import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TrainingHistory } from '../evidence/history.ts'
import type { CourseDemand } from '../library/course-emphasis.ts'
import type { Alternative } from '../plan/alternatives.ts'
import type { Goal } from '../plan/goal.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { toldWeeks } from '../testing/judge.ts'
import { FIXTURE_START } from '../testing/plan-fixture.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { authorPlan } from './author-plan.ts'

const TODAY = addDays(FIXTURE_START, -1)

const course = fc
  .record({ hours: fc.double({ min: 1, max: 14, noNaN: true }), hasPower: fc.boolean() })
  .map(({ hours, hasPower }): CourseDemand => ({
    event: 'fondo',
    basis: 'time',
    climbShare: 0.2,
    steepShare: 0.05,
    flatShare: 0.6,
    longestClimbMin: 15,
    ascentMPerKm: 8,
    hours,
    ...(hasPower
      ? { power: { careful: { powerW: 165, hours: hours * 1.04 }, strong: { powerW: 195, hours: hours * 0.96 } } }
      : {}),
  }))

const past = fc
  .record({ minutes: fc.integer({ min: 120, max: 600 }), longest: fc.integer({ min: 40, max: 300 }) })
  .map(({ minutes, longest }): TrainingHistory => {
    const told = toldWeeks(
      Array.from({ length: 6 }, () => ({ min: Math.max(minutes, longest) })),
      'ride',
    )
    const ride = { date: addDays(TODAY, -8), sport: 'ride' as const, durationS: longest * 60, distanceM: null }
    return { ...told, activities: [ride] }
  })

/** A ride that is soon, over a course or none, with or without a wish. */
const rider = fc
  .record({
    kind: fc.constantFrom('GRAN_FONDO' as const, 'GRAVEL_200' as const),
    weeks: fc.integer({ min: 0, max: 9 }),
    targetTimeS: fc.option(
      fc.integer({ min: 60, max: 16 * 60 }).map((minutes) => minutes * 60),
      { nil: undefined },
    ),
    targetPowerW: fc.option(fc.integer({ min: 100, max: 320 }), { nil: undefined }),
    ftpW: fc.option(fc.integer({ min: 150, max: 350 }), { nil: undefined }),
    course: fc.option(course, { nil: undefined, freq: 5 }),
    history: past,
  })
  .map(({ kind, weeks, targetTimeS, targetPowerW, ftpW, course: over, history }): PlanningInput => ({
    planId: 'plan',
    today: TODAY,
    goal: {
      kind,
      sport: 'ride',
      date: addDays(TODAY, 7 * weeks + 1),
      ...(targetTimeS === undefined ? {} : { targetTimeS }),
      ...(targetPowerW === undefined ? {} : { targetPowerW }),
    },
    history,
    athlete: planningAthlete({
      sport: 'ride',
      level: 'INTERMEDIATE',
      thresholds:
        ftpW === undefined
          ? []
          : [{ sport: 'ride', name: 'ftpW', value: ftpW, from: '2026-01-01', method: 'athlete', confidence: 'HIGH' }],
    }),
    ...(over === undefined ? {} : { course: over }),
  }))

/** The same asked for as it was offered: another event has no wish and no course of this one. */
function asked(input: PlanningInput, { goal: kind, date }: Alternative): PlanningInput {
  const { course: over, ...bare } = input
  const { date: _, ...own } = input.goal
  const isSame = kind === own.kind
  const goal: Goal = { ...(isSame ? own : { sport: own.sport }), kind, ...(date === null ? {} : { date }) }
  return { ...bare, goal, ...(isSame && over !== undefined ? { course: over } : {}) }
}

describe('G15 ways on for rides over courses and with wishes', () => {
  it('each is accepted when it is asked for', () => {
    let tried = 0
    fc.assert(
      fc.property(rider, (input) => {
        const authored = authorPlan(input)
        if (authored.ok) return
        expect(authored.refused).toMatchObject({ rule: 'G15', feasibility: { verdict: 'red' } })
        for (const way of authored.refused.alternatives) {
          const next = authorPlan(asked(input, way))
          tried += 1
          expect(next.ok ? '' : `${way.text} ${next.refused.reason}`).toBe('')
        }
      }),
      { numRuns: 100, seed: 8084 },
    )
    expect(tried).toBeGreaterThan(100)
  })
})
