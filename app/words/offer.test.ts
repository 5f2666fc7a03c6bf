import type { Impact } from '@coach-wattz/core/adaptation/assess-impact'
import type { Offer } from '@coach-wattz/core/adaptation/negotiate'
import type { Violation } from '@coach-wattz/core/guardrails/guard-report'
import { fixturePlan } from '@coach-wattz/core/testing/plan-fixture'
import { workoutsOf } from '@coach-wattz/core/plan/plan'
import { describe, expect, it } from 'vitest'
import { effectsOf, limitsOf, movedSentence, offerSentence, offerTitle } from './offer'

const plan = fixturePlan({
  weeks: [
    [
      { day: 'THU', min: 45 },
      { day: 'SUN', min: 88, kind: 'long' },
    ],
  ],
})
const [easy, long] = workoutsOf(plan)
if (!easy || !long) throw new Error('The plan has two sessions.')
const figures = { minutes: 133, runDistanceM: 23_940, load: 120, hardMinutes: 0 }
const impact: Impact = {
  plan,
  broken: [],
  mended: [],
  blocked: false,
  weeks: [
    {
      weekNumber: 1,
      startDate: plan.startDate,
      before: figures,
      after: { ...figures, minutes: 90, runDistanceM: 16_200, load: 82 },
    },
  ],
  overMin: { before: 0, after: 0 },
  spacingDays: { before: null, after: null },
  fitness: { before: 48.5, after: 48.3 },
}
const offer: Offer = {
  kind: 'move',
  date: '2026-03-07',
  edits: [],
  changes: [],
  impact,
  minutes: null,
  given: null,
  swap: null,
  eased: null,
  accepts: [],
}
const warning: Violation = {
  rule: 'G01',
  severity: 'S',
  week: 1,
  date: null,
  workoutId: null,
  measured: 3,
  allowed: 2,
  unit: 'km',
  text: 'Week 1 grows by much.',
}

describe('the words of an offer', () => {
  it('name it by its day, and say what comes back for it', () => {
    expect(offerTitle(offer, long)).toBe('Move to Saturday')
    expect(offerTitle({ ...offer, swap: easy }, long)).toBe('Swap with Saturday')
    expect(offerTitle({ ...offer, date: '2026-03-20' }, long)).toBe('Move to Friday 20 March')
    expect(offerSentence({ ...offer, swap: easy }, long)).toBe('long on Saturday 7 March. easy comes to Sunday.')
    expect(offerTitle({ ...offer, kind: 'scale', date: '2026-03-06' }, long)).toBe('Shorten to fit Friday')
    expect(offerSentence({ ...offer, kind: 'scale', minutes: 45 }, long)).toBe(
      '45 min in place of 1:28 h; what is hard stays as hard.',
    )
    expect(offerTitle({ ...offer, kind: 'force', date: '2026-03-06' }, long)).toBe('Keep 1:28 h on Friday')
    expect(
      offerSentence(
        { ...offer, kind: 'force', date: '2026-03-06', given: { minutes: 88, before: 45 }, eased: easy },
        long,
      ),
    ).toBe('You tell us that Friday has the time, this once. Thursday’s easy becomes easy.')
    expect(movedSentence(long, '2026-03-07', 'Easy run')).toBe(
      'long moved to Saturday 7 March, easy run to Sunday 8 March.',
    )
  })
  it('give its effect in the athlete’s units, and leave out what is not known', () => {
    expect(effectsOf(impact, 'HM', 'metric').map(({ name, value, change }) => `${name}: ${value} ${change}`)).toEqual([
      'Week time: 1:30 h −43 min',
      'Running: 16.2 km −7.7',
      'Load: 82 −38',
      'Above easy: 0 min same',
      'Fitness before race day: 48.3 −0.2',
    ])
    const apart = { ...impact, spacingDays: { before: 2, after: 3 } }
    expect(effectsOf(apart, 'HM', 'metric').at(-2)).toMatchObject({
      name: 'Closest hard sessions',
      value: '3 days apart',
      change: '+1',
    })
    const unknown = { ...impact, fitness: { before: null, after: null } }
    expect(effectsOf(unknown, 'HM', 'imperial').map(({ value }) => value)).toEqual(['1:30 h', '10.1 mi', '82', '0 min'])
  })
  it('say what becomes of the limits, and nothing twice', () => {
    expect(limitsOf(offer, new Set())).toEqual({ ok: true, lead: 'All limits kept.', rest: '' })
    const warned = { ...offer, impact: { ...impact, broken: [warning] } }
    expect(limitsOf(warned, new Set())).toEqual({
      ok: false,
      lead: '1 warning to accept.',
      rest: 'Week 1 grows by much.',
    })
    expect(limitsOf(warned, new Set([warning.text])).rest).toBe('The warning above stays.')
    expect(limitsOf({ ...warned, date: '2026-03-06', given: { minutes: 88, before: 45 } }, new Set()).lead).toBe(
      '43 min over Friday’s time, by your word.',
    )
  })
})
