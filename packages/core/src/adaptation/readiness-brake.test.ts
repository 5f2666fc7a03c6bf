import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownDay, type WellnessDay } from '../evidence/wellness-day.ts'
import { applyChanges, invertChanges } from '../plan/apply-change.ts'
import { weeksOf, workoutsOf, type Plan, type PlannedWorkout } from '../plan/plan.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import { domainSeconds, isHardSession } from '../workout/intensity.ts'
import { onDay, seededPlan } from './judged.fixture.ts'
import { BRAKED, BRAKE_ASKS, EASED_BY_BRAKE } from './readiness-brake.ts'
import { readinessOn } from './readiness.ts'
import { repairPlan, type Repair } from './repair-plan.ts'
import type { RepairContext } from './repair-step.ts'
import { REPAIR_SENTENCES } from './repair-words.ts'

/** A criterium rider with some sessions above threshold, each with a free day after it. */
const world = seededPlan(5)!
const hardOf = (plan: Plan): PlannedWorkout[] => workoutsOf(plan).filter(({ hard, race }) => hard && !race)
const high = hardOf(world.plan).find(({ workout }) => domainSeconds(workout).highS > 0)!

const morning = (date: LocalDate, told: Partial<WellnessDay>): WellnessDay => ({ ...unknownDay(date), ...told })
const TIRED = { fatigue: 4, soreness: 4, stress: 4, mood: 4 }
const SHORT_NIGHT = { sleepS: 5.5 * 3600 }
/** 60 mornings at 48 bpm and then one of `bpm`. */
const heartOf = (date: LocalDate, bpm: number): WellnessDay[] => [
  ...Array.from({ length: 60 }, (_, back) => morning(addDays(date, -7 - back), { restingHrBpm: 47 + (back % 3) })),
  morning(date, { restingHrBpm: bpm }),
]
const on = (today: LocalDate, days: readonly WellnessDay[], more: Partial<RepairContext> = {}): RepairContext =>
  onDay(today, world.facts, [], { readiness: readinessOn(days, today), ...more })
const amber = (today: LocalDate) => on(today, [morning(today, TIRED)])
const red = (today: LocalDate) => on(today, [morning(today, { ...TIRED, ...SHORT_NIGHT })])
const rows = ({ decisions }: Repair) => decisions.map(({ row }) => row)
const inPlan = (plan: Plan, id: string): PlannedWorkout | undefined => workoutsOf(plan).find((each) => each.id === id)
const decidedIn = ({ decisions }: Repair) => decisions.map(({ row, kind }) => ({ row, kind }))
const loadOf = (plan: Plan, from: LocalDate, days: number): number =>
  workoutsOf(plan)
    .filter(({ date, race }) => !race && date >= from && date < addDays(from, days))
    .reduce((sum, { tss }) => sum + tss!, 0)

