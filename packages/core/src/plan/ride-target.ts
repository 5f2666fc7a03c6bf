import type { Threshold } from '../athlete/thresholds.ts'
import type { CourseDemand, CoursePower } from '../library/course-emphasis.ts'
import { known, unknown, type Measured } from '../result/measured.ts'
import type { LocalDate } from '../time/local-date.ts'
import { formatClock, formatDuration } from '../units/format.ts'
import { GRAVEL_200_M, isOtherLength, type Goal, type PlanEvent } from './goal.ts'
import type { RaceTarget, TargetInput } from './race-target.ts'
import { courseS, expectedRideS, rideEventS, sustainedShare } from './ride-effort.ts'
import { riderPower, type RiderPower } from './rider-power.ts'
import { gainOf, gainText, SHARE_ROOM, verdictOf, weeksBring } from './target-gain.ts'

/** A time is offered in these steps; no ride is longer than two days. */
const STEP_S = 60
const LONGEST_S = 48 * 3600

/**
 * The power wished for on race day against what FTP gives for that long (science.md G16, S10.4). A wished time counts by
 * the power it takes over the course; without one it is only how long the power has to be held.
 */
export function assessRideTarget(input: TargetInput): Measured<RaceTarget> {
  const { goal, level, weeks, course } = input
  const isTimed = goal.targetTimeS !== undefined && goal.kind !== 'CRIT'
  const takes = isTimed && course?.power !== undefined ? powerAt(course.power) : null
  if (goal.targetPowerW === undefined && takes === null)
    return unknown(
      'no-distance',
      `A ride’s time is judged over its course. Add the course, or name the power you wish for.${untilThen(input)}`,
    )
  const rider = riderPower(input.thresholds, input.today)
  if (rider === null)
    return unknown(
      'no-threshold',
      `No measured FTP says what power you can hold today. A 20-minute test would.${untilThen(input)}`,
    )
  const { softShare, hardShare } = gainOf(level, weeks)
  const currentAt = (durationS: number): number => sustainedShare(goal.kind, durationS, rider) * rider.ftpW
  const mostAt = (durationS: number): number => currentAt(durationS) * (1 + hardShare + SHARE_ROOM)

  const durationS = durationOf(goal, course)
  const current = currentAt(durationS)
  const takenW = takes === null ? 0 : takes(durationS)
  const wished = Math.max(goal.targetPowerW ?? 0, takenW)
  const gain = { softShare, hardShare, improvement: wished / current - 1 }
  const verdict = verdictOf(gain)

  const honestS = takes === null ? durationS : soonest(durationS, (timeS) => takes(timeS) <= mostAt(timeS))
  const honestW = Math.floor(mostAt(honestS))
  const honest = {
    ...(goal.targetTimeS === undefined ? {} : { targetTimeS: honestS }),
    ...(goal.targetPowerW === undefined
      ? {}
      : { targetPowerW: verdict === 'red' ? Math.min(goal.targetPowerW, honestW) : goal.targetPowerW }),
  }
  const isByTime = takenW > (goal.targetPowerW ?? 0)
  const currentS = takes === null ? null : soonest(STEP_S, (timeS) => takes(timeS) <= currentAt(timeS))
  return known({
    unit: 'W',
    wished,
    current,
    ...gain,
    verdict,
    honest,
    text: `${sentence(input, {
      wished,
      current,
      durationS,
      currentS: isByTime ? currentS : null,
      verdict,
      honest,
      gain,
      ftpW: rider.ftpW,
    })}${otherCourse(goal, course)}`,
  })
}

/** Where the course is not the race's, its time is not either. */
function otherCourse(goal: Goal, course: CourseDemand | undefined): string {
  const lengthM = course?.lengthM
  if (goal.kind !== 'GRAVEL_200' || lengthM === undefined || !isOtherLength(goal, lengthM)) return ''
  return ` The course has ${Math.round(lengthM / 1000)} km, the race ${Math.round(GRAVEL_200_M / 1000)} km: take the time for the course only.`
}

