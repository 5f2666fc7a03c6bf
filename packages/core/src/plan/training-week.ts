import type { Level } from '../athlete/sport.ts'
import { buildVariant } from '../library/build-workout.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { Awp } from '../workout/awp.ts'
import { withHills } from './course-training.ts'
import { keyFoci } from './focus-plan.ts'
import type { Goal, PlanEvent, Strategy } from './goal.ts'
import type { SkeletonBlock, SkeletonWeek } from './macro.ts'
import type { PlannedWorkout, Reason, TrainingWeek, WorkoutFocus } from './plan.ts'
import { startNotes } from './plan-notes.ts'
import { plannedWorkout, referencesOf, withPlanningSpeed, type PlanningThresholds } from './planned-workout.ts'
import { raceTitle, raceWorkout } from './race-session.ts'
import { withJudgedWish } from './ride-target.ts'
import { weekSlots, type SeasonContext } from './season.ts'
import { variantMinutes } from './session-draft.ts'
import { withWeekTotals } from './week-totals.ts'
import type { WeekDraft } from './week-room.ts'

/** Id and number of a week: by its place in the season, unless the plan has given it one. */
type WeekName = Pick<TrainingWeek, 'id' | 'weekNumber'>

function nameOf({ input }: SeasonContext, { index }: SkeletonWeek): WeekName {
  const weekNumber = index + 1
  return { id: `${input.planId}-w${String(weekNumber).padStart(2, '0')}`, weekNumber }
}

/** A week of the plan from its drafts: sessions with their steps, the race and the events on their days, notes and totals. */
export function trainingWeek(
  context: SeasonContext,
  block: SkeletonBlock,
  week: SkeletonWeek,
  draft: WeekDraft | undefined,
  planNotes: readonly Reason[],
  own: WeekName = nameOf(context, week),
): TrainingWeek {
  const { input, start, strategy } = context
  const { goal } = input
  const { id, weekNumber } = own
  const thresholds: PlanningThresholds = { set: start.thresholds, planningSpeedMps: start.planningSpeedMps }
  const slots = weekSlots(context, week.startDate)
  const isIndoor = (date: LocalDate, slot: number): boolean =>
    slots.some((each) => each.date === date && each.slot === slot && each.indoor === true)
  const sessions = withHills(draft?.drafts ?? [], context, { week, block }, ({ day, slot }) =>
    isIndoor(addDays(week.startDate, day), slot),
  )
  const minutes = sessions.map((session) => variantMinutes(session.variant))
  const around = { longestMinutes: Math.max(0, ...minutes), totalMinutes: minutes.reduce((sum, each) => sum + each, 0) }
  const workouts: PlannedWorkout[] = sessions.map((session, index) => {
    const date = addDays(week.startDate, session.day)
    const awp = buildVariant(session.variant, context.targets)
    return plannedWorkout(
      withReferences(isIndoor(date, session.slot) ? { ...awp, environment: 'indoor' } : awp, thresholds),
      {
        id: `${id}-${index + 1}`,
        date,
        slot: session.slot,
        purpose: session.purpose,
        focus: session.focus,
        priority: session.priority,
        race: false,
        archetype: session.variant.archetypeId,
        step: session.variant.step,
      },
      thresholds,
      around,
    )
  })
  const { other } = context
  for (const [index, session] of (other === null ? [] : (draft?.others ?? [])).entries()) {
    const date = addDays(week.startDate, session.day)
    const awp = buildVariant(session.variant, other!.targets)
    workouts.push(
      plannedWorkout(
        withReferences(isIndoor(date, session.slot) ? { ...awp, environment: 'indoor' } : awp, other!.thresholds),
        {
          id: `${id}-x${index + 1}`,
          date,
          slot: session.slot,
          purpose: session.purpose,
          focus: archetypeById(session.variant.archetypeId).focus === 'RECOVERY' ? 'RECOVERY' : 'AEROBIC_ENDURANCE',
          priority: session.priority,
          race: false,
          archetype: session.variant.archetypeId,
          step: session.variant.step,
        },
        other!.thresholds,
        around,
      ),
    )
  }
  const isRaceWeek =
    goal.kind !== 'GENERAL_FITNESS' &&
    goal.date !== undefined &&
    daysBetween(week.startDate, goal.date) < 7 &&
    goal.date >= week.startDate
  if (isRaceWeek) {
    const paced = withJudgedWish(goal, input.athlete.thresholds, start.startDate, input.course)
    workouts.push(raceOf(paced, goal.date, id, thresholds))
  }
  for (const [index, event] of context.events.entries()) {
    if (event.date >= week.startDate && event.date < addDays(week.startDate, 7))
      workouts.push(
        raceOf(
          withJudgedWish(event, input.athlete.thresholds, start.startDate),
          event.date,
          `${id}-e${index + 1}`,
          thresholds,
        ),
      )
  }
  const notes: Reason[] = [...(draft?.notes ?? [])]
  if (week.index === 0) notes.push(...startNotes(context), ...planNotes)
  return withWeekTotals({
    id,
    weekNumber,
    startDate: week.startDate,
    isRecovery: week.kind === 'recovery' || week.kind === 'transition',
    detail: 'DETAILED',
    volumeTargetMinutes: 0,
    distanceTargetM: null,
    tssTarget: null,
    focus: weekFocus(goal, strategy, start.level, week, block),
    notes,
    slots,
    workouts,
  })
}

function withReferences(awp: Awp, thresholds: PlanningThresholds): Awp {
  const references = referencesOf(withPlanningSpeed(thresholds, awp.sport))
  return references === undefined ? awp : { ...awp, references }
}

function raceOf(
  goal: Goal | PlanEvent,
  date: LocalDate,
  weekId: string,
  thresholds: PlanningThresholds,
): PlannedWorkout {
  return plannedWorkout(
    withReferences(raceWorkout(goal, thresholds), thresholds),
    {
      id: `${weekId}-race`,
      date,
      slot: 0,
      title: raceTitle(goal),
      purpose: { code: 'priority' in goal ? 'event' : 'race', facts: { goal: goal.kind } },
      focus: 'RACE_SPECIFIC',
      priority: 'KEY',
      race: true,
      archetype: null,
      step: null,
    },
    thresholds,
    { longestMinutes: 0, totalMinutes: 0 },
  )
}

function weekFocus(
  goal: Goal,
  strategy: Strategy,
  level: Level,
  week: SkeletonWeek,
  block: SkeletonBlock,
): WorkoutFocus {
  if (week.kind === 'recovery' || week.kind === 'transition') return 'RECOVERY'
  if (week.kind === 'taper') return 'RACE_SPECIFIC'
  return keyFoci(goal, strategy, level, week, block)[0]
}
