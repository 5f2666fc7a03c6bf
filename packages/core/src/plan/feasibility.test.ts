import { describe, expect, it } from 'vitest'
import type { HistoryWeek } from '../evidence/history.ts'
import { planningAthlete } from '../testing/planning-athlete.ts'
import { addDays } from '../time/local-date.ts'
import { assessFeasibility } from './feasibility.ts'
import { FEASIBILITY_KM, rideWeeksNeeded, runWeeksNeeded, weeksAvailable } from './weeks-needed.ts'
import { TABLE_RUNS, type Goal, type GoalKind } from './goal.ts'
import type { PlanningInput } from './planning-input.ts'
import { weeksToReach } from './weeks-to-reach.ts'

const TODAY = '2026-11-22'

function runnerWith(kmPerWeek: number | null, goal: Goal): PlanningInput {
  const weekly: HistoryWeek[] = [1, 2, 3, 4].map((back) => ({
    weekStart: addDays('2026-11-16', -7 * (back - 1)),
    sport: 'run',
    minutes: (kmPerWeek ?? 0) * 6,
    distanceM: (kmPerWeek ?? 0) * 1000,
    longestM: (kmPerWeek ?? 0) * 330,
  }))
  return {
    planId: 'p',
    today: TODAY,
    goal,
    history: { activities: [], ...(kmPerWeek === null ? {} : { weekly }) },
    athlete: planningAthlete({ sport: goal.sport }),
  }
}
const runIn = (weeks: number, kind: GoalKind): Goal => ({
  kind,
  sport: 'run',
  date: addDays('2026-11-23', weeks * 7 - 1),
})

describe('G15 minimum weeks for runs (science.md S5.5)', () => {
  // feasibility.json, total weeks by current km a week
  it.each([
    ['5K', [7, 6, 3, 1, 1, 1, 1, 1], [4, 4, 2, 1, 1, 1, 1, 1]],
    ['10K', [11, 10, 6, 3, 2, 1, 1, 1], [7, 6, 4, 2, 2, 1, 1, 1]],
    ['HM', [16, 15, 12, 9, 8, 5, 3, 2], [11, 9, 8, 5, 5, 4, 3, 2]],
    ['MARATHON', [22, 22, 20, 18, 16, 13, 10, 9], [16, 14, 13, 12, 10, 9, 8, 6]],
  ] as const)('%s at each column of the table', (goal, recommended, hard) => {
    for (const [index, km] of FEASIBILITY_KM.entries()) {
      expect(runWeeksNeeded({ kind: goal }, km)).toEqual({ recommended: recommended[index], hard: hard[index] })
    }
  })

  it('lies on the straight line between two columns, rounded up to whole weeks', () => {
    // marathon, 28 km: half way from 18/12 to 16/10
    expect(runWeeksNeeded({ kind: 'MARATHON' }, 28)).toEqual({ recommended: 17, hard: 11 })
    // half marathon, 20 km: half way from 12/8 to 9/5 is 10.5/6.5
    expect(runWeeksNeeded({ kind: 'HM' }, 20)).toEqual({ recommended: 11, hard: 7 })
    expect(runWeeksNeeded({ kind: 'MARATHON' }, 200)).toEqual({ recommended: 9, hard: 6 })
  })

  it('reads another distance off the line between its neighbours', () => {
    const own = (distanceM: number) => runWeeksNeeded({ kind: 'RUN_DISTANCE', distanceM }, 16)
    // 15 km at 16 km a week: 45 % of the way from 6/4 (10K) to 12/8 (HM) is 8.7/5.8
    expect(own(15_000)).toEqual({ recommended: 9, hard: 6 })
    expect(own(21_097.5)).toEqual(runWeeksNeeded({ kind: 'HM' }, 16))
    // 3 km asks for what 5 km does; 50 km runs on along the line of the half and the whole marathon: 20 + 8 × .37, 13 + 5 × .37
    expect(own(3_000)).toEqual(runWeeksNeeded({ kind: '5K' }, 16))
    expect(own(50_000)).toEqual({ recommended: 23, hard: 15 })
  })

  it('adds under 2:1 what the simulation behind the table takes longer', () => {
    // 55 km from nothing are 15 loading weeks: 4 lighter ones among them under 3:1, 7 under 2:1
    expect(runWeeksNeeded({ kind: 'MARATHON' }, 0, true)).toEqual({ recommended: 25, hard: 16 })
    expect(runWeeksNeeded({ kind: 'HM' }, 16, true)).toEqual({ recommended: 13, hard: 8 })
    expect(runWeeksNeeded({ kind: '5K' }, 40, true)).toEqual({ recommended: 1, hard: 1 })
  })

  it('weeksToReach gives the published table under 3:1, a week more or less', () => {
    const needs = { '5K': [20, 7, 1], '10K': [28, 11, 1], HM: [38, 17, 2], MARATHON: [55, 29, 3] } as const
    for (const kind of TABLE_RUNS) {
      const [weekKm, longKm, taper] = needs[kind]
      for (const km of FEASIBILITY_KM) {
        const table = runWeeksNeeded({ kind }, km)!
        for (const column of ['recommended', 'hard'] as const) {
          const weeks = weeksToReach({ weekKm, longKm }, km, 3, taper, column)
          expect(Math.abs(weeks - table[column]), `${kind} from ${km} km`).toBeLessThanOrEqual(1)
        }
      }
    }
  })

  it('counts whole weeks from the next Monday, race day included', () => {
    expect(weeksAvailable('2026-11-22', '2026-11-29')).toBe(1)
    expect(weeksAvailable('2026-11-22', '2026-11-28')).toBe(0)
    expect(weeksAvailable('2026-11-23', '2026-12-06')).toBe(1)
  })
})

