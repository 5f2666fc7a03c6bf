import type { TrainingHistory } from '../evidence/history.ts'
import type { Plan } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { FIXTURE_START, fixturePlan, type FixturePlan } from './plan-fixture.ts'

/** A plan with exactly these loads, one session a day from the first Monday on; 0 is a day of rest. */
export function loadedPlan(loads: readonly number[], options: Partial<FixturePlan> = {}): Plan {
  const weeks = Array.from({ length: Math.ceil(loads.length / 7) }, (_, week) =>
    WEEKDAYS.flatMap((day, offset) => ((loads[7 * week + offset] ?? 0) > 0 ? [{ day, min: 45 }] : [])),
  )
  const plan = fixturePlan({ ...options, weeks })
  const tssOn = (date: LocalDate): number => loads.find((_, day) => addDays(plan.startDate, day) === date) ?? 0
  return {
    ...plan,
    blocks: plan.blocks.map((block) => ({
      ...block,
      weeks: block.weeks.map((week) => ({
        ...week,
        workouts: week.workouts.map((workout) => ({ ...workout, tss: tssOn(workout.date) })),
      })),
    })),
  }
}

/** `days` days of one run of this load each, the last one the day before the plan. */
export const loadedPast = (load: number, days: number): TrainingHistory => ({
  activities: Array.from({ length: days }, (_, back) => ({
    date: addDays(FIXTURE_START, -1 - back),
    sport: 'run' as const,
    durationS: 2700,
    distanceM: null,
    load,
  })),
})
