import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { applyChanges } from '../plan/apply-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { isSameJson } from '../result/same-json.ts'
import { FIXTURE_START } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { lifeFrom, undoneBytes, without, type Life } from './history.fixture.ts'
import { isSamePlan, planDiff } from './plan-diff.ts'
import { planAt, undoneNumbers } from './plan-history.ts'
import { restoreChanges } from './restore-plan.ts'
import { undoOld } from './undo-old.ts'

const lives = fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 14 })
const bytes = (plan: Plan): string => JSON.stringify(plan)
const byId = (plan: Plan): Map<string, PlannedWorkout> => new Map(workoutsOf(plan).map((each) => [each.id, each]))
const placeOf = (workout: PlannedWorkout | undefined): string => (workout ? `${workout.date} ${workout.slot}` : 'gone')
const contentOf = (workout: PlannedWorkout | undefined): string =>
  workout ? JSON.stringify({ ...workout, date: '', slot: 0, hard: false }) : 'gone'

/** The last dated minutes taken away leave an empty list or none: the same to everyone. */
const listed = (plan: Plan): Plan => {
  const { availability } = plan.athlete
  return {
    ...plan,
    athlete: { ...plan.athlete, availability: { ...availability, overrides: availability.overrides ?? [] } },
  }
}

/** Sessions that a revision changed and that are not as it left them any more. */
function touchedSince({ plans }: Life, number: number): string[] {
  const [before, after, now] = [plans[number - 2]!, plans[number - 1]!, plans.at(-1)!].map(byId)
  return [...new Set([...before!.keys(), ...after!.keys()])].filter((id) =>
    [placeOf, contentOf].some(
      (read) => read(before!.get(id)) !== read(after!.get(id)) && read(after!.get(id)) !== read(now!.get(id)),
    ),
  )
}

