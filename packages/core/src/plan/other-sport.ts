import type { Sport } from '../athlete/sport.ts'
import { thresholdsOn } from '../athlete/thresholds.ts'
import { minutesIn, sessionsBetween, weeklyVolumes, type TrainingHistory } from '../evidence/history.ts'
import type { WorkoutVariant } from '../library/scale.ts'
import type { TargetMode } from '../library/step-target.ts'
import { addDays } from '../time/local-date.ts'
import type { Priority, Reason } from './plan.ts'
import type { PlanningThresholds } from './planned-workout.ts'
import type { PlanningInput, RegularTraining } from './planning-input.ts'
import { planningSpeed, type PastSession, type StartingPoint } from './starting-point.ts'
import { targetModeOf } from './target-mode.ts'
import { LONG_RIDE_WINDOW_DAYS, LONG_RUN_WINDOW_DAYS } from './volume-limits.ts'

/**
 * The sport beside the plan's: easy sessions that share the aerobic load. Hours count together (science.md G26), impact
 * does not: kilometres of running come from runs alone.
 */
export interface OtherSport extends RegularTraining {
  readonly sport: Sport
  /** The athlete's word, what they do already, or one session because they allow it. */
  readonly why: 'told' | 'history' | 'allowed'
  readonly thresholds: PlanningThresholds
  readonly targets: TargetMode
  /** Minutes of the last four weeks, oldest first; null where unknown. */
  readonly lastFourWeeks: readonly (number | null)[]
  /** Sessions the step rules look back on, in minutes. */
  readonly pastSessions: readonly PastSession[]
}

/** An easy session of the other sport where the athlete only allows one, minutes [P]. */
const ALLOWED_MINUTES = { run: 30, ride: 45 } as const
/** Longest session beside the plan's own, minutes: a longer one would be hard, or a goal of its own [P]. */
const MOST_MINUTES = { run: 60, ride: 180 } as const
const MOST_SESSIONS = 4
/** From three sessions in four weeks on a habit is one. */
const HABIT_A_WEEK = 0.75

/** What the weeks leave room for in the other sport; null where the athlete does none and allows none. */
export function otherSport(input: PlanningInput, start: StartingPoint): OtherSport | null {
  const { athlete, history, today } = input
  const sport: Sport = start.sport === 'run' ? 'ride' : 'run'
  const told = athlete.alsoTrains?.[sport]
  const regular = told ?? (athlete.crossTraining ? (habit(history, sport, input) ?? null) : null)
  const why = told !== undefined ? 'told' : regular !== null ? 'history' : 'allowed'
  if (regular === null && !athlete.crossTraining) return null
  const { sessionsPerWeek, minutes } = regular ?? { sessionsPerWeek: 1, minutes: ALLOWED_MINUTES[sport] }
  if (sessionsPerWeek < 1) return null
  const set = thresholdsOn(athlete.thresholds, sport, start.startDate)
  const windowDays = sport === 'run' ? LONG_RUN_WINDOW_DAYS : LONG_RIDE_WINDOW_DAYS
  const past = sessionsBetween(history, sport, addDays(today, -windowDays), today)
  return {
    sport,
    why,
    sessionsPerWeek: Math.min(MOST_SESSIONS, sessionsPerWeek),
    minutes: Math.min(MOST_MINUTES[sport], minutes),
    thresholds: { set, planningSpeedMps: sport === 'run' ? (planningSpeed(set, history, today)?.mps ?? null) : null },
    targets: targetModeOf(athlete.targets[sport], sport, set),
    lastFourWeeks: weeklyVolumes(history, sport, today, 4).map((week) => (week.known ? minutesIn(week) : null)),
    pastSessions: past.map(({ date, movingS }) => ({ date, volume: movingS / 60 })),
  }
}

/** Sessions a week and their mean length over the last four weeks; null where there is no habit. */
function habit(history: TrainingHistory, sport: Sport, { today }: PlanningInput): RegularTraining | null {
  const sessions = sessionsBetween(history, sport, addDays(today, -28), addDays(today, -1))
  if (sessions.length < 4 * HABIT_A_WEEK) return null
  const minutes = sessions.reduce((sum, { movingS }) => sum + movingS / 60, 0) / sessions.length
  return { sessionsPerWeek: Math.round(sessions.length / 4), minutes: 5 * Math.floor(minutes / 5) }
}

/** Purpose of the sessions beside the plan's own sport. */
export const OTHER_SPORT_CODE = 'other-sport-session'

/** An easy session of the other sport on its day. */
export interface OtherDraft {
  /** 0 Monday. */
  readonly day: number
  readonly slot: number
  readonly variant: WorkoutVariant
  readonly priority: Priority
  readonly purpose: Reason
}

/** What the other sport's weeks leave to the next. */
export interface OtherState {
  /** Minutes of each week, history first. */
  readonly weeks: (number | null)[]
  /** Minutes of both sports, history first. */
  readonly bothWeeks: (number | null)[]
  /** Sessions done and planned so far, in minutes: what steps are measured from. */
  readonly sessions: PastSession[]
  /** Days of the last week it stood on. */
  days: readonly number[]
  /** Training days in a row up to the Sunday before, of both sports. */
  streak: number
}

/** Hours of both sports stay this share of the best of four weeks, below G26's 115 %. */
export const BOTH_GROWTH = 1.13
export const BOTH_FLOOR_MIN = 120

/**
 * Most minutes the plan's own sport may have this week, so that the hours of both keep their step (science.md G26);
 * infinite where one of them is new or unknown.
 */
export function ownMinutesBesideOther(other: OtherSport | null, state: OtherState): number {
  if (other === null || !state.weeks.slice(-4).some((minutes) => (minutes ?? 0) > 0)) return Infinity
  const both = state.bothWeeks.slice(-4).filter((minutes) => minutes !== null)
  if (both.length === 0) return Infinity
  return BOTH_GROWTH * Math.max(BOTH_FLOOR_MIN, ...both) - (state.weeks.at(-1) ?? 0)
}
