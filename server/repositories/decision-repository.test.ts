import { beforeAll, expect, it } from 'vitest'
import { applyChanges } from '@coach-wattz/core/plan/apply-change'
import { weeksOf, type Plan } from '@coach-wattz/core/plan/plan'
import type { PlanChange } from '@coach-wattz/core/plan/plan-change'
import { addNotes } from '@coach-wattz/core/plan/week-notes'
import { fixturePlan } from '@coach-wattz/core/testing/plan-fixture'
import { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { loadDecisions, saveDecisions, supersedeDecisions } from './decision-repository.ts'
import { loadPlan, savePlan, savePlanChanges } from './plan-repository.ts'

const NOW = new Date('2026-03-04T08:00:00.000Z')
const plan: Plan = {
  ...fixturePlan({ weeks: Array.from({ length: 4 }, () => [{ day: 'TUE' as const, min: 40 }]) }),
  id: 'plan',
}
const REASON = { code: 'repair-repeats', facts: { title: 'Läufe “x”', percent: 82, step: null } }
const report = { ...reviewPlan(plan, { history: null, today: null }), digest: 'sha256:0' }
const head = { author: 'rule' as const, reason: { code: 'repaired', facts: {} }, report, now: NOW }

onEveryDatabase('decisions of repairs', (open) => {
  let athleteId: string
  let strangerId: string
  beforeAll(async () => {
    athleteId = await makeAthlete(open().database, 'decided')
    strangerId = await makeAthlete(open().database, 'stranger')
    await open().database.withAthlete(athleteId, (tx) => savePlan(tx, { ...head, plan }))
  })
  const note: PlanChange = addNotes(weeksOf(plan)[1]!, [REASON])!
  const decision = { row: 'PARTIAL:repeats', kind: 'PARTIAL', workoutId: 'w1-TUE', reason: REASON, changes: [note] }
  const input = {
    planId: 'plan',
    decisions: [{ ...decision, sessionDate: '2026-03-03' }],
    revision: 2,
    day: '2026-03-04',
    now: NOW,
  }

  it('keeps a note on a week with its revision, and gives the plan back as it was', async () => {
    const next = applyChanges(plan, [note])
    if (!next.ok) throw new Error(next.error.text)
    await open().database.withAthlete(athleteId, async (tx) => {
      const saved = await savePlanChanges(tx, {
        ...head,
        planId: 'plan',
        baseRevision: 1,
        changes: [note],
        next: next.value,
      })
      expect(saved).toEqual({ ok: true, value: { revision: 2 } })
      expect((await loadPlan(tx, 'plan'))?.plan).toEqual(next.value)
    })
  })

  it('keeps the decisions of one repair in the order they were taken', async () => {
    const rows = Array.from({ length: 9 }, (_, index) => `row-${index}`)
    await open().database.withAthlete(athleteId, async (tx) => {
      const decisions = rows.map((row) => ({ ...decision, row, changes: [], sessionDate: null }))
      await saveDecisions(tx, { ...input, decisions, revision: null })
      const kept = await loadDecisions(tx, 'plan', '2026-03-01')
      expect(kept.map(({ row }) => row)).toEqual(rows)
      await supersedeDecisions(
        tx,
        kept.map(({ id }) => id),
        NOW,
      )
    })
  })

  it('gives back what was decided, until another decision takes its place', async () => {
    await open().database.withAthlete(athleteId, async (tx) => {
      await saveDecisions(tx, input)
      await saveDecisions(tx, {
        ...input,
        decisions: [
          { ...decision, row: 'health', kind: 'INJURY knee', workoutId: null, sessionDate: null, changes: [] },
        ],
      })
      const known = await loadDecisions(tx, 'plan', '2026-03-01')
      const [first, second] = [known.find(({ row }) => row !== 'health'), known.find(({ row }) => row === 'health')]
      expect(first).toEqual({
        ...decision,
        id: first!.id,
        sessionDate: '2026-03-03',
        day: '2026-03-04',
        revision: 2,
        isUndone: false,
      })
      expect(second).toMatchObject({ workoutId: null, sessionDate: null, changes: [], revision: null, isUndone: false })
      expect(await loadDecisions(tx, 'plan', '2026-03-05')).toEqual([])
      await supersedeDecisions(tx, [second!.id], NOW)
      await supersedeDecisions(tx, [], NOW)
      expect((await loadDecisions(tx, 'plan', '2026-03-01')).map(({ id }) => id)).toEqual([first!.id])
    })
  })

  it('says which of them the athlete undid', async () => {
    await open().database.withAthlete(athleteId, async (tx) => {
      await savePlanChanges(tx, { ...head, planId: 'plan', baseRevision: 2, changes: [], next: plan, revertsNumber: 2 })
      expect((await loadDecisions(tx, 'plan', '2026-03-01')).map(({ isUndone }) => isUndone)).toEqual([true])
      // and takes the undo back
      await savePlanChanges(tx, { ...head, planId: 'plan', baseRevision: 3, changes: [], next: plan, revertsNumber: 3 })
      expect((await loadDecisions(tx, 'plan', '2026-03-01')).map(({ isUndone }) => isUndone)).toEqual([false])
    })
  })

  it('shows nobody else’s', async () => {
    await open().database.withAthlete(strangerId, async (tx) => {
      expect(await loadDecisions(tx, 'plan', '2026-03-01')).toEqual([])
      expect(await tx.client.adaptationDecision.count()).toBe(0)
    })
  })
})
