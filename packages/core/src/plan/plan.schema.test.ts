import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyDay, fixturePlan } from '../testing/plan-fixture.ts'
import { parsePlan, PLAN_LIMITS } from './plan.schema.ts'

const plan = fixturePlan({
  goal: { kind: '10K', sport: 'run' },
  availability: { ...everyDay(90), blackoutDates: ['2026-03-06'] },
  weeks: [
    [
      { day: 'TUE', km: 8 },
      { day: 'THU', min: 50, kind: 'hard' },
    ],
    [
      { day: 'TUE', km: 8 },
      { day: 'SUN', km: 10, kind: 'race' },
    ],
  ],
})
const json = (value: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(value))
const faultOf = (value: unknown): string => {
  const result = parsePlan(value)
  return result.ok ? 'none' : `${result.error.place}: ${result.error.reason}`
}
/** The plan with something else at a path. */
const edited = (path: (string | number)[], value: unknown): unknown => {
  const copy: unknown = JSON.parse(JSON.stringify(plan))
  let at = copy as Record<string | number, unknown>
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>
  at[path.at(-1)!] = value
  return copy
}
const week = ['blocks', 0, 'weeks', 1]
const session = [...week, 'workouts', 0]

describe('parsePlan', () => {
  it('reads our own plan as it was written, byte for byte', () => {
    const result = parsePlan(json({ ...plan, report: { anything: true } }))
    expect(result.ok && JSON.stringify(sortKeys(result.value))).toBe(JSON.stringify(sortKeys(plan)))
  })
  it('fills in what a foreign plan leaves out', () => {
    const foreign = {
      kind: 'plan',
      sport: 'run',
      goal: { kind: 'HM', sport: 'run' },
      blocks: [
        {
          type: 'BASE',
          primaryFocus: 'AEROBIC_ENDURANCE',
          weeks: [
            {
              startDate: '2026-03-02',
              workouts: [
                {
                  date: '2026-03-03',
                  sport: 'run',
                  focus: 'AEROBIC_ENDURANCE',
                  workout: {
                    schemaVersion: '1.0',
                    sport: 'run',
                    meta: { title: 'Easy' },
                    steps: [{ type: 'Steady', duration: 1800, pace: { type: 'steady', value: 0.75 } }],
                  },
                },
              ],
            },
          ],
        },
      ],
    }
    const result = parsePlan(foreign)
    if (!result.ok) throw new Error(`${result.error.place}: ${result.error.reason}`)
    const [block] = result.value.blocks
    expect(result.value.athlete).toMatchObject({
      level: 'INTERMEDIATE',
      maxDaysPerWeek: 7,
      availability: { slots: [] },
    })
    expect(result.value.targetDate).toBe('2026-03-08')
    expect(block!.weeks[0]).toMatchObject({ weekNumber: 1, volumeTargetMinutes: 30 })
    expect(block!.weeks[0]!.workouts[0]).toMatchObject({ id: '2026-03-03-0', title: 'Easy', durationS: 1800, slot: 0 })
  })
  it('says where a file is wrong', () => {
    expect(faultOf(null)).toMatch(/^: /)
    expect(faultOf({ kind: 'workout' })).toMatch(/^kind: /)
    expect(faultOf(edited([...session, 'date'], '2026-02-30'))).toMatch(
      /^blocks\[0\]\.weeks\[1\]\.workouts\[0\]\.date: /,
    )
    expect(faultOf(edited([...session, 'date'], '2026-03-03'))).toContain('is not in the week of 2026-03-09')
    expect(faultOf(edited([...session, 'date'], '2026-03-15'))).toContain('Two sessions stand on 2026-03-15')
    expect(faultOf(edited([...session, 'id'], 'w1-TUE'))).toContain('Two sessions have the id w1-TUE')
    expect(faultOf(edited([...week, 'startDate'], '2026-03-10'))).toContain('is no Monday')
    expect(faultOf(edited([...week, 'startDate'], '2026-03-16'))).toContain('should begin on 2026-03-09')
    expect(faultOf(edited([...session, 'sport'], 'ride'))).toContain('The session says ride, its workout run')
    expect(faultOf(edited([...session, 'durationS'], Number.MAX_VALUE))).toContain('durationS')
    expect(faultOf(edited([...session, 'workout', 'steps'], []))).toContain('steps')
  })
  it('refuses workouts without an end and plans without measure', () => {
    const nested = (times: number, depth: number): unknown =>
      depth === 0
        ? { type: 'Steady', duration: 60, pace: { type: 'steady', value: 0.75 } }
        : { type: 'Repeat', times, content: [nested(times, depth - 1)] }
    expect(faultOf(edited([...session, 'workout', 'steps'], [nested(99, 3)]))).toContain('workout')
    const weeks = Array.from({ length: PLAN_LIMITS.weeks + 1 }, () => json(plan.blocks[0]!.weeks[0]))
    expect(faultOf(edited(['blocks', 0, 'weeks'], weeks))).not.toBe('none')
  })
  it('never throws, whatever it is given', () => {
    const isAnswered = (value: unknown): boolean => typeof parsePlan(value).ok === 'boolean'
    const places = fc.constantFrom<(string | number)[]>(
      ['blocks'],
      week,
      [...week, 'slots'],
      session,
      [...session, 'workout'],
      [...session, 'workout', 'steps', 0],
      ['athlete'],
      ['goal'],
    )
    const anything = fc.check(fc.property(fc.jsonValue(), isAnswered))
    const anywhere = fc.check(
      fc.property(places, fc.jsonValue(), (path, value) => isAnswered(edited(path, value))),
      { numRuns: 500 },
    )
    expect([anything.counterexample, anywhere.counterexample]).toEqual([null, null])
  })
})

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sortKeys(item)]),
  )
}
