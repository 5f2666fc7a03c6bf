import { describe, expect, it } from 'vitest'
import type { Flag } from '../athlete/flag.ts'
import { findings, sentences, toldWeeks, verdictOf } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import { correctPlan } from './correct-plan.ts'

const week: FixtureSession[] = [
  { day: 'MON', min: 40 },
  { day: 'WED', min: 40, work: { min: 2, at: 1.2 } },
  { day: 'SAT', min: 60, sport: 'ride', work: { min: 10, at: 1.1 } },
]
const plan = fixturePlan({ weeks: [week, week, week, week, week] })
const knee: Flag = { kind: 'INJURY', part: 'knee', startDate: '2026-02-20' }
const judge = (flag: Flag) => findings('G17', plan, { flags: [flag] })

describe('G17 injury', () => {
  it('is silent without an injury', () => {
    expect(verdictOf('G17', plan).detail).toBe('No injury is flagged.')
    expect(judge({ ...knee, kind: 'ILLNESS' })).toEqual([])
  })
  it('holds runs easy and rides below threshold for four weeks, or until the review', () => {
    expect(judge(knee)).toEqual(['H 1', 'H 1', 'H 2', 'H 2', 'H 3', 'H 3', 'H 4', 'H 4'])
    // the day of the review is free
    expect(judge({ ...knee, reviewDate: '2026-03-04' })).toEqual([])
    expect(judge({ ...knee, reviewDate: '2026-03-05' })).toEqual(['H 1'])
    expect(judge({ ...knee, startDate: '2026-03-28' })).toEqual(['H 4'])
  })
  it('leaves easy runs and rides up to threshold', () => {
    const easy = fixturePlan({
      weeks: [
        [
          { day: 'MON', min: 40 },
          { day: 'SAT', min: 60, sport: 'ride', work: { min: 10, at: 1 } },
        ],
      ],
    })
    expect(findings('G17', easy, { flags: [knee] })).toEqual([])
  })
  it('leaves no run from a pain of 5', () => {
    const reviewDate = '2026-03-09'
    expect(judge({ ...knee, reviewDate, pain: 4 })).toEqual(['H 1', 'H 1'])
    expect(judge({ ...knee, reviewDate, pain: 5 })).toEqual(['H 1', 'H 1', 'H 1'])
  })
  it('leaves no run with a limp, nor after a pain of 5 until it is 2 or less', () => {
    const reviewDate = '2026-03-09'
    expect(judge({ ...knee, reviewDate, pain: 1, limp: true })).toHaveLength(3)
    expect(judge({ ...knee, reviewDate, pain: 4, noRunFrom: '2026-02-21' })).toHaveLength(3)
    expect(judge({ ...knee, reviewDate, pain: 2, noRunFrom: '2026-02-21', runAgainFrom: '2026-03-03' })).toEqual([
      'H 1',
      'H 1',
      'H 1',
    ])
    expect(judge({ ...knee, reviewDate, pain: 2, noRunFrom: '2026-02-21', runAgainFrom: '2026-03-02' })).toHaveLength(2)
  })
  it('keeps rides easy where riding loads what hurts, and lets them be below the knee', () => {
    const ride = fixturePlan({ weeks: [[{ day: 'SAT', min: 60, sport: 'ride', work: { min: 10, at: 0.95 } }]] })
    const of = (part: string, pain: number) => findings('G17', ride, { flags: [{ ...knee, part, pain }] })
    expect(of('knee', 5)).toEqual(['H 1'])
    expect(of('knee', 4)).toEqual([])
    expect(of('left shin', 5)).toEqual([])
    expect(of('Achilles', 9)).toEqual([])
  })
  it('with pain of 3 lets running not grow above the best of the four weeks before', () => {
    const easy = fixturePlan({ weeks: [[{ day: 'MON', min: 60 }], [{ day: 'MON', min: 63 }]] })
    const history = toldWeeks([{ min: 40 }, { min: 60 }, { min: 50 }, { min: 30 }])
    const of = (pain: number) => findings('G17', easy, { flags: [{ ...knee, pain }], history })
    expect(of(3)).toEqual(['H 2'])
    expect(of(2)).toEqual([])
    expect(findings('G17', easy, { flags: [{ ...knee, pain: 3 }] })).toEqual([])
    expect(sentences('G17', easy, { flags: [{ ...knee, pain: 3 }], history })).toEqual([
      'Week 2 has 1:03 h of running. With pain of 3 or more running does not grow: at most 1:00 h, as before.',
    ])
  })
  it('ends after seven days without pain, or when it is over; a review that is due and unanswered holds on', () => {
    expect(judge({ ...knee, symptomFreeSince: '2026-02-25' })).toEqual([])
    expect(judge({ ...knee, symptomFreeSince: '2026-02-26' })).toEqual(['H 1'])
    expect(judge({ ...knee, endDate: '2026-03-04' })).toEqual([])
    const due = { flags: [{ ...knee, reviewDate: '2026-03-04' }] }
    expect(findings('G17', plan, { ...due, today: '2026-03-03' })).toEqual([])
    expect(findings('G17', plan, { ...due, today: '2026-03-04' })).toEqual(['H 1', 'H 1'])
  })
  it('is mended by easy sessions, and by none where it hurts too much', () => {
    const one = fixturePlan({ weeks: [week.map((session) => ({ ...session, min: 40 }))] })
    const told = [...toldWeeks([{ min: 200 }]).weekly!, ...toldWeeks([{ min: 200 }], 'ride').weekly!]
    const mend = (pain: number) => {
      const facts = { history: { activities: [], weekly: told }, today: null, flags: [{ ...knee, pain }] }
      const mended = correctPlan(one, facts).plan
      expect(findings('G17', mended, facts)).toEqual([])
      return mended.blocks[0]!.weeks[0]!.workouts.map(({ archetype, durationS }) => [archetype, durationS / 60])
    }
    expect(mend(2)).toEqual([
      [null, 40],
      ['R03', 40],
      ['B02', 40],
    ])
    expect(mend(6)).toEqual([['B02', 40]])
  })
  it('says what is too much', () => {
    expect(sentences('G17', plan, { flags: [{ ...knee, reviewDate: '2026-03-05' }] })).toEqual([
      'The run on Wednesday 4 March holds 2 min above easy while the flag (knee) stands. Until its review every run is easy and without strides.',
    ])
  })
})
