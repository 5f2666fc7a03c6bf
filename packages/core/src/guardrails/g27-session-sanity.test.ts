import { describe, expect, it } from 'vitest'
import { sessionMostMinutes } from './g27-session-sanity.ts'
import type { Plan, PlannedWorkout } from '../plan/plan.ts'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const plan = (session: FixtureSession) => fixturePlan({ weeks: [[session]] })
const lying = (source: Plan, lie: Partial<PlannedWorkout>): Plan => ({
  ...source,
  blocks: source.blocks.map((block) => ({
    ...block,
    weeks: block.weeks.map((week) => ({ ...week, workouts: week.workouts.map((workout) => ({ ...workout, ...lie })) })),
  })),
})

describe('G27 sound sessions', () => {
  it('last up to 10 h where the goal is a gravel ultra', () => {
    expect(sessionMostMinutes({ kind: 'GRAVEL_200' })).toBe(600)
    expect(sessionMostMinutes({ kind: 'GRAN_FONDO' })).toBe(360)
  })

  it('last from 15 min to 6 h', () => {
    expect(findings('G27', plan({ day: 'TUE', min: 14.9 }))).toEqual(['H 1'])
    expect(findings('G27', plan({ day: 'TUE', min: 15 }))).toEqual([])
    expect(findings('G27', plan({ day: 'TUE', min: 360, sport: 'ride' }))).toEqual([])
    expect(findings('G27', plan({ day: 'TUE', min: 361, sport: 'ride' }))).toEqual(['H 1'])
  })
  it('have exactly the totals of their steps', () => {
    const source = plan({ day: 'TUE', min: 40 })
    const { durationS, distanceM, tss } = source.blocks[0]!.weeks[0]!.workouts[0]!
    expect(findings('G27', lying(source, { durationS: durationS + 1 }))).toEqual(['H 1'])
    expect(findings('G27', lying(source, { distanceM: distanceM! + 2 }))).toEqual(['H 1'])
    expect(findings('G27', lying(source, { tss: tss! + 0.2 }))).toEqual(['H 1'])
    expect(findings('G27', lying(source, { distanceM: null, tss: null }))).toEqual([])
    expect(sentences('G27', lying(source, { durationS: 3600 }))).toEqual([
      'The session on Tuesday 3 March says 1:00 h; its steps add up to 40 min.',
    ])
  })
  it('may have totals from the thresholds of their day instead of their own references', () => {
    const source = plan({ day: 'TUE', min: 40 })
    const slower = lying(source, { distanceM: 2400 * 0.75 * 3.5 })
    expect(findings('G27', slower)).toEqual(['H 1'])
    const thresholds = [
      {
        sport: 'run' as const,
        name: 'thresholdSpeedMps' as const,
        value: 3.5,
        from: '2026-01-01',
        method: 'athlete',
        confidence: 'HIGH' as const,
      },
    ]
    expect(findings('G27', slower, { thresholds })).toEqual([])
  })
  it('leave the race alone', () => {
    expect(findings('G27', plan({ day: 'SUN', min: 400, kind: 'race' }))).toEqual([])
  })
})
