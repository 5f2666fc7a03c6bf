import { applyChanges } from '../plan/apply-change.ts'
import { overridesOn, withOverridesOn } from '../plan/day-minutes.ts'
import type { PlanChange } from '../plan/plan-change.ts'
import { weeksOf, type Plan, type TrainingBlock, type TrainingWeek } from '../plan/plan.ts'
import { rewriteWeeks } from '../plan/rewrite-weeks.ts'
import { withWeekTotals } from '../plan/week-totals.ts'
import { isSameJson } from '../result/same-json.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { daysToldOtherwise, tailOf, withDaysOf } from './plan-tail.ts'

/**
 * The changes that bring an earlier version of a plan back for the weeks from a Monday on; none where those are the same. Weeks
 * before stay as they are, with what was done, their races and the minutes of their days; a session that stands in them now does
 * not come a second time. The smallest changes that do it: minutes of days and whole weeks, else a replan. Pure.
 */
export function restoreChanges(present: Plan, then: Plan, from: LocalDate): PlanChange[] {
  const wanted = wantedPlan(present, then, from)
  if (isSameJson(present, wanted)) return []
  const inPlace = rewriteInPlace(present, wanted, from)
  if (inPlace) return inPlace
  const first = wanted.blocks.findIndex((block, index) => !isSameJson(block, present.blocks[index]))
  const kept = first < 0 ? Math.min(present.blocks.length, wanted.blocks.length) : first
  return [{ kind: 'replan', from, before: tailOf(present, kept), after: tailOf(wanted, kept) }]
}

/** Minutes of days and whole weeks, where they are all that differs; else null. */
function rewriteInPlace(present: Plan, wanted: Plan, from: LocalDate): PlanChange[] | null {
  const days = minutesChanges(present, wanted, from)
  const given = applyChanges(present, days)
  if (!given.ok) return null
  const ids = new Set(weeksOf(present).map(({ id }) => id))
  const known = weeksOf(wanted).filter(({ id }) => ids.has(id))
  const weeks = rewriteWeeks(given.value, known)
  const rewritten = weeks ? applyChanges(given.value, [weeks]) : given
  return rewritten.ok && isSameJson(rewritten.value, wanted) ? [...days, ...(weeks ? [weeks] : [])] : null
}

/** Days that were told other minutes since, with their day in the week's snapshot. */
function minutesChanges(present: Plan, wanted: Plan, from: LocalDate): PlanChange[] {
  let availability = present.athlete.availability
  const is = wanted.athlete.availability
  return daysToldOtherwise(availability, is, null)
    .filter((date) => date >= from)
    .map((date) => {
      const before = overridesOn(availability, date)
      availability = withOverridesOn(availability, date, overridesOn(is, date))
      return {
        kind: 'minutes',
        date,
        before: { overrides: before, slots: slotsIn(present, date) },
        after: { overrides: overridesOn(availability, date), slots: slotsIn(wanted, date) },
      }
    })
}

const slotsIn = (plan: Plan, date: LocalDate): TrainingWeek['slots'] =>
  weeksOf(plan)
    .find(({ startDate }) => startDate <= date && date < addDays(startDate, 7))
    ?.slots.filter((slot) => slot.date === date) ?? []

/** The plan of today up to a Monday, and the one of then from there on. */
function wantedPlan(present: Plan, then: Plan, from: LocalDate): Plan {
  const events = [
    ...(present.events ?? []).filter(({ date }) => date < from),
    ...(then.events ?? []).filter(({ date }) => date >= from),
  ]
  const [now, old] = [present.athlete.availability, then.athlete.availability]
  const { kind, id, sport, startDate } = present
  return {
    kind,
    id,
    sport,
    goal: then.goal,
    ...(events.length > 0 ? { events } : {}),
    startDate,
    targetDate: then.targetDate,
    strategy: then.strategy,
    athlete: { ...then.athlete, availability: withDaysOf(old, now, daysToldOtherwise(old, now, from)) },
    blocks: joinedBlocks(present, then, from),
  }
}

function joinedBlocks(present: Plan, then: Plan, from: LocalDate): TrainingBlock[] {
  const head = present.blocks.flatMap((block) => partOf(block, ({ startDate }) => startDate < from))
  const begun = new Set(head.flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => workouts.map(({ id }) => id))))
  const tail = then.blocks
    .flatMap((block) => partOf(block, ({ startDate }) => startDate >= from))
    .map((block) => ({ ...block, weeks: block.weeks.map((week) => withoutSessions(week, begun)) }))
  const [cut, next] = [head.at(-1), tail[0]]
  const isOne = cut !== undefined && next !== undefined && cut.id === next.id
  const joined = isOne ? [...head.slice(0, -1), oneBlock(cut, next, then), ...tail.slice(1)] : [...head, ...tail]
  return numbered(joined, from)
}

/** A block that began before the cut and goes on after it. */
function oneBlock(cut: TrainingBlock, next: TrainingBlock, then: Plan): TrainingBlock {
  const weeks = [...cut.weeks, ...next.weeks]
  const whole = then.blocks.find(({ id }) => id === next.id)!
  const recovery = whole.weeks[(whole.recoveryWeekIndex ?? 0) - 1]?.startDate
  const index = weeks.findIndex(({ startDate }) => startDate === recovery)
  return {
    ...whole,
    startDate: weeks[0]!.startDate,
    durationWeeks: weeks.length,
    recoveryWeekIndex: index < 0 ? null : index + 1,
    weeks,
  }
}

/** The block with some of its weeks; none when no week is left. */
function partOf(block: TrainingBlock, isKept: (week: TrainingWeek) => boolean): TrainingBlock[] {
  const weeks = block.weeks.filter(isKept)
  const [start] = weeks
  if (!start) return []
  if (weeks.length === block.weeks.length) return [block]
  const recovery = weeks.indexOf(block.weeks[(block.recoveryWeekIndex ?? 0) - 1]!)
  return [
    {
      ...block,
      startDate: start.startDate,
      durationWeeks: weeks.length,
      recoveryWeekIndex: recovery < 0 ? null : recovery + 1,
      weeks,
    },
  ]
}

/** Weeks and blocks counted on, each block with an id of its own: one that was cut in between comes back as two. */
function numbered(blocks: readonly TrainingBlock[], from: LocalDate): TrainingBlock[] {
  let weekNumber = 0
  const ids = new Set<string>()
  const first = blocks[0]?.order ?? 0
  return blocks.map((block, index) => {
    const id = ids.has(block.id) ? `${block.id}-${from}` : block.id
    ids.add(id)
    const weeks = block.weeks.map((week) => {
      weekNumber += 1
      return week.weekNumber === weekNumber ? week : { ...week, weekNumber }
    })
    return { ...block, id, order: first + index, weeks }
  })
}

const withoutSessions = (week: TrainingWeek, ids: ReadonlySet<string>): TrainingWeek =>
  week.workouts.some(({ id }) => ids.has(id))
    ? withWeekTotals({ ...week, workouts: week.workouts.filter(({ id }) => !ids.has(id)) })
    : week
