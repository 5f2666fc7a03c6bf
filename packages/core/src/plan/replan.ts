import { err, ok, type Result } from '../result/result.ts'
import { isSameJson } from '../result/same-json.ts'
import type { LocalDate } from '../time/local-date.ts'
import type { ChangeConflict } from './apply-change.ts'
import { MOST_EVENTS, type PlanEvent } from './goal.ts'
import type { PlanChange, PlanTail } from './plan-change.ts'
import type { Plan, TrainingBlock, TrainingWeek } from './plan.ts'

type Replan = Extract<PlanChange, { kind: 'replan' }>

/**
 * The change that puts `next`, a plan of the same athlete authored from `from` on, in place of `plan`'s weeks from that
 * Monday on. Weeks before stay as they are, and the races on the way in them stay races; a block that reaches across is cut
 * there. Weeks and blocks are numbered on. `next` needs ids of its own.
 */
export function replanChange(plan: Plan, next: Plan, from: LocalDate): Replan {
  const first = firstReplaced(plan, from)
  const cut = plan.blocks[first]
  const head = cut ? partOf(cut, (week) => week.startDate < from) : []
  let weekNumber = weeksBefore(plan.blocks, from).length
  const lastOrder = head[0]?.order ?? plan.blocks[first - 1]?.order ?? 0
  const tail = next.blocks
    .flatMap((block) => partOf(block, (week) => week.startDate >= from))
    .map((block, index) => ({
      ...block,
      order: lastOrder + index + 1,
      weeks: block.weeks.map((week) => ({ ...week, weekNumber: ++weekNumber })),
    }))
  return {
    kind: 'replan',
    from,
    before: tailOf(plan, first),
    after: { ...answersOf({ ...next, events: eventsAcross(plan, next, from) }), blocks: [...head, ...tail] },
  }
}

/** Races of the weeks that stay, as the plan named them, and those of the weeks to come; the earliest give way to the most a plan holds. */
const eventsAcross = (plan: Plan, next: Plan, from: LocalDate): readonly PlanEvent[] =>
  [
    ...(plan.events ?? []).filter(({ date }) => date < from),
    ...(next.events ?? []).filter(({ date }) => date >= from),
  ].slice(-MOST_EVENTS)

/** The plan with its weeks from `change.from` on replaced. Refused when they look different now, when a week before would change, or when a done session stands among them. */
export function applyReplan(plan: Plan, change: Replan, done: readonly string[]): Result<Plan, ChangeConflict> {
  const { from, before, after } = change
  const first = plan.blocks.length - before.blocks.length
  if (first < 0 || !isSameJson(tailOf(plan, first), { ...answersOf(before), blocks: before.blocks }))
    return err(LOOKS_DIFFERENT)
  if (!isSameJson(weeksBefore(before.blocks, from), weeksBefore(after.blocks, from))) return err(TOUCHES_BEFORE)
  const taken = before.blocks
    .flatMap((block) => block.weeks)
    .filter((week) => week.startDate >= from)
    .flatMap((week) => week.workouts)
    .find(({ id }) => done.includes(id))
  if (taken)
    return err({
      kind: 'already-done',
      workoutId: taken.id,
      text: `${taken.title} on ${taken.date} is done and stays as it was.`,
    })
  const { kind, id, sport, startDate } = plan
  // named key by key: answers that may be absent stay absent, and a change with its undo gives the same bytes
  const { goal, events, targetDate, strategy, athlete, blocks } = after
  return ok({
    kind,
    id,
    sport,
    goal,
    ...(events ? { events } : {}),
    startDate,
    targetDate,
    strategy,
    athlete,
    blocks: [...plan.blocks.slice(0, first), ...blocks],
  })
}

const LOOKS_DIFFERENT: ChangeConflict = {
  kind: 'weeks-changed',
  text: 'The weeks to come have changed in the meantime. Look at the plan again before you change its settings.',
}
const TOUCHES_BEFORE: ChangeConflict = {
  kind: 'weeks-changed',
  text: 'This would change weeks that have begun; they stay as they are.',
}

/** Index of the first block that holds a week from `from` on; all blocks are kept when there is none. */
function firstReplaced(plan: Plan, from: LocalDate): number {
  const index = plan.blocks.findIndex((block) => block.weeks.some((week) => week.startDate >= from))
  return index < 0 ? plan.blocks.length : index
}

const tailOf = (plan: Plan, first: number): PlanTail => ({ ...answersOf(plan), blocks: plan.blocks.slice(first) })

/** The answers of a plan, or of a stored tail: no races on the way are no key, where older tails hold an empty list. */
const answersOf = ({
  goal,
  events,
  targetDate,
  strategy,
  athlete,
}: Omit<PlanTail, 'blocks'>): Omit<PlanTail, 'blocks'> => ({
  goal,
  ...(events && events.length > 0 ? { events } : {}),
  targetDate,
  strategy,
  athlete,
})

/** The block with some of its weeks; none when no week is left. */
function partOf(block: TrainingBlock, isKept: (week: TrainingWeek) => boolean): TrainingBlock[] {
  const weeks = block.weeks.filter(isKept)
  const [start] = weeks
  if (!start) return []
  if (weeks.length === block.weeks.length) return [block]
  const recovery = block.recoveryWeekIndex === null ? -1 : weeks.indexOf(block.weeks[block.recoveryWeekIndex - 1]!)
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

const weeksBefore = (blocks: readonly TrainingBlock[], from: LocalDate): TrainingWeek[] =>
  blocks.flatMap((block) => block.weeks.filter((week) => week.startDate < from))
