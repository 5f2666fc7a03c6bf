import { err, ok, type Result } from '../result/result.ts'
import { isSameJson } from '../result/same-json.ts'
import type { ChangeConflict } from './apply-change.ts'
import type { PlanChange } from './plan-change.ts'
import { weeksOf, type Plan, type Reason, type TrainingWeek } from './plan.ts'

type NotesChange = Extract<PlanChange, { kind: 'notes' }>

/** As many as a plan file may hold of one week (plan.schema.ts); what a week said of itself first stays. */
const MOST_NOTES = 50

/** The change that has a week say more; null where it says so already, or says as much as a plan can hold. */
export function addNotes(week: TrainingWeek, reasons: readonly Reason[]): NotesChange | null {
  const after = [...week.notes]
  for (const reason of reasons)
    if (after.length < MOST_NOTES && !after.some((known) => isSameJson(known, reason))) after.push(reason)
  return after.length === week.notes.length ? null : { kind: 'notes', weekId: week.id, before: week.notes, after }
}

/** The plan with what a week says of itself; refused when the week is gone or says something else now. */
export function applyNotes(plan: Plan, { weekId, before, after }: NotesChange): Result<Plan, ChangeConflict> {
  const week = weeksOf(plan).find(({ id }) => id === weekId)
  if (!week || !isSameJson(week.notes, before))
    return err({ kind: 'weeks-changed', text: 'The notes of this week have changed in the meantime.' })
  return ok({
    ...plan,
    blocks: plan.blocks.map((block) =>
      block.weeks.includes(week)
        ? { ...block, weeks: block.weeks.map((each) => (each === week ? { ...week, notes: after } : each)) }
        : block,
    ),
  })
}
