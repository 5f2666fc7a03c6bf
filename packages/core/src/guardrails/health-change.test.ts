import { describe, expect, it } from 'vitest'
import type { Flag } from '../athlete/flag.ts'
import { withPain } from '../athlete/flag.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { weeksOf, workoutsOf, type Plan } from '../plan/plan.ts'
import { toldWeeks } from '../testing/judge.ts'
import { fixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import { healthChange, type HealthChange } from './health-change.ts'
import type { ReviewFacts } from './review-facts.ts'

const week: FixtureSession[] = [
  { day: 'TUE', min: 50, kind: 'hard' },
  { day: 'THU', min: 45 },
  { day: 'SAT', min: 45, sport: 'ride' },
  { day: 'SUN', min: 70, kind: 'long' },
]
const plan = fixturePlan({ weeks: [week, week, week, week] })
const known = {
  activities: [2, 4, 6, 7, 8].map((day) => ({
    date: `2026-03-0${day}`,
    sport: day === 7 ? ('ride' as const) : ('run' as const),
    durationS: 3000,
    movingS: 3000,
    distanceM: null,
  })),
  weekly: [
    ...toldWeeks([{ min: 165 }, { min: 165 }, { min: 165 }, { min: 165 }]).weekly!,
    ...toldWeeks([{ min: 200 }, { min: 200 }, { min: 200 }, { min: 200 }], 'ride').weekly!,
  ],
}
/** Monday of the second week. */
const TODAY = '2026-03-09'
const shin: Flag = { kind: 'INJURY', part: 'shin', startDate: TODAY }
const asked = (
  flag: Flag | null,
  more: Partial<ReviewFacts> = {},
  done: string[] = [],
  of: Plan = plan,
): HealthChange => healthChange(of, { history: known, today: TODAY, flags: flag ? [flag] : [], ...more }, { done })
const rows = ({ sessions }: HealthChange) =>
  sessions.map(({ before, after, rule }) => {
    const told = (one: typeof before) =>
      one ? `${one.sport} ${one.archetype ?? one.title} ${one.durationS / 60}` : 'rest'
    return `${rule} ${(before ?? after)!.date.slice(5)} ${told(before)} → ${told(after)}`
  })
const applied = (of: Plan, change: HealthChange): Plan => {
  const result = applyChanges(of, change.changes)
  if (!result.ok) throw new Error(result.error.text)
  return result.value
}

describe('what health asks of a plan in force', () => {
  it('asks nothing without a flag or an answer', () => {
    expect(asked(null).changes).toEqual([])
    expect(asked(null).plan).toEqual(plan)
  })
  it('G17 a shin at pain 5: a ride of the same minutes in place of every run until the review, and no more', () => {
    const change = asked(withPain(shin, { pain: 5, limp: false }, TODAY))
    expect(rows(change)).toEqual([
      'G17 03-10 run hard 50 → ride B02 50',
      'G17 03-12 run easy 45 → ride B02 45',
      'G17 03-15 run long 70 → ride B02 70',
    ])
    expect([...change.open, ...change.blocked]).toEqual([])
    const after = applied(plan, change)
    expect(after).toEqual(change.plan)
    expect(workoutsOf(after).find(({ date }) => date === '2026-03-10')).toMatchObject({
      id: 'w2-TUE',
      purpose: { code: 'ride-instead-of-run', facts: { part: 'shin', minutes: 50 } },
    })
    // undone byte for byte
    expect(JSON.stringify(applyChanges(after, invertChanges(change.changes)))).toBe(
      JSON.stringify({ ok: true, value: applied(plan, { ...change, changes: [] }) }),
    )
  })
  it('G17 a limp rules out running at any pain', () => {
    expect(rows(asked(withPain(shin, { pain: 1, limp: true }, TODAY)))).toHaveLength(3)
  })
  it('G17 rest where riding loads what hurts, and easy rides there', () => {
    const change = asked(withPain({ ...shin, part: 'knee' }, { pain: 6, limp: false }, TODAY))
    expect(change.sessions.map(({ after }) => after)).toEqual([null, null, null])
  })
  it('G17 the nearest free slot for riding, where the run’s own is for running only', () => {
    const slots = [
      { day: 'TUE' as const, minutes: 60, sports: ['run' as const] },
      { day: 'WED' as const, minutes: 45, sports: ['ride' as const] },
      { day: 'THU' as const, minutes: 60, sports: ['run' as const] },
    ]
    const kept = fixturePlan({ weeks: [[], week.slice(0, 2), []], availability: { slots } })
    const flag = withPain(shin, { pain: 5, limp: false }, TODAY)
    const change = asked(flag, {}, [], kept)
    expect(rows(change)).toEqual(['G17 03-10 run hard 50 → ride B02 45', 'G17 03-12 run easy 45 → rest'])
    expect(change.sessions[0]!.after!.date).toBe('2026-03-11')
    // it stays a ride when running is possible again: its day is for riding
    const again = {
      history: known,
      today: '2026-03-10',
      flags: [withPain(flag, { pain: 0, limp: false }, '2026-03-10')],
    }
    expect(healthChange(change.plan, again).changes).toEqual([])
  })
  it('G17 rest for one who does not ride', () => {
    const runs = fixturePlan({ weeks: [week.slice(0, 2), week.slice(0, 2)] })
    const history = { activities: [], weekly: known.weekly.filter(({ sport }) => sport === 'run') }
    const flags = [withPain(shin, { pain: 7, limp: false }, TODAY)]
    const of = (crossTraining: boolean) =>
      healthChange(runs, { history, today: TODAY, flags, crossTraining }).sessions.map(({ after }) => after?.sport)
    expect(of(false)).toEqual([undefined, undefined])
    expect(of(true)).toEqual(['ride', 'ride'])
  })
  it('G17 pain of 2: runs are easy until the review, as long as they were', () => {
    const change = asked(withPain(shin, { pain: 2, limp: false }, TODAY))
    expect(rows(change)).toEqual(['G17 03-10 run hard 50 → run R03 50'])
    expect(change.sessions[0]!.after!.purpose).toEqual({ code: 'eased-injury', facts: { part: 'shin' } })
  })
  it('G17 pain of 3 stops progression: no week above the best of the four before the flag', () => {
    const small = {
      activities: [],
      weekly: toldWeeks([{ min: 120 }, { min: 120 }, { min: 120 }, { min: 120 }]).weekly!,
    }
    const flag = { ...withPain(shin, { pain: 3, limp: false }, '2026-02-28'), startDate: '2026-02-28' }
    const change = healthChange(plan, { history: small, today: '2026-03-01', flags: [flag] })
    const running = (of: Plan) =>
      weeksOf(of)[0]!.workouts.reduce((sum, one) => sum + (one.sport === 'run' ? one.durationS / 60 : 0), 0)
    expect(running(plan)).toBe(165)
    expect(running(change.plan)).toBeLessThanOrEqual(122)
    expect([...change.open, ...change.blocked]).toEqual([])
  })
  it('leaves days that are over and what is done today', () => {
    const flag = withPain(shin, { pain: 5, limp: false }, '2026-03-11')
    expect(asked(flag, { today: '2026-03-11' }).sessions.map(({ workoutId }) => workoutId)).toEqual([
      'w2-THU',
      'w2-SUN',
      'w3-TUE',
    ])
    const told = withPain(shin, { pain: 5, limp: false }, '2026-03-10')
    const withDone = asked(told, { today: '2026-03-10' }, ['w2-TUE'])
    expect(withDone.sessions.map(({ workoutId }) => workoutId)).toEqual(['w2-THU', 'w2-SUN'])
    expect(withDone.open).toEqual([])
  })
  it('G19 a fever: rest until 48 hours after the last symptom, easy until 72', () => {
    const ill: Flag = { kind: 'ILLNESS', startDate: '2026-03-08', symptoms: 'fever', symptomFreeSince: TODAY }
    expect(rows(asked(ill))).toEqual(['G19 03-10 run hard 50 → rest'])
    const change = asked({ ...ill, symptomFreeSince: '2026-03-08' })
    expect(rows(change)).toEqual(['G19 03-10 run hard 50 → run R03 50'])
    expect(change.sessions[0]!.after!.purpose.code).toBe('eased-illness')
  })
  it('G20 a yes keeps everything easy that is to come', () => {
    const screening = { yes: ['chest-pain'], doctorAgreed: false, guardianAgreed: false } as const
    const change = asked(null, { screening })
    expect(rows(change)).toEqual([
      'G20 03-10 run hard 50 → run R03 50',
      'G20 03-17 run hard 50 → run R03 50',
      'G20 03-24 run hard 50 → run R03 50',
    ])
    expect(asked(null, { screening: { ...screening, doctorAgreed: true } }).changes).toEqual([])
  })
  it('names a race on a held day and leaves it', () => {
    const race = fixturePlan({ weeks: [week, [{ day: 'SAT', km: 10, kind: 'race' }]] })
    const change = asked(withPain(shin, { pain: 5, limp: false }, TODAY), {}, [], race)
    expect(change.races.map(({ date }) => date)).toEqual(['2026-03-14'])
    expect(change.sessions).toEqual([])
  })
})

describe('the way back into running', () => {
  const stopped: Flag = { ...withPain(shin, { pain: 5, limp: false }, TODAY) }
  const held = asked(stopped).plan
  /** The Monday after, nothing hurts any more. */
  const MONDAY = '2026-03-16'
  const again = withPain(stopped, { pain: 0, limp: false }, MONDAY)
  const back = (of: Plan, today = MONDAY, flag = again) => healthChange(of, { history: known, today, flags: [flag] })

  const stepsOf = ({ sessions }: HealthChange): string[] =>
    sessions.map(
      ({ before, after }) => `${before!.date.slice(5)} ${after ? `${after.archetype} ${after.step}` : 'rest'}`,
    )

  it('begins with running and walking, a step more each time', () => {
    const change = back(held)
    // seven days off, a row lower: a week of half of 165 min, in which a third run is still a ride
    expect(stepsOf(change)).toEqual([
      '03-17 R05 4',
      '03-19 R05 5',
      '03-22 B02 4',
      '03-24 R05 6',
      '03-26 R05 7',
      '03-29 R05 8',
    ])
    expect(change.sessions[0]!.after!.purpose).toEqual({
      code: 'return-to-run',
      facts: { part: 'shin', since: MONDAY, place: 1 },
    })
    expect([...change.open, ...change.blocked]).toEqual([])
  })
  it('asks for nothing again once it stands', () => {
    const stands = back(held).plan
    expect(back(stands).changes).toEqual([])
    // days later, by the plan alone: what is over is counted, what stands stays
    const later = { history: null, flags: [again] }
    expect(healthChange(stands, { ...later, today: '2026-03-20' }).changes).toEqual([])
    // and with the runs that were done by it
    const since = ['2026-03-17', '2026-03-19'].map((date) => ({
      date,
      sport: 'run' as const,
      durationS: 2130,
      movingS: 2130,
      distanceM: null,
    }))
    const history = { ...known, activities: [...known.activities, ...since] }
    expect(healthChange(stands, { history, today: '2026-03-20', flags: [again] }).changes).toEqual([])
  })
  it('turns rides that stood in back into runs', () => {
    const early = withPain(stopped, { pain: 1, limp: false }, '2026-03-12')
    const change = back(held, '2026-03-12', { ...early, noRunFrom: '2026-03-08' })
    expect(
      change.sessions.slice(0, 2).map(({ before, after }) => [before!.sport, after!.sport, after!.archetype]),
    ).toEqual([
      ['ride', 'run', 'R05'],
      ['ride', 'run', 'R05'],
    ])
    expect(change.sessions[0]!.after!.distanceM).not.toBeNull()
  })
  it('takes each step twice after two weeks', () => {
    const late = { ...again, noRunFrom: '2026-03-01' }
    const walks = stepsOf(back(held, MONDAY, late)).filter((one) => one.includes('R05'))
    expect(walks.slice(0, 3)).toEqual(['03-17 R05 4', '03-19 R05 4', '03-24 R05 5'])
  })
  it('holds on without the pain being gone', () => {
    expect(withPain(stopped, { pain: 4, limp: false }, MONDAY).runAgainFrom).toBeUndefined()
    const change = back(held, MONDAY, withPain(stopped, { pain: 4, limp: false }, MONDAY))
    expect(change.sessions.filter(({ rule }) => rule === 'G17').map(({ after }) => after!.sport)).toEqual([
      'ride',
      'ride',
      'ride',
    ])
  })
})
