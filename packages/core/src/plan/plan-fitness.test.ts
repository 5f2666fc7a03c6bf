import { describe, expect, it } from 'vitest'
import { FITNESS_RATE } from '../load/fitness.ts'
import { fixturePlan, FIXTURE_START } from '../testing/plan-fixture.ts'
import { addDays } from '../time/local-date.ts'
import { weeksOf, type Plan } from './plan.ts'
import { projectFitness } from './plan-fitness.ts'

const EVE = addDays(FIXTURE_START, -1)
const plan: Plan = fixturePlan({ weeks: [[{ day: 'MON', min: 60 }], [{ day: 'WED', min: 60 }]] })
/** The same plan with other loads: of its sessions, or of weeks that are outlines. */
const withLoads = (tss: number | null, isOutline = false): Plan => ({
  ...plan,
  targetDate: addDays(FIXTURE_START, 13),
  blocks: plan.blocks.map((block) => ({
    ...block,
    weeks: block.weeks.map((week) => ({
      ...week,
      tssTarget: tss,
      workouts: isOutline ? [] : week.workouts.map((workout) => ({ ...workout, tss })),
    })),
  })),
})

describe('fitness to the end of a plan', () => {
  it('S4.1: falls on a day of rest and rises by its share of the load, day by day to the last', () => {
    const days = projectFitness(withLoads(100), { ctl: 40, atl: 40 }, EVE)!
    expect(days).toHaveLength(14)
    expect(days.at(-1)?.date).toBe(addDays(FIXTURE_START, 13))
    expect(days[0]?.ctl).toBeCloseTo(40 + (100 - 40) * FITNESS_RATE, 9)
    expect(days[1]?.ctl).toBeCloseTo(days[0]!.ctl * (1 - FITNESS_RATE), 9)
    for (const { lowCtl, ctl, highCtl } of days) {
      expect(lowCtl).toBeLessThan(ctl)
      expect(highCtl).toBeGreaterThan(ctl)
    }
  })
  it('an outline counts its target evenly: near the same fitness at the end', () => {
    const [written, outline] = [withLoads(100), withLoads(100, true)].map(
      (one) => projectFitness(one, { ctl: 20, atl: 20 }, EVE)!.at(-1)!.ctl,
    )
    expect(Math.abs(written! - outline!)).toBeLessThan(1)
  })
  it('is unknown where a load is, and where the plan is over', () => {
    expect(projectFitness(withLoads(null), { ctl: 40, atl: 40 }, EVE)).toBeNull()
    expect(projectFitness(withLoads(null, true), { ctl: 40, atl: 40 }, EVE)).toBeNull()
    expect(projectFitness(withLoads(100), { ctl: 40, atl: 40 }, addDays(FIXTURE_START, 14))).toBeNull()
    expect(weeksOf(plan)).toHaveLength(2)
  })
})