describe('S8.6 the brake', () => {
  it('AMBER turns today’s hard session easy, says why with its figures, and is undone byte for byte', () => {
    const repair = repairPlan(world.plan, amber(high.date))
    expect(rows(repair)).toEqual([BRAKED.amber])
    expect(inPlan(repair.plan, high.id)).toMatchObject({
      hard: false,
      date: high.date,
      focus: 'AEROBIC_ENDURANCE',
      purpose: { code: EASED_BY_BRAKE, facts: { level: 'AMBER' } },
    })
    const { reason } = repair.decisions[0]!
    expect(REPAIR_SENTENCES[reason.code]!(reason.facts)).toBe(
      `${high.title} is an easy session today. Your answers add up to 16 of 20, 15 or more.`,
    )
    const week = weeksOf(repair.plan).find(({ workouts }) => workouts.some(({ id }) => id === high.id))!
    expect(week.notes).toContainEqual(reason)
    const undone = applyChanges(repair.plan, invertChanges(repair.changes))
    expect(undone.ok && JSON.stringify(undone.value)).toBe(JSON.stringify(world.plan))
  })

  it('AMBER leaves no strides in it, and a session that is hard by its length is shorter', () => {
    const highIn = (plan: Plan, id: string): number => domainSeconds(inPlan(plan, id)!.workout).highS
    expect(highIn(repairPlan(world.plan, amber(high.date)).plan, high.id)).toBe(0)
    const runner = seededPlan(15)!
    const long = hardOf(runner.plan).find(({ workout }) => !isHardSession(workout))!
    const readiness = readinessOn([morning(long.date, TIRED)], long.date)
    const { plan } = repairPlan(runner.plan, onDay(long.date, runner.facts, [], { readiness }))
    const after = inPlan(plan, long.id)!
    expect(after.durationS).toBeLessThanOrEqual(0.7 * long.durationS)
    expect(highIn(plan, long.id)).toBe(0)
  })

  it('leaves easy days, done sessions, races and every green or unknown morning alone', () => {
    const easyDay = workoutsOf(world.plan).find(({ hard, race, date }) => !hard && !race && date !== high.date)!
    for (const context of [
      amber(easyDay.date),
      { ...amber(high.date), done: [high.id] },
      amber(world.plan.targetDate),
      on(high.date, []),
      on(high.date, [morning(high.date, { sleepS: 8 * 3600 })]),
      on(high.date, [morning(addDays(high.date, -1), TIRED)]),
      { ...amber(high.date), today: addDays(high.date, -1) },
      onDay(high.date, world.facts, []),
    ])
      expect(rows(repairPlan(world.plan, context))).toEqual([])
  })

  it('one short night moves work above threshold by a day, or makes it easy where the limits do not let it', () => {
    const short = repairPlan(world.plan, on(high.date, [morning(high.date, SHORT_NIGHT)]))
    expect(rows(short)).toEqual([BRAKED.moved])
    expect(inPlan(short.plan, high.id)).toMatchObject({ date: addDays(high.date, 1), hard: true, title: high.title })
    const { reason } = short.decisions[0]!
    expect(REPAIR_SENTENCES[reason.code]!(reason.facts)).toContain('You slept 5:30 h, less than 6 hours.')
    // two short nights, or one under five hours, leave no hard work at all
    const before = morning(addDays(high.date, -1), SHORT_NIGHT)
    const two = repairPlan(world.plan, on(high.date, [before, morning(high.date, SHORT_NIGHT)]))
    expect(rows(two)).toEqual([BRAKED.amber])
    expect(rows(repairPlan(world.plan, on(high.date, [morning(high.date, { sleepS: 4.5 * 3600 })])))).toEqual([
      BRAKED.amber,
    ])
    // a day that is closed takes nothing
    const blackoutDates = [addDays(high.date, 1)]
    const closed: Plan = {
      ...world.plan,
      athlete: { ...world.plan.athlete, availability: { ...world.plan.athlete.availability, blackoutDates } },
    }
    expect(rows(repairPlan(closed, on(high.date, [morning(high.date, SHORT_NIGHT)])))).toEqual([BRAKED.amber])
  })

  it('one short night leaves work up to threshold as it is', () => {
    const mid = hardOf(world.plan).find(({ workout }) => domainSeconds(workout).highS === 0)
    if (!mid) throw new Error('The fixture has no hard session without HIGH.')
    expect(rows(repairPlan(world.plan, on(mid.date, [morning(mid.date, SHORT_NIGHT)])))).toEqual([])
  })

  it('does not take a second hard session in a row on AMBER alone: it asks, once', () => {
    const [first, second] = hardOf(world.plan).filter(({ date }) => date >= high.date) as [
      PlannedWorkout,
      PlannedWorkout,
    ]
    const eased = repairPlan(world.plan, amber(first.date))
    const next = repairPlan(eased.plan, amber(second.date))
    expect(rows(next)).toEqual([BRAKE_ASKS])
    expect(next.changes).toEqual([])
    expect(next.decisions[0]).toMatchObject({ workoutId: second.id, kind: second.date })
    expect(rows(repairPlan(eased.plan, { ...amber(second.date), decided: decidedIn(next) }))).toEqual([])
    // RED needs no asking
    expect(rows(repairPlan(eased.plan, red(second.date)))).toEqual([BRAKED.red])
  })

  it('RED makes two days recovery and seven days at most .70 of their load, races left alone', () => {
    const today = high.date
    const repair = repairPlan(world.plan, red(today))
    expect(rows(repair)).toEqual([BRAKED.red])
    for (const session of workoutsOf(repair.plan))
      if (session.date === today || session.date === addDays(today, 1)) expect(session.focus).toBe('RECOVERY')
    expect(loadOf(repair.plan, today, 7)).toBeLessThanOrEqual(0.7 * loadOf(world.plan, today, 7) + 1)
    // what comes later is at most lower: a step that would be too high from there
    const far = addDays(today, 7)
    expect(loadOf(repair.plan, far, 100)).toBeLessThanOrEqual(loadOf(world.plan, far, 100))
    // the next red morning adds its own two days and does not lower the week again
    const tomorrow = addDays(today, 1)
    const again = repairPlan(repair.plan, { ...red(tomorrow), decided: decidedIn(repair) })
    const later = workoutsOf(again.plan).filter(({ date }) => date > addDays(today, 2))
    expect(later).toEqual(workoutsOf(repair.plan).filter(({ date }) => date > addDays(today, 2)))
  })

  it('a heart ten beats up at rest is two days of rest', () => {
    const today = high.date
    const repair = repairPlan(world.plan, on(today, heartOf(today, 59)))
    expect(rows(repair)).toEqual([BRAKED.red])
    expect(workoutsOf(repair.plan).some(({ date }) => date === today || date === addDays(today, 1))).toBe(false)
    const { reason } = repair.decisions[0]!
    expect(REPAIR_SENTENCES[reason.code]!(reason.facts)).toContain('If you feel ill, tell us where it sits.')
  })

  it('acts once a day, and not again on what the athlete undid', () => {
    const repair = repairPlan(world.plan, red(high.date))
    const decided = decidedIn(repair)
    expect(repairPlan(repair.plan, { ...red(high.date), decided }).decisions).toEqual([])
    expect(repairPlan(world.plan, { ...red(high.date), decided, declined: decided }).decisions).toEqual([])
    const worse = repairPlan(world.plan, amber(high.date))
    expect(rows(repairPlan(worse.plan, { ...red(high.date), decided: decidedIn(worse) }))).toEqual([BRAKED.red])
  })

  it('is a brake for every plan and morning: nothing gets harder or longer, nothing past or done moves', () => {
    const tells = fc.record({
      sleepS: fc.integer({ min: 3 * 3600, max: 9 * 3600 }),
      fatigue: fc.integer({ min: 1, max: 5 }),
      soreness: fc.integer({ min: 1, max: 5 }),
      stress: fc.integer({ min: 1, max: 5 }),
      mood: fc.integer({ min: 1, max: 5 }),
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        tells,
        (seed, at, told) => {
          const other = seededPlan(seed)
          fc.pre(other !== null)
          const { plan, facts } = other
          const sessions = workoutsOf(plan)
          const today = sessions[Math.floor(at * sessions.length)]!.date
          const readiness = readinessOn([morning(today, told)], today)
          const repair = repairPlan(plan, onDay(today, facts, [], { readiness }))
          const before = new Map(sessions.map((session) => [session.id, session]))
          for (const after of workoutsOf(repair.plan)) {
            const was = before.get(after.id)!
            expect(after.durationS).toBeLessThanOrEqual(was.durationS + 60)
            expect(Number(after.hard && after.date === was.date)).toBeLessThanOrEqual(Number(was.hard))
            if (was.date < today || was.race) expect(after).toEqual(was)
            if (after.date !== was.date) expect(Math.abs(daysBetween(was.date, after.date))).toBe(1)
          }
          if (readiness.level === 'GREEN') expect(repair.changes).toEqual([])
        },
      ),
      { numRuns: 60 },
    )
  })
})
