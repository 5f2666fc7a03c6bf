import type { ThresholdSet } from '@coach-wattz/core/athlete/thresholds'
import type { Plan, PlannedWorkout, TrainingBlock, TrainingWeek } from '@coach-wattz/core/plan/plan'
import { byPlace } from '@coach-wattz/core/plan/week-totals'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { describeWorkout } from '@coach-wattz/core/workout/describe'
import { hardMinutes } from '@coach-wattz/core/workout/intensity'
import type { TrainingPlanDay, TrainingPlanReply } from '../../shared/contracts/training-plan.ts'

/** Strides and openers are shorter than this and leave a session easy. */
const MODERATE_MINUTES = 5

/** A plan as the seeds' `weeks[] → days[]`: every day of every week, rest included. `thresholdsOf` answers for a day. */
export const trainingPlanWeeks = (
  plan: Plan,
  thresholdsOf: (workout: PlannedWorkout) => ThresholdSet,
): TrainingPlanReply['weeks'] =>
  plan.blocks.flatMap((block) => block.weeks.map((week) => weekOf(block, week, thresholdsOf)))

function weekOf(
  block: TrainingBlock,
  week: TrainingWeek,
  thresholdsOf: (workout: PlannedWorkout) => ThresholdSet,
): TrainingPlanReply['weeks'][number] {
  return {
    weekNumber: week.weekNumber,
    startDate: week.startDate,
    block: block.name,
    isRecovery: week.isRecovery,
    durationS: week.workouts.reduce((sum, workout) => sum + workout.durationS, 0),
    distanceM: week.distanceTargetM,
    tss: week.tssTarget,
    days: WEEKDAYS.flatMap((weekday, index): TrainingPlanDay[] => {
      const date = addDays(week.startDate, index)
      const sessions = week.workouts.filter((workout) => workout.date === date).toSorted(byPlace)
      if (sessions.length === 0) return [restOn(date, weekday)]
      return sessions.map((workout) => ({
        date,
        weekday,
        slot: workout.slot,
        workoutId: workout.id,
        sport: workout.sport,
        type: workout.race ? 'RACE' : workout.focus,
        title: workout.title,
        durationS: workout.durationS,
        distanceM: workout.distanceM,
        intensity: intensityOf(workout),
        tss: workout.tss,
        description: describeWorkout(workout.workout, thresholdsOf(workout)),
      }))
    }),
  }
}

const restOn = (date: LocalDate, weekday: TrainingPlanDay['weekday']): TrainingPlanDay => ({
  date,
  weekday,
  slot: 0,
  workoutId: null,
  sport: null,
  type: 'REST',
  title: 'Rest',
  durationS: 0,
  distanceM: 0,
  intensity: 'REST',
  tss: 0,
  description: 'No training today.',
})

/** How hard a session is, in one word. */
export function intensityOf(workout: PlannedWorkout): TrainingPlanDay['intensity'] {
  if (workout.race) return 'RACE'
  if (workout.hard) return 'HARD'
  return hardMinutes(workout.workout) >= MODERATE_MINUTES ? 'MODERATE' : 'EASY'
}
