import { archetypeById, findArchetype } from '../library/find-archetype.ts'
import { isPureEasy, scaleEasyTo, variantDurationS, type WorkoutVariant } from '../library/scale.ts'
import { STEP_COUNT } from '../library/archetype.ts'
import { daysBetween } from '../time/local-date.ts'
import { OTHER_SPORT_CODE } from './other-sport.ts'
import type { PlannedWorkout, TrainingWeek } from './plan.ts'
import type { SessionDraft } from './session-draft.ts'
import { easyId, easyVariant } from './week-room.ts'

/** The sessions of a written week as the drafts they came from, races and the other sport left out: what a later block is measured from. */
export function plannedDrafts(week: TrainingWeek): SessionDraft[] {
  const sessions = week.workouts.filter(({ race, purpose }) => !race && purpose.code !== OTHER_SPORT_CODE)
  const longest = sessions.reduce<PlannedWorkout | null>(
    (best, session) => (best === null || session.durationS > best.durationS ? session : best),
    null,
  )
  return sessions.map((session): SessionDraft => {
    const isLong = session === longest && (session.focus === 'LONG' || session.priority !== 'KEY')
    return {
      day: daysBetween(week.startDate, session.date),
      slot: session.slot,
      role: isLong ? 'long' : session.priority === 'KEY' && session.focus !== 'LONG' ? 'key' : 'easy',
      variant: variantOf(session),
      focus: session.focus,
      priority: session.priority,
      purpose: session.purpose,
    }
  })
}

/** The library's session of the same length; a session of the athlete's own counts as an easy one. */
function variantOf({ archetype: id, step, durationS, sport }: PlannedWorkout): WorkoutVariant {
  const minutes = Math.max(1, Math.round(durationS / 60))
  const archetype = id === null ? null : findArchetype(id)
  if (archetype === null || step === null || !Number.isInteger(step) || step < 1 || step > STEP_COUNT)
    return easyVariant(easyId[sport], minutes)
  const own: WorkoutVariant = { archetypeId: archetype.id, step }
  if (isPureEasy(archetypeById(archetype.id))) return scaleEasyTo(archetype.id, minutes) ?? own
  return variantDurationS(own) < durationS ? { ...own, extendEasyToMin: minutes } : own
}
