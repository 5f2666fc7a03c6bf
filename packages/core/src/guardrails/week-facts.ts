import type { Sport } from '../athlete/sport.ts'
import { thresholdsOn, type ThresholdSet } from '../athlete/thresholds.ts'
import { isHard } from '../plan/hard-session.ts'
import type { PlannedWorkout, TrainingBlock, TrainingWeek } from '../plan/plan.ts'
import { outlineOf, targetsWithoutRaces } from '../plan/week-outline.ts'
import { toDayNumber } from '../time/local-date.ts'
import type { DomainSeconds } from '../workout/intensity.ts'
import type { PlanBasis } from './plan-basis.ts'
import type { ReviewFacts } from './review-facts.ts'
import { figuresWith, sessionFigures, type SessionFigures } from './session-figures.ts'

/** One planned session with everything the rules read off it. */
export interface SessionFacts {
  readonly workout: PlannedWorkout
  readonly weekIndex: number
  readonly weekNumber: number
  readonly day: number
  readonly minutes: number
  readonly distanceM: number | null
  /** Minutes in MID and HIGH. */
  readonly hardMinutes: number
  /** What its steps add up to, read with the thresholds of its day where it brings no references. */
  readonly figures: SessionFigures
  readonly hard: boolean
  /**
   * The race the plan is for or one of its events, which no rule judges (science.md S7.3). Only a session that says so on a race day the plan names:
   * elsewhere the word would lift every limit.
   */
  readonly race: boolean
  /** Its day is over: nothing in it can be changed, so nothing in it is judged. */
  readonly past: boolean
}

export interface WeekFacts {
  readonly week: TrainingWeek
  readonly index: number
  /** What its block is for. */
  readonly block: BlockPurpose
  readonly startDay: number
  readonly endDay: number
  /** Wholly over: history speaks for it. */
  readonly past: boolean
  readonly sessions: readonly SessionFacts[]
  /** Sessions the rules judge: no race, no day that is over. */
  readonly judged: readonly SessionFacts[]
  readonly runDays: number
  /** Which sports its sessions are of, races included. */
  readonly trains: Readonly<Record<Sport, boolean>>
  /** Every run tells its distance. */
  readonly isRunInMetres: boolean
  readonly isTaper: boolean
  readonly hasRace: boolean
  /** What a week that is not written yet aims at, races apart; null for a written one, and once it has begun. */
  readonly targets: WeekTargets | null
}

/** Targets of an outline week in both measures: what the rules of volume judge in place of sessions. */
export interface WeekTargets {
  /** The plan's own, which all but `otherMinutes` is in. */
  readonly sport: Sport
  readonly minutes: number
  /** Of the other sport. */
  readonly otherMinutes: number
  readonly distanceM: number | null
  readonly longestMinutes: number | null
  readonly longestDistanceM: number | null
}

type BlockPurpose = Pick<TrainingBlock, 'type' | 'primaryFocus'>

interface KnownWeek {
  readonly basis: PlanBasis
  readonly facts: WeekFacts
}
const knownWeeks = new WeakMap<TrainingWeek, KnownWeek>()

/**
 * A week prepared for the rules. One that a change left alone is the same object, and so are its facts as long as nothing
 * else they depend on changed: a single change is reviewed by preparing one or two weeks anew.
 */
export function weekFacts(week: TrainingWeek, index: number, block: BlockPurpose, basis: PlanBasis): WeekFacts {
  const before = knownWeeks.get(week)
  if (
    before?.basis === basis &&
    before.facts.index === index &&
    before.facts.block.type === block.type &&
    before.facts.block.primaryFocus === block.primaryFocus
  )
    return before.facts
  const facts = prepareWeek(week, index, block, basis)
  knownWeeks.set(week, { basis, facts })
  return facts
}

