import { describe, expect, it } from 'vitest'
import type { Level } from '../athlete/sport.ts'
import type { HistoryWeek } from '../evidence/history.ts'
import { authorPlan } from '../guardrails/author-plan.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import type { GoalKind } from './goal.ts'
import { PHASES } from './phases.ts'
import { weeksOf, weeksToRace, type BlockType, type Plan, type PlannedWorkout, type TrainingWeek } from './plan.ts'
import type { PlanningInput } from './planning-input.ts'
import { taperDays } from './volume-limits.ts'

const MONDAY = '2026-11-23'
/** Enough a week for each distance at once: what is tried here is the shape, not the climb. */
const KM = { '5K': [40, 12], '10K': [45, 14], HM: [50, 18], MARATHON: [62, 26] } as const
type Kind = keyof typeof KM
const KINDS = ['5K', '10K', 'HM', 'MARATHON'] as const satisfies readonly GoalKind[]

function inputOf(kind: Kind, weeks: number, level: Level, targetTimeS?: number): PlanningInput {
  const [km, longKm] = KM[kind]
  const weekly = Array.from({ length: 40 }, (_, back): HistoryWeek => ({
    weekStart: addDays(MONDAY, -7 * (back + 1)),
    sport: 'run',
    minutes: 6 * km,
    distanceM: 1000 * km,
    longestM: 1000 * longKm,
  }))
  const date = addDays(MONDAY, 7 * weeks - 1)
  return {
    planId: 'plan',
    today: addDays(MONDAY, -1),
    goal: { kind, sport: 'run', date, ...(targetTimeS === undefined ? {} : { targetTimeS }) },
    history: { activities: [], weekly },
    athlete: planningAthlete({
      sport: 'run',
      birthYear: 1988,
      maxDaysPerWeek: 5,
      level,
      thresholds: [
        {
          sport: 'run',
          name: 'thresholdSpeedMps',
          value: 4,
          from: '2026-01-01',
          method: 'athlete',
          confidence: 'HIGH',
        },
      ],
    }),
  }
}

function planOf(kind: Kind, weeks: number, level: Level = 'INTERMEDIATE'): Plan | null {
  const authored = authorPlan(inputOf(kind, weeks, level))
  return authored.ok ? authored.plan : null
}

/** Plans of every distance and level that has one for these weeks. */
const plansFor = (weeks: number): (readonly [string, Plan, Level])[] =>
  KINDS.flatMap((kind) =>
    (['BEGINNER', 'INTERMEDIATE'] as const).flatMap((level) => {
      const plan = planOf(kind, weeks, level)
      return plan === null ? [] : [[`${kind}, ${weeks} weeks, ${level}`, plan, level] as const]
    }),
  )

/** Up to the race: recovery after it belongs to every season. */
const typesOf = (plan: Plan): BlockType[] =>
  [...new Set(plan.blocks.map(({ type }) => type))].filter((type) => type !== 'TRANSITION')
const weeksIn = (plan: Plan, type: BlockType): TrainingWeek[] =>
  plan.blocks.filter((block) => block.type === type).flatMap((block) => block.weeks)
const keysOf = (week: TrainingWeek): PlannedWorkout[] =>
  week.workouts.filter(({ race, priority, focus }) => !race && priority === 'KEY' && focus !== 'LONG')
const minutesOf = (week: TrainingWeek): number =>
  week.workouts.reduce((sum, { race, durationS }) => sum + (race ? 0 : durationS / 60), 0)
/** Long runs with the race's pace in them (science.md §11). */
const RACE_LONG: ReadonlySet<string | null> = new Set(['R11', 'R12', 'R14'])
const RACE_PACE: ReadonlySet<string | null> = new Set(['R36', 'R37', 'R38', 'R39', 'R40'])

