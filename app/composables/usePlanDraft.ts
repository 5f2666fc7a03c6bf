import type { Weekday } from '@coach-wattz/core/time/week'
import type { GoalKind, Strategy } from '@coach-wattz/core/plan/goal'
import type { Plan } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { formatClock } from '@coach-wattz/core/units/format'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { PlanRequest } from '#shared/contracts/plans'
import type { AthleteReply, Preferences } from '#shared/contracts/athlete'
import type { DatedDays } from '~/components/Settings/days-unlike'
import { NO_PREFERENCES } from '~/components/Settings/no-preferences'
import { askedEventOf, draftEventOf, type DraftEvent } from '~/components/Wizard/draft-event'
import { draftWeek, minutesOf, slotsOf, type DraftWeek } from '~/components/Wizard/draft-week'
import { distanceNumber, parseBirthYear, parseDistance, parsePower, parseRaceTime, type Units } from '~/words/measure'

/** What the short form holds, as typed; kept in this browser until a plan is saved. */
export interface PlanDraft {
  sport: Sport
  kind: GoalKind
  name: string
  date: string
  targetTime: string
  /** Kilometres or miles, as the athlete reads them; for a run over a distance of its own. */
  ownDistance: string
  targetPower: string
  events: DraftEvent[]
  /** The course of the event, by its id; empty for none. */
  courseId: string
  /** As typed; empty where it is not told, or known from the settings. */
  birthYear: string
  days: DraftWeek
  /** Kept from the plan it was copied from; the planner chooses when absent. */
  strategy?: Strategy
  /** Dates unlike the ordinary week. */
  dated: DatedDays
  preferences: Preferences
  maxDaysPerWeek: number
  longDay: Weekday | ''
  longDayPinned: boolean
}
const KEY = 'coach-wattz.plan-draft.2'
const WEEK: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']

/** A draft from a plan: what it is for and what it was made from. A day that is over is left to be chosen. */
export function draftOfPlan(plan: Plan, today: LocalDate, athlete: AthleteReply | null): PlanDraft {
  const { goal } = plan
  return {
    ...draftFrom(athlete, plan.sport),
    kind: goal.kind,
    name: goal.name ?? '',
    date: goal.date !== undefined && goal.date > today ? goal.date : '',
    targetTime: goal.targetTimeS === undefined ? '' : formatClock(goal.targetTimeS),
    ownDistance:
      goal.distanceM === undefined ? '' : distanceNumber(goal.distanceM, athlete?.settings.units ?? 'metric'),
    targetPower: goal.targetPowerW === undefined ? '' : String(goal.targetPowerW),
    events: (plan.events ?? [])
      .filter(({ date }) => date > today)
      .map((event) => draftEventOf(event, athlete?.settings.units ?? 'metric')),
    courseId: goal.courseId ?? '',
    birthYear: '',
    days: draftWeek(plan.athlete.availability.slots.length > 0 ? plan.athlete.availability.slots : null),
    maxDaysPerWeek: plan.athlete.maxDaysPerWeek,
    longDay: plan.athlete.longDay ?? '',
    longDayPinned: plan.athlete.longDayPinned,
    ...(goal.strategy ? { strategy: goal.strategy } : {}),
  }
}

/** A draft from what the athlete has told before; else an ordinary week the person is asked to correct. */
export function draftFrom(athlete: AthleteReply | null, sport: Sport): PlanDraft {
  const days = draftWeek(athlete?.settings.availability?.slots ?? null)
  const trained = WEEK.filter((day) => minutesOf(days[day]) > 0).length
  return {
    sport,
    kind: sport === 'run' ? 'HM' : 'GRAN_FONDO',
    name: '',
    date: '',
    targetTime: '',
    ownDistance: '',
    targetPower: '',
    events: [],
    courseId: '',
    birthYear: '',
    days,
    dated: {
      overrides: [...(athlete?.settings.availability?.overrides ?? [])],
      blackoutDates: [...(athlete?.settings.availability?.blackoutDates ?? [])],
    },
    preferences: athlete?.settings.preferences ?? NO_PREFERENCES,
    maxDaysPerWeek: athlete?.settings.maxDaysPerWeek ?? Math.max(2, trained),
    longDay: athlete?.settings.longDay ?? '',
    longDayPinned: athlete?.settings.longDayPinned ?? false,
  }
}

/** Takes the kept draft out of this browser. */
export const forgetDraft = (): void => localStorage.removeItem(KEY)

/** The draft with its keeping; reading and writing happen in the browser only. */
export function usePlanDraft(initial: PlanDraft, isKept = true) {
  const draft = ref<PlanDraft>(initial)
  const kept = ref(false)
  onMounted(() => {
    if (!isKept) return
    const text = localStorage.getItem(KEY)
    if (text) {
      try {
        const found = JSON.parse(text) as PlanDraft
        if (WEEK.every((day) => Array.isArray(found.days?.[day]))) draft.value = { ...initial, ...found }
      } catch {
        // A draft of another version: the form starts from what the data tell.
        localStorage.removeItem(KEY)
      }
    }
    watch(
      draft,
      (value) => {
        localStorage.setItem(KEY, JSON.stringify(value))
        kept.value = true
      },
      { deep: true },
    )
  })
  const forget = () => isKept && forgetDraft()
  return { draft, kept, forget }
}

/** What of a draft is typed as a figure, read; null where nothing is given. */
export interface DraftFigures {
  readonly targetTimeS: number | null
  readonly distanceM: number | null
  readonly targetPowerW: number | null
  /** Metres of each race on the way that names its own distance, in order of the draft. */
  readonly eventDistancesM: readonly (number | null)[]
  readonly birthYear: number | null
}
/** Reads what was typed, in the athlete's units. */
export const figuresOf = (draft: PlanDraft, units: Units): DraftFigures => ({
  targetTimeS: parseRaceTime(draft.targetTime),
  distanceM: parseDistance(draft.ownDistance, units),
  targetPowerW: parsePower(draft.targetPower),
  eventDistancesM: draft.events.map((event) => parseDistance(event.ownDistance, units)),
  birthYear: parseBirthYear(draft.birthYear),
})
/** The request of a draft; fields that do not read are left out and named. */
export function requestOf(draft: PlanDraft, athlete: AthleteReply | null, figures: DraftFigures): PlanRequest {
  const { targetTimeS, distanceM, targetPowerW, eventDistancesM, birthYear } = figures
  const dated = draft.kind !== 'GENERAL_FITNESS'
  return {
    goal: {
      kind: draft.kind as PlanRequest['goal']['kind'],
      sport: draft.sport,
      ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
      ...(draft.date ? { date: draft.date } : {}),
      ...(distanceM !== null && draft.kind === 'RUN_DISTANCE' ? { distanceM } : {}),
      ...(targetTimeS !== null && dated ? { targetTimeS } : {}),
      ...(draft.strategy ? { strategy: draft.strategy } : {}),
      ...(targetPowerW !== null && dated && draft.sport === 'ride' ? { targetPowerW } : {}),
    },
    events: draft.events.map((event, index) => askedEventOf(event, draft.sport, eventDistancesM[index] ?? null)),
    ...(draft.courseId === '' || !dated ? {} : { courseId: draft.courseId }),
    maxDaysPerWeek: draft.maxDaysPerWeek,
    longDay: draft.longDay || null,
    longDayPinned: draft.longDay !== '' && draft.longDayPinned,
    availability: { slots: slotsOf(draft.days), ...draft.dated },
    level: athlete?.settings.level ?? null,
    preferences: draft.preferences,
    birthYear: birthYear ?? athlete?.settings.birthYear ?? null,
  }
}
