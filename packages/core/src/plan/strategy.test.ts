import { describe, expect, it } from 'vitest'
import type { Sport } from '../athlete/sport.ts'
import type { Threshold } from '../athlete/thresholds.ts'
import { toldWeeks } from '../testing/judge.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { daysBetween } from '../time/local-date.ts'
import { domainSeconds } from '../workout/intensity.ts'
import { buildPlan } from './build-plan.ts'
import { STRATEGIES, type Goal, type Strategy } from './goal.ts'
import { weeksOf, type BlockType, type Plan, type TrainingWeek } from './plan.ts'
import type { PlanningAthlete, PlanningInput } from './planning-input.ts'

const threshold = (sport: Sport, name: Threshold['name'], value: number): Threshold => ({
  sport,
  name,
  value,
  from: '2026-01-01',
  method: 'athlete',
  confidence: 'HIGH',
})
function athleteFor(
  goal: Goal,
  week: { km?: number; min?: number; longestKm?: number },
  told: Partial<PlanningAthlete>,
) {
  const input: PlanningInput = {
    planId: 'plan',
    today: '2026-11-22',
    goal,
    history: toldWeeks(
      Array.from({ length: 40 }, () => week),
      goal.sport,
      '2026-11-23',
    ),
    athlete: planningAthlete({
      sport: goal.sport,
      maxDaysPerWeek: 5,
      level: 'INTERMEDIATE',
      thresholds: [goal.sport === 'run' ? threshold('run', 'thresholdSpeedMps', 3.6) : threshold('ride', 'ftpW', 260)],
      ...told,
    }),
  }
  return input
}
const HALF = athleteFor({ kind: 'HM', sport: 'run', date: '2027-03-21' }, { km: 40, min: 230, longestKm: 14 }, {})
const MARATHON = athleteFor(
  { kind: 'MARATHON', sport: 'run', date: '2027-04-18' },
  { km: 50, min: 290, longestKm: 20 },
  {},
)
const TEN = athleteFor(
  { kind: '10K', sport: 'run', date: '2027-03-07' },
  { km: 65, min: 330, longestKm: 18 },
  {
    level: 'ADVANCED',
    maxDaysPerWeek: 6,
  },
)
const FONDO = athleteFor({ kind: 'GRAN_FONDO', sport: 'ride', date: '2027-04-04' }, { min: 400 }, {})
const STRONG_FONDO = athleteFor(
  { kind: 'GRAN_FONDO', sport: 'ride', date: '2027-04-04' },
  { min: 600 },
  {
    level: 'ADVANCED',
    maxDaysPerWeek: 6,
  },
)
const TRIAL = athleteFor({ kind: 'TT', sport: 'ride', date: '2027-03-14' }, { min: 420 }, {})
const GRAVEL = athleteFor(
  { kind: 'GRAVEL_200', sport: 'ride', date: '2027-05-16' },
  { min: 700 },
  {
    level: 'ADVANCED',
    maxDaysPerWeek: 6,
  },
)
const ATHLETES: readonly (readonly [string, PlanningInput])[] = [
  ['half marathon, 40 km a week', HALF],
  ['marathon, 50 km a week', MARATHON],
  ['10K, 65 km a week', TEN],
  ['gran fondo, 6.7 h a week', FONDO],
  ['gran fondo, 10 h a week', STRONG_FONDO],
  ['time trial, 7 h a week', TRIAL],
  ['gravel ultra, 11.7 h a week', GRAVEL],
]
const ENDURANCE = ATHLETES.filter(([, input]) => input.goal.kind !== '10K')

const planOf = (input: PlanningInput, strategy: Strategy): Plan =>
  buildPlan({ ...input, goal: { ...input.goal, strategy } })
const notesOf = (plan: Plan) => weeksOf(plan)[0]!.notes

interface Shares {
  readonly low: number
  readonly mid: number
  readonly high: number
  /** Mean minutes of a loading week. */
  readonly minutes: number
}
function sharesOf(weeks: readonly TrainingWeek[]): Shares {
  let [low, mid, high] = [0, 0, 0]
  for (const workout of weeks.flatMap((week) => week.workouts)) {
    if (workout.race) continue
    const { lowS, midS, highS } = domainSeconds(workout.workout)
    low += lowS
    mid += midS
    high += highS
  }
  const all = low + mid + high
  return { low: low / all, mid: mid / all, high: high / all, minutes: all / 60 / weeks.length }
}
const loadsOf = (plan: Plan, type: BlockType): TrainingWeek[] =>
  plan.blocks.filter((block) => block.type === type).flatMap((block) => block.weeks.filter((week) => !week.isRecovery))
const phaseOf = (plan: Plan, type: BlockType): Shares => sharesOf(loadsOf(plan, type))
const keysOf = (week: TrainingWeek) =>
  week.workouts.filter((workout) => workout.priority === 'KEY' && workout.focus !== 'LONG' && !workout.race)
