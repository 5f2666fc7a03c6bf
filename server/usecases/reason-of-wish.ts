import type { Adjustment } from '@coach-wattz/core/adaptation/adjust-plan'
import { HEALTH_REASON } from '@coach-wattz/core/guardrails/review-undo'
import type { Reason } from '@coach-wattz/core/plan/plan'
import type { AdjustWish } from '../../shared/contracts/training-plan.ts'

/**
 * Why a plan was adjusted, kept with the revision. What health asks for is a change for health like any other, so that an
 * undo of it is a no to it (guardrails/review-undo.ts), and names the flag it told of.
 */
export function reasonOfWish(
  wish: AdjustWish,
  { sessions }: Extract<Adjustment, { ok: true }>,
  flag: Reason['facts'] | null,
): Reason {
  const asked = { wish: wish.kind, sessions: sessions.length }
  switch (wish.kind) {
    case 'sick':
    case 'hurt':
      return {
        code: HEALTH_REASON,
        facts: {
          ...asked,
          part: wish.kind === 'hurt' ? wish.part : null,
          rules: wish.kind === 'hurt' ? 'G17 G18' : 'G18 G19',
          ...flag,
        },
      }
    case 'too-tired':
      return { code: 'adjusted', facts: asked }
    case 'days':
      return { code: 'adjusted', facts: { ...asked, week: wish.week, days: wish.days } }
    case 'travel':
      return { code: 'adjusted', facts: { ...asked, from: wish.from, to: wish.to, minutes: wish.easyMinutes } }
    case 'no-time-today':
      return { code: 'adjusted', facts: { ...asked, minutes: wish.minutes } }
  }
}
