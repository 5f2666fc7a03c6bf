import { describe, expect, it } from 'vitest'
import { variedPlanningInput } from '../testing/seeded-athlete.ts'
import { buildPlan } from './build-plan.ts'
import { assessFeasibility } from './feasibility.ts'
import { weeksOf } from './plan.ts'

/** A gran fondo on six days, the long one fixed on a Wednesday of 30 min; Sunday has 192. */
const FIXED = variedPlanningInput(8761)
/** Two days a week; the long one is liked on a Friday of 15 min, Tuesday has 50. */
const LIKED = variedPlanningInput(2869)
/** Two days a week, both for the runs; a ride a week before the plan began. */
const BOTH = variedPlanningInput(86)

describe('a long day of a few minutes', () => {
  it('G14 fixed, is no green light, and the verdict says what it costs', () => {
    const { verdict, text, facts } = assessFeasibility(FIXED)
    expect(FIXED.athlete).toMatchObject({ longDay: 'WED', longDayPinned: true })
    expect(verdict).toBe('amber')
    expect(text).toContain('Your long day is fixed on Wednesday and has 30 min, while Sunday has 192')
    expect(facts).toMatchObject({ longDayMinutes: 30, roomiestDayMinutes: 192 })
    const free = assessFeasibility({ ...FIXED, athlete: { ...FIXED.athlete, longDayPinned: false } })
    expect(free.text).not.toContain('Your long day is fixed')
  })

  it('G14 fixed, is said for general fitness as well, and only where the day is the short one', () => {
    const goal = { kind: 'GENERAL_FITNESS', sport: 'ride' } as const
    expect(assessFeasibility({ ...FIXED, goal }).verdict).toBe('amber')
    const sunday = { ...FIXED.athlete, longDay: 'SUN' } as const
    expect(assessFeasibility({ ...FIXED, goal, athlete: sunday }).verdict).toBe('green')
  })

  it('liked, gives the long session to a day that has the time', () => {
    expect(LIKED.athlete).toMatchObject({ longDay: 'FRI', longDayPinned: false })
    const weeks = buildPlan(LIKED).blocks.flatMap((block) =>
      ['RACE', 'TRANSITION'].includes(block.type) ? [] : block.weeks,
    )
    const longest = weeks.map(({ workouts }) => Math.max(0, ...workouts.map(({ durationS }) => durationS / 60)))
    expect(Math.min(...longest)).toBeGreaterThanOrEqual(20)
    expect(longest.filter((minutes) => minutes >= 35).length).toBeGreaterThan(weeks.length / 2)
  })
})

describe('two days a week', () => {
  it('G26 a lighter week brings no ride that the week before had no room for', () => {
    const weeks = weeksOf(buildPlan(BOTH))
    const rides = weeks.map(({ workouts }) => workouts.filter(({ sport }) => sport === 'ride').length)
    const more = weeks.filter((week, index) => index > 0 && week.isRecovery && rides[index]! > rides[index - 1]!)
    expect(more.map(({ weekNumber }) => weekNumber)).toEqual([])
  })
})
