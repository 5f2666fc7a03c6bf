import { expect, it } from 'vitest'
import { askedEventOf, draftEventOf } from './draft-event.ts'

const race = { sport: 'run', date: '2027-03-28', priority: 'B' } as const
const own = { ...race, kind: 'RUN_DISTANCE', distanceM: 15_000, targetTimeS: 4_500 } as const
const ten = { ...race, kind: '10K', name: 'Round the lake', targetTimeS: 2_400 } as const

it('a race on the way keeps its name and its own time when another setting changes', () => {
  expect(askedEventOf(draftEventOf(own, 'metric'), 'run', 15_000)).toEqual(own)
  expect(askedEventOf(draftEventOf(ten, 'imperial'), 'run', null)).toEqual(ten)
  expect(askedEventOf({ ...draftEventOf(ten, 'metric'), date: '2027-04-04' }, 'run', null)).toMatchObject({
    targetTimeS: 2_400,
  })
})

it('a race of another kind or length is another race: the old time does not pace it', () => {
  const longer = { ...draftEventOf(own, 'metric'), ownDistance: '18' }
  expect(askedEventOf(longer, 'run', 18_000)).not.toHaveProperty('targetTimeS')
  expect(askedEventOf({ ...draftEventOf(ten, 'metric'), kind: '5K' }, 'run', null)).toEqual({
    ...race,
    kind: '5K',
    name: 'Round the lake',
  })
})
