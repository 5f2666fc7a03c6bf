import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Advice, AdviceTopic } from '@coach-wattz/core/plan/advice'
import { adviceSentence, noteSentence } from './advice'

const say = (topic: AdviceTopic, code: string, facts: Advice['facts']): string | null =>
  adviceSentence({ topic, code, facts }, 'metric')

describe('the words of advice', () => {
  it('N01 names the effort, what one can say, and what is new', () => {
    expect(
      say('feel', 'effort', {
        focus: 'AEROBIC_ENDURANCE',
        rpeLow: 3,
        rpeHigh: 3,
        talk: 'anything',
        newFocus: false,
        work: null,
      }),
    ).toBe('3 of 10: you could talk the whole way.')
    expect(
      say('feel', 'effort', {
        focus: 'THRESHOLD',
        rpeLow: 7,
        rpeHigh: 7.5,
        talk: 'phrases',
        newFocus: true,
        work: null,
      }),
    ).toBe(
      '7 to 7.5 of 10 in the work: a few words at a time, no more. This kind of work is new in your plan and may feel half a point harder at first.',
    )
  })
  it('N03 says the number where there is one, and no number where there is none', () => {
    expect(say('stop', 'falls-short', { percent: 4, repeats: true, speedMps: 4 })).toBe(
      'A repeat falls more than 4 % short, slower than 4:10 /km. Leave out the rest of the set; the work is done.',
    )
    expect(say('stop', 'falls-short', { percent: 5, repeats: true, powerW: null })).toBe(
      'A repeat falls more than 5 % short. Leave out the rest of the set; the work is done.',
    )
  })
  it('N11 paces a race in the athlete’s own numbers', () => {
    expect(
      say('pace', 'even-split', {
        speedMps: 4,
        startSpeedMps: 3.92,
        startM: 1000,
        timeS: 2500,
        lowS: null,
        highS: null,
      }),
    ).toBe('The first 1.0 km at 4:15 /km, then even at 4:10 /km for 41:40.')
  })
  it('N09 says on which days, and that nothing is counted', () => {
    const facts = { times: 2, minutes: 25, first: '2026-03-03', second: '2026-03-05' }
    expect(noteSentence({ code: 'strength', facts }, 'metric')).toBe(
      'Strength twice, about 25 minutes, after the session on Tuesday and Thursday: hard days stay hard, easy days easy. It is not counted in the plan.',
    )
  })
  it('has a sentence for every code the rules give', () => {
    const codesIn = (files: readonly string[]): string[] =>
      files.flatMap((file) => {
        const text = readFileSync(new URL(`../../packages/core/src/plan/${file}.ts`, import.meta.url), 'utf8')
        return [...text.matchAll(/code: '([a-z-]+)'/g)].map((match) => match[1]!)
      })
    const facts = { date: '2026-03-03', from: '2026-03-03' }
    const session = codesIn(['effort-advice', 'fuel-advice', 'race-advice', 'session-advice'])
    expect(session.length).toBeGreaterThan(10)
    for (const code of session) expect(say('feel', code, facts), code).not.toBeNull()
    const week = codesIn(['week-advice'])
    expect(week.length).toBe(4)
    for (const code of week) expect(noteSentence({ code, facts }, 'metric'), code).not.toBeNull()
  })
  it('is silent about a code it does not know', () => {
    expect(say('feel', 'something-new', {})).toBeNull()
    expect(noteSentence({ code: 'something-new', facts: {} }, 'metric')).toBeNull()
  })
})
