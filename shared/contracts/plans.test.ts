import { MOST_EVENTS, OWN_DISTANCE_M } from '@coach-wattz/core/plan/goal'
import { describe, expect, it } from 'vitest'
import { raceOnTheWay, TOO_MANY_RACES } from './plans.ts'

describe('the limits of a plan request', () => {
  it('are the planner’s own, said in both units', () => {
    const { distanceM } = raceOnTheWay
    for (const metres of [OWN_DISTANCE_M.least, OWN_DISTANCE_M.most])
      expect(distanceM.safeParse(metres).success).toBe(true)
    for (const metres of [OWN_DISTANCE_M.least - 1, OWN_DISTANCE_M.most + 1]) {
      const read = distanceM.safeParse(metres)
      expect(read.error?.issues[0]?.message).toBe('Give a distance from 3 to 50 km (1.9 to 31 miles).')
    }
    expect(TOO_MANY_RACES).toContain(` ${MOST_EVENTS} `)
  })

  it('a second main race is refused with what a race on the way can be', () => {
    const { priority } = raceOnTheWay
    expect(['B', 'C'].every((each) => priority.safeParse(each).success)).toBe(true)
    expect(priority.safeParse('A').error?.issues[0]?.message).toBe(
      'A plan has one main race, its goal; a race on the way is B, with lighter days before it, or C, in place of a hard session.',
    )
  })
})
