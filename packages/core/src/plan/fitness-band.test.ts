import { describe, expect, it } from 'vitest'
import { fitnessSeries, FITNESS_RATE } from '../load/fitness.ts'
import { fixturePlan, FIXTURE_START } from '../testing/plan-fixture.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { DONE_SHARES, fitnessBand } from './fitness-band.ts'
import { weeksOf, type Plan } from './plan.ts'

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
      detail: isOutline ? 'OUTLINE' : week.detail,
      tssTarget: tss,
      workouts: isOutline ? [] : week.workouts.map((workout) => ({ ...workout, tss })),
    })),
  })),
})
/** Four weeks of `load` a day up to `last`, at balance. */
const usual = (load: number, last: LocalDate) =>
  fitnessSeries(addDays(last, -27), new Array<number>(28).fill(load), { ctl: load, atl: load })

describe('fitness to the end of a plan', () => {
  it('S4.1: falls on a day of rest and rises by its share of the load, day by day to the last', () => {
    const days = fitnessBand(withLoads(100), usual(40, EVE), EVE)!
    expect(days).toHaveLength(14)
    expect(days.at(-1)?.date).toBe(addDays(FIXTURE_START, 13))
    expect(days[0]?.ctl).toBeCloseTo(40 + (100 - 40) * FITNESS_RATE, 9)
    expect(days[1]?.ctl).toBeCloseTo(days[0]!.ctl * (1 - FITNESS_RATE), 9)
    // fatigue and form are those of the plan as it stands (S4.2: form is of the morning)
    expect(days[1]?.tsb).toBeCloseTo(days[0]!.ctl - days[0]!.atl, 9)
    for (const { lowCtl, ctl, highCtl } of days) {
      expect(lowCtl).toBeLessThan(ctl)
      expect(highCtl).toBeGreaterThan(ctl)
    }
  })
  it('an outline counts its target evenly: near the same fitness at the end', () => {
    const [written, outline] = [withLoads(100), withLoads(100, true)].map(
      (one) => fitnessBand(one, usual(20, EVE), EVE)!.at(-1)!.ctl,
    )
    expect(Math.abs(written! - outline!)).toBeLessThan(1)
  })
  it('a race in an outline counts on its day, and the rest of the target evenly', () => {
    const weeks = weeksOf(plan)
    const raced: Plan = {
      ...withLoads(100, true),
      blocks: [
        {
          ...plan.blocks[0]!,
          weeks: [
            {
              ...weeks[0]!,
              detail: 'OUTLINE',
              tssTarget: 170,
              workouts: [{ ...weeks[0]!.workouts[0]!, date: addDays(FIXTURE_START, 6), race: true, tss: 100 }],
            },
            { ...weeks[1]!, workouts: [] },
          ],
        },
      ],
    }
    const days = fitnessBand(raced, usual(10, EVE), EVE)!
    expect(days[5]!.ctl).toBeCloseTo(10, 9)
    expect(days[6]!.ctl).toBeCloseTo(10 + 100 * FITNESS_RATE, 9)
  })
  it('until the plan begins a day is as usual, whatever of the plan is done', () => {
    const early = addDays(EVE, -5)
    const days = fitnessBand(withLoads(100), usual(40, early), early)!
    expect(days.slice(0, 5).map((day) => [day.lowCtl, day.ctl, day.highCtl])).toEqual(
      Array.from({ length: 5 }, () => [40, 40, 40]),
    )
    expect(days[5]!.lowCtl).toBeCloseTo(40 + (100 * DONE_SHARES.low - 40) * FITNESS_RATE, 9)
  })
  it('counts the session of today until something is done today', () => {
    const ahead = withLoads(100)
    const restSoFar = [...usual(40, EVE), ...fitnessSeries(FIXTURE_START, [0], { ctl: 40, atl: 40 })]
    expect(fitnessBand(ahead, restSoFar, FIXTURE_START)).toEqual(fitnessBand(ahead, usual(40, EVE), EVE))
    const done = [...usual(40, EVE), ...fitnessSeries(FIXTURE_START, [100], { ctl: 40, atl: 40 })]
    const after = fitnessBand(ahead, done, FIXTURE_START)!
    expect(after[0]!.date).toBe(addDays(FIXTURE_START, 1))
    expect(after.at(-1)!.ctl).toBeCloseTo(fitnessBand(ahead, restSoFar, FIXTURE_START)!.at(-1)!.ctl, 9)
  })
  it('a written week without a session is rest', () => {
    const empty = { ...withLoads(100), blocks: withLoads(null, true).blocks }
    const written = {
      ...empty,
      blocks: empty.blocks.map((block) => ({
        ...block,
        weeks: block.weeks.map((week) => ({ ...week, detail: 'DETAILED' as const })),
      })),
    }
    expect(fitnessBand(written, usual(40, EVE), EVE)!.at(-1)!.ctl).toBeCloseTo(40 * Math.exp(-14 / 42), 9)
  })
  it('is unknown where a load is, and where the plan is over', () => {
    expect(fitnessBand(withLoads(null), usual(40, EVE), EVE)).toBeNull()
    expect(fitnessBand(withLoads(null, true), usual(40, EVE), EVE)).toBeNull()
    const over = addDays(FIXTURE_START, 14)
    expect(fitnessBand(withLoads(100), usual(40, over), over)).toBeNull()
    expect(fitnessBand(withLoads(100), [], EVE)).toBeNull()
  })
})
