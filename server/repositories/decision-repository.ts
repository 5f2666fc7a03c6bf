import { z } from 'zod'
import { undoneNumbers } from '@coach-wattz/core/adaptation/plan-history'
import type { Decision } from '@coach-wattz/core/adaptation/repair-step'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { fromDateColumn, jsonColumn, toDateColumn } from './columns.ts'
import { planChangesSchema, reasonSchema } from './plan.schema.ts'

/** A decision as it was taken: on which day, with which revision, and whether the athlete undid that since. */
export interface StoredDecision extends Decision {
  readonly id: string
  /** The day the session stood on then. */
  readonly sessionDate: LocalDate | null
  readonly day: LocalDate
  /** Null where nothing changed. */
  readonly revision: number | null
  readonly isUndone: boolean
}

/** Keeps what a repair decided; `revision` holds the changes of those that made any. */
export async function saveDecisions(
  { athleteId, client }: AthleteTransaction,
  input: {
    readonly planId: string
    readonly decisions: readonly (Decision & { readonly sessionDate: LocalDate | null })[]
    readonly revision: number | null
    readonly day: LocalDate
    readonly now: Date
  },
): Promise<void> {
  await client.adaptationDecision.createMany({
    data: input.decisions.map(({ row, kind, workoutId, sessionDate, reason, changes }, index) => {
      const { code, facts } = reasonSchema.parse(reason)
      return {
        athleteId,
        id: createId(),
        planId: input.planId,
        row,
        kind: z.string().min(1).parse(kind),
        workoutId,
        sessionDate: sessionDate === null ? null : toDateColumn(sessionDate),
        reasonCode: code,
        facts: jsonColumn(facts),
        changes: jsonColumn(planChangesSchema.parse(changes)),
        revision: changes.length === 0 ? null : input.revision,
        day: toDateColumn(input.day),
        // those of one repair are taken back in their order: a millisecond apart
        createdAt: new Date(input.now.getTime() + index),
      }
    }),
  })
}

/** Decisions in force of a plan from a day on, in the order they were taken. */
export async function loadDecisions(
  { athleteId, client }: AthleteTransaction,
  planId: string,
  from: LocalDate,
): Promise<StoredDecision[]> {
  const rows = await client.adaptationDecision.findMany({
    where: { athleteId, planId, day: { gte: toDateColumn(from) }, supersededAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  // an undo can be undone itself: then the decision stands again
  const history = rows.some(({ revision }) => revision !== null)
    ? await client.planRevision.findMany({
        where: { athleteId, planId },
        select: { number: true, reverts: { select: { number: true } } },
      })
    : []
  const isUndone = undoneNumbers(
    history.map(({ number, reverts }) => ({ number, revertsNumber: reverts?.number ?? null })),
  )
  return rows.map((row) => ({
    id: row.id,
    row: row.row,
    kind: row.kind,
    workoutId: row.workoutId,
    sessionDate: row.sessionDate === null ? null : fromDateColumn(row.sessionDate),
    reason: reasonSchema.parse({ code: row.reasonCode, facts: row.facts }),
    changes: planChangesSchema.parse(row.changes),
    revision: row.revision,
    day: fromDateColumn(row.day),
    isUndone: row.revision !== null && isUndone.has(row.revision),
  }))
}

/** Another decision took the place of these. */
export async function supersedeDecisions(
  { athleteId, client }: AthleteTransaction,
  ids: readonly string[],
  now: Date,
): Promise<void> {
  if (ids.length === 0) return
  await client.adaptationDecision.updateMany({
    where: { athleteId, id: { in: [...ids] } },
    data: { supersededAt: now },
  })
}
