import { hardSessions } from './g07-hard-day-spacing.ts'
import { forbidsRunning, injuriesOn, unprogressedVolume } from './g17-injury.ts'
import { hardAgainFrom, tooMuchWork } from './g18-return-after-break.ts'
import { illnessLimit } from './g19-illness.ts'
import { isHeldEasy, isOld, OLD_SPACING_DAYS } from './g20-screening.ts'
import type { Violation } from './guard-report.ts'
import { byImportance, factsOf, type PlanEditor, reduceVolume } from './plan-editor.ts'
import { makeEasy, sessionOf, sportOf, weekOf } from './repair.ts'
import { rideInstead } from './ride-instead.ts'
import type { SessionFacts } from './week-facts.ts'

/** Easy in place of what a flag forbids; a ride or rest where it hurts too much to run; a week of no growth (G17). */
export function repairInjury(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (session === null) {
    const week = weekOf(editor, violation)
    for (const sport of week ? editor.facts.sports : []) {
      const most = unprogressedVolume(editor.facts, sport, week!)
      if (most !== null) reduceVolume(editor, sport, (one) => one.weekIndex === week!.index, most)
    }
    return
  }
  if (session.workout.sport !== 'run' || !forbidsRunning(editor.facts, session)) {
    const [injury] = injuriesOn(editor.facts, session)
    editor.ease(session.workout, { code: 'eased-injury', facts: { part: injury?.part ?? null } })
    return
  }
  const ride = rideInstead(editor.facts, session)
  if (ride === null || !editor.replace(session.workout, ride)) editor.remove(session.workout)
}

/** Volume down to the week's share of the usual one; easy in place of work that comes too early (G18). */
export function repairReturn(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (session) {
    const sport = sportOf(editor, session)
    if (tooMuchWork(sport, session) > 0) editor.ease(session.workout)
    const left = editor.find(session.workout.id)
    const hardFrom = hardAgainFrom(editor.facts, sport)
    if (left?.hard && hardFrom !== null && left.day < hardFrom) makeEasy(editor, left)
    return
  }
  const week = weekOf(editor, violation)
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const facts = factsOf(editor, sport)
    const limit = facts.rows[facts.rowsBefore + week.index]?.returning?.limit ?? null
    if (limit !== null) reduceVolume(editor, facts, (other) => other.weekIndex === week.index, limit)
  }
}

export function repairIllness(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  const limit = session && illnessLimit(editor.facts, session)
  if (!session || !limit) return
  if (limit.mostMin === 0) editor.remove(session.workout)
  else if (session.minutes > limit.mostMin) editor.shorten(session.workout, limit.mostMin)
  else editor.ease(session.workout, { code: 'eased-illness', facts: {} })
}

/** All easy after a yes; for the old the least important hard session of those too near or too many. */
export function repairForHealth(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (session && isHeldEasy(editor.facts)) {
    editor.ease(session.workout, { code: 'eased-doctor', facts: {} })
    return
  }
  if (!isOld(editor.facts)) return
  const hard = hardSessions(editor.facts).filter((other) => !other.past)
  const near = session
    ? hard.filter((other) => Math.abs(other.day - session.day) < OLD_SPACING_DAYS)
    : hard.filter((other) => other.weekNumber === violation.week)
  // the one that stands nearest to most others makes room for all of them
  const crowd = (one: SessionFacts): number =>
    hard.filter((other) => Math.abs(other.day - one.day) < OLD_SPACING_DAYS).length
  const [least] = near.toSorted((a, b) => crowd(b) - crowd(a) || byImportance(a, b))
  if (least) makeEasy(editor, least)
}
