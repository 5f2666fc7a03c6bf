import { eased, EASY_LEAST_MIN, shortenedInKind } from '../guardrails/reshape-session.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan, PlannedWorkout } from '../plan/plan.ts'
import { addDays } from '../time/local-date.ts'
import { factsOf, replaced, type Acted, type ActionOf } from './acted.ts'
import type { JudgedSession } from './judged-session.ts'
import { sessionsAhead } from './like-sessions.ts'
import type { RepairContext } from './repair-step.ts'

/** The days after a session easy: hard sessions become easy ones, those of the first day a share as long. Null where they are already. */
export function easyDays(
  plan: Plan,
  judged: JudgedSession,
  action: ActionOf<'easy-days'>,
  context: RepairContext,
): Acted | null {
  const { session, review } = judged
  const doneOn = judged.doneOn ?? session.date
  const over = Math.max(review?.workRatio ?? 0, review?.loadShare ?? 0)
  if (action.leastExtraTss !== null && extraTss(judged) < action.leastExtraTss) return null
  const days = over >= action.farOverFrom ? action.daysIfFarOver : action.days
  const changes = sessionsAhead(plan, addDays(doneOn, 1), addDays(doneOn, days), context).flatMap(
    ({ session: each }): PlanChange[] => {
      const isNextDay = each.date === addDays(doneOn, 1)
      return replaced(each, easier(each, isNextDay ? action.firstDayShare : 1))
    },
  )
  if (changes.length === 0) return null
  const facts = {
    days,
    overPercent: over > 0 ? Math.round(over * 100) : null,
    sharePercent: Math.round(action.firstDayShare * 100),
  }
  return { changes, reason: { code: 'repair-easy-days', facts: { ...factsOf(judged), ...facts } } }
}

/** Load above the plan; where a load is not known, the extra length says enough. */
function extraTss({ session, review }: JudgedSession): number {
  if (review?.loadDone == null || session.tss === null) return Infinity
  return review.loadDone - session.tss
}

function easier(session: PlannedWorkout, share: number): PlannedWorkout {
  const easy = session.hard ? eased(session, EASY) : session
  const minutes = Math.floor((share * session.durationS) / 60)
  if (share >= 1 || minutes < EASY_LEAST_MIN) return easy
  return shortenedInKind(easy, minutes) ?? easy
}

const EASY = { code: 'easy-session', facts: {} } as const
