import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixturePlan, FIXTURE_START, type FixtureSession } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { applyChanges, invertChanges } from './apply-change.ts'
import { weeksOf, workoutsOf, type Plan, type TrainingBlock } from './plan.ts'
import { applyReplan, replanChange } from './replan.ts'

const bytes = (plan: Plan): string => JSON.stringify(plan)
/** The fixture's one block cut into blocks of the given lengths. */
function inBlocks(plan: Plan, lengths: readonly number[], prefix: string): Plan {
  const weeks = weeksOf(plan)
  const blocks: TrainingBlock[] = []
  for (let at = 0; at < weeks.length; at += blocks.at(-1)!.durationWeeks) {
    const part = weeks.slice(at, at + Math.max(1, lengths[blocks.length] ?? weeks.length))
    const order = blocks.length + 1
    blocks.push({
      ...plan.blocks[0]!,
      id: `${prefix}b${order}`,
      order,
      startDate: part[0]!.startDate,
      durationWeeks: part.length,
      recoveryWeekIndex: part.length,
      weeks: part.map((week) => ({
        ...week,
        id: `${prefix}${week.id}`,
        workouts: week.workouts.map((workout) => ({ ...workout, id: `${prefix}${workout.id}` })),
      })),
    })
  }
  return { ...plan, blocks }
}
const SESSIONS: FixtureSession[] = [
  { day: 'TUE', km: 8 },
  { day: 'SUN', km: 16, kind: 'long' },
]
const planOf = (weekCount: number, lengths: readonly number[], prefix = ''): Plan =>
  inBlocks(fixturePlan({ weeks: Array.from({ length: weekCount }, () => SESSIONS) }), lengths, prefix)
const monday = (weeks: number): string => addDays(FIXTURE_START, 7 * weeks)
const applied = (plan: Plan, change: ReturnType<typeof replanChange>): Plan => {
  const result = applyChanges(plan, [change])
  if (!result.ok) throw new Error(result.error.text)
  return result.value
}

describe('replan', () => {
  const plan = planOf(6, [4, 2])
  const EVENTS = [{ kind: '5K' as const, sport: 'run' as const, date: '2026-04-05', priority: 'C' as const }]
  const next: Plan = { ...planOf(8, [3, 5], 'n'), events: EVENTS, strategy: 'POLARIZED', targetDate: monday(8) }
  const change = replanChange(plan, next, monday(2))
  const after = applied(plan, change)

  it('keeps a race of the weeks that stay a race, and takes those to come from the new answers', () => {
    const race = (date: string) => ({ ...EVENTS[0]!, date })
    const [over, given, wished] = [race(monday(1)), race(monday(4)), race(monday(5))]
    const withRaces: Plan = { ...plan, events: [over, given] }
    const changed = applied(withRaces, replanChange(withRaces, { ...next, events: [wished] }, monday(2)))
    expect(changed.events).toEqual([over, wished])
    const { events: _none, ...without } = next
    expect(applied(withRaces, replanChange(withRaces, without, monday(2))).events).toEqual([over])
    expect(applied(plan, replanChange(plan, without, monday(2)))).not.toHaveProperty('events')
  })

  it('keeps the weeks before and takes the others from the new plan, numbered on', () => {
    expect(weeksOf(after).slice(0, 2)).toEqual(weeksOf(plan).slice(0, 2))
    expect(weeksOf(after).map(({ weekNumber }) => weekNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(
      weeksOf(after)
        .slice(2)
        .map(({ id }) => id),
    ).toEqual(
      weeksOf(next)
        .slice(2)
        .map(({ id }) => id),
    )
    expect(after.blocks.map(({ order, durationWeeks }) => [order, durationWeeks])).toEqual([
      [1, 2],
      [2, 1],
      [3, 5],
    ])
    expect(after.blocks[0]).toMatchObject({ id: 'b1', recoveryWeekIndex: null })
    expect(after).toMatchObject({
      id: plan.id,
      startDate: plan.startDate,
      strategy: 'POLARIZED',
      targetDate: monday(8),
    })
  })
  it('takes the races on the way with it, and gives them back', () => {
    expect(after.events).toEqual(EVENTS)
    const undone = applyChanges(after, invertChanges([change]))
    if (!undone.ok) throw new Error(undone.error.text)
    expect(bytes(undone.value)).toBe(bytes(plan))
    expect(undone.value).not.toHaveProperty('events')
  })
  it('knows the weeks of a stored change that holds an empty list of races', () => {
    const { events: _events, ...none } = after
    const undo = invertChanges([{ ...change, after: { ...change.after, events: [] } }])
    const undone = applyChanges(none, undo)
    if (!undone.ok) throw new Error(undone.error.text)
    expect(bytes(undone.value)).toBe(bytes(plan))
    expect(applyChanges({ ...none, events: [] }, undo).ok).toBe(true)
  })
  it('touches no done session and no week that has changed since', () => {
    const [first] = workoutsOf(plan)
    const last = workoutsOf(plan).at(-1)!
    expect(applyChanges(plan, [change], { done: [first!.id] }).ok).toBe(true)
    expect(applyChanges(plan, [change], { done: [last.id] })).toMatchObject({
      ok: false,
      error: { kind: 'already-done' },
    })
    const moved = applyChanges(plan, [{ kind: 'remove', workout: last }])
    if (!moved.ok) throw new Error(moved.error.text)
    expect(applyChanges(moved.value, [change])).toMatchObject({ ok: false, error: { kind: 'weeks-changed' } })
  })
  it('refuses a change that reaches before its Monday', () => {
    const forged = { ...change, from: monday(3) }
    expect(applyReplan(plan, { ...forged, after: { ...forged.after, blocks: next.blocks } }, [])).toMatchObject({
      ok: false,
      error: { kind: 'weeks-changed' },
    })
  })
  it('is undone byte for byte, wherever it cuts', () => {
    const lengths = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        lengths,
        fc.integer({ min: 1, max: 14 }),
        lengths,
        fc.integer({ min: 0, max: 13 }),
        (count, cuts, nextCount, nextCuts, at) => {
          const before = planOf(count, cuts)
          const step = replanChange(before, planOf(nextCount, nextCuts, 'n'), monday(at))
          const changed = applied(before, step)
          expect(weeksOf(changed).filter(({ startDate }) => startDate < monday(at))).toEqual(
            weeksOf(before).filter(({ startDate }) => startDate < monday(at)),
          )
          const undone = applyChanges(changed, invertChanges([step]))
          if (!undone.ok) throw new Error(undone.error.text)
          expect(bytes(undone.value)).toBe(bytes(before))
        },
      ),
      { numRuns: 200 },
    )
  })
})
