import { assessImpact } from '@coach-wattz/core/adaptation/assess-impact'
import { negotiate } from '@coach-wattz/core/adaptation/negotiate'
import { authorPlan, reviewFactsOfInput } from '@coach-wattz/core/guardrails/author-plan'
import { reviewChange } from '@coach-wattz/core/guardrails/review-change'
import { reviewPlan, type ReviewFacts } from '@coach-wattz/core/guardrails/review-plan'
import { moveWorkout } from '@coach-wattz/core/plan/move-workout'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { weeksOf, workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import { planningAthlete } from '@coach-wattz/core/testing/planning-athlete'
import { addDays } from '@coach-wattz/core/time/local-date'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { median, percentile95, timed, type Figure } from './figure.ts'

const TODAY = '2026-05-04' // a Monday
const WEEKS = 24

/** A runner of 42 km a week on five days, and a marathon in 24 weeks. */
const marathoner: PlanningInput = {
  planId: 'bench',
  today: TODAY,
  goal: { kind: 'MARATHON', sport: 'run', date: addDays(TODAY, WEEKS * 7 - 1), targetTimeS: 3 * 3600 + 45 * 60 },
  athlete: planningAthlete({
    sport: 'run',
    birthYear: 1986,
    level: 'INTERMEDIATE',
    maxDaysPerWeek: 5,
    longDay: 'SUN',
    availability: { slots: WEEKDAYS.map((day) => ({ day, minutes: day === 'SUN' ? 210 : 90 })) },
    thresholds: [
      {
        sport: 'run',
        name: 'thresholdSpeedMps',
        value: 3.6,
        from: '2026-03-01',
        method: 'athlete',
        confidence: 'HIGH',
      },
      { sport: 'run', name: 'lthrBpm', value: 168, from: '2026-03-01', method: 'athlete', confidence: 'HIGH' },
    ],
    targets: { run: 'pace' },
  }),
  history: {
    activities: Array.from({ length: 12 * 5 }, (_, index) => ({
      date: addDays(TODAY, -1 - Math.floor(index / 5) * 7 - [0, 1, 3, 4, 6][index % 5]!),
      sport: 'run' as const,
      durationS: index % 5 === 0 ? 5760 : 2880,
      distanceM: index % 5 === 0 ? 16_000 : 8000,
    })),
  },
}

/** One plan of 24 weeks, every week detailed, and its review. */
export async function benchPlan(): Promise<Figure[]> {
  const authored = authorPlan(marathoner)
  if (!authored.ok) throw new Error(`The bench athlete got no plan: ${authored.refused.reason}`)
  const facts = reviewFactsOfInput(marathoner)
  const weeks = weeksOf(authored.plan)
  const moves = movesOf(authored.plan)
  // fitness is known only where every session tells its load
  const past = facts.history?.activities ?? []
  const withLoads = { ...facts, history: { activities: past.map((each) => ({ ...each, load: each.durationS / 60 })) } }
  let turn = 0
  const sessions = weeks.flatMap((week) => week.workouts).length
  return [
    {
      name: 'plan',
      value: median(await timed(() => authorPlan(marathoner), 40, 10)),
      unit: 'ms',
      budget: 25,
      how: `author, review and correct ${weeks.length} detailed weeks with ${sessions} sessions, one core, median of 40`,
    },
    {
      name: 'review',
      // a copy each time: nothing kept of the plan may help
      value: median(await timed(reviewAfresh(authored.plan, facts), 200, 50)),
      unit: 'ms',
      budget: 2,
      how: `all rules over a copy of the plan that was never seen, median of 200`,
    },
    {
      name: 'change',
      value: median(await timed(() => reviewChange(authored.plan, moves[turn++ % moves.length]!, facts), 600, 100)),
      unit: 'ms',
      budget: 0.3,
      how: `one session moved, plan before and after judged, ${moves.length} different moves, median of 600`,
    },
    {
      name: 'drag',
      value: percentile95(
        await timed(() => assessImpact(authored.plan, moves[turn++ % moves.length]!, withLoads), 600, 100),
      ),
      unit: 'ms',
      budget: 16,
      how: 'one session over a day: limits, weeks, spacing and fitness at the goal, 95th of 100 of 600',
    },
    {
      name: 'negotiation',
      value: median(await timed(() => negotiateNext(authored.plan, withLoads, turn++), 60, 10)),
      unit: 'ms',
      budget: null,
      how: 'a drop that breaks something: three offers, each judged, median of 60',
    },
  ]
}

/** Each session in turn to the day after it, whatever stands there. */
function negotiateNext(plan: Plan, facts: ReviewFacts, turn: number): void {
  const open = workoutsOf(plan).filter((workout) => !workout.race)
  const workout = open[turn % open.length]!
  negotiate(plan, { workout, date: addDays(workout.date, 1), today: TODAY }, facts)
}

/** Every session moved by one to three days, where the plan takes the move. */
function movesOf(plan: Plan): PlanChange[][] {
  return workoutsOf(plan).flatMap((workout) =>
    [1, 2, 3].flatMap((days) => {
      const moved = moveWorkout(plan, { workoutId: workout.id, date: addDays(workout.date, days), today: TODAY })
      return moved.ok ? [[...moved.value]] : []
    }),
  )
}

/** Reviews copies made beforehand: copying is not the review. */
function reviewAfresh(plan: Plan, facts: ReturnType<typeof reviewFactsOfInput>): () => unknown {
  const copies = Array.from({ length: 250 }, () => structuredClone(plan))
  let next = 0
  return () => reviewPlan(copies[next++]!, facts)
}
