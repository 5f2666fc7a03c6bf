import { describe, expect, it } from 'vitest'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { returnSchedule } from '../plan/return-schedule.ts'
import { steadyInput } from '../testing/steady-athlete.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { judged, onDay } from './judged.fixture.ts'
import { repairPlan } from './repair-plan.ts'

/** A runner of 45 km a week with a half marathon in 24 weeks: ten weeks away leave weeks to come back in. */
const input = steadyInput({ kind: 'HM', weeks: 24 }, { minutes: 270, km: 45, longKm: 16 }, [0, 60, 60, 60, 0, 60, 150])
const authored = authorPlan(input)
if (!authored.ok) throw new Error(authored.refused.reason)
const plan: Plan = authored.plan
const base = reviewFactsOfInput(input)

const activityOf = ({ id, date, sport, durationS, distanceM, race, tss }: PlannedWorkout) => ({
  id,
  date,
  sport,
  durationS,
  distanceM,
  race,
  ...(tss === null ? {} : { load: tss }),
})
const minutesIn = (on: Plan, monday: LocalDate): number =>
  weeksOf(on)
    .find(({ startDate }) => startDate === monday)!
    .workouts.reduce((sum, { durationS, race }) => sum + (race ? 0 : durationS / 60), 0)

/** Followed for six weeks, then nothing for so many days; back on a Monday, and it is known that nothing was done. */
function backAfter(days: number) {
  const stop = addDays(plan.startDate, 6 * 7)
  const back = addDays(stop, 7 * Math.ceil(days / 7))
  const missedFrom = addDays(back, -days)
  const done = workoutsOf(plan).filter(({ date }) => date < missedFrom)
  const missed = workoutsOf(plan).filter(({ date, race }) => !race && date >= missedFrom && date < back)
  const facts = {
    ...base,
    history: { ...base.history!, activities: [...base.history!.activities, ...done.map(activityOf)] },
  }
  const judgedSessions = missed
    .filter(({ date }) => daysBetween(date, back) <= 42)
    .map((one) => judged(one, 'SKIPPED_BUSY'))
  const context = onDay(back, facts, judgedSessions, { reviewed: addDays(back, -7) })
  const lastDay = done
    .map(({ date }) => date)
    .toSorted()
    .at(-1)!
  return { context, back, daysOff: daysBetween(lastDay, back) - 1 }
}

describe('a long gap is rebuilt, not resumed (S8.7)', () => {
  it.each([10, 20, 40, 70])(
    'G18 the weeks after %d days off come down by the way back, and one undo brings them all back',
    (days) => {
      const { context, back, daysOff } = backAfter(days)
      const planned = minutesIn(plan, back)
      const repair = repairPlan(plan, context)
      const { weeks } = returnSchedule(daysOff, { rowsLower: 0 })
      expect(weeks.length).toBeGreaterThan(0)
      const usual = (270 + minutesIn(plan, addDays(plan.startDate, 5 * 7))) / 2
      const now = minutesIn(repair.plan, back)
      expect(now).toBeLessThan(planned)
      // never above the first week's share of a usual week, and not nothing
      expect(now).toBeLessThanOrEqual(Math.ceil(1.15 * weeks[0]!.share * usual))
      expect(now).toBeGreaterThan(0)
      const near = weeksOf(repair.plan).flatMap(({ startDate, weekNumber }) =>
        startDate >= back && startDate <= addDays(back, 7) ? [weekNumber] : [],
      )
      const broken = reviewPlan(repair.plan, context.facts).violations.filter(
        ({ rule, severity, week }) => severity === 'H' && rule === 'G18' && near.includes(week ?? 0),
      )
      expect(broken.map(({ text }) => text)).toEqual([])
      // nothing hard in a first week that is to be easy
      if (weeks[0]!.most === 'easy') {
        const hard = weeksOf(repair.plan)
          .find(({ startDate }) => startDate === back)!
          .workouts.filter((one) => one.hard && one.focus !== 'LONG')
        expect(hard).toEqual([])
      }
      expect(workoutsOf(repair.plan).filter(({ race }) => race)).toEqual(workoutsOf(plan).filter(({ race }) => race))
      const undone = applyChanges(repair.plan, invertChanges(repair.changes))
      expect(undone.ok && JSON.stringify(undone.value)).toBe(JSON.stringify(plan))
    },
  )
})
