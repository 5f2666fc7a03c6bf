import { describe, expect, it } from 'vitest'
import type { Flag } from '../athlete/flag.ts'
import { findings, sentences, verdictOf } from '../testing/judge.ts'
import { fixturePlan } from '../testing/plan-fixture.ts'
import { correctPlan } from './correct-plan.ts'

/** Monday 2 March 31 min, Tuesday 30, Wednesday and Friday hard. */
const plan = fixturePlan({
  weeks: [
    [
      { day: 'MON', min: 31 },
      { day: 'TUE', min: 30 },
      { day: 'WED', min: 30, kind: 'hard' },
      { day: 'FRI', min: 30, kind: 'hard' },
    ],
  ],
})
const ill: Flag = { kind: 'ILLNESS', startDate: '2026-02-27', reviewDate: '2026-03-06' }
const broken = (flag: Partial<Flag>): string[] =>
  findings('G19', plan, { flags: [{ ...ill, ...flag }] }).length === 0
    ? []
    : sentences('G19', plan, { flags: [{ ...ill, ...flag }] }).map((text) => / on (\w+)/.exec(text)![1]!)

describe('G19 illness', () => {
  it('is silent without an illness', () => expect(verdictOf('G19', plan).detail).toBe('No illness is flagged.'))
  it('of unknown symptoms keeps everything easy until the review, and says so', () => {
    expect(broken({})).toEqual(['Wednesday'])
    expect(broken({ reviewDate: '2026-03-07' })).toEqual(['Wednesday', 'Friday'])
    expect(verdictOf('G19', plan, { flags: [ill] }).detail).toContain('its symptoms are not told')
  })
  it('above the neck allows 30 easy minutes, and hard work a day after the last symptom', () => {
    expect(broken({ symptoms: 'above-neck' })).toEqual(['Monday', 'Wednesday'])
    expect(broken({ symptoms: 'above-neck', symptomFreeSince: '2026-03-03' })).toEqual(['Monday'])
    expect(broken({ symptoms: 'above-neck', symptomFreeSince: '2026-03-04' })).toEqual(['Monday', 'Wednesday'])
  })
  it('below the neck allows nothing until 48 hours without symptoms', () => {
    expect(broken({ symptoms: 'below-neck' })).toEqual(['Monday', 'Tuesday', 'Wednesday'])
    const short = { symptoms: 'below-neck', startDate: '2026-02-28' } as const
    expect(broken({ ...short, symptomFreeSince: '2026-03-01' })).toEqual(['Monday'])
    expect(broken({ ...short, symptomFreeSince: '2026-03-02' })).toEqual(['Monday', 'Tuesday'])
  })
  it('after a fever keeps hard work for 72 hours', () => {
    const short = { symptoms: 'fever', startDate: '2026-02-28' } as const
    expect(broken({ ...short, symptomFreeSince: '2026-03-02' })).toEqual(['Monday', 'Tuesday', 'Wednesday'])
    expect(broken({ ...short, symptomFreeSince: '2026-03-01' })).toEqual(['Monday'])
  })
  it('after a fever of three days or more keeps hard work for seven days', () => {
    const long = { symptoms: 'fever', symptomFreeSince: '2026-02-28' } as const
    expect(broken({ ...long, startDate: '2026-02-26' })).toEqual([])
    expect(broken({ ...long, startDate: '2026-02-25' })).toEqual(['Wednesday', 'Friday'])
  })
  it('S8.6 below the neck for three days or more keeps hard work for seven days as well', () => {
    const long = { symptoms: 'below-neck', symptomFreeSince: '2026-02-28' } as const
    expect(broken({ ...long, startDate: '2026-02-26' })).toEqual([])
    expect(broken({ ...long, startDate: '2026-02-25' })).toEqual(['Wednesday', 'Friday'])
  })
  it('S8.6 the time hard work waits is not shortened by calling it over', () => {
    const over = { symptoms: 'fever', symptomFreeSince: '2026-02-28', endDate: '2026-03-01' } as const
    expect(broken({ ...over, startDate: '2026-02-25' })).toEqual(['Wednesday', 'Friday'])
    expect(broken({ ...over, startDate: '2026-02-27' })).toEqual([])
    expect(broken({ symptoms: 'below-neck', startDate: '2026-02-25', endDate: '2026-02-28' })).toEqual([
      'Wednesday',
      'Friday',
    ])
    expect(broken({ symptoms: 'above-neck', startDate: '2026-02-25', endDate: '2026-03-02' })).toEqual([])
  })
  it('S8.6 signs of the heart allow nothing until a doctor agrees, whatever days are free of them', () => {
    const heart = { symptoms: 'heart', reviewDate: '2026-02-28' } as const
    expect(broken(heart)).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Friday'])
    expect(broken({ ...heart, symptomFreeSince: '2026-02-20' })).toEqual(['Monday', 'Tuesday', 'Wednesday', 'Friday'])
    expect(broken({ ...heart, endDate: '2026-03-03' })).toEqual(['Monday'])
    expect(sentences('G19', plan, { flags: [{ ...ill, ...heart }] })[0]).toContain('has to wait for a doctor')
  })
  it('holds on while a review is due and not answered, and not once it is over', () => {
    const due = { flags: [{ ...ill, reviewDate: '2026-03-03' }], today: '2026-03-03' }
    expect(findings('G19', plan, { ...due, today: '2026-03-02' })).toEqual([])
    expect(findings('G19', plan, due)).toEqual(['H 1'])
    expect(findings('G19', plan, { ...due, flags: [{ ...ill, endDate: '2026-03-03' }] })).toEqual([])
  })
  it('is mended by rest, or by an easy session', () => {
    const mend = (flag: Partial<Flag>) => {
      const facts = { history: null, today: null, flags: [{ ...ill, ...flag }] }
      const mended = correctPlan(plan, facts).plan
      expect(findings('G19', mended, facts)).toEqual([])
      return mended.blocks[0]!.weeks[0]!.workouts.map(({ date, durationS }) => `${date} ${durationS / 60}`)
    }
    expect(mend({ symptoms: 'below-neck' })).toEqual(['2026-03-06 30'])
    expect(mend({ symptoms: 'above-neck' }).slice(0, 1)).toEqual(['2026-03-02 30'])
  })
})
