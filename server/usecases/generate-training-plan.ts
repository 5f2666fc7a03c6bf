import type { Availability, AvailabilitySlot } from '@coach-wattz/core/athlete/availability'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import type { Feasibility } from '@coach-wattz/core/plan/feasibility'
import type { GuardReport } from '@coach-wattz/core/guardrails/guard-report'
import { RIDE_GOALS } from '@coach-wattz/core/plan/goal'
import type { Plan } from '@coach-wattz/core/plan/plan'
import { ASSUMED_MINUTES } from '@coach-wattz/core/plan/season'
import { WEEKDAY_NAMES } from '@coach-wattz/core/time/date-words'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import type { TrainingPlanReply, TrainingPlanRequest } from '../../shared/contracts/training-plan.ts'
import { loadAthlete, type AthleteRecord } from '../repositories/athlete-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { makePlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { refusePlan } from './plan-refusals.ts'
import { previewPlan } from './preview-plan.ts'
import { trainingPlanWeeks } from './training-plan-days.ts'
import { planMeta } from './training-plan-meta.ts'

/**
 * The seeds' `POST /api/training-plan/generate`: the same drafts, rules and saving as the wizard, told as weeks of days.
 * Days are what it is asked for, so every week is written. A refusal comes as a problem with its ways forward.
 */
export async function generateTrainingPlan(
  deps: Deps,
  athleteId: string,
  asked: TrainingPlanRequest,
): Promise<Outcome<TrainingPlanReply>> {
  const { athlete, thresholds } = await deps.database.withAthlete(athleteId, async (tx) => ({
    athlete: await loadAthlete(tx),
    thresholds: await loadThresholds(tx),
  }))
  const request = planRequestOf(asked, athlete)
  const shut = refuseDayWithoutMinutes(asked, request.availability)
  if (shut) return shut
  const tell = (shown: Shown): TrainingPlanReply => ({
    plan_meta: metaOf(shown),
    weeks: trainingPlanWeeks(shown.plan, ({ sport, date }) => thresholdsOn(thresholds, sport, date)),
  })
  if (asked.save) {
    const made = await makePlan(deps, athleteId, request, 'all')
    if (!made.ok) return made
    return done(tell({ ...made.value, saved: { id: made.value.plan.id, revision: made.value.revision } }))
  }
  const preview = await previewPlan(deps, athleteId, request)
  if (!preview.ok) return preview
  if (!preview.value.ok) return refusePlan(preview.value.refused)
  return done(tell({ ...preview.value, saved: null }))
}

interface Shown {
  readonly plan: Plan
  readonly report: GuardReport
  readonly feasibility: Feasibility
  readonly digest: string
  readonly saved: { readonly id: string; readonly revision: number } | null
}

const metaOf = (shown: Shown): TrainingPlanReply['plan_meta'] => ({
  ...planMeta(shown),
  feasibility: {
    verdict: shown.feasibility.verdict,
    text: shown.feasibility.text,
    target: wishWords(shown.feasibility),
  },
})

/** What is wished for race day against today's form, or why nobody can say; null without a wish. */
const wishWords = ({ target }: Feasibility): string | null =>
  target === null ? null : target.ok ? target.value.text : target.detail

/** The wizard's request: what was not said is taken from what the athlete has told before. */
function planRequestOf(asked: TrainingPlanRequest, athlete: AthleteRecord): PlanRequest {
  const sport = asked.goal.sport ?? (RIDE_GOALS.some((kind) => kind === asked.goal.kind) ? 'ride' : 'run')
  const availability = availabilityOf(asked, athlete.availability, sport)
  const open = new Set(availability.slots.filter(({ minutes }) => minutes > 0).map(({ day }) => day)).size
  return {
    goal: { ...asked.goal, sport },
    ...(asked.courseId === undefined ? {} : { courseId: asked.courseId }),
    ...(asked.events === undefined
      ? {}
      : { events: asked.events.map((event) => ({ ...event, sport: event.sport ?? sport })) }),
    maxDaysPerWeek: asked.daysPerWeek ?? athlete.maxDaysPerWeek ?? Math.max(2, open),
    longDay: asked.longDay ?? athlete.longDay,
    longDayPinned: asked.longDayPinned ?? (asked.longDay === undefined && athlete.longDayPinned),
    availability,
    level: asked.level ?? athlete.level,
    birthYear: athlete.birthYear,
    ...(asked.preferences ? { preferences: asked.preferences } : {}),
  }
}

/** The week to plan on: as asked, else as stored, else the planner's assumption; the preferred days of it. */
function availabilityOf(
  { availability, preferredDays }: TrainingPlanRequest,
  stored: Availability | null,
  sport: Sport,
): PlanRequest['availability'] {
  const [weekday, weekend] = ASSUMED_MINUTES[sport]
  const known = availability ?? stored
  const slots: readonly AvailabilitySlot[] =
    known?.slots ?? WEEKDAYS.map((day, index) => ({ day, minutes: index < 5 ? weekday : weekend }))
  return {
    slots: slots
      .filter(({ day }) => preferredDays === undefined || preferredDays.includes(day))
      .map(({ sports, ...slot }) => ({ ...slot, ...(sports ? { sports: [...sports] } : {}) })),
    ...(known?.overrides
      ? {
          overrides: known.overrides.map(({ sports, ...slot }) => ({
            ...slot,
            ...(sports ? { sports: [...sports] } : {}),
          })),
        }
      : {}),
    ...(known?.blackoutDates ? { blackoutDates: [...known.blackoutDates] } : {}),
  }
}

/** Minutes are the athlete's own word: a day without any is not filled by a guess. */
function refuseDayWithoutMinutes(
  { preferredDays }: TrainingPlanRequest,
  { slots }: PlanRequest['availability'],
): ReturnType<typeof refuse> | null {
  const shut = preferredDays?.find((day) => !slots.some((slot) => slot.day === day && slot.minutes > 0))
  if (shut === undefined) return null
  const sentence = `${WEEKDAY_NAMES[shut]} has no minutes in your week. Give them in availability, or choose another day.`
  return refuse('invalid-input', 'That day has no time', sentence, { fields: { preferredDays: sentence } })
}
