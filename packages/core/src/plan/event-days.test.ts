import { describe, expect, it } from 'vitest'
import { authorPlan } from '../guardrails/author-plan.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { seededPlanningInput } from '../testing/seeded-athlete.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { PlanEvent } from './goal.ts'
import { OTHER_SPORT_CODE } from './other-sport.ts'
import { weeksOf, workoutsOf, type Plan, type TrainingWeek } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'

const TODAY = '2026-11-22'
const RACE = '2027-03-14'
const input = (events: readonly PlanEvent[]): PlanningInput => ({
  planId: 'plan',
  today: TODAY,
  goal: { kind: 'HM', sport: 'run', date: RACE },
  ...(events.length > 0 ? { events } : {}),
  history: {
    activities: [],
    weekly: Array.from({ length: 40 }, (_, back) => ({
      weekStart: addDays('2026-11-16', -7 * back),
      sport: 'run' as const,
      minutes: 210,
      distanceM: 35_000,
      longestM: 12_000,
    })),
  },
  athlete: planningAthlete({
    sport: 'run',
    birthYear: 1988,
    level: 'INTERMEDIATE',
    maxDaysPerWeek: 5,
    thresholds: [
      {
        sport: 'run',
        name: 'thresholdSpeedMps',
        value: 1000 / 300,
        from: '2026-01-01',
        method: 'athlete',
        confidence: 'HIGH',
      },
    ],
  }),
})
const event = (date: LocalDate, priority: 'B' | 'C', kind: PlanEvent['kind'] = '10K'): PlanEvent => ({
  kind,
  sport: 'run',
  date,
  priority,
})
function planWith(...events: PlanEvent[]): Plan {
  const authored = authorPlan(input(events))
  if (!authored.ok) throw new Error(authored.refused.reason)
  return authored.plan
}
const sessionsAround = (plan: Plan, date: LocalDate, from: number, to: number) =>
  workoutsOf(plan).filter(
    (workout) => !workout.race && daysBetween(date, workout.date) >= from && daysBetween(date, workout.date) <= to,
  )
const minutesOf = (sessions: readonly { readonly durationS: number }[]): number =>
  sessions.reduce((sum, session) => sum + session.durationS / 60, 0)

const writtenOf = ({ workouts }: TrainingWeek, inMetres: boolean): number =>
  Math.round(
    workouts
      .filter(({ race, sport, purpose }) => !race && sport === 'run' && purpose.code !== OTHER_SPORT_CODE)
      .reduce((sum, { distanceM, durationS }) => sum + (inMetres ? (distanceM ?? 0) : durationS / 60), 0),
  )