describe('S5.4 by weeks available', () => {
  it('under four weeks holds what is there with openers, then tapers, and aims to arrive healthy', () => {
    const tried = [2, 3].flatMap(plansFor)
    expect(tried.length).toBeGreaterThan(4)
    for (const [name, plan] of tried) {
      expect(typesOf(plan), name).toEqual(['RACE'])
      const keys = weeksOf(plan).flatMap(keysOf)
      expect(
        // before a long race the last sharp session has its own pace (S6.2)
        keys.every(({ archetype, purpose }) => archetype === 'R41' || purpose.code === 'sharpener'),
        name,
      ).toBe(true)
      expect(weeksOf(plan)[0]!.notes.map(({ code }) => code)).toContain('arrive-healthy')
    }
  })

  it('under four weeks coaches a time only within 2 % of what today gives', () => {
    const none = authorPlan(inputOf('10K', 3, 'INTERMEDIATE'))
    if (!none.ok) throw new Error(none.refused.reason)
    expect(none.feasibility.facts).toMatchObject({ aim: 'arrive-healthy' })
    expect(none.feasibility.text).toContain('arrive healthy')
    expect(none.feasibility.verdict).toBe('amber')
    const form = authorPlan(inputOf('10K', 12, 'INTERMEDIATE', 2400))
    if (!form.ok) throw new Error(form.refused.reason)
    const { target } = form.feasibility
    if (!target?.ok) throw new Error('The form is known.')
    const currentS = target.value.current
    for (const [share, isCoached] of [
      [1, true],
      [0.99, true],
      [0.97, false],
    ] as const) {
      const targetTimeS = Math.round(share * currentS)
      const authored = authorPlan(inputOf('10K', 3, 'INTERMEDIATE', targetTimeS))
      if (!authored.ok) throw new Error(authored.refused.reason)
      expect(authored.plan.goal.targetTimeS, `${share}`).toBe(isCoached ? targetTimeS : undefined)
      expect(authored.feasibility.text.includes('The plan aims at no time'), `${share}`).toBe(!isCoached)
    }
  })

  it('four and five weeks maintain and sharpen: steps of 5 % at most, one or two sessions at race pace', () => {
    const tried = [4, 5].flatMap(plansFor)
    expect(tried.length).toBeGreaterThan(8)
    for (const [name, plan] of tried) {
      expect(typesOf(plan), name).toEqual(['PEAK', 'RACE'])
      const weeks = weeksIn(plan, 'PEAK')
      const atRacePace = weeks
        .flatMap(({ workouts }) => workouts)
        .filter(({ archetype }) => RACE_PACE.has(archetype) || RACE_LONG.has(archetype))
      expect(atRacePace.length, name).toBeGreaterThanOrEqual(1)
      expect(atRacePace.length, name).toBeLessThanOrEqual(2)
      const loads = weeks.filter(({ isRecovery }) => !isRecovery).map(minutesOf)
      const usual = 6 * KM[plan.goal.kind as Kind][0]
      // whole five minutes a session
      for (const minutes of loads)
        expect(minutes, name).toBeLessThanOrEqual(Math.max(usual, loads[0]!) * 1.05 ** 2 + 10)
      const days = taperDays(plan.goal.kind as Kind, null, weeksToRace(plan).length)
      expect(days, name).toBe(plan.goal.kind === 'HM' ? 9 : 7)
    }
  })

  it('six and seven weeks are two small cycles: two loading weeks, a light one, then race pace', () => {
    const tried = [6, 7].flatMap(plansFor)
    expect(tried.length).toBeGreaterThan(8)
    for (const [name, plan, level] of tried) {
      expect(typesOf(plan), name).toEqual(['BUILD', 'PEAK', 'RACE'])
      expect(
        weeksIn(plan, 'BUILD').map(({ isRecovery }) => isRecovery),
        name,
      ).toEqual([false, false, true])
      for (const week of [...weeksIn(plan, 'BUILD'), ...weeksIn(plan, 'PEAK')]) {
        expect(keysOf(week).length, name).toBeLessThanOrEqual(week.isRecovery ? 0 : level === 'BEGINNER' ? 1 : 2)
      }
      if (level !== 'BEGINNER') expect(keysOf(weeksIn(plan, 'BUILD')[1]!).length, name).toBe(2)
    }
  })

  it('eight to eleven weeks: base of three or four with strides, build, two or three of race pace, a shorter taper', () => {
    const tried = [8, 9, 10, 11].flatMap(plansFor)
    expect(tried.length).toBeGreaterThan(16)
    for (const [name, plan] of tried) {
      expect(typesOf(plan), name).toEqual(['BASE', 'BUILD', 'PEAK', 'RACE'])
      const base = weeksIn(plan, 'BASE')
      expect([3, 4], name).toContain(base.length)
      expect(
        base.flatMap(({ workouts }) => workouts).some(({ archetype }) => archetype === 'R04'),
        name,
      ).toBe(true)
      expect([1, 2, 3, 4], name).toContain(weeksIn(plan, 'BUILD').length)
      expect([2, 3], name).toContain(weeksIn(plan, 'PEAK').length)
    }
    expect(KINDS.map((kind) => taperDays(kind, 60_000, 10))).toEqual([5, 7, 9, 14])
  })

  it('twelve to sixteen weeks: no preparation, four weeks of base and more', () => {
    const tried = [12, 13, 14, 15, 16].flatMap(plansFor)
    expect(tried.length).toBeGreaterThan(20)
    for (const [name, plan] of tried) {
      expect(typesOf(plan), name).toEqual(['BASE', 'BUILD', 'PEAK', 'RACE'])
      expect(weeksIn(plan, 'BASE').length, name).toBeGreaterThanOrEqual(4)
      expect(weeksIn(plan, 'BUILD').length, name).toBeGreaterThanOrEqual(2)
    }
  })

  it('eight weeks more than the ideal begin with a preparation through general fitness, below the peak', () => {
    for (const kind of KINDS) {
      for (const extra of [8, 12, 20]) {
        const plan = planOf(kind, PHASES[kind].idealWeeks + extra)!
        const name = `${kind}, ${extra} weeks more`
        expect(typesOf(plan), name).toEqual(['PREP', 'BASE', 'BUILD', 'PEAK', 'RACE'])
        const prep = weeksIn(plan, 'PREP')
        expect(Math.abs(prep.length - extra), name).toBeLessThanOrEqual(2)
        expect(weeksIn(plan, 'BASE').length, name).toBeGreaterThanOrEqual(4)
        const foci = plan.blocks.filter(({ type }) => type === 'PREP').map(({ primaryFocus }) => primaryFocus)
        expect(foci.slice(0, 3), name).toEqual(['AEROBIC_ENDURANCE', 'TEMPO', 'THRESHOLD'].slice(0, foci.length))
        const usual = 6 * KM[kind][0]
        const peak = Math.max(...weeksOf(plan).map(minutesOf))
        for (const week of prep) expect(minutesOf(week), name).toBeLessThanOrEqual(Math.max(usual, 0.85 * peak) * 1.05)
      }
    }
  })
})
