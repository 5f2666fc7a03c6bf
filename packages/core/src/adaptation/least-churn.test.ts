import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leastChurn, type FormOf } from './least-churn.ts'

type Forms = FormOf<number>[]
const loadOf = (sessions: readonly Forms[], forms: readonly number[]): number =>
  sessions.reduce((sum, list, at) => sum + list[forms[at]!]!.load, 0)
const churnOf = (sessions: readonly Forms[], forms: readonly number[]): number =>
  sessions.reduce((sum, list, at) => sum + list[forms[at]!]!.churn, 0)

describe('the fewest sessions that reach a target', () => {
  it('A8.6 changes one long session rather than three short ones, and no more than is asked', () => {
    const session = (load: number): Forms => [
      { form: 0, load, churn: 0, cost: 0 },
      { form: 1, load: load / 2, churn: 1, cost: 1 },
    ]
    expect(leastChurn([session(30), session(30), session(100)], 115)).toEqual([0, 0, 1])
    expect(leastChurn([session(30), session(30), session(100)], 160)).toEqual([0, 0, 0])
    expect(leastChurn([session(30)], 10)).toBeNull()
  })
  it('A8.6 is never beaten by any other choice', () => {
    const forms = fc
      .array(
        fc.record({
          load: fc.integer({ min: 0, max: 60 }),
          churn: fc.integer({ min: 1, max: 3 }),
          cost: fc.integer({ min: 1, max: 5 }),
        }),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map((list): Forms => [
        { form: 0, load: 50, churn: 0, cost: 0 },
        ...list.map((each, at) => ({ ...each, form: at + 1 })),
      ])
    fc.assert(
      fc.property(
        fc.array(forms, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 200 }),
        (sessions, target) => {
          const all = sessions.reduce<number[][]>(
            (rows, list) => rows.flatMap((row) => list.map((_, at) => [...row, at])),
            [[]],
          )
          const possible = all.filter((row) => loadOf(sessions, row) <= target)
          const best = leastChurn(sessions, target)
          expect(best === null).toBe(possible.length === 0)
          if (best === null) return
          expect(loadOf(sessions, best)).toBeLessThanOrEqual(target)
          expect(churnOf(sessions, best)).toBe(Math.min(...possible.map((row) => churnOf(sessions, row))))
        },
      ),
    )
  })
})
