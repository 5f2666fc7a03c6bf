import type { CourseDemand } from '../library/course-emphasis.ts'
import type { Goal, GoalKind } from './goal.ts'
import type { RiderPower } from './rider-power.ts'

/** A ride event of which only the name is known, seconds (science.md S5.6). */
const EVENT_S = { GRAN_FONDO: 5 * 3600, CRIT: 3600, TT: 3600, GRAVEL_200: 12 * 3600 } as const

/** How long a ride event takes when the athlete named no time, seconds. */
export const rideEventS = (kind: GoalKind): number =>
  kind === 'GRAN_FONDO' || kind === 'GRAVEL_200' || kind === 'CRIT' ? EVENT_S[kind] : EVENT_S.TT

/** Seconds a course takes by its prediction, to the minute; null where no time is predicted. */
export const courseS = (course: CourseDemand | undefined): number | null =>
  course?.hours == null ? null : Math.round(course.hours * 60) * 60

/** Events that are prepared for by how long they take; a time trial and a criterium are as long as the athlete says. */
const isLongEvent = (kind: GoalKind): boolean => kind === 'GRAN_FONDO' || kind === 'GRAVEL_200'

/**
 * How long to prepare for, seconds: what the course takes by its prediction, else the event's usual time, and longer where the
 * athlete expects to take longer. A wish to be quick makes no event easier (science.md S5.5). `courseS` is null where no
 * course tells a time; a criterium's is one of many laps.
 */
export function expectedRideS(
  { kind, targetTimeS }: Pick<Goal, 'kind' | 'targetTimeS'>,
  courseS: number | null,
): number {
  if (kind === 'CRIT') return targetTimeS ?? rideEventS(kind)
  if (!isLongEvent(kind) && courseS === null) return targetTimeS ?? rideEventS(kind)
  return Math.max(targetTimeS ?? 0, courseS ?? rideEventS(kind))
}

/**
 * Mean power a rider holds for a time, as a share of FTP, in straight lines over the logarithm of time: 8, 20 and 60 min by
 * the tests of science.md S2.1, 5 h and 12 h by the upper ends of gran fondo and gravel ultra (S10.4); the lines between
 * the published points are [P].
 */
const SUSTAINED: readonly (readonly [durationS: number, ftpShare: number])[] = [
  [8 * 60, 1 / 0.9],
  [20 * 60, 1 / 0.95],
  [3600, 1],
  [5 * 3600, 0.78],
  [12 * 3600, 0.68],
]
/** No event's mean is above the upper end of its published range, however short it is (science.md S10.4). */
const MOST_SHARE: Partial<Record<GoalKind, number>> = { GRAN_FONDO: 0.78, CRIT: 1.05, GRAVEL_200: 0.68 }
/** Where critical power speaks for itself (science.md S2.2), seconds. */
const CRITICAL_POWER_S = { from: 120, to: 1200 } as const
/** How long FTP is held, seconds (science.md S2.1). */
const FTP_S = 3600

/**
 * Share of FTP that can be held for the length of an event (science.md S10.4): the short ones by critical power where the
 * rider's is known. Longer is never more.
 */
export function sustainedShare(kind: GoalKind, durationS: number, rider: RiderPower | null = null): number {
  const held =
    rider !== null && rider.critical !== null && durationS < FTP_S
      ? shareByCritical(durationS, rider.ftpW, rider.critical)
      : shareAt(durationS)
  return Math.min(MOST_SHARE[kind] ?? Infinity, held)
}

/** Critical power over its own times, no more below them, and from their end a straight line to FTP at the hour [P]. */
function shareByCritical(
  durationS: number,
  ftpW: number,
  { cpW, wPrimeJ }: NonNullable<RiderPower['critical']>,
): number {
  const { from, to } = CRITICAL_POWER_S
  // what is held for an hour is held for less
  const own = (timeS: number): number => Math.max(1, (cpW + wPrimeJ / timeS) / ftpW)
  if (durationS <= to) return own(Math.max(from, durationS))
  return 1 + ((own(to) - 1) * Math.log(FTP_S / durationS)) / Math.log(FTP_S / to)
}

function shareAt(durationS: number): number {
  const next = SUSTAINED.findIndex(([at]) => at >= durationS)
  const upper = next < 0 ? SUSTAINED.length - 1 : Math.max(1, next)
  const [[fromS, from], [toS, to]] = [SUSTAINED[upper - 1]!, SUSTAINED[upper]!]
  const share = from + ((to - from) * Math.log(durationS / fromS)) / Math.log(toS / fromS)
  return Math.max(0.5, share)
}
