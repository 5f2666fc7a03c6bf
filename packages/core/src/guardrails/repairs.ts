import { tableGoal } from '../plan/goal.ts'
import {
  FIRST_SESSION_UNKNOWN_RIDE_MIN,
  FIRST_SESSION_UNKNOWN_RUN_MIN,
  firstWeekUnknownLimitMin,
  LONG_RIDE_WINDOW_DAYS,
  longRideLimitsMin,
  longRunTimeLimitsMin,
  taperLimits,
} from '../plan/volume-limits.ts'
import { fromDayNumber, toDayNumber } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { weekLimits } from './g01-weekly-volume.ts'
import { longRunShare } from './g02-long-run-share.ts'
import { runLimits } from './g03-long-run-step.ts'
import { peakWeekVolume, taperSteps } from './g06-taper.ts'
import { hardSessions, HARD_SPACING_DAYS } from './g07-hard-day-spacing.ts'
import { longSession } from './g14-fixed-days.ts'
import { slotOf } from './g13-availability.ts'
import { forbidsRunning, injuriesOn, unprogressedVolume } from './g17-injury.ts'
import { hardAgainFrom, tooMuchWork } from './g18-return-after-break.ts'
import { illnessLimit } from './g19-illness.ts'
import { isHeldEasy, isOld, OLD_SPACING_DAYS } from './g20-screening.ts'
import { firstWeekLimit } from './g25-first-week.ts'
import { SESSION_LEAST_MIN, sessionMostMinutes } from './g27-session-sanity.ts'
import { racesToRecover, recoveryWeeks, restAfterRace } from './g28-race-recovery.ts'
import type { RuleId, Violation } from './guard-report.ts'
import { byImportance, reduceVolume, shortenToAmount, type PlanEditor } from './plan-editor.ts'
import { rideInstead } from './ride-instead.ts'
import { longestBefore } from './longest-before.ts'
import { volumeBetween } from './plan-facts.ts'
import type { SportFacts } from './sport-facts.ts'
import type { SessionFacts, WeekFacts } from './week-facts.ts'

/** Mends one hard violation of its rule as the auto-correct column of science.md S7.1 says. */
export type Repair = (editor: PlanEditor, violation: Violation) => void

/** A recovery week's share of the best week before it (science.md S5.2: .60–.75). */
const RECOVERY_SHARE = 0.7
/** A taper week against the one before it, where it has to become smaller. */
const TAPER_STEP = 0.95
/** How far a hard session may be moved to find its space (G07). */
const MOVE_DAYS = 2
/** A week that lifts fitness too fast becomes this much of itself, as often as it takes (G21). */
const RAMP_STEP = 0.93
/** Fatigue of a morning is made by the days just before it (G24). */
const FORM_DAYS = 4
/** Aim this far under a limit that is a share, so that whole minutes do not end above it. */
const SHARE_MARGIN = 0.01

const weekOf = (editor: PlanEditor, violation: Violation): WeekFacts | undefined =>
  editor.facts.weeks.find((week) => week.week.weekNumber === violation.week)
const sessionOf = (editor: PlanEditor, violation: Violation): SessionFacts | null =>
  violation.workoutId === null ? null : editor.find(violation.workoutId)
const sportOf = (editor: PlanEditor, session: SessionFacts): SportFacts =>
  editor.facts.sports.find((sport) => sport.sport === session.workout.sport) ?? editor.facts.main
const open = (week: WeekFacts): SessionFacts[] => week.judged.toSorted(byImportance)

function repairWeeklyVolume(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const facts = editor.facts.sports.find((entry) => entry.sport === sport)!
    const index = facts.rowsBefore + week.index
    const isReturn = (facts.rows[index]?.returning?.limit ?? null) !== null
    if (isReturn) continue
    const target = weekLimits(editor.facts, facts, index).soft
    reduceVolume(editor, facts, (session) => session.weekIndex === week.index, target)
  }
}

function repairLongRunShare(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  const share = week && longRunShare(editor.facts, week)
  if (!share) return
  const limit = share.limits.hard - SHARE_MARGIN
  const others = share.total - share.longestAmount
  shortenToAmount(editor, sportOf(editor, share.longest), share.longest.workout.id, (limit / (1 - limit)) * others)
}

