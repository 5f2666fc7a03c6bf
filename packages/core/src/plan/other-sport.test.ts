import { describe, expect, it } from 'vitest'
import { authorPlan, reviewFactsOfInput } from '../guardrails/author-plan.ts'
import { reviewPlan } from '../guardrails/review-plan.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import { buildPlan } from './build-plan.ts'
import { weeksOf, weeksToRace, workoutsOf, type Plan } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

const TODAY = '2026-11-20'
const done = (sport: 'run' | 'ride', everyDays: number, minutes: number) =>
  Array.from({ length: Math.floor(80 / everyDays) }, (_, index) => ({
    date: addDays(TODAY, -1 - everyDays * index),
    sport,
    durationS: minutes * 60,
    distanceM: sport === 'run' ? minutes * 170 : null,
  }))
const speed = { sport: 'run', name: 'thresholdSpeedMps', value: 3.6, from: '2020-01-01' } as const
const ftp = { sport: 'ride', name: 'ftpW', value: 240, from: '2020-01-01' } as const
const told = { method: 'athlete', confidence: 'HIGH' } as const
const inputOf = (
  sport: 'run' | 'ride',
  more: Partial<PlanningAthlete>,
  rides = done('ride', 4, 70),
): PlanningInput => ({
  planId: 'both',
  today: TODAY,
  goal: sport === 'run' ? { kind: 'HM', sport, date: '2027-03-21' } : { kind: 'GRAN_FONDO', sport, date: '2027-04-04' },
  history: { activities: [...done('run', sport === 'run' ? 2 : 5, sport === 'run' ? 50 : 35), ...rides] },
  athlete: planningAthlete({
    sport,
    level: 'INTERMEDIATE',
    maxDaysPerWeek: 6,
    indoorTrainer: true,
    availability: {
      slots: WEEKDAYS.map((day) => ({ day, minutes: day === 'SAT' || day === 'SUN' ? 240 : 90 })),
    },
    thresholds: [
      { ...speed, ...told },
      { ...ftp, ...told },
    ],
    ...more,
  }),
})
const of = (plan: Plan, sport: 'run' | 'ride') => workoutsOf(plan).filter((each) => each.sport === sport && !each.race)
const hard = (input: PlanningInput, plan: Plan) =>
  reviewPlan(plan, reviewFactsOfInput(input)).violations.filter(({ severity }) => severity === 'H')

