import type { Availability } from '@coach-wattz/core/athlete/availability'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { Threshold, ThresholdName } from '@coach-wattz/core/athlete/thresholds'
import { thresholdSpeed } from '@coach-wattz/core/athlete/training-paces'
import { vdotFromPerformance } from '@coach-wattz/core/athlete/vdot'
import type { HistoryActivity } from '@coach-wattz/core/evidence/history'
import type { PlanningInput } from '@coach-wattz/core/plan/planning-input'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf, WEEKDAYS, type Weekday } from '@coach-wattz/core/time/week'

/** One athlete of the printed seasons: who it is, and everything the planner is told. */
export interface TypicalAthlete {
  /** Name of the document. */
  readonly name: string
  /** Who it is, in two sentences a coach would note at the first talk. */
  readonly who: string
  readonly weightKg: number
  readonly input: PlanningInput
}

/** A usual session of a usual week. */
export interface UsualSession {
  readonly day: Weekday
  readonly sport?: Sport
  readonly minutes: number
  /** Absent for rides. */
  readonly km?: number
  readonly load?: number
}

/** Week by week, backwards, a usual training goes up and down like this; every ninth week is nearly lost. */
const UPS_AND_DOWNS = [1.05, 0.95, 1.1, 0.9, 0.4, 1, 1.05, 0.95, 0.8]

/** Recorded sessions of the `weeks` completed weeks before `today` and of the week that runs: a usual week with its ups and downs. */
export function usualWeeks(
  sport: Sport,
  today: LocalDate,
  weeks: number,
  sessions: readonly UsualSession[],
): HistoryActivity[] {
  const thisMonday = mondayOf(today)
  return Array.from({ length: weeks + 1 }, (_, index) => {
    const back = weeks - index
    const share = back === 0 ? 1 : (UPS_AND_DOWNS[(back - 1) % UPS_AND_DOWNS.length] ?? 1)
    return sessions.map((session): HistoryActivity => {
      const seconds = Math.round(session.minutes * 60 * share)
      return {
        date: addDays(thisMonday, -7 * back + WEEKDAYS.indexOf(session.day)),
        sport: session.sport ?? sport,
        durationS: seconds + 60,
        movingS: seconds,
        distanceM: session.km === undefined ? null : Math.round(session.km * 1000 * share),
        ...(session.load === undefined ? {} : { load: Math.round(session.load * share) }),
      }
    })
  })
    .flat()
    .filter(({ date }) => date <= today)
}

/** One minute figure a weekday, Monday first; 0 is a day without training. */
export const minutesByDay = (minutes: readonly number[]): Availability => ({
  slots: WEEKDAYS.flatMap((day, index) => ((minutes[index] ?? 0) > 0 ? [{ day, minutes: minutes[index]! }] : [])),
})

/** The threshold pace of a race run lately. */
export function fromRace(distanceM: number, timeS: number, from: LocalDate): Threshold {
  const vdot = vdotFromPerformance(distanceM, timeS)
  if (!vdot.ok) throw new Error(vdot.detail)
  return {
    sport: 'run',
    name: 'thresholdSpeedMps',
    value: thresholdSpeed(vdot.value),
    from,
    method: 'race-vdot',
    confidence: 'HIGH',
  }
}

/** A threshold as the athlete has typed it. */
export const told = (sport: Sport, name: ThresholdName, value: number, from: LocalDate): Threshold => ({
  sport,
  name,
  value,
  from,
  method: 'athlete',
  confidence: 'HIGH',
})

/** Seconds of "1:45:00" or "49:30". */
export const clockS = (text: string): number =>
  text.split(':').reduce((seconds, part) => seconds * 60 + Number(part), 0)