function repairLongRunStep(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session) return
  const sport = sportOf(editor, session)
  shortenToAmount(editor, sport, session.workout.id, runLimits(editor.facts, sport, session.day).soft)
}

function repairLongRunTime(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  const { goal, athlete } = editor.plan
  if (session) editor.shorten(session.workout, longRunTimeLimitsMin(tableGoal(goal), athlete.level).soft)
}

function repairCutback(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  const sport = editor.facts.main
  const index = sport.rowsBefore + week.index
  const best = Math.max(0, ...sport.rows.slice(Math.max(0, index - 3), index).map((row) => row.volume ?? 0))
  if (best > 0) reduceVolume(editor, sport, (session) => session.weekIndex === week.index, RECOVERY_SHARE * best)
}

function repairTaper(editor: PlanEditor): void {
  const { raceDay } = editor.facts
  const peak = peakWeekVolume(editor.facts)
  const limits = taperLimits(tableGoal(editor.plan.goal), editor.facts.weeks.length)
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

function repairSpacing(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session || !session.hard) return
  const isClear = (id: string): boolean => {
    const hard = hardSessions(editor.facts)
    const moved = hard.find((other) => other.workout.id === id)
    return (
      moved === undefined ||
      hard.every((other) => other === moved || Math.abs(other.day - moved.day) >= HARD_SPACING_DAYS)
    )
  }
  const week = editor.facts.weeks[session.weekIndex]!
  // a pinned long session would only be moved back (G14)
  const isPinned = editor.plan.athlete.longDayPinned && session.workout.focus === 'LONG'
  const mostLater = isPinned ? 0 : MOVE_DAYS
  for (let later = 1; later <= mostLater; later++) {
    const date = fromDayNumber(session.day + later)
    if (session.day + later > week.endDay) break
    const there = week.sessions.filter((other) => other.day === session.day + later)
    const blackout = editor.plan.athlete.availability.blackoutDates ?? []
    if (blackout.includes(date)) continue
    const fits = (slot: { minutes: number }): boolean => slot.minutes >= session.minutes
    const slots = week.week.slots.filter((slot) => slot.date === date)
    const isFree = there.length === 0
    if (isFree) {
      const slot = week.week.slots.length === 0 ? { slot: 0, minutes: Infinity } : slots.find(fits)
      if (
        slot &&
        editor.tentatively(() => editor.move(session.workout, date, slot.slot) && isClear(session.workout.id))
      )
        return
      continue
    }
    const easy = there.find((other) => !other.hard && !other.race && other.workout.focus !== 'LONG')
    if (!easy) continue
    const here = slotOf(week, session)
    const target = slotOf(week, easy)
    const fitsBoth =
      week.week.slots.length === 0 ||
      (here !== null && target !== null && target.minutes >= session.minutes && here.minutes >= easy.minutes)
    if (fitsBoth && editor.tentatively(() => editor.swap(session.workout, easy.workout) && isClear(session.workout.id)))
      return
  }
  const hard = hardSessions(editor.facts)
  const near = hard.filter((other) => Math.abs(other.day - session.day) < HARD_SPACING_DAYS && !other.past)
  const [least] = near.toSorted(byImportance)
  makeEasy(editor, least ?? session)
}

/** Takes the hard tag off a session: an easy one in its place, a shorter one where its length made it hard, else none. */
function makeEasy(editor: PlanEditor, session: SessionFacts): void {
  if (session.workout.focus === 'LONG' && session.hardMinutes < 12) {
    const minutes = session.workout.sport === 'run' ? 60 : 200
    if (editor.shorten(session.workout, Math.min(minutes, Math.floor(session.minutes) - 1))) {
      const after = editor.find(session.workout.id)
      if (!after || !after.hard) return
      editor.demote(after.workout)
    }
  } else editor.demote(session.workout)
  const left = editor.find(session.workout.id)
  if (left?.hard) editor.remove(left.workout)
}

function repairHardDays(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  const hard = week?.judged.filter((session) => session.hard).toSorted(byImportance) ?? []
  if (hard[0]) makeEasy(editor, hard[0])
}

