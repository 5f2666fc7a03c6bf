import { err, ok, type Result } from '../result/result.ts'
import { isSameJson } from '../result/same-json.ts'
import type { ChangeConflict } from './apply-change.ts'
import type { PlanChange } from './plan-change.ts'
import { weeksOf, type Plan, type TrainingWeek } from './plan.ts'

type RewriteWeeks = Extract<PlanChange, { kind: 'weeks' }>

/** The change that puts `after` in place of the weeks of the same ids; null when nothing differs. */
export function rewriteWeeks(plan: Plan, after: readonly TrainingWeek[]): RewriteWeeks | null {
  const present = new Map(weeksOf(plan).map((week) => [week.id, week]))
  const changed = after.filter((week) => !isSameJson(present.get(week.id), week))
  if (changed.length === 0) return null
  return { kind: 'weeks', before: changed.flatMap((week) => present.get(week.id) ?? []), after: changed }
}

/** The plan with whole weeks written anew. Refused when they look different now, when their days do not stay, or when a session in them is done. */
export function applyWeeks(plan: Plan, change: RewriteWeeks, done: readonly string[]): Result<Plan, ChangeConflict> {
  const before = new Map(change.before.map((week) => [week.id, week]))
  const after = new Map(change.after.map((week) => [week.id, week]))
  const present = weeksOf(plan).filter((week) => before.has(week.id))
  const isSameSet = before.size === after.size && present.length === before.size
  if (
    !isSameSet ||
    present.some((week) => !isSameJson(week, before.get(week.id)) || !isSamePlace(week, after.get(week.id)))
  )
    return err({
      kind: 'weeks-changed',
      text: 'These weeks have changed in the meantime. Look at the plan again before you have them written.',
    })
  const taken = present.flatMap((week) => week.workouts).find(({ id }) => done.includes(id))
  if (taken)
    return err({
      kind: 'already-done',
      workoutId: taken.id,
      text: `${taken.title} on ${taken.date} is done and stays as it was.`,
    })
  return ok({
    ...plan,
    blocks: plan.blocks.map((block) =>
      block.weeks.some((week) => after.has(week.id))
        ? { ...block, weeks: block.weeks.map((week) => after.get(week.id) ?? week) }
        : block,
    ),
  })
}

const isSamePlace = (week: TrainingWeek, other: TrainingWeek | undefined): boolean =>
  other !== undefined && other.startDate === week.startDate && other.weekNumber === week.weekNumber
