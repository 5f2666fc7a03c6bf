import { OWN_DISTANCE_M } from '@coach-wattz/core/plan/goal'
import type { DraftFigures, PlanDraft } from '../../composables/usePlanDraft'
import { distance, type Units } from '../../words/measure'
import { minutesOf } from './draft-week'

/** What a draft is held against beside itself. */
export interface DraftContext {
  /** Absent until the server has said which day it is there. */
  readonly today: string | undefined
  readonly units: Units
  /** False while the health questions stand open. */
  readonly isHealthAnswered: boolean
}

/** What has to be put right before a plan can be shown: a sentence for each field, by its name. */
export function draftErrors(draft: PlanDraft, figures: DraftFigures, context: DraftContext): Record<string, string> {
  const { today, units } = context
  const isOver = (date: string): boolean => !date || (today !== undefined && date <= today)
  const found: Record<string, string> = {}
  const dated = draft.kind !== 'GENERAL_FITNESS'
  const range = `${distance(OWN_DISTANCE_M.least, units)} to ${distance(OWN_DISTANCE_M.most, units)}`
  if (dated && !draft.date) found.date = 'Give the day of the race.'
  else if (draft.date && isOver(draft.date)) found.date = 'Give a day that is still to come.'
  if (dated && draft.targetTime.trim() && figures.targetTimeS === null)
    found.targetTimeS = 'Write the time as hours, minutes and seconds, like 1:45:00.'
  if (draft.kind === 'RUN_DISTANCE' && figures.distanceM === null) found.distanceM = `Give a distance from ${range}.`
  if (dated && draft.sport === 'ride' && draft.targetPower.trim() && figures.targetPowerW === null)
    found.targetPowerW = 'Write the power in watts, from 30 to 700.'
  for (const [index, event] of draft.events.entries()) {
    if (isOver(event.date)) found[`events.${index}.date`] = 'Give a day that is still to come.'
    else if (draft.date && event.date >= draft.date)
      found[`events.${index}.date`] = 'Give a day before the race that the plan is for.'
    if (event.kind === 'RUN_DISTANCE' && figures.eventDistancesM[index] === null)
      found[`events.${index}.distanceM`] = `Give a distance from ${range}.`
  }
  if (draft.birthYear.trim() && figures.birthYear === null)
    found.birthYear = 'Write the year with four digits, like 1985.'
  if (Object.values(draft.days).filter((day) => minutesOf(day) > 0).length < 2)
    found.days = 'A plan needs at least two days with time.'
  if (!context.isHealthAnswered) found.health = 'Tick what applies, or "None of these".'
  return found
}
