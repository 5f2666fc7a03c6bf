import { EASY_LEAST_MIN, shortened, shortenedInKind } from '../guardrails/reshape-session.ts'
import { applyChanges } from '../plan/apply-change.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { workoutsOf, type Plan, type PlannedWorkout, type Reason } from '../plan/plan.ts'
import { placeBeside } from './place-beside.ts'
import type { Asked, Wish, WishContext } from './wish.ts'

/**
 * Today has no time, or some minutes. A key session is done shorter and just as hard where the minutes hold it, else on one
 * of the next days (science.md S8.2), else shorter and easier; an easy one is shortened, or dropped: what is missed is
 * never added elsewhere.
 */
export function askNoTimeToday(
  plan: Plan,
  { minutes }: Extract<Wish, { kind: 'no-time-today' }>,
  context: WishContext,
): Asked {
  const { today, done } = context
  const open = (on: Plan): PlannedWorkout[] =>
    workoutsOf(on).filter(({ id, date, race }) => date === today && !race && !done.includes(id))
  const sessions = open(plan)
  const room = minutes !== null && minutes >= EASY_LEAST_MIN ? minutes : null
  const planned = Math.round(sessions.reduce((sum, { durationS }) => sum + durationS, 0) / 60)
  if (sessions.length === 0) return { ok: false, kind: 'nothing', why: 'Nothing is planned today that is still to do.' }
  if (room !== null && planned <= room)
    return { ok: false, kind: 'nothing', why: `Today's ${planned} min fit into that already.` }
  let current = plan
  const changes: PlanChange[] = []
  const reasons = new Map<string, Reason>()
  let left = room
  // the most important session has the first word on the minutes
  for (const session of sessions.toSorted((a, b) => RANK[a.priority] - RANK[b.priority])) {
    const way = wayFor(current, session, left, context)
    const applied = applyChanges(current, way.changes, { done })
    if (!applied.ok) continue
    current = applied.value
    changes.push(...way.changes)
    reasons.set(session.id, way.reason)
    for (const change of way.changes)
      if (change.kind === 'remove' && change.workout.id !== session.id)
        reasons.set(change.workout.id, { code: 'gave-way', facts: { title: session.title } })
    const stays = open(current).find(({ id }) => id === session.id)
    if (stays && left !== null) left = Math.max(0, left - Math.ceil(stays.durationS / 60))
  }
  return {
    ok: true,
    changes,
    reasons,
    holds: (next) => open(next).reduce((sum, { durationS }) => sum + durationS, 0) <= 60 * (room ?? 0),
  }
}

const RANK = { KEY: 0, SUPPORT: 1, OPTIONAL: 2 } as const

function wayFor(
  plan: Plan,
  session: PlannedWorkout,
  room: number | null,
  context: WishContext,
): { readonly changes: readonly PlanChange[]; readonly reason: Reason } {
  const facts = { minutes: room }
  const replaced = (after: PlannedWorkout, code: string) => ({
    changes: after === session ? [] : [{ kind: 'replace', workoutId: session.id, before: session, after } as const],
    reason: { code, facts },
  })
  const isRoom = room !== null && room >= EASY_LEAST_MIN
  if (session.priority === 'KEY') {
    const short = isRoom ? shortenedInKind(session, room) : null
    if (short) return replaced(short, 'no-time-shorter')
    const moved = placeBeside(plan, session, context)
    if (moved) return { changes: moved, reason: { code: 'no-time-moved', facts } }
  }
  if (isRoom) return replaced(shortened(session, room), 'no-time-shorter')
  return { changes: [{ kind: 'remove', workout: session }], reason: { code: 'no-time-dropped', facts } }
}
