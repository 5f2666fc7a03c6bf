import { describe, expect, it } from 'vitest'
import { findings, sentences } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'

const hard = (day: FixtureSession['day'], rest: Partial<FixtureSession> = {}): FixtureSession => ({
  day,
  min: 50,
  kind: 'hard',
  ...rest,
})
const week = (...sessions: FixtureSession[]) => fixturePlan({ weeks: [sessions] })

describe('G07 space between hard sessions', () => {
  it('wants two calendar days', () => {
    expect(findings('G07', week(hard('TUE'), hard('THU')))).toEqual([])
    expect(findings('G07', week(hard('TUE'), hard('WED')))).toEqual(['H 1'])
    expect(findings('G07', week(hard('TUE'), hard('TUE', { slot: 1 })))).toEqual(['H 1'])
  })
  it('looks across the end of a week', () => {
    expect(findings('G07', fixturePlan({ weeks: [[hard('SUN')], [hard('MON')]] }))).toEqual(['H 2'])
  })
  it('counts 12 min of MID and HIGH as hard, whatever the tag says', () => {
    const plan = week(hard('TUE'), hard('WED'))
    const untagged = {
      ...plan,
      blocks: plan.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((entry) => ({
          ...entry,
          workouts: entry.workouts.map((workout) => ({ ...workout, hard: false })),
        })),
      })),
    }
    expect(findings('G07', untagged)).toEqual(['H 1'])
  })
  it('counts a long run as hard by S5.7a: over 90 min, or the longest over an hour and a quarter of the week', () => {
    const easy: FixtureSession[] = [
      { day: 'MON', min: 45 },
      { day: 'WED', min: 45 },
      { day: 'THU', min: 45 },
    ]
    expect(findings('G07', week(...easy, hard('SAT'), { day: 'SUN', min: 91 }))).toEqual(['H 1'])
    expect(findings('G07', week(...easy, hard('SAT'), { day: 'SUN', min: 70, kind: 'long' }))).toEqual(['H 1'])
    expect(findings('G07', week(...easy, hard('SAT'), { day: 'SUN', min: 60, kind: 'long' }))).toEqual([])
    expect(
      findings('G07', week({ day: 'MON', min: 25 }, { day: 'TUE', min: 25 }, { day: 'WED', min: 25, kind: 'long' })),
    ).toEqual([])
  })
  it('counts a long ride as hard from 3.5 h', () => {
    const ride = (min: number) =>
      fixturePlan({ sport: 'ride', weeks: [[hard('SAT'), { day: 'SUN', min, kind: 'long' }]] })
    expect(findings('G07', ride(210))).toEqual([])
    expect(findings('G07', ride(211))).toEqual(['H 1'])
  })
  it('takes a hard run and a hard ride on one day for one hard day', () => {
    expect(findings('G07', week(hard('TUE'), hard('TUE', { slot: 1, sport: 'ride' })))).toEqual([])
    expect(findings('G07', week(hard('TUE'), hard('WED', { sport: 'ride' })))).toEqual(['H 1'])
  })
  it('sees past the other sport: two hard runs and a ride between them on one day', () => {
    const both = [hard('TUE'), hard('TUE', { slot: 1, sport: 'ride' }), hard('TUE', { slot: 2 })]
    expect(findings('G07', week(...both))).toEqual(['H 1'])
    expect(findings('G07', week(...both.slice(0, 2), hard('THU')))).toEqual([])
  })
  it('counts a planned hard day of the past as done, unless the history goes on without it', () => {
    const plan = week(hard('TUE'), hard('WED'))
    const done = (...dates: string[]) => ({
      history: { activities: dates.map((date) => ({ date, sport: 'run' as const, durationS: 2400, distanceM: 7000 })) },
      today: '2026-03-04',
    })
    expect(findings('G07', plan, done('2026-03-03'))).toEqual(['H 1'])
    // nothing has come in since: what was done on Tuesday is not known
    expect(findings('G07', plan, done('2026-03-01'))).toEqual(['H 1'])
    // something of today came in, and nothing of Tuesday
    expect(findings('G07', plan, done('2026-03-01', '2026-03-04'))).toEqual([])
  })
  it('leaves the race out', () => {
    expect(findings('G07', week(hard('SAT'), { day: 'SUN', km: 10, kind: 'race' }))).toEqual([])
  })
  it('allows an advanced cyclist blocks of three hard days with two easy ones after', () => {
    const block = (...days: FixtureSession['day'][]) =>
      findings(
        'G07',
        fixturePlan({ sport: 'ride', level: 'ADVANCED', strategy: 'BLOCK', weeks: [days.map((day) => hard(day))] }),
      )
    expect(block('MON', 'TUE', 'WED', 'SAT')).toEqual([])
    expect(block('MON', 'TUE', 'WED', 'FRI')).toEqual(['H 1'])
    expect(block('MON', 'TUE', 'WED', 'THU')).toEqual(['H 1'])
  })
  it('names both days', () => {
    expect(sentences('G07', week(hard('TUE'), hard('WED')))).toEqual([
      'Tuesday 3 March and Wednesday 4 March are both hard. We keep at least one easy day between hard sessions.',
    ])
  })
})
