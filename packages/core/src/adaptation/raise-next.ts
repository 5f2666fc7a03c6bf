import { planFacts } from '../guardrails/plan-facts.ts'
import { atStep } from '../guardrails/reshape-session.ts'
import type { Plan, TrainingWeek } from '../plan/plan.ts'
import { factsOf, noteOn, replaced, type Acted, type ActionOf } from './acted.ts'
import type { JudgedSession } from './judged-session.ts'
import { likeSessions, slotMinutes } from './like-sessions.ts'
import { isByLength } from './repeat-step.ts'
import { planWith, type RepairContext } from './repair-step.ts'

/**
 * The next like session climbs two steps instead of one (science.md S8.1, S8.5), or as far as its slot and the limits hold.
 * Recovery weeks, weeks of a race, the taper and what comes after it are not hurried. Null where nothing is gained.
 */
export function raiseNext(
  plan: Plan,
  judged: JudgedSession,
  action: ActionOf<'raise-next'>,
  context: RepairContext,
): Acted | null {
  const { session } = judged
  const next = likeSessions(plan, session, context).find(({ session: { priority } }) => priority === session.priority)
  if (!next || isByLength(session) || session.step === null || next.session.step === null) return null
  if (!isLoading(plan, next.week, context)) return null
  for (let step = session.step + action.steps; step > next.session.step; step--) {
    const raised = atStep(next.session, step)
    if (!raised || raised.durationS > 60 * slotMinutes(next)) continue
    const changes = replaced(next.session, raised)
    if (planWith(plan, changes, context) === null) continue
    const facts = { nextDate: next.session.date, step, plannedStep: next.session.step }
    return { changes, reason: { code: 'repair-raises', facts: { ...factsOf(judged), ...facts } } }
  }
  return null
}

/** So many easy ones in a row of a focus that follows the threshold: it may be higher than we think (science.md S8.1). Told, never done. */
export function proposeHigher(
  plan: Plan,
  judged: JudgedSession,
  { foci, inARow, proposePercent: [least, most] }: ActionOf<'raise-next'>,
  context: RepairContext,
): Acted | null {
  const { session } = judged
  if (!foci.includes(session.focus)) return null
  const row = context.sessions
    .filter(({ session: other, review }) => {
      const isSame = other.sport === session.sport && other.focus === session.focus
      return isSame && review !== null && other.date <= session.date
    })
    .slice(-inARow)
  if (row.length < inARow || row.some(({ outcome }) => outcome.kind !== 'SUCCESS_EASY')) return null
  const reason = { code: 'repair-proposes-higher', facts: { ...factsOf(judged), inARow, least, most } }
  return { changes: noteOn(plan, context.today, reason), reason }
}

/** A week that loads: no recovery, no race in it, and the taper not begun. */
function isLoading(plan: Plan, week: TrainingWeek, { facts }: RepairContext): boolean {
  const found = planFacts(plan, facts).weeks.find((each) => each.week.id === week.id)
  return (
    found !== undefined && !week.isRecovery && !found.isTaper && !found.hasRace && found.block.type !== 'TRANSITION'
  )
}
