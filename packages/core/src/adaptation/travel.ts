import { isBlackout, slotsOn, type DatedSlot } from '../athlete/availability.ts'
import { eased, shortened } from '../guardrails/reshape-session.ts'
import { applyChanges } from '../plan/apply-change.ts'
import { overridesOn } from '../plan/day-minutes.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout, type Reason, type TrainingWeek } from '../plan/plan.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import { lowerOutline, outlineOf } from '../plan/week-outline.ts'
import { isSameJson } from '../result/same-json.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { placeBeside } from './place-beside.ts'
import { changeOfSession } from './session-diff.ts'
import type { Asked, Wish, WishContext } from './wish.ts'

/** A key session of a journey may stand this many days before or after its own (science.md S8.2, both ways: it is known ahead). */
const REACH_DAYS = 3

/**
 * Days away: dated minutes for each of them, none or a few easy ones. Key sessions stand before or after where the rules
 * take them, what is left becomes rest or easy and short; a week not written yet aims lower by the minutes it loses. A race
 * on these days stays.
 */
export function askTravel(plan: Plan, wish: Extract<Wish, { kind: 'travel' }>, context: WishContext): Asked {
  const { today, done } = context
  // a day whose session is done has had its minutes
  const isDone = (date: LocalDate): boolean =>
    workoutsOf(plan).some((one) => one.date === date && done.includes(one.id))
  const days = daysOfJourney(plan, wish, today).filter((date) => !isDone(date))
  if (days.length === 0)
    return { ok: false, kind: 'nothing', why: 'The plan has no day of that time that is still to come.' }
  const draft = new Draft(plan, done)
  for (const date of days) draft.give(date, wish.easyMinutes)
  draft.lowerOutlines(days)
  const isAway = (date: LocalDate): boolean => days.includes(date)
  const open = (on: Plan): PlannedWorkout[] =>
    workoutsOf(on).filter(({ id, date, race }) => isAway(date) && !race && !done.includes(id))
  const facts: Reason['facts'] = { from: wish.from, to: wish.to, minutes: wish.easyMinutes }
  for (const key of open(plan).filter(({ priority }) => priority === 'KEY')) {
    const reach = {
      from: -REACH_DAYS - daysBetween(days[0]!, key.date),
      to: REACH_DAYS + daysBetween(key.date, days.at(-1)!),
    }
    const changes = placeBeside(draft.plan, key, {
      ...context,
      closed: isAway,
      reach: { from: Math.max(-7, reach.from), to: Math.min(7, reach.to) },
    })
    if (changes && draft.apply(changes)) {
      draft.say(key.id, { code: 'travel-moved', facts })
      for (const change of changes)
        if (change.kind === 'remove') draft.say(change.workout.id, { code: 'gave-way', facts: { title: key.title } })
    }
  }
  for (const session of open(draft.plan)) {
    const after = wish.easyMinutes === null || session.slot > 0 ? null : easyWithin(session, wish.easyMinutes)
    if (after === session) continue
    if (draft.apply([changeOfSession({ workoutId: session.id, before: session, after })]))
      draft.say(session.id, { code: after === null ? 'travel-rest' : 'travel-easy', facts })
  }
  return {
    ok: true,
    changes: draft.changes,
    reasons: draft.reasons,
    holds: (next) =>
      open(next).every(
        ({ durationS, hard }) => wish.easyMinutes !== null && !hard && durationS <= 60 * wish.easyMinutes,
      ),
  }
}

function daysOfJourney(
  plan: Plan,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  today: LocalDate,
) {
  const weeks = weeksOf(plan)
  const [first, last] = [weeks[0], weeks.at(-1)]
  if (!first || !last) return []
  const begin = [from, today, first.startDate].sort().at(-1)!
  const end = [to, addDays(last.startDate, 6)].sort()[0]!
  return Array.from({ length: Math.max(0, daysBetween(begin, end) + 1) }, (_, index) => addDays(begin, index))
}

/** Easy, and within the minutes; a session that is both already stays. */
function easyWithin(session: PlannedWorkout, minutes: number): PlannedWorkout {
  const isEasy = !session.hard && session.priority !== 'KEY'
  return shortened(isEasy ? session : eased(session, { code: 'eased-travel', facts: {} }), minutes)
}

/** A plan the journey is being written into: every change is put on it, so that the next one meets it as it is. */
class Draft {
  plan: Plan
  readonly changes: PlanChange[] = []
  readonly reasons = new Map<string, Reason>()
  private readonly source: Plan
  private readonly done: readonly string[]

  constructor(plan: Plan, done: readonly string[]) {
    this.plan = plan
    this.source = plan
    this.done = done
  }

  apply(changes: readonly PlanChange[]): boolean {
    const applied = applyChanges(this.plan, changes, { done: this.done })
    if (!applied.ok) return false
    this.plan = applied.value
    this.changes.push(...changes)
    return true
  }

  say(workoutId: string, reason: Reason): void {
    this.reasons.set(workoutId, reason)
  }

  /** No minutes on a day, or so many in its first slot. A day off stays one, and where no minutes are known none are made up. */
  give(date: LocalDate, minutes: number | null): void {
    const { availability } = this.plan.athlete
    const week = weekOf(this.plan, date)
    if (!week || isBlackout(availability, date)) return
    const slots = week.slots.filter((slot) => slot.date === date)
    const isKnown = weeksOf(this.plan).some((each) => each.slots.length > 0) || availability.slots.length > 0
    if (!isKnown) return
    // who has less time on that day anyway has no more on a journey
    const [own] = slots.length > 0 ? slots : slotsOn(availability, date)
    const left = minutes === null ? 0 : Math.min(minutes, own?.minutes ?? 0)
    const now: DatedSlot = { date, slot: 0, minutes: left }
    const before = { overrides: overridesOn(availability, date), slots }
    const after = { overrides: [now], slots: left > 0 ? [now] : [] }
    // asked twice, it is said once
    if (isSameJson(before.slots, after.slots) && isSameJson(before.overrides, after.overrides)) return
    this.apply([{ kind: 'minutes', date, before, after }])
  }

  /** Weeks not written yet aim lower by the share of their minutes that is gone. */
  lowerOutlines(days: readonly LocalDate[]): void {
    const before = new Map(weeksOf(this.source).map((week) => [week.id, week]))
    const lowered = weeksOf(this.plan).flatMap((week) => {
      if (outlineOf(week) === null || !days.some((date) => weekOf(this.plan, date) === week)) return []
      const share = shareLeft(before.get(week.id) ?? week, week, days)
      return share < 1 ? [lowerOutline(week, share)] : []
    })
    const change = rewriteWeeks(this.plan, lowered)
    if (change) this.apply([change])
  }
}

function shareLeft(before: TrainingWeek, after: TrainingWeek, days: readonly LocalDate[]): number {
  const minutes = ({ slots }: TrainingWeek): number => slots.reduce((sum, slot) => sum + slot.minutes, 0)
  if (minutes(before) > 0) return minutes(after) / minutes(before)
  return 1 - days.filter((date) => date >= after.startDate && date < addDays(after.startDate, 7)).length / 7
}

const weekOf = (plan: Plan, date: LocalDate): TrainingWeek | undefined =>
  weeksOf(plan).find((week) => week.startDate <= date && date < addDays(week.startDate, 7))
