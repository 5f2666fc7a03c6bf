import { HEALTH_REASON } from '../guardrails/review-undo.ts'
import type { Reason } from '../plan/plan.ts'
import type { Wish } from './wish.ts'

/**
 * Why a plan is adjusted: the reason of the revision, and the note of each week it changes. What health asks for is a change
 * for health like any other, so that an undo of it is a no to it (guardrails/review-undo.ts).
 */
export function wishReason(wish: Wish): Reason {
  switch (wish.kind) {
    case 'sick':
      return { code: HEALTH_REASON, facts: { wish: wish.kind, part: null, rules: 'G18 G19' } }
    case 'hurt':
      return { code: HEALTH_REASON, facts: { wish: wish.kind, part: wish.flag.part ?? null, rules: 'G17 G18' } }
    case 'too-tired':
      return { code: 'adjusted', facts: { wish: wish.kind } }
    case 'days':
      return { code: 'adjusted', facts: { wish: wish.kind, week: wish.week, days: wish.days } }
    case 'travel':
      return { code: 'adjusted', facts: { wish: wish.kind, from: wish.from, to: wish.to, minutes: wish.easyMinutes } }
    case 'no-time-today':
      return { code: 'adjusted', facts: { wish: wish.kind, minutes: wish.minutes } }
  }
}
