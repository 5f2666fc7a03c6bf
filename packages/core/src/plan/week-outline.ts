import type { PlannedWorkout, Reason, TrainingWeek, WorkoutFocus } from './plan.ts'
import { OTHER_SPORT_CODE } from './other-sport.ts'
import { WORKOUT_FOCI } from './plan.ts'

/** What a week that is not written yet promises beside its totals: kept as a note, so that a plan file carries it (design.md §4). */
export interface WeekOutline {
  /** Longest session of the plan's own sport, race apart. */
  readonly longestMinutes: number
  readonly longestDistanceM: number | null
  /** Minutes of the sport beside the plan's own, which are in the week's minutes. */
  readonly otherMinutes: number
  /** Sessions of the draft the targets come from, races apart. */
  readonly sessions: number
  /** Foci of the key sessions to come, first one first; a test counts. */
  readonly keyFoci: readonly WorkoutFocus[]
  /** Where the season stood when the targets were set: its week from 0, mesocycle, loading weeks before in it. */
  readonly seasonWeek: number
  readonly cycle: number
  readonly loadInCycle: number
}

export const OUTLINE_CODE = 'week-outline'

/** Notes of a week that speak of its size and place, not of sessions: they hold for an outline as well. */
const KEPT_NOTES: ReadonlySet<string> = new Set([
  'recovery-week',
  'taper-begins',
  'taper-week',
  'race-week',
  'transition-week',
  'event-b',
  'event-c',
])

/** The place of a week in its season, told apart from the sessions. */
export type SeasonPlace = Pick<WeekOutline, 'seasonWeek' | 'cycle' | 'loadInCycle'>

/**
 * A detailed week folded to its targets: totals, focus, longest session, foci of the key sessions. Races stay: their day is
 * no target but a fact.
 */
export function foldWeek(week: TrainingWeek, place: SeasonPlace): TrainingWeek {
  const sessions = week.workouts.filter(({ race }) => !race)
  return {
    ...week,
    detail: 'OUTLINE',
    notes: [outlineNote(sessions, place), ...week.notes.filter(({ code }) => KEPT_NOTES.has(code))],
    workouts: week.workouts.filter(({ race }) => race),
  }
}

function outlineNote(all: readonly PlannedWorkout[], place: SeasonPlace): Reason {
  const sessions = all.filter(({ purpose }) => purpose.code !== OTHER_SPORT_CODE)
  const others = all.filter(({ purpose }) => purpose.code === OTHER_SPORT_CODE)
  const distances = sessions.map(({ distanceM }) => distanceM)
  const keys = sessions.filter(({ priority, focus }) => priority === 'KEY' && focus !== 'LONG')
  return {
    code: OUTLINE_CODE,
    facts: {
      longestMinutes: Math.round(Math.max(0, ...sessions.map(({ durationS }) => durationS)) / 60),
      longestDistanceM: distances.every((metres) => metres !== null) ? Math.round(Math.max(0, ...distances)) : null,
      otherMinutes: Math.round(others.reduce((sum, { durationS }) => sum + durationS, 0) / 60),
      sessions: sessions.length,
      keyFoci: keys.map(({ focus }) => focus).join(' '),
      ...place,
    },
  }
}

/** What an outline week promises; null for a detailed week, and for an outline of another hand that says nothing. */
export function outlineOf(week: Pick<TrainingWeek, 'detail' | 'notes' | 'weekNumber'>): WeekOutline | null {
  if (week.detail !== 'OUTLINE') return null
  const note = week.notes.find(({ code }) => code === OUTLINE_CODE)
  if (!note) return null
  const { longestMinutes, longestDistanceM, otherMinutes, sessions, keyFoci, seasonWeek, cycle, loadInCycle } =
    note.facts
  if (typeof longestMinutes !== 'number' || typeof sessions !== 'number') return null
  const foci: readonly string[] = typeof keyFoci === 'string' ? keyFoci.split(' ') : []
  return {
    longestMinutes,
    longestDistanceM: typeof longestDistanceM === 'number' ? longestDistanceM : null,
    otherMinutes: typeof otherMinutes === 'number' ? otherMinutes : 0,
    sessions,
    keyFoci: WORKOUT_FOCI.filter((focus) => foci.includes(focus)).sort((a, b) => foci.indexOf(a) - foci.indexOf(b)),
    seasonWeek: typeof seasonWeek === 'number' ? seasonWeek : week.weekNumber - 1,
    cycle: typeof cycle === 'number' ? cycle : 0,
    loadInCycle: typeof loadInCycle === 'number' ? loadInCycle : 0,
  }
}

/** Targets of an outline week without its races, which are outside every rule (science.md S7.3). */
export function targetsWithoutRaces(week: TrainingWeek): {
  readonly minutes: number
  readonly distanceM: number | null
  readonly tss: number | null
} {
  const races = week.workouts.filter(({ race }) => race)
  const without = (target: number | null, amounts: readonly (number | null)[]): number | null =>
    amounts.reduce<number | null>(
      (left, amount) => (left === null || amount === null ? null : Math.max(0, left - amount)),
      target,
    )
  return {
    minutes: without(
      week.volumeTargetMinutes,
      races.map(({ durationS }) => durationS / 60),
    )!,
    distanceM: without(
      week.distanceTargetM,
      races.map(({ distanceM }) => distanceM),
    ),
    tss: without(
      week.tssTarget,
      races.map(({ tss }) => tss),
    ),
  }
}

/** An outline with smaller targets, its races as they are. */
export function lowerOutline(week: TrainingWeek, share: number): TrainingWeek {
  const own = targetsWithoutRaces(week)
  /** What a target loses, rounded so that it is never more than its part without the race. */
  const lost = (amount: number | null, decimals = 1): number =>
    amount === null ? 0 : Math.floor(decimals * amount * (1 - share)) / decimals
  return {
    ...week,
    volumeTargetMinutes: week.volumeTargetMinutes - lost(own.minutes),
    distanceTargetM: week.distanceTargetM === null ? null : week.distanceTargetM - lost(own.distanceM),
    tssTarget: week.tssTarget === null ? null : Math.round(10 * (week.tssTarget - lost(own.tss, 10))) / 10,
    notes: week.notes.map((note) =>
      note.code === OUTLINE_CODE
        ? {
            ...note,
            facts: {
              ...note.facts,
              longestMinutes: scaled(note.facts.longestMinutes, share),
              longestDistanceM: scaled(note.facts.longestDistanceM, share),
              otherMinutes: scaled(note.facts.otherMinutes, share),
            },
          }
        : note,
    ),
  }
}

const scaled = (fact: Reason['facts'][string] | undefined, share: number): Reason['facts'][string] =>
  typeof fact === 'number' ? Math.round(fact * share) : (fact ?? null)