function prepareWeek(week: TrainingWeek, index: number, block: BlockPurpose, basis: PlanBasis): WeekFacts {
  const startDay = toDayNumber(week.startDate)
  const { todayDay, raceDay } = basis
  const isPast = (day: number): boolean => todayDay !== null && day < todayDay
  const minutesBySport: Record<Sport, number> = { run: 0, ride: 0 }
  const longestBySport: Record<Sport, number> = { run: 0, ride: 0 }
  const isRace = (workout: PlannedWorkout): boolean => {
    const day = toDayNumber(workout.date)
    return workout.race && (day === raceDay || basis.eventDays.has(day))
  }
  for (const workout of week.workouts) {
    if (isRace(workout)) continue
    const minutes = workout.durationS / 60
    minutesBySport[workout.sport] += minutes
    longestBySport[workout.sport] = Math.max(longestBySport[workout.sport], minutes)
  }
  const sessions = week.workouts.map((workout): SessionFacts => {
    const minutes = workout.durationS / 60
    const day = toDayNumber(workout.date)
    const figures = figuresOf(workout, basis.facts)
    const hard = hardMinutesOf(figures.domains)
    return {
      workout,
      weekIndex: index,
      weekNumber: week.weekNumber,
      day,
      minutes,
      distanceM: workout.distanceM,
      hardMinutes: hard,
      figures,
      hard:
        workout.hard ||
        isHard({
          sport: workout.sport,
          focus: workout.focus,
          minutes,
          hardMinutes: hard,
          isWeeksLongest: minutes >= longestBySport[workout.sport],
          shareOfWeek: minutesBySport[workout.sport] > 0 ? minutes / minutesBySport[workout.sport] : 0,
        }),
      race: isRace(workout),
      past: isPast(day),
    }
  })
  return {
    week,
    index,
    block: { type: block.type, primaryFocus: block.primaryFocus },
    startDay,
    endDay: startDay + 6,
    past: isPast(startDay + 6),
    sessions,
    judged: sessions.filter((session) => !session.race && !session.past),
    trains: {
      run: week.workouts.some((workout) => workout.sport === 'run'),
      ride: week.workouts.some((workout) => workout.sport === 'ride'),
    },
    runDays: new Set(sessions.filter((session) => session.workout.sport === 'run').map((session) => session.day)).size,
    isRunInMetres: week.workouts.every((workout) => workout.sport !== 'run' || workout.distanceM !== null),
    // most of its days lie in the taper
    isTaper: raceDay !== null && startDay <= raceDay && startDay + 3 >= raceDay - basis.taperDays,
    hasRace: sessions.some((session) => session.race),
    targets:
      week.detail === 'OUTLINE' && (todayDay === null || startDay > todayDay)
        ? targetsOf(week, basis.plan.sport)
        : null,
  }
}

function targetsOf(week: TrainingWeek, sport: Sport): WeekTargets {
  const outline = outlineOf(week)
  const { minutes, distanceM } = targetsWithoutRaces(week)
  // the week's minutes hold the sport beside the plan's own, its metres do not
  const otherMinutes = Math.min(minutes, outline?.otherMinutes ?? 0)
  return {
    sport,
    minutes: minutes - otherMinutes,
    otherMinutes,
    distanceM,
    longestMinutes: outline?.longestMinutes ?? null,
    longestDistanceM: outline?.longestDistanceM ?? null,
  }
}

/** By the workout's own references; one without any is read with the thresholds of its day. */
function figuresOf(workout: PlannedWorkout, facts: ReviewFacts): SessionFigures {
  if (workout.workout.references) return sessionFigures(workout.workout)
  const thresholds = thresholdsFor(facts, workout)
  return thresholds ? figuresWith(workout.workout, thresholds) : sessionFigures(workout.workout)
}

/** Minutes above the easy domain that count as none: the edges of a ramp. */
const EASY_EDGE_MIN = 0.1
/** True for a session without any time in MID or HIGH, strides included. */
export const isEasy = (session: SessionFacts): boolean => session.hardMinutes <= EASY_EDGE_MIN

const hardMinutesOf = ({ midS, highS }: DomainSeconds): number => (midS + highS) / 60

/** Thresholds of the session's day, when the review was given any; else the workout's own references count. */
export const thresholdsFor = (facts: ReviewFacts, workout: PlannedWorkout): ThresholdSet | undefined =>
  facts.thresholds && facts.thresholds.length > 0
    ? thresholdsOn(facts.thresholds, workout.sport, workout.date)
    : undefined
