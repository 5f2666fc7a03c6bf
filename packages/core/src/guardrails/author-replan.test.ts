import { describe, expect, it } from 'vitest'
import { weeksOf, workoutsOf, type Plan } from '../plan/plan.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { steadyInput } from '../testing/steady-athlete.ts'
import { variedPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { nextMonday } from '../time/week.ts'
import { authorPlan, reviewFactsOfInput } from './author-plan.ts'
import { authorReplan } from './author-replan.ts'
import type { Violation } from './guard-report.ts'
import { reviewPlan } from './review-plan.ts'

const planOf = (input: PlanningInput): Plan => {
  const authored = authorPlan(input)
  if (!authored.ok) throw new Error(authored.refused.reason)
  return authored.plan
}
/** The same athlete on a later day, with everything done as it was planned. */
const laterOn = (input: PlanningInput, plan: Plan, today: LocalDate): PlanningInput => ({
  ...input,
  planId: `${plan.id}-r2`,
  today,
  history: {
    ...input.history,
    activities: [
      ...input.history.activities,
      ...workoutsOf(plan)
        .filter(({ date }) => date < today)
        .map(({ date, sport, durationS, distanceM, race }) => ({ date, sport, durationS, distanceM, race })),
    ],
  },
})
const replanned = (present: Plan, input: PlanningInput) => {
  const made = authorReplan(present, input, reviewFactsOfInput(input))
  if (!made.ok) throw new Error(made.why)
  return made
}
const hardFrom = (plan: Plan, input: PlanningInput, from: LocalDate): Violation[] => {
  const ahead = new Set(weeksOf(plan).flatMap(({ startDate, weekNumber }) => (startDate >= from ? [weekNumber] : [])))
  return reviewPlan(plan, reviewFactsOfInput(input)).violations.filter(
    ({ severity, week }) => severity === 'H' && (week === null || ahead.has(week)),
  )
}

describe('other answers for a plan in force', () => {
  it.each([
    // eight days without a run on the Monday are a break, four today are none: the first week back grew too fast by today's count
    [1754, '2026-06-11'],
    // a beginner's half year ends between today and the Monday: three loading weeks are enough by today's count
    [3190, '2026-04-28'],
  ])('of athlete %i on %s leave nothing hard broken in the weeks to come', (seed, today) => {
    const input = variedPlanningInput(seed)
    const present = planOf(input)
    const next = laterOn(input, present, today)
    const made = replanned(present, next)
    expect(made.corrections.length).toBeGreaterThan(0)
    const from = nextMonday(today)
    expect(hardFrom(made.plan, next, from)).toEqual([])
    const before = (plan: Plan) => weeksOf(plan).filter(({ startDate }) => startDate < from)
    expect(before(made.plan)).toEqual(before(present))
  })

  const MINUTES = [60, 60, 60, 60, 60, 120, 150]
  const input = steadyInput({ kind: 'HM', weeks: 16 }, { minutes: 240, km: 40, longKm: 15 }, MINUTES)

  it('come folded like every plan, and the report is of what is saved', () => {
    const present = planOf(input)
    const today = addDays(present.startDate, 9)
    const next = laterOn(input, present, today)
    const made = replanned(present, next)
    expect(new Set(weeksOf(made.plan).map(({ detail }) => detail))).toEqual(new Set(['DETAILED', 'OUTLINE']))
    expect(made.report).toEqual(reviewPlan(made.plan, reviewFactsOfInput(next)))
  })

  it('do not take a limit for kept because the weeks they replace broke it already', () => {
    const whole = planOf(input)
    // the same plan with a hard Monday beside every hard Sunday could not be saved again, though it stood there before
    const far = weeksOf(whole).at(-4)!
    const broken: Plan = {
      ...whole,
      blocks: whole.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((week) =>
          week.id === far.id
            ? { ...week, workouts: week.workouts.map((each) => ({ ...each, durationS: 7 * 3600 })) }
            : week,
        ),
      })),
    }
    const today = addDays(whole.startDate, 9)
    const next = laterOn(input, whole, today)
    expect(hardFrom(broken, next, nextMonday(today)).length).toBeGreaterThan(0)
    expect(hardFrom(replanned(broken, next).plan, next, nextMonday(today))).toEqual([])
  })

  it('keep a race of the week that has begun a race', () => {
    const monday = nextMonday(input.today)
    const events = [{ kind: '10K' as const, sport: 'run' as const, date: addDays(monday, 13), priority: 'B' as const }]
    const withRace = { ...input, events }
    const present = planOf(withRace)
    const today = addDays(monday, 9)
    const { events: _told, ...next } = laterOn(withRace, present, today)
    const { plan } = replanned(present, next)
    expect(plan.events).toEqual(events)
    expect(workoutsOf(plan).find(({ race }) => race)?.date).toBe(events[0]!.date)
  })
})
