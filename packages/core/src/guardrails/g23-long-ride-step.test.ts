import { describe, expect, it } from 'vitest'
import { findings, sentences, toldWeeks } from '../testing/judge.ts'
import { fixturePlan } from '../testing/plan-fixture.ts'

const after = (longestMin: number, min: number) =>
  findings('G23', fixturePlan({ sport: 'ride', weeks: [[{ day: 'SUN', min }]] }), {
    history: { activities: [{ date: '2026-02-22', sport: 'ride', durationS: longestMin * 60, distanceM: null }] },
    today: '2026-03-02',
  })

describe('G23 step of the longest ride', () => {
  it.each([
    [20, 75, 105],
    [45, 75, 105],
    [120, 150, 180],
    [300, 345, 390],
  ])('after %d min: soft %d, hard %d', (longest, soft, hard) => {
    expect(after(longest, soft)).toEqual([])
    expect(after(longest, soft + 1)).toEqual(['S 1'])
    expect(after(longest, hard)).toEqual(['S 1'])
    expect(after(longest, hard + 1)).toEqual(['H 1'])
  })
  it('forgets a ride after 42 days', () => {
    const ride = (day: 'MON' | 'TUE', min: number) => [{ day, min }]
    const weeks = [ride('MON', 200), ride('MON', 60), [], [], [], []]
    expect(findings('G23', fixturePlan({ sport: 'ride', weeks: [...weeks, ride('MON', 200)] }))).toEqual([])
    expect(findings('G23', fixturePlan({ sport: 'ride', weeks: [...weeks, ride('TUE', 200)] }))).toEqual(['H 7'])
  })
  it('leaves runs and the unknown rider’s first week alone, and says the figures', () => {
    expect(findings('G23', fixturePlan({ weeks: [[{ day: 'SUN', min: 200 }]] }))).toEqual([])
    expect(findings('G23', fixturePlan({ sport: 'ride', weeks: [[{ day: 'SUN', min: 200 }]] }))).toEqual([])
    expect(
      sentences('G23', fixturePlan({ sport: 'ride', weeks: [[{ day: 'SUN', min: 200 }]] }), {
        history: toldWeeks([{ min: 180 }], 'ride'),
        today: '2026-03-02',
      }),
    ).toEqual(['A ride of week 1 lasts 3:20 h; the longest of the 42 days before is 1:00 h. We allow up to 2:00 h.'])
  })
})
