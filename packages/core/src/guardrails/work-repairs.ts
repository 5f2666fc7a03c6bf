import { racesToRecover, recoveryWeeks, restAfterRace } from './g28-race-recovery.ts'
import type { Violation } from './guard-report.ts'
import { byImportance, type PlanEditor, reduceVolume } from './plan-editor.ts'
import { makeEasy, sessionOf, weekOf } from './repair.ts'
import type { SessionFacts } from './week-facts.ts'

export function repairHardDays(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  const hard = week?.judged.filter((session) => session.hard).toSorted(byImportance) ?? []
  if (hard[0]) makeEasy(editor, hard[0])
}

/** One step of work less; what the week still has too much of is found again. */
export function repairIntensity(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  const hard = week?.judged.filter((session) => session.hardMinutes > 0) ?? []
  const most = hard.toSorted((a, b) => (b.workout.step ?? 0) - (a.workout.step ?? 0) || byImportance(a, b))[0]
  if (most) editor.lower(most.workout)
}

/** Reps are taken out until the work fits its week (G10). */
export function repairWork(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (session) editor.lower(session.workout)
}

export function repairAfterRace(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  const races = racesToRecover(editor.facts)
  if (session) {
    const after = restAfterRace(races, session)
    if (after && session.hardMinutes > 0) editor.ease(session.workout)
    const left = editor.find(session.workout.id)
    if (left && restAfterRace(races, left)) makeEasy(editor, left)
    return
  }
  for (const race of races) {
    for (const [fromDay, toDay, most] of recoveryWeeks(editor.facts, race)) {
      const inWindow = (other: SessionFacts): boolean =>
        other.workout.sport === race.sport && other.day >= fromDay && other.day <= toDay
      reduceVolume(editor, { sport: race.sport, measure: 'min' }, inWindow, most)
    }
  }
}
