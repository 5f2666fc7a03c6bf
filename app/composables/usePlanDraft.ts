import type { Weekday } from '@coach-wattz/core/time/week'
import type { GoalKind } from '@coach-wattz/core/plan/goal'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { PlanRequest } from '#shared/contracts/plans'
import type { AthleteReply } from '#shared/contracts/athlete'

export interface DraftDay {
  minutes: number
  indoor: boolean
}
export interface DraftEvent {
  kind: GoalKind
  date: string
  priority: 'B' | 'C'
  ownDistance: string
}
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
  days: Record<Weekday, DraftDay>
  maxDaysPerWeek: number
  longDay: Weekday | ''
  longDayPinned: boolean
}
const KEY = 'coach-wattz.plan-draft'
const WEEK: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']

/** A draft from what the athlete has told before; else an ordinary week the person is asked to correct. */
export function draftFrom(athlete: AthleteReply | null, sport: Sport): PlanDraft {
  const known = athlete?.settings.availability?.slots
  const ordinary: Record<Weekday, number> = { MON: 0, TUE: 60, WED: 60, THU: 60, FRI: 0, SAT: 90, SUN: 120 }
  const days = Object.fromEntries(
    WEEK.map((day) => {
      const slots = known?.filter((slot) => slot.day === day) ?? []
      return [
        day,
        {
          minutes: known ? slots.reduce((sum, slot) => sum + slot.minutes, 0) : ordinary[day],
          indoor: slots.length > 0 && slots.every((slot) => slot.indoor === true),
        },
      ]
    }),
  ) as Record<Weekday, DraftDay>
  const trained = WEEK.filter((day) => days[day].minutes > 0).length
  return {
    sport,
    kind: sport === 'run' ? 'HM' : 'GRAN_FONDO',
    name: '',
    date: '',
    targetTime: '',
    ownDistance: '',
    targetPower: '',
    events: [],
    days,
    maxDaysPerWeek: athlete?.settings.maxDaysPerWeek ?? Math.max(2, trained),
    longDay: athlete?.settings.longDay ?? '',
    longDayPinned: athlete?.settings.longDayPinned ?? false,
  }
}

/** The draft with its keeping; reading and writing happen in the browser only. */
export function usePlanDraft(initial: PlanDraft) {
  const draft = ref<PlanDraft>(initial)
  const kept = ref(false)
  onMounted(() => {
    const text = localStorage.getItem(KEY)
    if (text) {
      try {
        const found = JSON.parse(text) as PlanDraft
        if (WEEK.every((day) => typeof found.days?.[day]?.minutes === 'number')) draft.value = { ...initial, ...found }
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
  const forget = () => localStorage.removeItem(KEY)
  return { draft, kept, forget }
}

/** What of a draft is typed as a figure, read; null where nothing is given. */
export interface DraftFigures {
  readonly targetTimeS: number | null
  readonly distanceM: number | null
  readonly targetPowerW: number | null
  /** Metres of each race on the way that names its own distance, in order of the draft. */
  readonly eventDistancesM: readonly (number | null)[]
}
/** The request of a draft; fields that do not read are left out and named. */
export function requestOf(draft: PlanDraft, athlete: AthleteReply | null, figures: DraftFigures): PlanRequest {
  const { targetTimeS, distanceM, targetPowerW, eventDistancesM } = figures
  const slots = WEEK.filter((day) => draft.days[day].minutes > 0).map((day) => ({
    day,
    minutes: draft.days[day].minutes,
    ...(draft.days[day].indoor ? { indoor: true } : {}),
  }))
  const dated = draft.kind !== 'GENERAL_FITNESS'
  return {
    goal: {
      kind: draft.kind as PlanRequest['goal']['kind'],
      sport: draft.sport,
      ...(draft.name.trim() ? { name: draft.name.trim() } : {}),
      ...(draft.date && (dated || draft.date) ? { date: draft.date } : {}),
      ...(distanceM !== null && draft.kind === 'RUN_DISTANCE' ? { distanceM } : {}),
      ...(targetTimeS !== null && dated ? { targetTimeS } : {}),
      ...(targetPowerW !== null && dated && draft.sport === 'ride' ? { targetPowerW } : {}),
    },
    events: draft.events.map((event, index) => {
      const own = event.kind === 'RUN_DISTANCE' ? (eventDistancesM[index] ?? null) : null
      return {
        kind: event.kind as NonNullable<PlanRequest['events']>[number]['kind'],
        sport: draft.sport,
        date: event.date,
        priority: event.priority,
        ...(own === null ? {} : { distanceM: own }),
      }
    }),
    maxDaysPerWeek: draft.maxDaysPerWeek,
    longDay: draft.longDay || null,
    longDayPinned: draft.longDay !== '' && draft.longDayPinned,
    availability: {
      slots,
      ...(athlete?.settings.availability?.blackoutDates
        ? { blackoutDates: athlete.settings.availability.blackoutDates }
        : {}),
    },
    level: athlete?.settings.level ?? null,
    birthYear: athlete?.settings.birthYear ?? null,
  }
}