describe('races on the way (science.md S6.5, S5.7g, G28)', () => {
  const sunday = '2027-01-24'
  const plain = planWith()

  it('S6.5 gives a B race four lighter days, the day itself, and two easy days after a 10K', () => {
    const plan = planWith(event(sunday, 'B'))
    expect(plan.events).toEqual([event(sunday, 'B')])
    expect(workoutsOf(plan).filter((workout) => workout.date === sunday)).toMatchObject([
      { race: true, distanceM: 10_000 },
    ])
    const before = sessionsAround(plan, sunday, -4, -1)
    expect(before.some((session) => session.hard)).toBe(false)
    expect(minutesOf(before)).toBeLessThan(0.75 * minutesOf(sessionsAround(plain, sunday, -4, -1)))
    expect(sessionsAround(plan, sunday, 1, 2).some((session) => session.hard)).toBe(false)
  })

  it('S6.5 lets a C race take the place of a key session, without a taper', () => {
    const plan = planWith(event(sunday, 'C'))
    const keys = (of: Plan) =>
      sessionsAround(of, sunday, -6, 0).filter((session) => session.priority === 'KEY' && session.focus !== 'LONG')
        .length
    expect(keys(plan)).toBe(keys(plain) - 1)
    expect(minutesOf(sessionsAround(plan, sunday, -4, -1))).toBeGreaterThan(
      minutesOf(sessionsAround(planWith(event(sunday, 'B')), sunday, -4, -1)),
    )
    expect(sessionsAround(plan, sunday, 1, 2).some((session) => session.hard)).toBe(false)
  })

  it('S5.7g goes on with hard work in the week after a Sunday 10K, G28 without any above threshold for four days', () => {
    for (const priority of ['B', 'C'] as const) {
      const after = sessionsAround(planWith(event(sunday, priority)), sunday, 1, 6)
      expect(after.filter(({ hard, focus }) => hard && focus !== 'LONG').length, priority).toBe(1)
      const early = after.filter(({ date }) => daysBetween(sunday, date) <= 4)
      for (const { workout, title } of early) expect(domainSeconds(workout).highS, title).toBeLessThan(30)
    }
  })

  it('says in each week beside a race what is written in it, and measures no week by the one of the race', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const seeded = seededPlanningInput(seed)
      const { goal } = seeded
      if (goal.sport !== 'run' || goal.kind === 'GENERAL_FITNESS' || goal.date === undefined) continue
      const race = event(addDays(goal.date, -42), seed % 2 === 0 ? 'B' : 'C')
      const authored = authorPlan({ ...seeded, events: [race] })
      if (!authored.ok || authored.plan.events === undefined) continue
      const weeks = weeksOf(authored.plan)
      const at = weeks.findIndex(({ startDate }) => startDate <= race.date && race.date < addDays(startDate, 7))
      for (const week of weeks.slice(at, at + 2)) {
        for (const { code, facts } of week.notes) {
          if (typeof facts.volume !== 'number' || week.isRecovery !== (code === 'recovery-week')) continue
          expect(Math.abs(facts.volume - writtenOf(week, facts.unit === 'm')), `${seed} ${code}`).toBeLessThanOrEqual(
            facts.unit === 'm' ? 60 : 1,
          )
          if (week === weeks[at + 1] && typeof facts.lastLoad === 'number')
            expect(facts.lastLoad, `${seed}`).not.toBe(writtenOf(weeks[at]!, facts.unit === 'm'))
        }
      }
    }
  })

  it('leaves the race it is all for as it is: same day, same taper length', () => {
    const plan = planWith(event(sunday, 'B'))
    expect(plan.targetDate).toBe(RACE)
    expect(
      workoutsOf(plan)
        .filter((workout) => workout.race)
        .map((race) => race.date),
    ).toEqual([sunday, RACE])
    expect(weeksOf(plan).length).toBe(weeksOf(plain).length)
    expect(plan.blocks.at(-1)?.durationWeeks).toBe(plain.blocks.at(-1)?.durationWeeks)
  })

  it.each([
    ['too-long', event(sunday, 'B', 'MARATHON')],
    ['in-taper', event('2027-03-07', 'C')],
    ['outside', event('2027-04-11', 'B')],
    ['other-sport', { ...event(sunday, 'B', 'TT'), sport: 'ride' as const }],
  ])('says why one is left out: %s', (why, left) => {
    const plan = planWith(left)
    expect(plan.events).toBeUndefined()
    expect(weeksOf(plan)[0]?.notes).toContainEqual(
      expect.objectContaining({ code: 'event-left-out', facts: expect.objectContaining({ why, date: left.date }) }),
    )
  })

  it('G15 leaves out one that the athlete cannot be ready for by then, with the weeks it would take', () => {
    const races = [event('2026-12-13', 'C'), event('2027-06-06', 'C')]
    const base = input(races)
    const few = authorPlan({
      ...base,
      goal: { kind: 'HM', sport: 'run', date: '2027-09-12' },
      history: {
        activities: [],
        weekly: (base.history.weekly ?? []).map((week) => ({
          ...week,
          minutes: 55,
          distanceM: 8_000,
          longestM: 3_000,
        })),
      },
    })
    if (!few.ok) throw new Error(few.refused.reason)
    expect(few.plan.events?.map(({ date }) => date)).toEqual(['2027-06-06'])
    expect(weeksOf(few.plan)[0]?.notes).toContainEqual({
      code: 'event-left-out',
      facts: { race: '10K race', date: '2026-12-13', km: 10, why: 'too-soon', needed: 6, available: 3 },
    })
  })

  it('G15 the verdict of the whole names each race left out with its reason, and is no green light then', () => {
    const verdictWith = (...events: PlanEvent[]) => {
      const authored = authorPlan(input(events))
      if (!authored.ok) throw new Error(authored.refused.reason)
      return authored.feasibility
    }
    const kept = verdictWith(event(sunday, 'B'))
    expect(kept).toEqual(verdictWith())
    expect(kept.verdict).toBe('green')
    const ride = { ...event('2026-12-20', 'C', 'TT'), sport: 'ride' as const, name: 'Hill climb' }
    const named = verdictWith(ride, event(sunday, 'B'), event('2027-03-07', 'C'))
    expect(named).toMatchObject({ verdict: 'amber', facts: { racesLeftOut: 2, goalVerdict: 'green' } })
    expect(named.text).toBe(
      `${kept.text} Hill climb on 20 December 2026 is not in the plan: it is in another sport. 10K race on 7 March 2027 is not in the plan: it falls into the taper.`,
    )
  })

  it('keeps the first of two that are too close', () => {
    const plan = planWith(event(sunday, 'B'), event('2027-01-27', 'C'))
    expect(plan.events).toHaveLength(1)
  })
})