const PHASES = ['BASE', 'BUILD', 'PEAK'] as const

/** MID and HIGH in per cent of the week (science.md S5.1); race pace takes from the other side in the last phase. */
const TABLE: Record<Exclude<Strategy, 'BLOCK'>, Record<(typeof PHASES)[number], readonly [number, number]>> = {
  LINEAR: { BASE: [8, 2], BUILD: [13, 5], PEAK: [14, 8] },
  PYRAMIDAL: { BASE: [12, 3], BUILD: [15, 5], PEAK: [15, 7] },
  POLARIZED: { BASE: [5, 10], BUILD: [5, 15], PEAK: [5, 15] },
  UNDULATING: { BASE: [11, 5], BUILD: [12, 8], PEAK: [13, 9] },
  REVERSE: { BASE: [8, 12], BUILD: [13, 5], PEAK: [13, 3] },
}

describe.each(ATHLETES)('S5.1 strategies of %s', (_, input) => {
  const isSteady = input.goal.kind !== '10K'

  it.each(Object.keys(TABLE) as (keyof typeof TABLE)[])('%s stays within its shares of MID and HIGH', (strategy) => {
    const plan = planOf(input, strategy)
    for (const phase of PHASES) {
      const { mid, high } = phaseOf(plan, phase)
      const [mostMid, mostHigh] = TABLE[strategy][phase]
      const forRace = phase === 'PEAK'
      expect(100 * mid, `${phase} MID`).toBeLessThanOrEqual(mostMid + (forRace && isSteady ? mostHigh / 2 : 0) + 1.5)
      expect(100 * high, `${phase} HIGH`).toBeLessThanOrEqual(
        (forRace && !isSteady ? Math.max(6, mostHigh) : mostHigh) + 1,
      )
    }
  })

  it('PYRAMIDAL is easy most, then between the thresholds, then above', () => {
    const plan = planOf(input, 'PYRAMIDAL')
    for (const phase of PHASES) {
      const { low, mid, high } = phaseOf(plan, phase)
      expect(low, phase).toBeGreaterThan(mid)
      expect(mid, phase).toBeGreaterThan(high)
    }
  })

  it('POLARIZED leaves the middle out until race pace needs it', () => {
    const [plan, pyramidal] = [planOf(input, 'POLARIZED'), planOf(input, 'PYRAMIDAL')]
    for (const phase of ['BASE', 'BUILD'] as const) {
      const { mid, high } = phaseOf(plan, phase)
      expect(high, phase).toBeGreaterThan(2 * mid)
      expect(mid, phase).toBeLessThanOrEqual(0.05)
    }
    const [own, other] = [phaseOf(plan, 'PEAK'), phaseOf(pyramidal, 'PEAK')]
    expect(own.mid).toBeLessThan(0.8 * other.mid)
    expect(own.high).toBeGreaterThan(1.8 * other.high)
    if (isSteady)
      expect(notesOf(plan)).toContainEqual({
        code: 'strategy-partly',
        facts: { strategy: 'POLARIZED', why: 'steady-race' },
      })
    else expect(own.high).toBeGreaterThan(own.mid)
  })

  it('LINEAR has one focus a block and comes to its intensity last', () => {
    const plan = planOf(input, 'LINEAR')
    for (const block of plan.blocks) {
      if (block.type !== 'BASE' && block.type !== 'BUILD') continue
      const leading = block.weeks.filter((week) => !week.isRecovery).map((week) => week.focus)
      expect(new Set(leading).size, block.name).toBe(1)
    }
    for (const week of loadsOf(plan, 'BASE')) expect(keysOf(week).length).toBeLessThanOrEqual(1)
    const [base, build, peak] = PHASES.map((phase) => 1 - phaseOf(plan, phase).low)
    expect(build!).toBeGreaterThan(base!)
    expect(phaseOf(plan, 'PEAK').high + (isSteady ? peak! : 0)).toBeGreaterThan(
      phaseOf(plan, 'BUILD').high + (isSteady ? base! : 0),
    )
  })

  it('UNDULATING changes two foci from week to week', () => {
    const plan = planOf(input, 'UNDULATING')
    const weeks = [...loadsOf(plan, 'BASE'), ...loadsOf(plan, 'BUILD')]
    const two = weeks.filter((week) => keysOf(week).length >= 2)
    for (const week of two) expect(new Set(keysOf(week).map(({ focus }) => focus)).size).toBe(2)
    expect(two.length).toBeGreaterThanOrEqual(weeks.length - 2)
    const leading = weeks.map((week) => week.focus)
    const changes = leading.slice(1).filter((focus, index) => focus !== leading[index]).length
    expect(changes).toBeGreaterThanOrEqual(weeks.length - 2)
    expect(new Set(leading).size).toBeGreaterThanOrEqual(3)
  })

  it('no two of them give the same distribution', () => {
    const all = STRATEGIES.map((strategy) => {
      const plan = planOf(input, strategy)
      return PHASES.flatMap((phase) => {
        const { mid, high } = phaseOf(plan, phase)
        return [100 * mid, 100 * high]
      })
    })
    for (const [index, one] of all.entries()) {
      for (const other of all.slice(index + 1)) {
        const most = Math.max(...one.map((share, at) => Math.abs(share - other[at]!)))
        expect(most).toBeGreaterThan(0.8)
      }
    }
  })
})

