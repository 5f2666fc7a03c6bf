import { pardonOf } from '@coach-wattz/core/adaptation/kept-weeks'
import type { LoadWeek } from '@coach-wattz/core/adaptation/load-to-date'
import type { Activity } from '@coach-wattz/core/evidence/activity'
import { isBlackout, type Availability } from '@coach-wattz/core/athlete/availability'
import type { Flag } from '@coach-wattz/core/athlete/flag'
import { planAdherence, type Adherence, type AdherenceSession } from '@coach-wattz/core/matching/adherence'
import { workoutsOf, type Plan, type PlannedWorkout, type TrainingWeek } from '@coach-wattz/core/plan/plan'
import { outlineOf } from '@coach-wattz/core/plan/week-outline'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { WeekInView } from '../../shared/contracts/home.ts'
import type { SessionDone } from '../../shared/contracts/plans.ts'
import type { LongestSession, ProgressWeek } from '../../shared/contracts/progress.ts'

/** What the weeks of a plan are told from. */
export interface WeeksInput {
  readonly plan: Plan
  readonly views: readonly WeekInView[]
  readonly loads: readonly LoadWeek[]
  readonly outcomes: ReadonlyMap<string, SessionDone>
  readonly flags: readonly Flag[]
  readonly availability: Availability | null
  readonly today: LocalDate
}

/** How much of the plan's sessions between two days, both included, was done. */
export function adherenceBetween(
  plan: Plan,
  outcomes: ReadonlyMap<string, SessionDone>,
  [from, to]: readonly [LocalDate, LocalDate],
): Adherence {
  const sessions = workoutsOf(plan).filter(({ date }) => date >= from && date <= to)
  return planAdherence(sessions.flatMap((session) => adherenceSession(session, outcomes.get(session.id)) ?? []))
}

function adherenceSession(session: PlannedWorkout, told: SessionDone | undefined): AdherenceSession | null {
  if (!told) return null
  return {
    isKey: session.priority === 'KEY' || session.race,
    kind: told.mark.kind,
    plannedLoad: session.tss,
    plannedS: session.durationS,
    doneLoad: told.done?.load ?? null,
    doneS: told.done?.durationS ?? null,
    workShare: told.review?.workShare ?? null,
  }
}

/** Every week of the plan, expected beside done. */
export function progressWeeks(input: WeeksInput): ProgressWeek[] {
  const { plan, loads, outcomes, today } = input
  const views = new Map(input.views.map((view) => [view.startDate, view]))
  const weeks = new Map(plan.blocks.flatMap(({ weeks: own }) => own.map((week) => [week.startDate, week])))
  return loads.flatMap(({ weekStart, ...load }): ProgressWeek[] => {
    const view = views.get(weekStart)
    const week = weeks.get(weekStart)
    if (!view) return []
    const adherence = adherenceBetween(plan, outcomes, [weekStart, addDays(weekStart, 6)])
    return [
      {
        weekStart,
        weekNumber: week?.weekNumber ?? null,
        blockName: view.blockName,
        isRecovery: week?.isRecovery ?? false,
        isOutline: week?.detail === 'OUTLINE',
        planned: view.planned,
        done: view.done,
        load,
        longest: {
          planned: week ? longestPlanned(week, plan) : null,
          done: weekStart > today ? null : longestDone(view, plan),
        },
        adherence: adherence.judged + adherence.unknown > 0 ? adherence : null,
        pardon: weekStart > today ? null : pardonOf(lifeOf(weekStart, week, input)),
      },
    ]
  })
}

function lifeOf(
  weekStart: LocalDate,
  week: TrainingWeek | undefined,
  input: WeeksInput,
): Parameters<typeof pardonOf>[0] {
  const { outcomes, flags, availability, today } = input
  const days = [0, 1, 2, 3, 4, 5, 6].map((offset) => addDays(weekStart, offset))
  const isIll = (day: LocalDate): boolean =>
    flags.some(
      ({ kind, startDate, endDate }) =>
        kind === 'ILLNESS' && startDate <= day && day <= today && (endDate === undefined || day < endDate),
    )
  return {
    sessions: (week?.workouts ?? []).map(({ id }) => ({
      kind: outcomes.get(id)?.mark.kind ?? 'PENDING',
      reason: outcomes.get(id)?.feedback.reason ?? null,
    })),
    daysIll: days.filter(isIll).length,
    daysAway: availability === null ? 0 : days.filter((day) => isBlackout(availability, day)).length,
  }
}

/** Races are what it builds up to, and stand apart. */
function longestPlanned(week: TrainingWeek, plan: Plan): LongestSession | null {
  const outline = outlineOf(week)
  if (outline) return { durationS: outline.longestMinutes * 60, distanceM: outline.longestDistanceM }
  return longestOf(week.workouts.filter(({ sport, race }) => sport === plan.sport && !race))
}

function longestDone(view: WeekInView, plan: Plan): LongestSession | null {
  const own = view.days.flatMap(({ activities }) => activities).filter(({ sport }) => sport === plan.sport)
  return longestOf(own.map(asSession))
}

export const asSession = ({ movingS, distanceM }: Activity): LongestSession => ({ durationS: movingS, distanceM })

/** The longest of some sessions; its distance is unknown where any of theirs is. Null without one. */
export function longestOf(sessions: readonly LongestSession[]): LongestSession | null {
  if (sessions.length === 0) return null
  const distances = sessions.map(({ distanceM }) => distanceM)
  return {
    durationS: Math.max(...sessions.map(({ durationS }) => durationS)),
    distanceM: distances.every((metres) => metres !== null) ? Math.max(...distances) : null,
  }
}