describe('the history of a plan', () => {
  it('gives every version back byte for byte', () => {
    fc.assert(
      fc.property(lives, (picks) => {
        const { history, plans } = lifeFrom(picks)
        for (const [index, plan] of plans.entries())
          expect(bytes(planAt(plans.at(-1)!, history, index + 1)) === bytes(plan)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('H8.1 undoes one old change where nothing stands on it, and names what does', () => {
    const counts = { undone: 0, redone: 0, independent: 0, dependent: 0 }
    fc.assert(
      fc.property(lives, (picks) => {
        const life = lifeFrom(picks)
        const { history, plans } = life
        const plan = plans.at(-1)!
        const taken = undoneNumbers(history)
        for (const { number } of history.slice(1)) {
          const undone = undoOld(plan, history, number)
          if (taken.has(number)) {
            expect(undone).toEqual({ ok: false, error: { kind: 'is-undone' } })
            continue
          }
          if (undone.ok) {
            counts.undone += 1
            const { changes } = undone.value
            const again = applyChanges(plan, changes)
            expect(again.ok && bytes(again.value) === bytes(undone.value.plan)).toBe(true)
            // undone, then undone again: the same bytes
            expect(undoneBytes(undone.value.plan, changes) === bytes(plan)).toBe(true)
            const next = [...history, { number: history.length + 1, changes, revertsNumber: number }]
            const redo = undoOld(undone.value.plan, next, history.length + 1)
            expect(redo.ok && bytes(redo.value.plan) === bytes(plan)).toBe(true)
            counts.redone += 1
          } else {
            expect(undone.error.kind).toBe('later-change')
            if (undone.error.kind !== 'later-change') continue
            counts.dependent += 1
            const { by } = undone.error
            expect(by).not.toBeNull()
            expect(by!).toBeGreaterThan(number)
            expect(taken.has(by!)).toBe(false)
          }
          // one that is not as it was left refuses; one that all later changes can do without never does
          if (touchedSince(life, number).length > 0) expect(undone.ok).toBe(false)
          const replayed = without(life, number)
          if (replayed === null) continue
          counts.independent += 1
          expect(undone.ok && isSameJson(listed(undone.value.plan), listed(replayed))).toBe(true)
        }
        const last = undoOld(plan, history, history.length)
        if (history.length > 1) expect(last.ok && bytes(last.value.plan) === bytes(plans.at(-2)!)).toBe(true)
      }),
      { numRuns: 400 },
    )
    for (const count of Object.values(counts)) expect(count).toBeGreaterThan(100)
  })

  it('H8.2 restores any version for the weeks to come and leaves the others alone', () => {
    const kinds = new Set<string>()
    fc.assert(
      fc.property(lives, fc.nat(5), fc.nat(100), (picks, later, pick) => {
        const { plans } = lifeFrom(picks)
        const present = plans.at(-1)!
        const from = addDays(FIXTURE_START, 7 * later)
        expect(restoreChanges(present, present, from)).toEqual([])
        const then = plans[pick % plans.length]!
        const changes = restoreChanges(present, then, from)
        for (const { kind } of changes) kinds.add(kind)
        const restored = applyChanges(present, changes)
        if (!restored.ok) throw new Error(restored.error.text)
        const weeks = (plan: Plan, isKept: (start: string) => boolean): string =>
          JSON.stringify(weeksOf(plan).filter(({ startDate }) => isKept(startDate)))
        expect(weeks(restored.value, (start) => start < from) === weeks(present, (start) => start < from)).toBe(true)
        const begun = new Set(workoutsOf(present).flatMap(({ id, date }) => (date < from ? [id] : [])))
        const crossed = workoutsOf(then).some(({ id, date }) => date >= from && begun.has(id))
        if (!crossed)
          expect(weeks(restored.value, (start) => start >= from)).toBe(weeks(then, (start) => start >= from))
        expect(restored.value.strategy).toBe(then.strategy)
        const ids = restored.value.blocks.flatMap((block) => [
          block.id,
          ...block.weeks.flatMap((week) => [week.id, ...week.workouts.map(({ id }) => id)]),
        ])
        expect(new Set(ids).size).toBe(ids.length)
        expect(weeksOf(restored.value).map(({ weekNumber }) => weekNumber)).toEqual(
          weeksOf(restored.value).map((_, index) => index + 1),
        )
        expect(undoneBytes(restored.value, changes)).toBe(bytes(present))
        // brought back it is as it was then: asked again there is nothing to do
        expect(restoreChanges(restored.value, then, from)).toEqual([])
      }),
      { numRuns: 400 },
    )
    expect([...kinds].sort()).toEqual(['minutes', 'replan', 'weeks'])
  })

  it('H8.3 says what differs between two versions: nothing only where they are the same to who trains', () => {
    fc.assert(
      fc.property(lives, fc.nat(100), (picks, pick) => {
        const { plans } = lifeFrom(picks)
        const [before, after] = [plans[pick % plans.length]!, plans.at(-1)!]
        expect(isSamePlan(planDiff(after, after))).toBe(true)
        const diff = planDiff(before, after)
        const [was, is] = [byId(before), byId(after)]
        const gone = diff.sessions.flatMap((row) => row.before?.id ?? [])
        const come = diff.sessions.flatMap((row) => row.after?.id ?? [])
        for (const [ids, plan] of [
          [gone, was],
          [come, is],
        ] as const) {
          expect(new Set(ids).size).toBe(ids.length)
          expect(ids.every((id) => plan.has(id))).toBe(true)
        }
        // what is in one plan alone is in a row, or stands there under another id
        const same = (id: string, [from, to]: readonly Map<string, PlannedWorkout>[]): boolean =>
          [...to!.values()].some(
            (other) => contentOf(from!.get(id)).replace(id, '') === contentOf(other).replace(other.id, ''),
          )
        for (const id of was.keys()) if (!is.has(id)) expect(gone.includes(id) || same(id, [was, is])).toBe(true)
        for (const id of is.keys()) if (!was.has(id)) expect(come.includes(id) || same(id, [is, was])).toBe(true)
        const back = planDiff(after, before)
        expect(back.sessions.length).toBe(diff.sessions.length)
        const minutes = (plan: Plan): number => weeksOf(plan).reduce((sum, week) => sum + week.volumeTargetMinutes, 0)
        const shown = diff.weeks.reduce(
          (sum, week) => sum + (week.after?.minutes ?? 0) - (week.before?.minutes ?? 0),
          0,
        )
        expect(shown).toBe(minutes(after) - minutes(before))
      }),
      { numRuns: 200 },
    )
  })
})