describe('a runner who rides', () => {
  const input = inputOf('run', { alsoTrains: { ride: { sessionsPerWeek: 2, minutes: 70 } } })
  const plan = buildPlan(input)

  it('keeps both rides of the week, easy and by power, until the week of the race', () => {
    expect(hard(input, plan)).toEqual([])
    const weeks = weeksToRace(plan)
    for (const [index, week] of weeks.entries()) {
      const rides = week.workouts.filter(({ sport }) => sport === 'ride')
      expect(rides.length, `week ${week.weekNumber}`).toBe(index === weeks.length - 1 ? 0 : 2)
      for (const ride of rides) {
        expect(ride.hard).toBe(false)
        expect(ride.distanceM).toBeNull()
        expect(ride.durationS / 60).toBeLessThanOrEqual(70)
      }
    }
  })

  it('G26 counts the hours of both, and kilometres of running alone', () => {
    for (const week of weeksOf(plan)) {
      const runs = week.workouts.filter(({ sport }) => sport === 'run')
      expect(week.distanceTargetM).toBe(runs.reduce((sum, run) => sum + run.distanceM!, 0))
      expect(week.volumeTargetMinutes).toBe(
        Math.round(week.workouts.reduce((sum, { durationS }) => sum + durationS, 0) / 60),
      )
      expect(week.tssTarget).toBeGreaterThan(runs.reduce((sum, run) => sum + (run.tss ?? 0), 0) - 0.2)
    }
    const warned = reviewPlan(plan, reviewFactsOfInput(input)).violations.map(({ rule }) => rule)
    expect(warned).not.toContain('G26')
  })

  it('stays inside the days of both sports, with a day of rest, and never beside a race', () => {
    for (const week of weeksOf(plan)) expect(new Set(week.workouts.map(({ date }) => date)).size).toBeLessThanOrEqual(6)
    for (const ride of of(plan, 'ride')) expect(Math.abs(daysBetween(ride.date, plan.targetDate))).toBeGreaterThan(1)
  })

  it('says that the rides are there because they were told', () => {
    for (const week of weeksToRace(plan).slice(0, -2))
      expect(week.notes.find(({ code }) => code.startsWith('other-sport'))?.facts).toMatchObject({
        sport: 'ride',
        why: 'told',
      })
  })

  it('takes the habit from the history where cross-training is allowed, and leaves rides out where it is not', () => {
    const habit = buildPlan(inputOf('run', { crossTraining: true }))
    expect(weeksOf(habit)[0]!.workouts.filter(({ sport }) => sport === 'ride')).toHaveLength(2)
    expect(of(buildPlan(inputOf('run', {})), 'ride')).toEqual([])
  })

  it('gets one easy ride a week for a change where it is only allowed, none in the first week', () => {
    const never = inputOf('run', { crossTraining: true }, [])
    const changed = buildPlan(never)
    expect(hard(never, changed)).toEqual([])
    const rides = weeksOf(changed).map((week) => week.workouts.filter(({ sport }) => sport === 'ride'))
    expect(rides[0]).toEqual([])
    expect(Math.max(...rides.map((each) => each.length))).toBe(1)
    for (const ride of rides.flat()) expect([ride.priority, ride.durationS <= 45 * 60]).toEqual(['OPTIONAL', true])
    expect(rides.flat().length).toBeGreaterThan(5)
  })

  it('puts the ride where only a ride can be, and a second slot beside a run counts as a place', () => {
    const slots = WEEKDAYS.map((day) => ({
      day,
      minutes: 75,
      ...(day === 'WED' ? { sports: ['ride' as const] } : {}),
    }))
    const own = buildPlan(
      inputOf('run', { alsoTrains: { ride: { sessionsPerWeek: 1, minutes: 60 } }, availability: { slots } }),
    )
    for (const ride of of(own, 'ride')) expect(daysBetween('2026-11-25', ride.date) % 7).toBe(0)
    const double = buildPlan(
      inputOf('run', {
        maxDaysPerWeek: 4,
        alsoTrains: { ride: { sessionsPerWeek: 2, minutes: 45 } },
        availability: {
          slots: (['TUE', 'THU', 'SAT', 'SUN'] as const).flatMap((day) => [
            { day, minutes: 90 },
            { day, minutes: 45, indoor: true, sports: ['ride' as const] },
          ]),
        },
      }),
    )
    const first = weeksOf(double)[0]!
    expect(first.workouts.filter(({ sport }) => sport === 'run')).toHaveLength(4)
    const indoor = first.workouts.filter(({ sport }) => sport === 'ride')
    expect(indoor.map(({ workout, slot }) => [workout.environment, slot])).toEqual([
      ['indoor', 1],
      ['indoor', 1],
    ])
  })
})

describe('a cyclist who runs', () => {
  const input = inputOf('ride', { alsoTrains: { run: { sessionsPerWeek: 2, minutes: 35 } } }, done('ride', 2, 100))

  it('keeps easy runs inside the steps of running, their distance known', () => {
    const authored = authorPlan(input)
    if (!authored.ok) throw new Error(authored.refused.reason)
    expect(authored.corrections).toEqual([])
    const runs = of(authored.plan, 'run')
    expect(runs.length).toBeGreaterThan(20)
    for (const run of runs) {
      expect(run.hard).toBe(false)
      expect(run.durationS / 60).toBeLessThanOrEqual(35)
      expect(run.distanceM).toBeGreaterThan(2000)
    }
    for (const week of weeksOf(authored.plan)) {
      const own = week.workouts.filter(({ sport, race }) => sport === 'run' && !race)
      if (own.length > 0) expect(week.distanceTargetM).toBe(own.reduce((sum, run) => sum + run.distanceM!, 0))
    }
  })

  it('a stranger to running begins with 30 minutes and grows by the step of runs (G25, G03)', () => {
    const plan = buildPlan({
      ...inputOf('ride', { alsoTrains: { run: { sessionsPerWeek: 2, minutes: 50 } } }),
      history: { activities: [] },
    })
    const minutes = weeksOf(plan).map((week) =>
      Math.max(0, ...week.workouts.filter(({ sport }) => sport === 'run').map(({ durationS }) => durationS / 60)),
    )
    expect(minutes[0]).toBeLessThanOrEqual(30)
    for (const [index, longest] of minutes.entries())
      expect(longest).toBeLessThanOrEqual(
        Math.max(30, ...minutes.slice(Math.max(0, index - 4), index).map((each) => Math.max(1.1 * each, each + 9.6))),
      )
  })

  it('an injury leaves the runs out while it lasts', () => {
    const hurt = {
      ...input,
      athlete: {
        ...input.athlete,
        flags: [{ kind: 'INJURY' as const, part: 'calf', startDate: '2026-11-15', reviewDate: '2026-12-10' }],
      },
    }
    for (const run of of(buildPlan(hurt), 'run')) expect(run.date > '2026-12-06').toBe(true)
  })
})
