import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReviewFacts } from '../guardrails/review-facts.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { buildVariant } from '../library/build-workout.ts'
import { workoutTotals } from '../workout/totals.ts'
import { everyDay, fixturePlan, FIXTURE_START, type FixturePlan } from '../testing/plan-fixture.ts'
import { withPlanTotals } from '../plan/week-totals.ts'
import { addDays } from '../time/local-date.ts'
import { assessImpact } from './assess-impact.ts'
import { isOffer, negotiate, type Offer } from './negotiate.ts'
import { changesOf } from './plan-edit.ts'

/** A reviewer who knows nobody's past: volume is not what these tests are about. */
const FACTS: ReviewFacts = { history: null, today: null }
const at = (week: number, day: number): string => addDays(FIXTURE_START, 7 * (week - 1) + day)
const session = (plan: Plan, id: string): PlannedWorkout => workoutsOf(plan).find((workout) => workout.id === id)!
const [MON, TUE, WED, THU, FRI, SAT, SUN] = [0, 1, 2, 3, 4, 5, 6] as const

const WEEK: FixturePlan['weeks'][number] = [
  { day: 'TUE', min: 50, kind: 'hard' },
  { day: 'WED', min: 40 },
  { day: 'SAT', min: 45 },
  { day: 'SUN', min: 80, kind: 'long' },
]
const plan = (options: Partial<FixturePlan> = {}): Plan =>
  fixturePlan({ weeks: [WEEK, WEEK], availability: everyDay(90), ...options })
const talk = (on: Plan, id: string, date: string, today: string | null = null) =>
  negotiate(on, { workout: session(on, id), date, today }, FACTS)
const offer = (found: ReturnType<typeof talk>, kind: Offer['kind']): Offer => {
  const made = found.offers.find((each) => each.kind === kind)!
  if (!isOffer(made)) throw new Error(made.why)
  return made
}
const why = (found: ReturnType<typeof talk>, kind: Offer['kind']): string => {
  const none = found.offers.find((each) => each.kind === kind)!
  if (isOffer(none)) throw new Error(`There is an offer: ${none.kind}.`)
  return none.why
}
/** Monday to Sunday, minutes each. */
const days = (...minutes: number[]): FixturePlan['availability'] => ({
  slots: (['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const).map((day, index) => ({
    day,
    minutes: minutes[index]!,
  })),
})

describe('what a move does', () => {
  it('D5.1 tells the week before and after, minutes over the slot and the spacing', () => {
    const on = plan({ availability: days(90, 90, 90, 90, 45, 90, 90) })
    const moved = changesOf(on, [
      { kind: 'move', workoutId: 'w1-SUN', from: { date: at(1, SUN), slot: 0 }, to: { date: at(1, FRI), slot: 0 } },
    ])
    const impact = moved.ok ? assessImpact(on, moved.value, FACTS) : null
    if (!impact?.ok) throw new Error('The move should fit.')
    const { weeks, overMin, broken, fitness } = impact.value
    expect(weeks.map(({ weekNumber }) => weekNumber)).toEqual([1])
    expect(weeks[0]!.before).toEqual(weeks[0]!.after)
    expect(weeks[0]!.before).toMatchObject({ minutes: 215, hardMinutes: 20 })
    expect(overMin).toEqual({ before: 0, after: 35 })
    expect(broken.map(({ rule }) => rule)).toContain('G13')
    // nobody's past: fitness is unknown, never a number
    expect(fitness).toEqual({ before: null, after: null })
  })
  it('D5.6 refuses edits of a session that is gone, and of the race', () => {
    const on = plan({ weeks: [[...WEEK.slice(0, 3), { day: 'SUN', km: 10, kind: 'race' }]] })
    expect(changesOf(on, [{ kind: 'ease', workoutId: 'nobody' }])).toMatchObject({ ok: false })
    expect(changesOf(on, [{ kind: 'ease', workoutId: 'w1-SUN' }])).toMatchObject({ ok: false })
    expect(changesOf(on, [{ kind: 'shorten', workoutId: 'w1-SAT', minutes: 30 }])).toMatchObject({
      ok: false,
      error: { text: 'easy has no shorter form that is as hard.' },
    })
  })
})

