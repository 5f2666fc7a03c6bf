import type { Reason } from './plan.ts'

/** From this much more or less than the last loading week on a week grows or steps back, percent [P]. */
const CHANGE_PERCENT = 2

/**
 * The note on a week's size beside the last loading week, named by its own figures: facts `volume` and `lastLoad` in the unit
 * of the plan. Any other note, and one without a loading week to compare with, stays as it is.
 */
export function volumeNote(note: Reason): Reason {
  const { volume, lastLoad } = note.facts
  if (typeof volume !== 'number' || typeof lastLoad !== 'number' || lastLoad <= 0) return note
  // a hair less rounds to −0, which JSON does not know
  const growthPercent = Math.round((volume / lastLoad - 1) * 100) + 0
  const code =
    growthPercent >= CHANGE_PERCENT
      ? 'volume-grows'
      : growthPercent <= -CHANGE_PERCENT
        ? 'volume-steps-back'
        : 'volume-holds'
  return { code, facts: { ...note.facts, growthPercent } }
}