/** One step of work less; what the week still has too much of is found again. */
function repairIntensity(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  const hard = week?.judged.filter((session) => session.hardMinutes > 0) ?? []
  const most = hard.toSorted((a, b) => (b.workout.step ?? 0) - (a.workout.step ?? 0) || byImportance(a, b))[0]
  if (most) editor.lower(most.workout)
}

/** Reps are taken out until the work fits its week (G10). */
function repairWork(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (session) editor.lower(session.workout)
}

/** Easy in place of what a flag forbids; a ride or rest where it hurts too much to run; a week of no growth (G17). */
function repairInjury(editor: PlanEditor, violation: Violation): void {
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
function repairReturn(editor: PlanEditor, violation: Violation): void {
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
    const facts = editor.facts.sports.find((entry) => entry.sport === sport)!
    const limit = facts.rows[facts.rowsBefore + week.index]?.returning?.limit ?? null
    if (limit !== null) reduceVolume(editor, facts, (other) => other.weekIndex === week.index, limit)
  }
}

function repairIllness(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  const limit = session && illnessLimit(editor.facts, session)
  if (!session || !limit) return
  if (limit.mostMin === 0) editor.remove(session.workout)
  else if (session.minutes > limit.mostMin) editor.shorten(session.workout, limit.mostMin)
  else editor.ease(session.workout, { code: 'eased-illness', facts: {} })
}

/** All easy after a yes; for the old the least important hard session of those too near or too many. */
function repairForHealth(editor: PlanEditor, violation: Violation): void {
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

function repairAfterRace(editor: PlanEditor, violation: Violation): void {
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

function repairRest(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  // a row of days is broken in its middle, a week at its least important session
  const isRow = violation.workoutId !== null
  const end = isRow ? (sessionOf(editor, violation)?.day ?? week.endDay) : week.endDay
  const from = isRow ? end - Math.round(violation.measured) + 1 : week.startDay
  const candidates = editor.facts.weeks
    .flatMap((entry) => entry.judged)
    .filter((session) => session.day >= from && session.day <= end)
  const reach = Math.round(violation.allowed)
  const inner = candidates.filter((session) => session.day >= from + 1 && session.day <= from + Math.max(1, reach))
  const least = (isRow && inner.length > 0 ? inner : candidates).toSorted(byImportance)[0]
  if (!least) return
  for (const session of candidates.filter((other) => other.day === least.day)) editor.remove(session.workout)
}

function repairDaysAWeek(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  const max = editor.plan.athlete.maxDaysPerWeek
  for (const sport of editor.facts.sports) {
    const ofSport = open(week).filter((session) => session.workout.sport === sport.sport)
    const days = new Set(ofSport.map((session) => session.day))
    for (const session of ofSport) {
      if (days.size <= max) break
      if (!days.has(session.day)) continue
      for (const other of ofSport.filter((candidate) => candidate.day === session.day)) editor.remove(other.workout)
      days.delete(session.day)
    }
  }
}

function repairMinutes(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session) return
  const week = editor.facts.weeks[session.weekIndex]!
  const blackout = editor.plan.athlete.availability.blackoutDates ?? []
  const slot = blackout.includes(session.workout.date) ? null : slotOf(week, session)
  if (slot !== null) {
    editor.shorten(session.workout, slot.minutes)
    return
  }
  const taken = new Set(week.sessions.map((other) => other.day))
  const free = week.week.slots
    .filter(
      (candidate) =>
        !blackout.includes(candidate.date) &&
        candidate.minutes >= SESSION_LEAST_MIN &&
        (candidate.sports === undefined || candidate.sports.includes(session.workout.sport)),
    )
    .map((candidate) => ({ ...candidate, day: week.startDay + dayIndex(week, candidate.date) }))
    .filter((candidate) => !taken.has(candidate.day) && !isOver(editor, candidate.day))
    .toSorted((a, b) => Math.min(b.minutes, session.minutes) - Math.min(a.minutes, session.minutes) || a.day - b.day)[0]
  if (!free || !editor.move(session.workout, free.date, free.slot)) {
    editor.remove(session.workout)
    return
  }
  const moved = editor.find(session.workout.id)
  if (moved && moved.minutes > free.minutes) editor.shorten(moved.workout, free.minutes)
}

const dayIndex = (week: WeekFacts, date: string): number => {
  for (let offset = 0; offset < 7; offset++) if (fromDayNumber(week.startDay + offset) === date) return offset
  return 0
}
const isOver = (editor: PlanEditor, day: number): boolean =>
  editor.facts.todayDay !== null && day < editor.facts.todayDay

function repairLongDay(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  const { longDay } = editor.plan.athlete
  const session = week && longSession(editor.facts, week)
  if (!week || !session || longDay === null) return
  const day = week.startDay + WEEKDAYS.indexOf(longDay)
  if (isOver(editor, day)) return
  const date = fromDayNumber(day)
  const there = week.sessions.find((other) => other.day === day)
  const slot = week.week.slots.find(
    (candidate) =>
      candidate.date === date && (candidate.sports === undefined || candidate.sports.includes(session.workout.sport)),
  )
  if (there) {
    if (there.race || !editor.swap(session.workout, there.workout)) return
    const here = week.week.slots.find(
      (candidate) => candidate.date === session.workout.date && candidate.slot === session.workout.slot,
    )
    const traded = editor.find(there.workout.id)
    if (here && traded && traded.minutes > here.minutes) editor.shorten(traded.workout, here.minutes)
  } else editor.move(session.workout, date, slot?.slot ?? 0)
  const moved = editor.find(session.workout.id)
  if (slot && moved && moved.minutes > slot.minutes) editor.shorten(moved.workout, slot.minutes)
}

function repairLongRide(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session) return
  const sport = sportOf(editor, session)
  editor.shorten(session.workout, longRideLimitsMin(longestBefore(sport, session.day, LONG_RIDE_WINDOW_DAYS)).soft)
}

