import { slotsOn } from '../athlete/availability.ts'
import type { RuleId } from '../guardrails/guard-report.ts'
import { reviewChange } from '../guardrails/review-change.ts'
import { moveWorkout } from '../plan/move-workout.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type PlannedWorkout, type TrainingWeek } from '../plan/plan.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { mondayOf } from '../time/week.ts'
import { factsOf, noteOn, type Acted, type ActionOf } from './acted.ts'
import { isJustBefore, raceDays } from './best-day.ts'
import type { JudgedSession } from './judged-session.ts'
import { slotMinutes } from './like-sessions.ts'
import type { RepairContext } from './repair-step.ts'

type Reschedule = ActionOf<'reschedule-key'>
/** Why a missed key session is left out. */
type Left = 'moved-once' | 'race-near' | 'other-key' | 'no-day'

/** Limits a new place has to keep in full, warnings too (science.md S8.2). */
const KEPT: ReadonlySet<RuleId> = new Set(['G07', 'G08', 'G13'])

/**
 * A missed key session one to three days later, its intensity unchanged (science.md S8.2): into a free slot that holds it,
 * or in the place of a recovery, endurance or optional session, which is dropped and not moved; in the same week where that
 * goes. What cannot be placed is left out, and the week says why. Other sessions that were missed are simply left out.
 */
export function rescheduleKey(
  plan: Plan,
  judged: JudgedSession,
  action: Reschedule,
  context: RepairContext,
): Acted | null {
  const { session } = judged
  if (session.priority !== 'KEY') return { changes: [], reason: { code: 'repair-drops', facts: factsOf(judged) } }
  const why = whyNot(plan, judged, action, context)
  if (why !== null) return leftOut(plan, judged, why)
  const found = bestPlace(plan, session, action, context)
  if (!found) return leftOut(plan, judged, 'no-day')
  const { date, displaced, changes } = found
  const facts = { ...factsOf(judged), nextDate: date, dropped: displaced?.title ?? null }
  return { changes, reason: { code: 'repair-moves', facts } }
}

function whyNot(
  plan: Plan,
  { session, moved }: JudgedSession,
  { raceSpecificDays }: Reschedule,
  context: RepairContext,
): Left | null {
  if (moved) return 'moved-once'
  const toGoal = daysBetween(context.today, plan.targetDate)
  if (session.focus === 'RACE_SPECIFIC' && toGoal >= 0 && toGoal <= raceSpecificDays) return 'race-near'
  return isTheOneToKeep(plan, session, context) ? null : 'other-key'
}

/** Of two missed key sessions of a week the one of the block's focus is kept, else the one that was missed first. */
function isTheOneToKeep(plan: Plan, session: PlannedWorkout, { sessions }: RepairContext): boolean {
  const monday = mondayOf(session.date)
  const missed = sessions
    .filter(({ outcome, moved }) => outcome.kind === 'SKIPPED_BUSY' || moved)
    .map((judged) => judged.session)
    .filter(({ priority, date }) => priority === 'KEY' && mondayOf(date) === monday)
  const block = plan.blocks.find(({ weeks }) => weeks.some(({ startDate }) => startDate === monday))
  const kept = missed.find(({ focus }) => focus === block?.primaryFocus) ?? missed[0]
  return kept === undefined || kept.id === session.id
}

interface Place {
  readonly date: LocalDate
  readonly displaced: PlannedWorkout | null
  readonly changes: readonly PlanChange[]
}

/** The first place without any warning, in the order of days that are liked best; else the first that keeps what must be kept. */
function bestPlace(plan: Plan, session: PlannedWorkout, action: Reschedule, context: RepairContext): Place | null {
  const { from, to } = session.focus === 'LONG' ? action.longWindow : action.window
  const races = raceDays(plan)
  const isOtherWeek = ({ date }: Place): boolean => mondayOf(date) !== mondayOf(session.date)
  const places = Array.from({ length: to - from + 1 }, (_, index) => addDays(session.date, from + index))
    .filter((date) => date !== session.date && date >= context.today)
    .filter((date) => !races.some((race) => date === race || isJustBefore(date, race)))
    .flatMap((date) => placesOn(plan, session, date, context))
    .toSorted((a, b) => rank(a, isOtherWeek) - rank(b, isOtherWeek))
  let second: Place | null = null
  for (const place of places) {
    const reviewed = reviewChange(plan, place.changes, context.facts, { done: context.done })
    if (!reviewed.ok || reviewed.value.blocked) continue
    const { newViolations } = reviewed.value
    if (newViolations.length === 0) return place
    if (newViolations.every(({ rule }) => !KEPT.has(rule))) second ??= place
  }
  return second
}

/** The same week before another, a free slot before another session's; of equal ones the nearer day stands first. */
const rank = (place: Place, isOtherWeek: (place: Place) => boolean): number =>
  2 * Number(isOtherWeek(place)) + Number(place.displaced !== null)

/** A free slot of the day that holds the session, then each session there that gives way. */
function placesOn(plan: Plan, session: PlannedWorkout, date: LocalDate, context: RepairContext): Place[] {
  const week = weeksOf(plan).find(({ startDate }) => startDate <= date && date < addDays(startDate, 7))
  if (!week || week.detail === 'OUTLINE') return []
  const from = { date: session.date, slot: session.slot }
  const holds = (slot: number): boolean =>
    session.durationS <= 60 * slotMinutes({ session: { ...session, date, slot }, week: withSlots(plan, week, date) })
  const there = week.workouts.filter((other) => other.date === date)
  const moved = moveWorkout(plan, { workoutId: session.id, date, today: context.today, done: context.done })
  const free = moved.ok ? moved.value.flatMap((change) => (change.kind === 'move' ? [change] : [])) : []
  return [
    ...free.filter(({ to }) => holds(to.slot)).map((change): Place => ({ date, displaced: null, changes: [change] })),
    ...there
      .filter((other) => givesWay(other) && !context.done.includes(other.id) && holds(other.slot))
      .map((other): Place => ({
        date,
        displaced: other,
        changes: [
          { kind: 'remove', workout: other },
          { kind: 'move', workoutId: session.id, from, to: { date, slot: other.slot } },
        ],
      })),
  ]
}

/** The week with the minutes of a day its snapshot says nothing of. */
const withSlots = (plan: Plan, week: TrainingWeek, date: LocalDate): TrainingWeek =>
  week.slots.some((slot) => slot.date === date)
    ? week
    : { ...week, slots: [...week.slots, ...slotsOn(plan.athlete.availability, date)] }

const givesWay = ({ race, priority, focus }: PlannedWorkout): boolean =>
  !race && (priority === 'OPTIONAL' || ((focus === 'RECOVERY' || focus === 'AEROBIC_ENDURANCE') && priority !== 'KEY'))

function leftOut(plan: Plan, judged: JudgedSession, why: Left): Acted {
  const reason = { code: 'repair-leaves-out', facts: { ...factsOf(judged), why } }
  return { changes: noteOn(plan, judged.session.date, reason), reason }
}
