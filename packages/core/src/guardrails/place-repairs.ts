import { fromDayNumber, toDayNumber } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { HARD_SPACING_DAYS, hardSessions } from './g07-hard-day-spacing.ts'
import { slotOf } from './g13-availability.ts'
import { longSession } from './g14-fixed-days.ts'
import { SESSION_LEAST_MIN } from './g27-session-sanity.ts'
import type { Violation } from './guard-report.ts'
import { byImportance, type PlanEditor } from './plan-editor.ts'
import { makeEasy, open, sessionOf, weekOf } from './repair.ts'

/** How far a hard session may be moved to find its space (G07). */
const MOVE_DAYS = 2

export function repairSpacing(editor: PlanEditor, violation: Violation): void {
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

export function repairRest(editor: PlanEditor, violation: Violation): void {
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

export function repairDaysAWeek(editor: PlanEditor, violation: Violation): void {
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

export function repairMinutes(editor: PlanEditor, violation: Violation): void {
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
    .map((candidate) => ({ ...candidate, day: toDayNumber(candidate.date) }))
    .filter((candidate) => !taken.has(candidate.day) && !isOver(editor, candidate.day))
    .toSorted((a, b) => Math.min(b.minutes, session.minutes) - Math.min(a.minutes, session.minutes) || a.day - b.day)[0]
  if (!free || !editor.move(session.workout, free.date, free.slot)) {
    editor.remove(session.workout)
    return
  }
  const moved = editor.find(session.workout.id)
  if (moved && moved.minutes > free.minutes) editor.shorten(moved.workout, free.minutes)
}

const isOver = (editor: PlanEditor, day: number): boolean =>
  editor.facts.todayDay !== null && day < editor.facts.todayDay

export function repairLongDay(editor: PlanEditor, violation: Violation): void {
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