function repairFirstWeek(editor: PlanEditor): void {
  const week = editor.facts.weeks[0]
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const facts = editor.facts.sports.find((entry) => entry.sport === sport)!
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

function repairSanity(editor: PlanEditor, violation: Violation): void {
  const session = sessionOf(editor, violation)
  if (!session) return
  editor.recompute(session.workout)
  const now = editor.find(session.workout.id)
  if (!now) return
  if (now.minutes < SESSION_LEAST_MIN) editor.remove(now.workout)
  else if (now.minutes > sessionMostMinutes(editor.plan.goal))
    editor.shorten(now.workout, sessionMostMinutes(editor.plan.goal))
}

/** The week's loads are scaled a little at a time, easy sessions first (G21). */
function repairRamp(editor: PlanEditor, violation: Violation): void {
  const week = weekOf(editor, violation)
  if (!week) return
  for (const { sport } of editor.facts.sports) {
    const minutes = week.judged.reduce((sum, one) => sum + (one.workout.sport === sport ? one.minutes : 0), 0)
    const inWeek = (session: SessionFacts): boolean => session.weekIndex === week.index
    reduceVolume(editor, { sport, measure: 'min' }, inWeek, RAMP_STEP * minutes)
  }
}

/** The day before the worst morning becomes easier: easy, then half as long, then free (G24). */
function repairForm(editor: PlanEditor, violation: Violation): void {
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

/** Rules that only warn, and two that no session can mend: G15 is refused, and the author answers G16 with an honest target. */
type WithoutRepair = 'G15' | 'G16' | 'G22' | 'G26' | 'G29'

/** The repair of each rule that can be broken and mended. */
export const REPAIRS: Readonly<Record<Exclude<RuleId, WithoutRepair>, Repair> & Partial<Record<RuleId, Repair>>> = {
  G01: repairWeeklyVolume,
  G02: repairLongRunShare,
  G03: repairLongRunStep,
  G04: repairLongRunTime,
  G05: repairCutback,
  G06: repairTaper,
  G07: repairSpacing,
  G08: repairHardDays,
  G09: repairIntensity,
  G10: repairWork,
  G11: repairRest,
  G12: repairDaysAWeek,
  G13: repairMinutes,
  G14: repairLongDay,
  G17: repairInjury,
  G18: repairReturn,
  G19: repairIllness,
  G20: repairForHealth,
  G21: repairRamp,
  G23: repairLongRide,
  G24: repairForm,
  G25: repairFirstWeek,
  G27: repairSanity,
  G28: repairAfterRace,
}
