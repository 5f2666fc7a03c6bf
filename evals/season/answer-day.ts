import { expectedRpe } from '@coach-wattz/core/matching/expected-effort'
import type { FeedbackReason } from '@coach-wattz/core/matching/feedback'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { Extent } from './done-session.ts'
import type { DayRolls, Trouble } from './life.ts'
import type { Habits } from './season-athlete.ts'

/** What stands between a session and its athlete that day. */
export interface DayState {
  readonly rolls: DayRolls
  readonly habits: Habits
  readonly trouble: Trouble | null
  /** Symptoms are here, whatever the script said: training ill makes them stay. */
  readonly isIll: boolean
  /** Above the neck only. */
  readonly isCold: boolean
  /** Minutes there really are for this session. */
  readonly minutes: number
  /** Steps of effort that sessions feel easier today; negative: harder. */
  readonly ease: number
}

/** What the athlete does of a session, and why; a null extent is not done. */
export interface Answer {
  readonly extent: Extent | null
  readonly reason: FeedbackReason | null
  /** CR10; null where nothing was done. */
  readonly rpe: number | null
}

const EAGER_FACTOR = 1.3
const SHORT_OF_TIME = 0.04
/** A session of less than this is not begun, minutes. */
const LEAST_MINUTES = 15
/** Who is ill trains all the same: this often with a cold, and with worse. */
const TRAINS_WITH_COLD = 0.5
const TRAINS_WITH_MORE = 0.2
/** Harder than this by so many steps, and one in three stays at home. */
const TIRED_FROM = -3
const TIRED_STAYS = 0.33

/**
 * What an athlete does of a prescribed session: the same rolls under every coach, held against a state that coaches make. A
 * race is run unless the athlete is ill in bed or away.
 */
export function answerDay(session: PlannedWorkout, day: DayState): Answer {
  const { rolls, habits, trouble } = day
  if (trouble?.kind === 'gap') return skipped(trouble.announced ? 'TRAVEL' : 'BUSY')
  if (day.isIll && rolls.trainsIll >= (day.isCold ? TRAINS_WITH_COLD : TRAINS_WITH_MORE)) return skipped('SICK')
  const away = trouble?.kind === 'travel' ? 'TRAVEL' : null
  if (day.minutes < LEAST_MINUTES && !session.race) return skipped(away ?? 'BUSY')
  if (!session.race && rolls.busy < habits.busy) return skipped('BUSY')
  if (!session.race && day.ease < TIRED_FROM && rolls.givesUp < TIRED_STAYS) return skipped('TIRED')
  const effort = effortOf(session, day)
  const short = day.minutes / (session.durationS / 60)
  if (short < 1 && !session.race)
    return { extent: { kind: 'ended', share: short }, reason: away ?? 'OUT_OF_TIME', rpe: effort }
  if (session.race) return { extent: AS_PLANNED, reason: null, rpe: 9 }
  if (rolls.short < SHORT_OF_TIME)
    return { extent: { kind: 'ended', share: 0.4 + 0.3 * rolls.share }, reason: 'OUT_OF_TIME', rpe: effort }
  if (rolls.fails < failsBy(session, day.ease))
    return {
      extent: session.hard
        ? { kind: 'given-up', share: 0.3 + 0.4 * rolls.share }
        : { kind: 'ended', share: 0.4 + 0.3 * rolls.share },
      reason: 'TOO_HARD',
      rpe: Math.min(10, effort + 2),
    }
  if (rolls.eager < habits.eager)
    return { extent: { kind: 'stretched', factor: EAGER_FACTOR }, reason: null, rpe: effort }
  return { extent: AS_PLANNED, reason: day.ease > 2 ? 'EASY' : null, rpe: effort }
}

const AS_PLANNED: Extent = { kind: 'stretched', factor: 1 }
const skipped = (reason: FeedbackReason): Answer => ({ extent: null, reason, rpe: null })

/** Chance to give a session up: three in a hundred of hard ones on a usual day, half of them three steps below it. */
const failsBy = (session: PlannedWorkout, ease: number): number =>
  1 / (1 + Math.exp(1.2 * (ease + (session.hard ? 3 : 5))))

function effortOf(session: PlannedWorkout, { ease, rolls }: DayState): number {
  const { low, high } = expectedRpe(session.focus, false)
  return Math.min(10, Math.max(1, Math.round((low + high) / 2 - ease + 0.5 * rolls.effort)))
}