describe('G15 minimum weeks for ride events (science.md S5.5)', () => {
  it.each([
    [0, 20, 13],
    [20, 11, 8],
    [40, 4, 4],
  ])('gran fondo from CTL %i with a long enough ride needs %i, at least %i', (ctl, recommended, hard) => {
    expect(rideWeeksNeeded('GRAN_FONDO', ctl, 200, 300)).toEqual({ recommended, hard })
  })

  it('waits for the longest ride to grow where that takes longer', () => {
    // 60 → 180 min: ln 3 / ln 1.15 = 7.86 loading weeks / .75 = 10.5 → 11 + 2; at 30 % 4.19 / .75 = 5.6 → 6 + 2
    expect(rideWeeksNeeded('GRAN_FONDO', 40, 60, 300)).toEqual({ recommended: 13, hard: 8 })
  })
})

describe('assessFeasibility', () => {
  it('G15 always refuses 0 to marathon in four weeks, with three computed alternatives', () => {
    for (const km of [null, 0]) {
      const feasibility = assessFeasibility(runnerWith(km, runIn(4, 'MARATHON')))
      expect(feasibility).toMatchObject({
        verdict: 'red',
        rule: 'G15',
        weeksAvailable: 4,
        weeksHard: 16,
        // 22 under 3:1; a beginner rests every third week
        weeksRecommended: 25,
      })
      expect(feasibility.alternatives.map((alternative) => alternative.kind)).toEqual([
        'later-date',
        'shorter-distance',
        'run-walk-finish',
      ])
      const [later, shorter, runWalk] = feasibility.alternatives
      expect(later).toMatchObject({ goal: 'MARATHON', weeks: 25, date: addDays('2026-11-23', 25 * 7 - 1) })
      expect(shorter).toMatchObject({ goal: '5K', weeks: 4 })
      expect(runWalk).toMatchObject({ goal: 'MARATHON', weeks: 16, date: addDays('2026-11-23', 16 * 7 - 1) })
    }
  })

  it('each alternative with a date is itself possible', () => {
    for (const kind of ['10K', 'HM', 'MARATHON'] as const) {
      for (const km of [0, 10, 20]) {
        for (const weeks of [1, 2, 3]) {
          const feasibility = assessFeasibility(runnerWith(km, runIn(weeks, kind)))
          if (feasibility.verdict !== 'red') continue
          expect(feasibility.alternatives).toHaveLength(3)
          for (const alternative of feasibility.alternatives) {
            if (alternative.date === null) continue
            const goal: Goal = { kind: alternative.goal, sport: 'run', date: alternative.date }
            expect(assessFeasibility(runnerWith(km, goal)).verdict).not.toBe('red')
          }
        }
      }
    }
  })

  it('is amber between hard and recommended, green from there', () => {
    const verdicts = [11, 12, 18, 19, 20].map(
      (weeks) => assessFeasibility(runnerWith(24, runIn(weeks, 'MARATHON'))).verdict,
    )
    // 18 weeks under 3:1, 20 for a beginner's 2:1
    expect(verdicts).toEqual(['red', 'amber', 'amber', 'amber', 'green'])
  })

  it('refuses a rider with nothing behind them a gran fondo in a month, and offers fitness first', () => {
    const goal: Goal = { kind: 'GRAN_FONDO', sport: 'ride', date: addDays('2026-11-23', 27) }
    const feasibility = assessFeasibility({ ...runnerWith(null, goal), goal })
    expect(feasibility).toMatchObject({ verdict: 'red', rule: 'G15', weeksHard: 13 })
    expect(feasibility.alternatives.map((alternative) => alternative.kind)).toEqual([
      'later-date',
      'other-event',
      'general-fitness',
    ])
  })

  it('says that it does not know, rather than nothing at all', () => {
    const unknown = assessFeasibility(runnerWith(null, runIn(20, 'HM')))
    expect(unknown.facts.currentKmPerWeek).toBeNull()
    expect(unknown.text).toBe(
      'We do not know your weekly running and reckon from nothing: a half marathon needs 18 weeks, and there are 20 weeks.',
    )
    expect(assessFeasibility(runnerWith(0, runIn(20, 'HM'))).text).toMatch(/^From 0 km a week, /)
    const rider: Goal = { kind: 'TT', sport: 'ride', date: addDays('2026-11-23', 139) }
    const nothing = assessFeasibility({ ...runnerWith(null, rider), history: { activities: [] }, goal: rider })
    expect(nothing.facts).toMatchObject({ currentCtl: null, longestRideMinutes: null })
    expect(nothing.text).toMatch(/^We do not know your riding and reckon from nothing: a time trial needs /)
  })

  it('needs no time for general fitness', () => {
    expect(assessFeasibility(runnerWith(0, { kind: 'GENERAL_FITNESS', sport: 'run' })).verdict).toBe('green')
  })

  it('G13 refuses where no day holds a session, and says what would', () => {
    const input = runnerWith(20, runIn(20, '5K'))
    const feasibility = assessFeasibility({
      ...input,
      athlete: { ...input.athlete, availability: { slots: [{ day: 'MON', minutes: 10 }] } },
    })
    expect(feasibility).toMatchObject({ verdict: 'red', rule: 'G13' })
    expect(feasibility.alternatives).toHaveLength(3)
  })
})
