import { tableGoal } from '../plan/goal.ts'
import { weeksToRace } from '../plan/plan.ts'
import {
  FIRST_SESSION_UNKNOWN_RIDE_MIN,
  FIRST_SESSION_UNKNOWN_RUN_MIN,
  firstWeekUnknownLimitMin,
  LONG_RIDE_WINDOW_DAYS,
  longRideLimitsMin,
  longRunTimeLimitsMin,
  taperLimits,
} from '../plan/volume-limits.ts'
import { toDayNumber } from '../time/local-date.ts'
import { weekLimits } from './g01-weekly-volume.ts'
import { longRunShare } from './g02-long-run-share.ts'
import { runLimits } from './g03-long-run-step.ts'
import { peakWeekVolume, taperSteps } from './g06-taper.ts'
import { firstWeekLimit } from './g25-first-week.ts'
import { SESSION_LEAST_MIN, sessionMostMinutes } from './g27-session-sanity.ts'
import type { Violation } from './guard-report.ts'
import { longestBefore } from './longest-before.ts'
import { byImportance, factsOf, type PlanEditor, reduceVolume, shortenToAmount } from './plan-editor.ts'
import { volumeBetween } from './plan-facts.ts'
import { open, sessionOf, SHARE_MARGIN, sportOf, weekOf } from './repair.ts'
import type { SessionFacts } from './week-facts.ts'

/** A recovery week's share of the best week before it (science.md S5.2: .60–.75). */
const RECOVERY_SHARE = 0.7

/** A taper week against the one before it, where it has to become smaller. */
const TAPER_STEP = 0.95

/** A week that lifts fitness too fast becomes this much of itself, as often as it takes (G21). */
const RAMP_STEP = 0.93

/** Fatigue of a morning is made by the days just before it (G24). */
const FORM_DAYS = 4

export function repairWeeklyVolume(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const facts = factsOf(editor, sport)
    const index = facts.rowsBefore + week.index
    const isReturn = (facts.rows[index]?.returning?.limit ?? null) !== null
    if (isReturn) continue
    const target = weekLimits(editor.facts, facts, index).soft
    reduceVolume(editor, facts, (session) => session.weekIndex === week.index, target)
  }
}

export function repairLongRunShare(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  const share = week && longRunShare(editor.facts, week)
  if (!share) return
  const limit = share.limits.hard - SHARE_MARGIN
  const others = share.total - share.longestAmount
  shortenToAmount(editor, sportOf(editor, share.longest), share.longest.workout.id, (limit / (1 - limit)) * others)
}

export function repairLongRunStep(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session) return
  const sport = sportOf(editor, session)
  shortenToAmount(editor, sport, session.workout.id, runLimits(editor.facts, sport, session.day).soft)
}

export function repairLongRunTime(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  const { goal, athlete } = editor.plan
  if (session) editor.shorten(session.workout, longRunTimeLimitsMin(tableGoal(goal), athlete.level).soft)
}

export function repairCutback(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  const sport = editor.facts.main
  const index = sport.rowsBefore + week.index
  const best = Math.max(0, ...sport.rows.slice(Math.max(0, index - 3), index).map((row) => row.volume ?? 0))
  if (best > 0) reduceVolume(editor, sport, (session) => session.weekIndex === week.index, RECOVERY_SHARE * best)
}

export function repairTaper(editor: PlanEditor): void {
  const { raceDay } = editor.facts
  const peak = peakWeekVolume(editor.facts)
  const limits = taperLimits(tableGoal(editor.plan.goal), weeksToRace(editor.plan).length)
  if (raceDay === null || peak === null || limits === null) return
  const cut = (fromDay: number, toDay: number, target: number): void =>
    reduceVolume(
      editor,
      editor.facts.main,
      (session) => session.day >= fromDay && session.day <= toDay && !session.race,
      target,
    )
  cut(raceDay - 7, raceDay - 1, (limits.last7 - SHARE_MARGIN) * peak)
  if (limits.last14 !== null) {
    const last7 = volumeBetween(editor.facts, editor.facts.main, raceDay - 7, raceDay - 1)
    cut(raceDay - 14, raceDay - 8, 2 * (limits.last14 - SHARE_MARGIN) * peak - last7)
  }
  // each week of the taper below the one it follows
  for (let turn = 0; turn < editor.facts.taperDays / 7; turn++) {
    const rising = taperSteps(editor.facts, peak).find(({ later, earlier }) => later >= earlier)
    if (!rising) break
    const from = raceDay - 7 * rising.window
    cut(from, from + 6, TAPER_STEP * rising.earlier)
  }
}

export function repairLongRide(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session) return
  const sport = sportOf(editor, session)
  editor.shorten(session.workout, longRideLimitsMin(longestBefore(sport, session.day, LONG_RIDE_WINDOW_DAYS)).soft)
}

export function repairFirstWeek(editor: PlanEditor): void {
  const week = editor.facts.weeks[0]
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const facts = factsOf(editor, sport)
    const limit = firstWeekLimit(facts)
    const inFirst = (session: SessionFacts): boolean => session.weekIndex === 0
    if (limit !== null) {
      reduceVolume(editor, facts, inFirst, limit)
      continue
    }
    const each = sport === 'run' ? FIRST_SESSION_UNKNOWN_RUN_MIN : FIRST_SESSION_UNKNOWN_RIDE_MIN
    for (const session of week.judged) {
      if (session.workout.sport === sport && session.minutes > each) editor.shorten(session.workout, each)
    }
    const minutes = (): number =>
      editor.facts.weeks[0]!.judged.reduce(
        (sum, session) => sum + (session.workout.sport === sport ? session.minutes : 0),
        0,
      )
    for (const session of open(editor.facts.weeks[0]!).filter((candidate) => candidate.workout.sport === sport)) {
      if (minutes() <= firstWeekUnknownLimitMin(sport)) break
      editor.remove(session.workout)
    }
  }
}

/** The week's loads are scaled a little at a time, easy sessions first (G21). */
export function repairRamp(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const minutes = week.judged.reduce((sum, one) => sum + (one.workout.sport === sport ? one.minutes : 0), 0)
    const inWeek = (session: SessionFacts): boolean => session.weekIndex === week.index
    reduceVolume(editor, { sport, measure: 'min' }, inWeek, RAMP_STEP * minutes)
  }
}

/** The day before the worst morning becomes easier: easy, then half as long, then free (G24). */
export function repairForm(editor: PlanEditor, violation: Violation): void {
  if (violation.date === null) return
  const morning = toDayNumber(violation.date)
  const [most] = editor.facts.weeks
    .flatMap((week) => week.judged)
    .filter((session) => session.day < morning && session.day >= morning - FORM_DAYS)
    .toSorted((a, b) => b.day - a.day || byImportance(a, b))
  if (!most) return
  if (most.hardMinutes > 1) editor.ease(most.workout)
  else editor.shorten(most.workout, Math.floor(most.minutes / 2))
}

export function repairSanity(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session) return
  editor.recompute(session.workout)
  const now = editor.find(session.workout.id)
  if (!now) return
  if (now.minutes < SESSION_LEAST_MIN) editor.remove(now.workout)
  else if (now.minutes > sessionMostMinutes(editor.plan.goal))
    editor.shorten(now.workout, sessionMostMinutes(editor.plan.goal))
}
