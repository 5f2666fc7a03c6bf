import { slotsOn, type Availability } from '@coach-wattz/core/athlete/availability'
import { applyChanges } from '@coach-wattz/core/plan/apply-change'
import { workoutsOf, type Plan, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { Coach, Known } from '../coach.ts'

/** A missed session waits no longer than this for a free day. */
const MOST_DAYS = 14

/**
 * A calendar that reschedules: whatever has not been done is put on the next free day with the minutes for it, nothing is
 * lowered and nothing left out.
 */
export function naiveCoach(): Coach {
  let plan: Plan | null = null
  const done = new Set<string>()
  const settled = new Set<string>()
  return {
    name: 'naive',
    start({ printed }) {
      plan = printed
      return plan
    },
    night(day, known) {
      if (plan === null) return null
      const before = plan
      learn(plan, known, done)
      for (const session of workoutsOf(plan)) {
        if (session.race || settled.has(session.id) || session.date >= day) continue
        if (known.syncedThrough === null || session.date > known.syncedThrough) continue
        if (done.has(session.id)) settled.add(session.id)
        else plan = moved(plan, session, day, known.availability)
      }
      return plan === before ? null : plan
    },
  }
}

/** A session counts as done when something of its sport was recorded on its day. */
function learn(plan: Plan, { recordings }: Known, done: Set<string>): void {
  for (const { activity } of recordings) {
    for (const session of workoutsOf(plan))
      if (session.date === activity.date && session.sport === activity.sport) done.add(session.id)
  }
}

function moved(plan: Plan, session: PlannedWorkout, from: LocalDate, availability: Availability): Plan {
  const taken = new Set(workoutsOf(plan).map(({ date }) => date))
  for (let ahead = 0; ahead < MOST_DAYS; ahead++) {
    const date = addDays(from, ahead)
    if (taken.has(date)) continue
    const slot = slotsOn(availability, date).find(({ minutes }) => minutes >= session.durationS / 60)
    if (slot === undefined) continue
    const { id: workoutId, date: was, slot: wasSlot } = session
    const to = { date, slot: slot.slot }
    const applied = applyChanges(plan, [{ kind: 'move', workoutId, from: { date: was, slot: wasSlot }, to }])
    if (applied.ok) return applied.value
  }
  return plan
}
