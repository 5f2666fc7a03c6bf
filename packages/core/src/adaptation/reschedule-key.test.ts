import { describe, expect, it } from 'vitest'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { everyDay, fixturePlan, FIXTURE_START, type FixturePlan, type FixtureSession } from '../testing/plan-fixture.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { judged, onDay } from './judged.fixture.ts'
import type { JudgedSession } from './judged-session.ts'
import { repairPlan } from './repair-plan.ts'
import { REPAIR_SENTENCES } from './repair-words.ts'

/** A reviewer who knows nobody's past: volume is not what these tests are about. */
const FACTS: ReviewFacts = { history: null, today: null }
const EASY_WEEK: FixturePlan['weeks'][number] = [
  { day: 'MON', min: 60 },
  { day: 'WED', min: 40 },
  { day: 'SAT', min: 60 },
  { day: 'SUN', min: 60, kind: 'long', priority: 'KEY' },
]
const KEY: FixtureSession = { day: 'TUE', min: 60, kind: 'hard', priority: 'KEY' }
/** Thursday is free. */
const WEEK = [...EASY_WEEK, KEY, { day: 'FRI' as const, min: 40 }]
const session = (plan: Plan, id: string): PlannedWorkout => workoutsOf(plan).find((each) => each.id === id)!
const planOf = (week = WEEK, options: Partial<FixturePlan> = {}): Plan =>
  fixturePlan({ weeks: [week, week, week], availability: everyDay(90), ...options })
/** What comes of missing a session, looked at on the morning after. */
function missing(
  plan: Plan,
  id: string,
  options: { later?: number; more?: Partial<JudgedSession>; others?: string[] } = {},
) {
  const missed = session(plan, id)
  const sessions = [
    ...(options.others ?? []).map((other) => judged(session(plan, other), 'SKIPPED_BUSY', { decided: 'SKIPPED_BUSY' })),
    judged(missed, 'SKIPPED_BUSY', options.more),
  ]
  const repair = repairPlan(plan, onDay(addDays(missed.date, options.later ?? 1), FACTS, sessions))
  const now = session(repair.plan, id)
  const [{ reason }] = repair.decisions as [(typeof repair.decisions)[number]]
  return {
    ...repair,
    reason,
    days: daysBetween(missed.date, now.date),
    said: REPAIR_SENTENCES[reason.code]!(reason.facts),
  }
}

describe('a key session missed for want of time', () => {
  it('S8.2 moves to a free day of its week, as hard as it was, and nothing else changes', () => {
    const plan = planOf()
    const found = missing(plan, 'w1-TUE')
    expect(found.days).toBe(2)
    expect(found.changes.map(({ kind }) => kind)).toEqual(['move', 'notes'])
    expect(workoutsOf(found.plan).length).toBe(workoutsOf(plan).length)
    expect(found.said).toBe(
      'You had no time for Session on Tuesday 3 March. It is on Thursday 5 March now, as hard as it was.'.replace(
        'Session',
        session(plan, 'w1-TUE').title,
      ),
    )
  })

  it('S8.2 displaces an easy session where no day is free, and drops it', () => {
    const full = [...WEEK, { day: 'THU' as const, min: 40 }]
    const plan = planOf(full)
    const found = missing(plan, 'w1-TUE')
    expect(found.days).toBeGreaterThan(0)
    expect(found.changes.map(({ kind }) => kind)).toEqual(['remove', 'move', 'notes'])
    expect(workoutsOf(found.plan).length).toBe(workoutsOf(plan).length - 1)
    expect(found.said).toContain('in place of')
  })

  it('S8.2 never goes back, never beyond three days, and never onto a day without the minutes', () => {
    expect(missing(planOf(), 'w1-TUE', { later: 3 })).toMatchObject({ days: 3 })
    expect(missing(planOf(), 'w1-TUE', { later: 4 })).toMatchObject({ days: 0, reason: { facts: { why: 'no-day' } } })
    const short = {
      slots: everyDay(90).slots.map((slot) =>
        slot.day === 'TUE' || slot.day === 'SUN' ? slot : { ...slot, minutes: 45 },
      ),
    }
    expect(missing(planOf(WEEK, { availability: short }), 'w1-TUE')).toMatchObject({
      days: 0,
      reason: { facts: { why: 'no-day' } },
    })
  })

  it('S8.2 keeps two days between hard sessions', () => {
    const tight = [...EASY_WEEK, KEY, { ...KEY, day: 'FRI' as const }]
    const { plan, days } = missing(planOf(tight), 'w1-TUE')
    const hard = weeksOf(plan)[0]!
      .workouts.filter((each) => each.hard)
      .map(({ date }) => date)
    expect(days).toBe(1)
    expect(hard.slice(1).every((date, index) => daysBetween(hard[index]!, date) >= 2)).toBe(true)
  })

  it('S8.2 moves a session once, makes up for one key session of a week, and says why another is left out', () => {
    expect(missing(planOf(), 'w1-TUE', { more: { moved: true } }).reason.facts.why).toBe('moved-once')
    const two = [...EASY_WEEK, KEY, { ...KEY, day: 'THU' as const, focus: 'VO2_MAX' as const }]
    const vo2 = planOf(two, { blocks: [{ type: 'BUILD', weeks: 3, focus: 'VO2_MAX' }] })
    expect(missing(vo2, 'w1-THU', { others: ['w1-TUE'] }).days).toBeGreaterThan(0)
    expect(missing(vo2, 'w1-TUE', { later: 3, others: ['w1-THU'] }).reason.facts.why).toBe('other-key')
  })

  it('S8.2 stays out of the three days before a race, and leaves race-specific work out in the last ten', () => {
    const race = [KEY, { day: 'SAT' as const, km: 10, kind: 'race' as const }]
    const plan = fixturePlan({ weeks: [WEEK, WEEK, race], availability: everyDay(90) })
    expect(missing(plan, 'w3-TUE')).toMatchObject({ days: 0, reason: { facts: { why: 'no-day' } } })
    const specific = [...EASY_WEEK, { ...KEY, focus: 'RACE_SPECIFIC' as const }]
    const last = fixturePlan({ weeks: [WEEK, specific, race], availability: everyDay(90) })
    expect(daysBetween(session(last, 'w2-TUE').date, last.targetDate)).toBeLessThanOrEqual(11)
    expect(missing(last, 'w2-TUE').reason.facts.why).toBe('race-near')
  })

  it('S8.1 leaves an easy session out and adds nothing elsewhere', () => {
    const plan = planOf()
    const found = missing(plan, 'w1-WED')
    expect(found).toMatchObject({ changes: [], reason: { code: 'repair-drops' } })
    expect(found.plan.startDate).toBe(FIXTURE_START)
  })
})
