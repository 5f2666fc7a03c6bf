import { eased } from '../guardrails/reshape-session.ts'
import { workoutsOf, type Plan, type PlannedWorkout, type Reason } from '../plan/plan.ts'
import { addDays } from '../time/local-date.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { leastChurn } from './least-churn.ts'
import { lighterForms } from './lighter-forms.ts'
import { changeOfSession } from './session-diff.ts'
import { weighBy, type Weigh } from './session-weight.ts'
import type { Asked, WishContext } from './wish.ts'

/** "Too tired, back off": seven days at .70 of their load, no HIGH (science.md S8.3). */
const DAYS = 7
const LOAD_SHARE = 0.7
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
  const { unit, weigh } = weighBy(sessions)
  const target = LOAD_SHARE * total(sessions, weigh)
  const forms = leastChurn(
    sessions.map((session) =>
      lighterForms(session, {
        weigh,
        easy: (hard) => eased(hard, { code: 'eased-tired', facts: {} }),
        isRuledOut: hasHigh,
      }),
    ),
    target,
  )
  // every session may be taken out, so there is a way
  const after = forms ?? sessions.map(() => null)
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

const total = (sessions: readonly PlannedWorkout[], weigh: Weigh): number =>
  sessions.reduce((sum, session) => sum + weigh(session), 0)

const hasHigh = ({ workout }: PlannedWorkout): boolean => domainSeconds(workout).highS > 0

function reasonOf(before: PlannedWorkout, after: PlannedWorkout | null, facts: Reason['facts']): Reason {
  if (after === null) return { code: 'tired-rest', facts }
  if (hasHigh(before)) return { code: 'tired-no-high', facts }
  return { code: after.purpose.code === 'eased-tired' ? 'tired-easy' : 'tired-shorter', facts }
}
