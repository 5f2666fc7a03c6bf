import type { Plan } from '../plan/plan.ts'
import { daysBetween } from '../time/local-date.ts'
import type { Acted } from './acted.ts'
import { clearDays } from './clear-days.ts'
import { rowOf, type RepairAction } from './decision-table.ts'
import { easyDays } from './easy-days.ts'
import type { JudgedSession } from './judged-session.ts'
import { lowerNext } from './lower-next.ts'
import type { Decision, RepairContext } from './repair-step.ts'
import { madeDecision } from './made-changes.ts'
import { proposeHigher, raiseNext } from './raise-next.ts'
import { repeatStep } from './repeat-step.ts'
import { rescheduleKey } from './reschedule-key.ts'

/** An outcome older than this says nothing of the days to come any more [P]: by then a like session has been judged. */
const LATEST_DAYS = 14

/**
 * What became of the sessions, row by row of the decision table (science.md S8.1), oldest first: each decision looks at the
 * plan as the ones before left it. A session that was decided on for the same outcome is left alone.
 */
export function decideOutcomes(plan: Plan, context: RepairContext): Decision[] {
  let current = plan
  const decisions: Decision[] = []
  for (const judged of context.sessions) {
    const { session, outcome, decided } = judged
    if (session.race || decided === outcome.kind) continue
    if (daysBetween(session.date, context.today) > LATEST_DAYS) continue
    for (const action of rowOf(outcome.kind).actions) {
      for (const decide of decidersOf(action)) {
        const acted = decide(current, judged, context)
        if (acted === null) continue
        const made = madeDecision(current, acted, context)
        current = made.plan
        const row = `${outcome.kind}:${acted.reason.code.replace('repair-', '')}`
        decisions.push({
          row,
          kind: outcome.kind,
          workoutId: session.id,
          reason: acted.reason,
          changes: acted.changes.length > 0 && made.changes.length === 0 ? acted.changes : made.changes,
        })
      }
    }
  }
  return decisions
}

type Decide = (plan: Plan, judged: JudgedSession, context: RepairContext) => Acted | null

/** What an action comes down to; what it says of the step of the next session is nothing once a later one was done. */
function decidersOf(action: RepairAction): Decide[] {
  const unlessOutdated =
    (decide: Decide): Decide =>
    (plan, judged, context) =>
      isOutdated(judged, context) ? null : decide(plan, judged, context)
  switch (action.act) {
    case 'repeat-step':
      return [unlessOutdated(repeatStep)]
    case 'lower-next':
      return [unlessOutdated((plan, judged, context) => lowerNext(plan, judged, action, context))]
    case 'raise-next':
      return [
        unlessOutdated((plan, judged, context) => raiseNext(plan, judged, action, context)),
        unlessOutdated((plan, judged, context) => proposeHigher(plan, judged, action, context)),
      ]
    case 'reschedule-key':
      return [(plan, judged, context) => rescheduleKey(plan, judged, action, context)]
    case 'easy-days':
      return [(plan, judged, context) => easyDays(plan, judged, action, context)]
    case 'clear-days':
      return [(plan, judged, context) => clearDays(plan, judged, action, context)]
  }
}

/** A later session of the same kind was done: it says more of the step than this one. */
const isOutdated = ({ session }: JudgedSession, { sessions }: RepairContext): boolean =>
  sessions.some(
    ({ session: later, review }) =>
      later.date > session.date && later.sport === session.sport && later.focus === session.focus && review !== null,
  )
