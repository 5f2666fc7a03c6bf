import { describe, expect, it } from 'vitest'
import { findings, sentences, verdictOf } from '../testing/judge.ts'
import { everyDay, fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const judge = (sessions: FixtureSession[], availability = everyDay(60)) =>
  findings('G13', fixturePlan({ weeks: [sessions], availability }))

describe('G13 your minutes', () => {
  it('warns of every minute over the slot and stops more than ten', () => {
    expect(judge([{ day: 'TUE', min: 60 }])).toEqual([])
    expect(judge([{ day: 'TUE', min: 61 }])).toEqual(['S 1'])
    expect(judge([{ day: 'TUE', min: 70 }])).toEqual(['S 1'])
    expect(judge([{ day: 'TUE', min: 71 }])).toEqual(['H 1'])
  })
  it('stops a session without a slot, in a slot of another sport, or on a blackout day', () => {
    const tuesdays = { slots: [{ day: 'TUE' as const, minutes: 60 }] }
    expect(judge([{ day: 'WED', min: 30 }], tuesdays)).toEqual(['H 1'])
    expect(judge([{ day: 'TUE', min: 30, slot: 1 }], tuesdays)).toEqual(['H 1'])
    const rideOnly = { slots: [{ day: 'TUE' as const, minutes: 60, sports: ['ride' as const] }] }
    expect(judge([{ day: 'TUE', min: 30 }], rideOnly)).toEqual(['H 1'])
    expect(judge([{ day: 'TUE', min: 30, sport: 'ride' }], rideOnly)).toEqual([])
    expect(judge([{ day: 'TUE', min: 30 }], { ...everyDay(60), blackoutDates: ['2026-03-03'] })).toEqual(['H 1'])
    expect(judge([{ day: 'TUE', min: 30 }], { slots: [], blackoutDates: ['2026-03-03'] })).toEqual(['H 1'])
  })
  it('judges by the week’s own snapshot, and leaves the race out', () => {
    expect(judge([{ day: 'SUN', km: 21, kind: 'race' }], { slots: [{ day: 'TUE', minutes: 60 }] })).toEqual([])
  })
  it('says so when nothing is known of the minutes', () => {
    const verdict = verdictOf('G13', fixturePlan({ weeks: [[{ day: 'TUE', min: 300 }]] }))
    expect(verdict).toMatchObject({ status: 'not-judged', measured: null })
  })
  it('says the minutes on both sides', () => {
    expect(sentences('G13', fixturePlan({ weeks: [[{ day: 'TUE', min: 75 }]], availability: everyDay(60) }))).toEqual([
      'The session on Tuesday 3 March takes 1:15 h; you have 1:00 h that day.',
    ])
  })
})
