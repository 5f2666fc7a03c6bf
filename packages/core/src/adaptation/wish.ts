import type { Flag } from '../athlete/flag.ts'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import type { Plan, Reason } from '../plan/plan.ts'
import type { LocalDate } from '../time/local-date.ts'

/** What may be asked of a plan in force beside what new answers ask of it (guardrails/author-replan.ts). A closed list. */
export type Wish =
  /** The next seven days at most .70 of their load, nothing HIGH (science.md S8.3). */
  | { readonly kind: 'too-tired' }
  /** What an illness or an injury, as it is told, asks of the sessions to come (science.md G17, G19, S8.6). */
  | { readonly kind: 'sick'; readonly flag: Flag }
  | { readonly kind: 'hurt'; readonly flag: Flag }
  /** So many days of training in the days left of this week, today included, or in the next. */
  | { readonly kind: 'days'; readonly week: 'this' | 'next'; readonly days: number }
  /** Away: no training, or so many easy minutes a day. */
  | {
      readonly kind: 'travel'
      readonly from: LocalDate
      readonly to: LocalDate
      readonly easyMinutes: number | null
    }
  /** Today has no time for its sessions, or so many minutes. */
  | { readonly kind: 'no-time-today'; readonly minutes: number | null }

export interface WishContext {
  /** The first day that may change. */
  readonly today: LocalDate
  readonly facts: ReviewFacts
  /** Ids of sessions that stay as they are, today's done ones included. */
  readonly done: readonly string[]
}

/** What a wish asks for before the rules have their say. */
export type Asked =
  | {
      readonly ok: true
      readonly changes: readonly PlanChange[]
      /** Why, by session. */
      readonly reasons: ReadonlyMap<string, Reason>
      /** False where what the rules made of it is not what was wished for any more. */
      readonly holds: (plan: Plan) => boolean
    }
  /** Nothing to change, or not to be done; in a sentence or two. */
  | { readonly ok: false; readonly kind: 'nothing' | 'refused'; readonly why: string }