describe('minutes a day does not have', () => {
  const short = plan({ availability: days(90, 90, 90, 90, 45, 90, 90) })

  it('D5.4 are given by the athlete’s word: one dated override, taken back by the undo', () => {
    const found = talk(short, 'w1-SUN', at(1, FRI))
    expect(found.breaks.map(({ rule }) => rule)).toContain('G13')
    const forced = offer(found, 'force')
    expect(forced.given).toEqual({ minutes: 80, before: 45 })
    expect(forced.edits[0]).toEqual({ kind: 'minutes', date: at(1, FRI), slot: 0, minutes: 80, sport: 'run' })
    expect(forced.impact.plan.athlete.availability.overrides).toEqual([{ date: at(1, FRI), slot: 0, minutes: 80 }])
    const week = forced.impact.plan.blocks[0]!.weeks[0]!
    expect(week.slots.filter(({ date }) => date === at(1, FRI))).toEqual([{ date: at(1, FRI), slot: 0, minutes: 80 }])
    const undone = applyChanges(forced.impact.plan, invertChanges(forced.changes))
    expect(undone.ok && JSON.stringify(undone.value)).toBe(JSON.stringify(short))
  })
  it('D5.4 are refused where the plan says something else of the day by now', () => {
    const { changes } = offer(talk(short, 'w1-SUN', at(1, FRI)), 'force')
    const once = applyChanges(short, changes.slice(0, 1))
    if (!once.ok) throw new Error(once.error.text)
    expect(applyChanges(once.value, changes.slice(0, 1))).toMatchObject({
      ok: false,
      error: { kind: 'minutes-changed' },
    })
  })
  it('D5.4 cannot be given on a day marked as off', () => {
    const off = plan({ availability: { ...everyDay(90), blackoutDates: [at(1, FRI)] } })
    expect(why(talk(off, 'w1-SUN', at(1, FRI)), 'force')).toMatch(/^You marked Friday 6 March as a day off\./)
    expect(why(talk(off, 'w1-SUN', at(1, FRI)), 'scale')).toMatch(/has no time for it/)
  })
  /** The plan with one session of the library in the place of the first Tuesday's. */
  function withSession(archetype: string, step: number): Plan {
    const awp = { ...buildVariant({ archetypeId: archetype, step }), references: { thresholdPaceMps: 4 } }
    const { durationS, distanceM } = workoutTotals(awp)
    const built = { workout: awp, archetype, step, durationS: durationS ?? 0, distanceM: Math.round(distanceM ?? 0) }
    return withPlanTotals({
      ...short,
      blocks: short.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((week) => ({
          ...week,
          workouts: week.workouts.map((workout) => (workout.id === 'w1-TUE' ? { ...workout, ...built } : workout)),
        })),
      })),
    })
  }
  const paces = ({ workout }: PlannedWorkout) => new Set(JSON.stringify(workout.steps).match(/"pace":\{[^}]*\}/g))

  it('D5.3 keep the targets of the work when the session is cut to them', () => {
    const cruise = withSession('R19', 5)
    const before = session(cruise, 'w1-TUE')
    expect(before.durationS).toBeGreaterThan(45 * 60)
    const cut = offer(talk(cruise, 'w1-TUE', at(1, FRI)), 'scale')
    const after = session(cut.impact.plan, 'w1-TUE')
    expect(after.durationS).toBeLessThanOrEqual(45 * 60)
    expect([...paces(after)].filter((pace) => !paces(before).has(pace))).toEqual([])
    expect(after).toMatchObject({ archetype: 'R19', date: at(1, FRI), priority: 'KEY' })
  })
  it('D5.3 take easy time away where no lower step is short enough, and keep each stride', () => {
    const strides = withSession('R04', 10)
    const before = session(strides, 'w1-TUE')
    const cut = changesOf(strides, [{ kind: 'shorten', workoutId: before.id, minutes: 25 }])
    const [change] = cut.ok ? cut.value : []
    if (change?.kind !== 'replace') throw new Error('It should become shorter.')
    expect(change.after.durationS).toBeLessThanOrEqual(25 * 60)
    expect(change.after.durationS).toBeGreaterThan(24 * 60)
    expect(change.after.workout.meta.totalDurationSeconds).toBe(change.after.durationS)
    expect(change.after.distanceM).toBeLessThan(before.distanceM ?? 0)
    expect(paces(change.after)).toEqual(paces(before))
    expect(changesOf(strides, [{ kind: 'shorten', workoutId: before.id, minutes: 12 }])).toMatchObject({ ok: false })
  })
})