describe('S5.1 REVERSE', () => {
  it.each(ENDURANCE)('goes from intensity to volume: %s', (_, input) => {
    const plan = planOf(input, 'REVERSE')
    const [base, build, peak] = PHASES.map((phase) => phaseOf(plan, phase))
    expect(base!.high).toBeGreaterThan(build!.high)
    expect(build!.high).toBeGreaterThan(peak!.high - 0.002)
    expect(base!.high).toBeGreaterThan(2 * peak!.high)
    expect(build!.minutes).toBeGreaterThan(base!.minutes)
    expect(peak!.minutes).toBeGreaterThan(build!.minutes)
    // more of the growth comes late than in the other plans
    const even = planOf(input, 'PYRAMIDAL')
    expect(base!.minutes / peak!.minutes).toBeLessThan(phaseOf(even, 'BASE').minutes / phaseOf(even, 'PEAK').minutes)
  })

  it('says where the race itself is fast', () => {
    expect(notesOf(planOf(TEN, 'REVERSE'))).toContainEqual({
      code: 'strategy-partly',
      facts: { strategy: 'REVERSE', why: 'fast-race' },
    })
  })
})

describe('S5.1 BLOCK', () => {
  it.each([
    ['gran fondo', STRONG_FONDO],
    ['gravel ultra', GRAVEL],
  ])('gives an advanced rider a week of hard days in a row, then one a week: %s', (_, input) => {
    const plan = planOf(input, 'BLOCK')
    const weeks = loadsOf(plan, 'BUILD')
    const blockWeeks = weeks.filter((week) => keysOf(week).length >= 3)
    expect(blockWeeks.length).toBeGreaterThanOrEqual(1)
    for (const week of blockWeeks) {
      const hard = week.workouts.filter((workout) => workout.hard).map((workout) => workout.date)
      expect(hard).toHaveLength(4)
      const gaps = hard.slice(1).map((date, index) => daysBetween(hard[index]!, date))
      expect(gaps.filter((gap) => gap === 1)).toHaveLength(2)
      expect(gaps.filter((gap) => gap === 2)).toHaveLength(gaps.indexOf(1) === 0 ? 0 : 1)
    }
    const others = weeks.filter((week) => !blockWeeks.includes(week))
    for (const week of others) expect(keysOf(week).length).toBeLessThanOrEqual(1)
    expect(sharesOf(blockWeeks).high).toBeGreaterThan(2.5 * sharesOf(others).high)
    expect(sharesOf(blockWeeks).high).toBeGreaterThan(0.1)
  })

  it.each([
    ['a runner', HALF],
    ['a rider of less training', FONDO],
  ])('keeps one focus a block for %s, the hard days apart, and says so', (_, input) => {
    const plan = planOf(input, 'BLOCK')
    for (const block of plan.blocks.filter(({ type }) => type === 'BASE' || type === 'BUILD')) {
      const foci = block.weeks
        .filter((week) => !week.isRecovery)
        .flatMap((week) => keysOf(week).map(({ focus }) => focus))
      expect(new Set(foci).size, block.name).toBeLessThanOrEqual(1)
    }
    expect(notesOf(plan).map(({ code }) => code)).toContain('block-strategy-spread')
  })
})

describe('a beginner’s long race', () => {
  it.each(['POLARIZED', 'UNDULATING', 'REVERSE'] as const)(
    'stays below threshold whatever is asked: %s',
    (strategy) => {
      const input = athleteFor(
        { kind: 'HM', sport: 'run', date: '2027-04-18' },
        { km: 20, min: 130, longestKm: 8 },
        {
          level: 'BEGINNER',
          maxDaysPerWeek: 4,
        },
      )
      const plan = planOf(input, strategy)
      expect(
        weeksOf(plan)
          .flatMap(keysOf)
          .map(({ focus }) => focus),
      ).not.toContain('VO2_MAX')
      expect(notesOf(plan)).toContainEqual({ code: 'strategy-partly', facts: { strategy, why: 'beginner' } })
    },
  )
})

describe('S5.1 PYRAMIDAL before a time trial', () => {
  it('keeps work above threshold in every second week of the peak, and no more of it', () => {
    const focus = loadsOf(planOf(TRIAL, 'PYRAMIDAL'), 'PEAK').map((week) => keysOf(week).map((key) => key.focus))
    expect(focus.length).toBeGreaterThanOrEqual(2)
    expect(focus.map((foci) => foci.includes('VO2_MAX'))).toEqual(focus.map((_, nth) => nth % 2 === 1))
  })
})
