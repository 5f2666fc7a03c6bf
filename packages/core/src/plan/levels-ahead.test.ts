import { describe, expect, it } from 'vitest'
import { authorPlan } from '../guardrails/author-plan.ts'
import { steadyInput } from '../testing/steady-athlete.ts'
import { levelsAhead } from './levels-ahead.ts'
import { isKeyFocus, type KeyFocus } from './goal-foci.ts'
import { weeksOf, workoutsOf } from './plan.ts'
import { levelAfterSession, type LevelOutcome } from './progression-level.ts'
import { startingPoint } from './starting-point.ts'

const input = steadyInput(
  { kind: '10K', weeks: 14 },
  { minutes: 228, km: 38, longKm: 14 },
  [60, 60, 60, 60, 60, 90, 150],
)
const authored = authorPlan(input)
if (!authored.ok) throw new Error(authored.refused.reason)
const { plan } = authored
const keys = workoutsOf(plan).filter(({ purpose, step }) => purpose.code === 'key-session' && step !== null)
const [key] = keys
const focus = key!.focus as KeyFocus
const weeks = weeksOf(plan).filter(({ workouts }) => workouts.some(({ id }) => id === key!.id))
const start = startingPoint(input)

/** The level of the key session's focus after its week, with this outcome, on a level measured before or not. */
function levelAfter(outcome: LevelOutcome | null | undefined, measured?: number): number | undefined {
  const context = {
    start: { ...start, levels: new Map(measured === undefined ? [] : [[focus, measured]]) },
    input: { ...input, ...(outcome === undefined ? {} : { outcomes: { [key!.id]: outcome } }) },
  }
  return levelsAhead(context, weeks, () => false).get(focus)
}

describe('S8.5 levels before the next weeks', () => {
  it('count a session as it was, where time in zone does not speak', () => {
    expect(isKeyFocus(focus)).toBe(true)
    const from = levelAfter('UNFINISHED')!
    for (const outcome of ['SUCCESS', 'SUCCESS_EASY', 'SUCCESS_HARD', 'FAILED_FATIGUE'] as const)
      expect(levelAfter(outcome)).toBe(levelAfterSession(from, key!.step!, outcome))
    expect(levelAfter('SUCCESS_EASY')).toBeGreaterThan(levelAfter('SUCCESS')!)
    expect(levelAfter(null)).toBeUndefined()
    // nobody knows, and no recording is there: not done
    expect(levelAfter(undefined)).toBeUndefined()
  })

  it('add to measured levels only what time in zone does not say', () => {
    const measured = key!.step!
    expect(levelAfter('SUCCESS', measured)).toBe(measured)
    expect(levelAfter('UNFINISHED', measured)).toBe(measured)
    expect(levelAfter(null, measured)).toBe(measured)
    expect(levelAfter('SUCCESS_EASY', measured)).toBe(levelAfterSession(measured, measured, 'SUCCESS_EASY'))
    expect(levelAfter('FAILED_FATIGUE', measured)).toBe(levelAfterSession(measured, measured, 'FAILED_FATIGUE'))
  })
})