describe('another day', () => {
  it('S8.2 is the nearest that breaks nothing, inside the week and the window', () => {
    // Wednesday would stand beside Tuesday's hard one: Thursday is the next that keeps 48 hours
    const hard = plan({
      weeks: [
        [
          { day: 'TUE', min: 50, kind: 'hard' },
          { day: 'SAT', min: 50, kind: 'hard' },
        ],
      ],
    })
    const found = talk(hard, 'w1-SAT', at(1, WED))
    expect(found.breaks).toMatchObject([{ rule: 'G07', severity: 'H' }])
    expect([at(1, THU), at(1, FRI)]).toContain(offer(found, 'move').date)
    expect(offer(found, 'move').accepts).toEqual([])
  })
  it('S8.2 never lies in the three days before the race', () => {
    const race = plan({
      weeks: [
        WEEK,
        [
          { day: 'MON', min: 50, kind: 'hard' },
          { day: 'SUN', km: 10, kind: 'race' },
        ],
      ],
    })
    const moves = [TUE, WED, THU, FRI, SAT].flatMap((day) => {
      const [move] = talk(race, 'w2-MON', at(2, day)).offers
      return move && isOffer(move) ? [move.date] : []
    })
    expect(moves.length).toBeGreaterThan(2)
    expect(moves.filter((date) => [at(2, THU), at(2, FRI), at(2, SAT)].includes(date))).toEqual([])
  })
  it('is never before today, and D5.2 a hard session beside may turn easy before it is forced', () => {
    const hard = plan({
      weeks: [
        [
          { day: 'TUE', min: 50, kind: 'hard' },
          { day: 'SAT', min: 50, kind: 'hard' },
        ],
      ],
    })
    const found = talk(hard, 'w1-SAT', at(1, WED), at(1, TUE))
    expect(offer(found, 'move').date >= at(1, TUE)).toBe(true)
    const forced = offer(found, 'force')
    expect(forced.given).toBeNull()
    expect(forced.eased?.id).toBe('w1-TUE')
    expect(forced.impact.blocked).toBe(false)
    expect(session(forced.impact.plan, 'w1-TUE')).toMatchObject({ hard: false, purpose: { code: 'easy-session' } })
    // once that day is over it stays as it is, and spacing cannot be forced
    expect(why(talk(hard, 'w1-SAT', at(1, WED), at(1, WED)), 'force')).toMatch(/a limit of safety stays\.$/)
  })
  it('D5.5 trades places with what stands there', () => {
    const full = plan({ availability: days(90, 90, 90, 90, 90, 90, 90) })
    const found = talk(full, 'w1-SUN', at(1, MON))
    for (const each of found.offers.filter(isOffer)) {
      const undone = applyChanges(each.impact.plan, invertChanges(each.changes))
      expect(undone.ok && undone.value).toEqual(full)
    }
  })
})

describe('adaptation/SPEC.md', () => {
  it('names each id of a negotiation once, and a test names it too', () => {
    const here = new URL('.', import.meta.url)
    const ids = [...readFileSync(new URL('SPEC.md', here), 'utf8').matchAll(/^- \*\*(D5\.\d)\*\*/gm)].map(
      ([, id]) => id!,
    )
    expect(new Set(ids).size).toBe(ids.length)
    const tests = readdirSync(here)
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => readFileSync(new URL(name, here), 'utf8'))
      .join('\n')
    expect(ids.filter((id) => !new RegExp(`${id.replace('.', '\\.')}[ ,]`).test(tests))).toEqual([])
  })
})
