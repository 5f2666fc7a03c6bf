import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import {
  workoutsOf,
  type Plan,
  type PlannedWorkout,
  type TrainingBlock,
  type TrainingWeek,
} from '@coach-wattz/core/plan/plan'
import { adviceContextOf, sessionAdvice } from '@coach-wattz/core/plan/session-advice'
import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import { zwoCodec } from '@coach-wattz/formats/zwo/zwo-codec'
import type { WorkoutReply } from '../../shared/contracts/plans.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { listActivities } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadFlags } from '../repositories/flag-repository.ts'
import { loadActivePlan } from '../repositories/plan-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { courseAdvice } from './course-view.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { LINK_DAYS } from './match-activity.ts'
import { recordingLine } from './open-sessions.ts'
import { done, type Outcome } from './outcome.ts'
import { noSuchWorkout } from './plan-refusals.ts'
import { loadPlanDone, outcomesOf, type PlanDone } from './session-outcomes.ts'

interface Located {
  readonly block: TrainingBlock
  readonly week: TrainingWeek
  readonly workout: PlannedWorkout
}

/** One planned session of the plan in force, with the thresholds of its day and its neighbours. */
export async function getWorkout(deps: Deps, athleteId: string, workoutId: string): Promise<Outcome<WorkoutReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const active = await loadActivePlan(tx)
    const located = active ? locate(active.plan, workoutId) : null
    if (!active || !located) return noSuchWorkout()
    const { block, week, workout } = located
    const thresholds = thresholdsOn(await loadThresholds(tx), workout.sport, workout.date)
    const today = localToday(deps.now(), athlete.timeZone)
    const flags = await loadFlags(tx, today)
    const inOrder = workoutsOf(active.plan).toSorted((a, b) => a.date.localeCompare(b.date) || a.slot - b.slot)
    const index = inOrder.findIndex((other) => other.id === workoutId)
    const exported = zwoCodec.encode(workout.workout, { thresholds })
    const overCourse = workout.race && workout.date === active.plan.goal.date
    const planDone = await loadPlanDone(tx, today, athlete.timeZone)
    const outcome = planDone && (await outcomesOf(deps, tx, planDone, [workout])).get(workoutId)
    const course = overCourse ? await courseAdvice(tx, active.plan.goal, today) : null
    return done({
      planId: active.plan.id,
      revision: active.revision,
      today,
      workout,
      advice: [
        ...sessionAdvice(
          workout,
          adviceContextOf(active.plan, workout, { thresholds, flags, timeZone: athlete.timeZone }),
        ),
        ...(course === null ? [] : [course]),
      ],
      thresholds,
      week: {
        id: week.id,
        weekNumber: week.weekNumber,
        isRecovery: week.isRecovery,
        startDate: week.startDate,
        notes: week.notes,
      },
      outcome: outcome ?? null,
      recordings: planDone ? await recordingsNear(tx, planDone, workout.date) : [],
      blockName: block.name,
      previousId: inOrder[index - 1]?.id ?? null,
      nextId: inOrder[index + 1]?.id ?? null,
      downloads: exported.ok
        ? [{ format: 'zwo' as const, filename: exported.value.filename, losses: [...exported.value.losses] }]
        : [],
    })
  })
}

/** What was recorded within three days of a session, nearest first. */
async function recordingsNear(tx: AthleteTransaction, { plan, today }: PlanDone, date: LocalDate) {
  const from = addDays(date, -LINK_DAYS)
  if (from > today) return []
  const activities = await listActivities(tx, {
    from: from < plan.createdOn ? plan.createdOn : from,
    to: addDays(date, LINK_DAYS),
  })
  return activities
    .toSorted((a, b) => Math.abs(daysBetween(date, a.date)) - Math.abs(daysBetween(date, b.date)))
    .map(recordingLine)
}

function locate(plan: Plan, workoutId: string): Located | null {
  for (const block of plan.blocks)
    for (const week of block.weeks) {
      const workout = week.workouts.find((candidate) => candidate.id === workoutId)
      if (workout) return { block, week, workout }
    }
  return null
}
