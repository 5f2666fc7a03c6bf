import type { Advice } from '../plan/advice.ts'
import type { CourseReading } from './read-course.ts'
import { RIDE_EVENTS, type RideEvent } from './ride-time.ts'

/** The athlete's own figures for a course. */
export interface PacingRider {
  readonly event: RideEvent
  readonly ftpW: number
}

/** Climbs up to this long are ridden harder (science.md S10.4). */
const SHORT_CLIMB_S = 20 * 60

/**
 * How to take the climb that weighs most in a race: where it is, how long it takes, and the effort that the predicted
 * time rests on: watts of the event for a rider who is known, the speed on the climb for a run. Null without a climb.
 */
export function coursePacing({ climbs }: CourseReading, rider: PacingRider | null): Advice | null {
  const hardest = climbs?.toSorted((a, b) => b.score - a.score)[0]
  if (!hardest) return null
  const { startM, endM, lengthM, gainM, timeS } = hardest
  const rule = rider === null ? null : RIDE_EVENTS[rider.event]
  const bonus = rule && timeS !== null && timeS <= SHORT_CLIMB_S ? rule.climbBonus : 0
  const watts = (share: number): number | null => (rider === null ? null : Math.round((share + bonus) * rider.ftpW))
  return {
    topic: 'course',
    code: 'course-climb',
    facts: {
      climbs: climbs?.length ?? 0,
      fromM: Math.round(startM),
      toM: Math.round(endM),
      gainM: Math.round(gainM),
      timeS: timeS === null ? null : Math.round(timeS),
      lowW: rule ? watts(rule.ftpShare[0]) : null,
      highW: rule ? watts(rule.ftpShare[1]) : null,
      speedMps: rider === null && timeS !== null ? lengthM / timeS : null,
    },
  }
}
