import { isBlackout, type Availability } from '@coach-wattz/core/athlete/availability'
import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { Plan, PlannedWorkout, TrainingBlock, TrainingWeek } from '@coach-wattz/core/plan/plan'
import { addDays, daysBetween, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import type { PlannedDay, SessionMark, WeekInView } from '../../shared/contracts/home.ts'

/** The plan, or those of its weeks that are asked for. */
type PlanInView = Pick<Plan, 'sport' | 'blocks'>

/** What became of the sessions in view, by session, and which activities are sessions of the plan. */
export interface DoneInView {
  readonly marks: ReadonlyMap<string, SessionMark>
  readonly plannedActivityIds: ReadonlySet<string>
}

/** Whole Monday weeks covering `from`…`to`: planned sessions beside activities, with totals computed here and nowhere else. */
export function weeksInView(
  plan: PlanInView | null,
  activities: readonly Activity[],
  availability: Availability | null,
  from: LocalDate,
  to: LocalDate,
  done: DoneInView | null,
): WeekInView[] {
  const planWeeks = new Map<LocalDate, { block: TrainingBlock; week: TrainingWeek }>()
  for (const block of plan?.blocks ?? []) for (const week of block.weeks) planWeeks.set(week.startDate, { block, week })
  const activitiesByDate = groupByDate(activities)
  const views: WeekInView[] = []
  const first = mondayOf(from)
  const count = Math.floor(daysBetween(first, to) / 7) + 1
  for (let index = 0; index < count; index++) {
    const startDate = addDays(first, 7 * index)
    const planned = planWeeks.get(startDate)
    const workoutsByDate = groupByDate(planned?.week.workouts ?? [])
    const days: PlannedDay[] = Array.from({ length: 7 }, (_, day) => {
      const date = addDays(startDate, day)
      const workouts = (workoutsByDate.get(date) ?? []).toSorted((a, b) => a.slot - b.slot)
      const onDay = (activitiesByDate.get(date) ?? []).toSorted((a, b) => a.startedAt.localeCompare(b.startedAt))
      return {
        date,
        workouts,
        activities: onDay,
        marks: workouts.flatMap(({ id }) => done?.marks.get(id) ?? []),
        plannedActivityIds: onDay.flatMap(({ id }) => (done?.plannedActivityIds.has(id) ? [id] : [])),
        minutes: planned ? minutesOn(planned.week, date) : null,
        blackout: availability !== null && isBlackout(availability, date),
      }
    })
    views.push({
      startDate,
      days,
      week: planned ? weekHead(planned.week, planned.block) : null,
      blockName: planned?.block.name ?? null,
      planned:
        planned?.week.detail === 'OUTLINE' ? targets(planned.week, plan) : plannedTotals(planned?.week.workouts ?? []),
      done: doneTotals(days.flatMap((day) => day.activities)),
    })
  }
  return views
}

const minutesOn = ({ slots }: TrainingWeek, date: LocalDate): number =>
  sum(slots.flatMap((slot) => (slot.date === date ? [slot.minutes] : [])))

function weekHead(week: TrainingWeek, { startDate: blockStart }: TrainingBlock): NonNullable<WeekInView['week']> {
  const { id, weekNumber, isRecovery, detail, focus, volumeTargetMinutes, distanceTargetM, tssTarget, notes } = week
  return {
    id,
    blockStart,
    weekNumber,
    isRecovery,
    detail,
    focus,
    volumeTargetMinutes,
    distanceTargetM,
    tssTarget,
    notes,
  }
}

/** What an outline aims at: its targets are the plan's own sport. */
function targets(
  { volumeTargetMinutes, distanceTargetM, tssTarget }: TrainingWeek,
  plan: PlanInView | null,
): WeekInView['planned'] {
  return {
    durationS: volumeTargetMinutes * 60,
    runDistanceM: plan?.sport === 'run' ? distanceTargetM : 0,
    load: tssTarget,
  }
}

function plannedTotals(workouts: readonly PlannedWorkout[]): WeekInView['planned'] {
  const runs = workouts.filter((workout) => workout.sport === 'run')
  return {
    durationS: sum(workouts.map((workout) => workout.durationS)),
    // One run without a distance makes the week's distance unknown, not smaller.
    runDistanceM: runs.some((run) => run.distanceM === null) ? null : sum(runs.map((run) => run.distanceM ?? 0)),
    load: workouts.some((workout) => workout.tss === null) ? null : sum(workouts.map((workout) => workout.tss ?? 0)),
  }
}

function doneTotals(activities: readonly Activity[]): WeekInView['done'] {
  const loaded = activities.filter((activity) => activity.load !== null)
  return {
    durationS: sum(activities.map((activity) => activity.movingS)),
    runDistanceM: sum(
      activities.filter((activity) => activity.sport === 'run').map((activity) => activity.distanceM ?? 0),
    ),
    load: loaded.length === 0 && activities.length > 0 ? null : sum(loaded.map((activity) => activity.load ?? 0)),
    sessionsWithoutLoad: activities.length - loaded.length,
  }
}

function groupByDate<T extends { readonly date: LocalDate }>(items: readonly T[]): Map<LocalDate, T[]> {
  const byDate = new Map<LocalDate, T[]>()
  for (const item of items) {
    const list = byDate.get(item.date)
    if (list) list.push(item)
    else byDate.set(item.date, [item])
  }
  return byDate
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
