import { describe, expect, it } from 'vitest'
import { moveWorkout } from '../plan/move-workout.ts'
import type { Plan } from '../plan/plan.ts'
import { everyDay, fixturePlan, type FixturePlan } from '../testing/plan-fixture.ts'
import { introducedBy, reviewChange } from './review-change.ts'
import { reviewPlan, type ReviewFacts } from './review-plan.ts'

const facts: ReviewFacts = { history: null, today: '2026-03-02' }
const week: FixturePlan['weeks'][number] = [
  { day: 'TUE', min: 50, kind: 'hard' },
  { day: 'WED', min: 40 },
  { day: 'FRI', min: 50, kind: 'hard' },
  { day: 'SUN', min: 60, kind: 'long' },
]
const moved = (plan: Plan, workoutId: string, date: string) => {
  const change = moveWorkout(plan, { workoutId, date, today: facts.today })
  if (!change.ok) throw new Error(change.error.text)
  const review = reviewChange(plan, change.value, facts)
  if (!review.ok) throw new Error(review.error.text)
  return review.value
}
const told = (plan: Plan, workoutId: string, date: string) =>
  moved(plan, workoutId, date).newViolations.map((violation) => `${violation.severity} ${violation.rule}`)

describe('reviewChange', () => {
  it('tells a newly broken last week of the taper from a last fortnight that was broken before', () => {
    const load: FixturePlan['weeks'][number] = [
      { day: 'TUE', km: 20 },
      { day: 'SAT', km: 20 },
    ]
    const plan = fixturePlan({
      goal: { kind: 'HM', sport: 'run' },
      weeks: [
        load,
        load,
        load,
        [
          { day: 'TUE', km: 18 },
          { day: 'THU', km: 16 },
          { day: 'SAT', km: 3.3 },
          { day: 'SUN', km: 12 },
        ],
        [
          { day: 'TUE', km: 5 },
          { day: 'THU', km: 4 },
          { day: 'SUN', km: 21.1, kind: 'race' },
        ],
      ],
    })
    // of a peak of 40 km: the last 14 days stay at 58.3 of 80, the last 7 grow from 21 to 24.3
    const review = moved(plan, 'w4-SAT', '2026-03-29')
    const taper = (report: typeof review.before) =>
      report.violations.filter(({ rule }) => rule === 'G06').map(({ allowed }) => allowed)
    expect(taper(review.before)).toEqual([0.7])
    expect(taper(review.after)).toEqual([0.6, 0.7])
    expect(review.newViolations).toMatchObject([{ rule: 'G06', allowed: 0.6 }])
  })
  it('judges a session that calls itself a race on any day but the race day of the plan', () => {
    const plan = fixturePlan({ weeks: [week, [{ day: 'SUN', km: 10, kind: 'race' }]] })
    const [before, race] = [plan.blocks[0]!.weeks[0]!.workouts[1]!, plan.blocks[0]!.weeks[1]!.workouts[0]!]
    const after = { ...race, id: before.id, date: before.date, durationS: 30_000 }
    const review = reviewChange(plan, [{ kind: 'replace', workoutId: before.id, before, after }], facts)
    expect(review).toMatchObject({ ok: true, value: { blocked: true } })
    const onTheDay = { ...race, durationS: 30_000 }
    const raced = [{ kind: 'replace' as const, workoutId: race.id, before: race, after: onTheDay }]
    expect(reviewChange(plan, raced, facts)).toMatchObject({ ok: true, value: { blocked: false } })
  })
  it('lets a harmless move through with nothing new', () => {
    const review = moved(fixturePlan({ weeks: [week] }), 'w1-WED', '2026-03-07')
    expect(review).toMatchObject({ blocked: false, newViolations: [] })
  })
  it('blocks a move that puts two hard days together', () => {
    const review = moved(fixturePlan({ weeks: [week] }), 'w1-FRI', '2026-03-02')
    expect(review.newViolations.map((violation) => violation.rule)).toEqual(['G07'])
    expect(review.blocked).toBe(true)
  })
  it('shows a soft violation and does not block it', () => {
    const plan = fixturePlan({
      weeks: [week],
      availability: { slots: everyDay(60).slots.map((slot) => (slot.day === 'SAT' ? { ...slot, minutes: 35 } : slot)) },
    })
    const review = moved(plan, 'w1-WED', '2026-03-07')
    expect(review.newViolations).toMatchObject([{ rule: 'G13', severity: 'S', measured: 40, allowed: 35 }])
    expect(review.blocked).toBe(false)
  })
  it('does not hold an old violation elsewhere against a change', () => {
    const broken: FixturePlan['weeks'][number] = [
      { day: 'TUE', min: 50, kind: 'hard' },
      { day: 'WED', min: 50, kind: 'hard' },
      { day: 'SAT', min: 40 },
    ]
    const review = moved(fixturePlan({ weeks: [broken, week] }), 'w2-WED', '2026-03-14')
    expect(review.before.ok).toBe(false)
    expect(review.after.ok).toBe(false)
    expect(review).toMatchObject({ blocked: false, newViolations: [] })
  })
  it('holds an old violation against a change that makes it worse', () => {
    const weeks: FixturePlan['weeks'] = [
      [
        { day: 'TUE', km: 10 },
        { day: 'THU', km: 10 },
        { day: 'SAT', km: 10 },
      ],
      [
        { day: 'TUE', km: 10 },
        { day: 'THU', km: 10 },
        { day: 'FRI', km: 10 },
        { day: 'SAT', km: 10 },
      ],
      [{ day: 'TUE', km: 5 }],
    ]
    const plan = fixturePlan({ weeks })
    expect(told(plan, 'w3-TUE', '2026-03-11')).toContain('H G01')
    expect(told(plan, 'w2-TUE', '2026-03-17')).toEqual([])
  })
  it('asks anew when a session that never fitted moves to another day it does not fit', () => {
    const plan = fixturePlan({ weeks: [[{ day: 'TUE', min: 90 }]], availability: everyDay(60) })
    expect(told(plan, 'w1-TUE', '2026-03-05')).toEqual(['H G13'])
  })
  it('tells two limits of one rule in one place apart', () => {
    const at = (rule: 'G22' | 'G27', measured: number, allowed: number, unit: string) => ({
      rule,
      severity: 'H' as const,
      week: 1,
      date: null,
      workoutId: rule === 'G27' ? 'one' : null,
      measured,
      allowed,
      unit,
      text: '',
    })
    const report = (...violations: ReturnType<typeof at>[]) => ({
      ...reviewPlan(fixturePlan({ weeks: [week] }), facts),
      violations,
    })
    const added = (before: ReturnType<typeof at>, after: ReturnType<typeof at>) =>
      introducedBy(report(before), report(after)).length
    // wrong totals do not hide that a session became too short, nor does one that was too short hide a shorter one
    expect(added(at('G27', 5, 0, 'min'), at('G27', 10, 15, 'min'))).toBe(1)
    expect(added(at('G27', 12, 15, 'min'), at('G27', 10, 15, 'min'))).toBe(1)
    expect(added(at('G27', 12, 15, 'min'), at('G27', 14, 15, 'min'))).toBe(0)
    // days much alike do not hide a week that strains
    expect(added(at('G22', 2.6, 2, 'count'), at('G22', 1.6, 1.5, 'share'))).toBe(1)
  })
  it('reports a change that does not fit the plan as a conflict', () => {
    const plan = fixturePlan({ weeks: [week] })
    const result = reviewChange(
      plan,
      [{ kind: 'move', workoutId: 'gone', from: { date: '2026-03-03', slot: 0 }, to: { date: '2026-03-04', slot: 0 } }],
      facts,
    )
    expect(result).toMatchObject({ ok: false, error: { kind: 'workout-gone' } })
  })
})