/** What the race is planned for in place of a time nobody can judge; nothing where it is the time itself. */
function untilThen({ goal, course }: TargetInput): string {
  const planned = expectedRideS(goal, courseS(course))
  if (goal.targetTimeS === undefined || planned <= goal.targetTimeS) return ''
  return ` Until then we plan for ${formatDuration(planned)}.`
}

/**
 * A ride as its race is paced: by the wished power only where something measured can judge it, and by the wished time only
 * where it can be judged over the course. Else it takes the time that is prepared for: an hour asked of a gran fondo is no
 * race of an hour (science.md S5.5). Runs stay as they are.
 */
export function withJudgedWish(
  goal: Goal | PlanEvent,
  thresholds: readonly Threshold[],
  today: LocalDate,
  course?: CourseDemand,
): Goal | PlanEvent {
  if (goal.sport !== 'ride' || goal.kind === 'GENERAL_FITNESS') return goal
  const isMeasured = riderPower(thresholds, today) !== null
  const isTimeJudged = isMeasured && course?.power !== undefined && goal.targetTimeS !== undefined
  const paced = isTimeJudged ? goal : { ...goal, targetTimeS: expectedRideS(goal, courseS(course)) }
  if (isMeasured || !('targetPowerW' in paced)) return paced
  const { targetPowerW: _unjudged, ...rest } = paced
  return rest
}

const durationOf = (goal: Goal, course: CourseDemand | undefined): number =>
  goal.targetTimeS ?? courseS(course) ?? rideEventS(goal.kind)

/** Mean power a time takes over the course: by its two predicted times, on a straight line of their logarithms. */
function powerAt({ careful, strong }: CoursePower): (timeS: number) => number {
  const slope = Math.log(strong.powerW / careful.powerW) / Math.log(strong.hours / careful.hours)
  return (timeS) => strong.powerW * (timeS / 3600 / strong.hours) ** slope
}

/** The soonest time from `fromS` on that can be done, rounded up to whole minutes unless it is `fromS` itself. */
function soonest(fromS: number, canBeDone: (timeS: number) => boolean): number {
  if (canBeDone(fromS)) return fromS
  let [low, high] = [fromS, LONGEST_S]
  while (high - low > 1) {
    const middle = (low + high) / 2
    if (canBeDone(middle)) high = middle
    else low = middle
  }
  return Math.ceil(high / STEP_S) * STEP_S
}

interface Told extends Pick<RaceTarget, 'wished' | 'current' | 'verdict' | 'honest'> {
  readonly durationS: number
  /** Time over the course by today's form, where the wished time asks for more than the wished power does; else null. */
  readonly currentS: number | null
  readonly gain: Parameters<typeof weeksBring>[0]
  readonly ftpW: RiderPower['ftpW']
}

function sentence({ goal, weeks }: TargetInput, told: Told): string {
  const { wished, current, durationS, currentS, verdict, honest, gain, ftpW } = told
  const watts = (value: number): string => `${Math.round(value)} W`
  const isByTime = currentS !== null
  if (gain.improvement <= SHARE_ROOM && isByTime)
    return `Your FTP of ${watts(ftpW)} gives ${formatDuration(currentS)} over this course today; ${formatClock(durationS)} is within it.`
  const now = `the ${watts(current)} your FTP of ${watts(ftpW)} gives for ${formatDuration(durationS)} today`
  const asked = isByTime ? `${formatClock(durationS)} takes ${watts(wished)} over this course` : watts(wished)
  if (gain.improvement <= SHARE_ROOM) return `${asked} is within ${now}.`
  const nearest = [
    ...(honest.targetTimeS !== undefined && honest.targetTimeS !== goal.targetTimeS
      ? [`time is ${formatClock(honest.targetTimeS)}`]
      : []),
    ...(honest.targetPowerW !== undefined && honest.targetPowerW !== goal.targetPowerW
      ? [`power is ${watts(honest.targetPowerW)}`]
      : []),
  ]
  const close = verdict === 'red' && nearest.length > 0 ? ` The nearest honest ${nearest.join(', the ')}.` : ''
  return `${asked}${isByTime ? ',' : ' is'} ${gainText(gain)} more than ${now}; ${weeksBring(gain, weeks)}${close}`
}
