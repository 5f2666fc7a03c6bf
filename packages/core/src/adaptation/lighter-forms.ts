import { EASY_LEAST_MIN, shortened, shortenedInKind } from '../guardrails/reshape-session.ts'
import type { PlannedWorkout, Priority } from '../plan/plan.ts'
import type { FormOf } from './least-churn.ts'
import type { Weigh } from './session-weight.ts'

/** Lengths a session is cut to. */
const CUT_SHARES = [0.85, 0.7, 0.5] as const
/** What it costs to change a session of a kind and to take it out, and as how many changes the latter counts [P]. */
const COST: Record<Priority, { readonly change: number; readonly remove: number; readonly churn: number }> = {
  KEY: { change: 3, remove: 9, churn: 4 },
  SUPPORT: { change: 1, remove: 3, churn: 2 },
  OPTIONAL: { change: 0.5, remove: 1, churn: 1 },
}
/** Each further cut of its length. */
const CUT_COST = 0.5

export interface LighterForms {
  /** What a session weighs: load, or minutes. */
  readonly weigh: Weigh
  /** An easy form, where the session may turn easy. */
  readonly easy?: (session: PlannedWorkout) => PlannedWorkout
  /** Forms that are not to be offered, the session as it is included. */
  readonly isRuledOut?: (session: PlannedWorkout) => boolean
}

/** The forms a session may take to weigh less: as it is, shorter (a hard one just as hard), easy, easy and shorter, out. */
export function lighterForms(
  session: PlannedWorkout,
  { weigh, easy, isRuledOut = () => false }: LighterForms,
): FormOf<PlannedWorkout | null>[] {
  const { change, remove, churn } = COST[session.priority]
  const minutes = session.durationS / 60
  const cuts = CUT_SHARES.map((share) => Math.floor(share * minutes)).filter((cut) => cut >= EASY_LEAST_MIN)
  const forms: FormOf<PlannedWorkout | null>[] = [{ form: null, load: 0, churn, cost: remove }]
  const offer = (form: PlannedWorkout | null, cost: number): void => {
    if (form !== null && form !== session && !isRuledOut(form)) forms.push({ form, load: weigh(form), churn: 1, cost })
  }
  const eased = easy?.(session)
  if (eased) offer(eased, change)
  for (const [index, cut] of cuts.entries()) {
    const cost = change + CUT_COST * (index + 1)
    if (eased) offer(shortened(eased, cut), cost)
    offer(session.hard ? shortenedInKind(session, cut) : shortened(session, cut), cost)
  }
  return isRuledOut(session) ? forms : [{ form: session, load: weigh(session), churn: 0, cost: 0 }, ...forms]
}
