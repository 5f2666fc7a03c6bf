import { eased, EASY_LEAST_MIN, shortened, shortenedInKind } from '../guardrails/reshape-session.ts'
import { workoutsOf, type Plan, type PlannedWorkout, type Priority, type Reason } from '../plan/plan.ts'
import { addDays } from '../time/local-date.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { leastChurn, type FormOf } from './least-churn.ts'
import { changeOfSession } from './session-diff.ts'
import type { Asked, WishContext } from './wish.ts'

/** "Too tired, back off": seven days at .70 of their load, no HIGH (science.md S8.3). */
const DAYS = 7
const LOAD_SHARE = 0.7
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

/**
 * The next seven days with at most .70 of their load and nothing above threshold (science.md S8.3): sessions with HIGH turn
 * easy, then the fewest others are shortened, turned easy or taken out. Races and what is done stay and do not count.
 */
export function askTooTired(plan: Plan, { today, done }: WishContext): Asked {
  const until = addDays(today, DAYS)
  const inWindow = (on: Plan): PlannedWorkout[] =>
    workoutsOf(on).filter(({ id, race, date }) => !race && !done.includes(id) && date >= today && date < until)
  const sessions = inWindow(plan)
  if (sessions.length === 0)
    return { ok: false, kind: 'nothing', why: 'No session is planned in the next seven days: they are rest already.' }
  const isLoadKnown = sessions.every(({ tss }) => tss !== null)
  const weigh: Weigh = isLoadKnown ? ({ tss }) => tss ?? 0 : ({ durationS }) => durationS / 60
  const target = LOAD_SHARE * total(sessions, weigh)
  const forms = leastChurn(
    sessions.map((session) => formsOf(session, weigh)),
    target,
  )
  // every session may be taken out, so there is a way
  const after = forms ?? sessions.map(() => null)
  // by minutes where a session's load is not known
  const unit = isLoadKnown ? 'load' : 'min'
  const facts = { before: Math.round(total(sessions, weigh)), after: Math.round(target), unit }
  const diffs = sessions.flatMap((before, index) => {
    const now = after[index] ?? null
    return now === before ? [] : [{ workoutId: before.id, before, after: now }]
  })
  return {
    ok: true,
    changes: diffs.map(changeOfSession),
    reasons: new Map(diffs.map(({ workoutId, before, after: now }) => [workoutId, reasonOf(before, now, facts)])),
    // the rules may take more out, never put back
    holds: (next) => {
      const now = inWindow(next)
      return total(now, weigh) <= target + 1 && now.every((session) => !hasHigh(session))
    },
  }
}

type Weigh = (session: PlannedWorkout) => number

const total = (sessions: readonly PlannedWorkout[], weigh: Weigh): number =>
  sessions.reduce((sum, session) => sum + weigh(session), 0)

const hasHigh = ({ workout }: PlannedWorkout): boolean => domainSeconds(workout).highS > 0

function formsOf(session: PlannedWorkout, weigh: Weigh): FormOf<PlannedWorkout | null>[] {
  const { change, remove, churn } = COST[session.priority]
  const minutes = session.durationS / 60
  const cuts = CUT_SHARES.map((share) => Math.floor(share * minutes)).filter((cut) => cut >= EASY_LEAST_MIN)
  const easy = eased(session, { code: 'eased-tired', facts: {} })
  const forms: FormOf<PlannedWorkout | null>[] = [{ form: null, load: 0, churn, cost: remove }]
  const offer = (form: PlannedWorkout | null, cost: number): void => {
    if (form !== null && form !== session && !hasHigh(form)) forms.push({ form, load: weigh(form), churn: 1, cost })
  }
  offer(easy, change)
  for (const [index, cut] of cuts.entries()) {
    const cost = change + CUT_COST * (index + 1)
    offer(shortened(easy, cut), cost)
    offer(session.hard ? shortenedInKind(session, cut) : shortened(session, cut), cost)
  }
  return hasHigh(session) ? forms : [{ form: session, load: weigh(session), churn: 0, cost: 0 }, ...forms]
}

function reasonOf(before: PlannedWorkout, after: PlannedWorkout | null, facts: Reason['facts']): Reason {
  if (after === null) return { code: 'tired-rest', facts }
  if (hasHigh(before)) return { code: 'tired-no-high', facts }
  return { code: after.purpose.code === 'eased-tired' ? 'tired-easy' : 'tired-shorter', facts }
}
