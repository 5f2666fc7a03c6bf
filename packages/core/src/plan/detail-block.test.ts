import { expect, it } from 'vitest'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { detailPlan } from '../guardrails/detail-plan.ts'
import { steadyInput } from '../testing/steady-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { foldPlan, nextOutline } from './fold-plan.ts'
import { weeksOf, type Plan } from './plan.ts'

const MINUTES = [60, 60, 60, 60, 60, 90, 150]

const runMinutes = (plan: Plan, weekNumber: number): number =>
  weeksOf(plan)
    .filter((week) => week.weekNumber === weekNumber)
    .flatMap(({ workouts }) => workouts)
    .reduce((sum, { race, durationS }) => sum + (race ? 0 : durationS / 60), 0)

it('S6.5 the week of a B race that is written just in time is cut for the race once, not twice', () => {
  const base = steadyInput({ kind: 'HM', weeks: 16 }, { minutes: 228, km: 38, longKm: 14 }, MINUTES, {
    maxDaysPerWeek: 5,
  })
  const raceDate = addDays('2027-01-04', 69)
  const input = { ...base, events: [{ kind: '10K', sport: 'run', date: raceDate, priority: 'B' }] as const }
  const authored = authorPlan(input)
  if (!authored.ok) throw new Error(authored.refused.reason)
  const whole = authored.plan
  const { weekNumber } = weeksOf(whole).find(({ startDate }) => addDays(startDate, 6) === raceDate)!
  let plan = foldPlan(whole, input.today)
  for (let next = nextOutline(plan, input.today); next; next = nextOutline(plan, input.today)) {
    const made = detailPlan(plan, input, reviewFactsOfInput(input), { blockId: next.id })
    if (!made.ok) throw new Error('the block can be written')
    plan = made.plan
  }
  expect(runMinutes(plan, weekNumber)).toBeLessThanOrEqual(runMinutes(whole, weekNumber))
  expect(runMinutes(plan, weekNumber)).toBeGreaterThan(0.85 * runMinutes(whole, weekNumber))
})
