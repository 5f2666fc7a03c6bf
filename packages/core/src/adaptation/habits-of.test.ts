import { describe, expect, it } from 'vitest'
import type { Reason } from '../plan/plan.ts'
import { workoutsOf } from '../plan/plan.ts'
import { fixturePlan } from '../testing/plan-fixture.ts'
import { changeFacts, habitsOf, habitsWithout, moveHabitKey } from './habits-of.ts'

const TODAY = '2026-05-20'
type Facts = Reason['facts']
const moved = (week: string, from = 'TUE', to = 'THU', kind = 'key', shorterTo: number | null = null): Facts => ({
  kind,
  week,
  fromDay: from,
  toDay: to,
  shorterTo,
})

describe('H7.0 habits read off an athlete’s own changes', () => {
  it('need two weeks of the last eight', () => {
    expect(habitsOf([moved('2026-05-11')], TODAY).moves).toEqual([])
    expect(habitsOf([moved('2026-05-11'), moved('2026-05-11')], TODAY).moves).toEqual([])
    const twice = [moved('2026-05-04'), moved('2026-05-11')]
    expect(habitsOf(twice, TODAY)).toEqual({ moves: [{ kind: 'key', from: 'TUE', to: 'THU', weeks: 2 }], shorter: [] })
    // the week of 30 March is the first of the eight; the one before counts no more
    expect(habitsOf([moved('2026-03-30'), moved('2026-05-11')], TODAY).moves).toHaveLength(1)
    expect(habitsOf([moved('2026-03-23'), moved('2026-05-11')], TODAY).moves).toEqual([])
  })
  it('are outweighed by as many moves back, and the most frequent of a kind stands', () => {
    const there = [moved('2026-05-04'), moved('2026-05-11')]
    const back = [moved('2026-04-20', 'THU', 'TUE'), moved('2026-04-27', 'THU', 'TUE')]
    expect(habitsOf([...there, ...back], TODAY).moves).toEqual([])
    const more = [
      moved('2026-04-06', 'TUE', 'FRI'),
      moved('2026-04-13', 'TUE', 'FRI'),
      moved('2026-04-20', 'TUE', 'FRI'),
    ]
    expect(habitsOf([...more, ...there], TODAY).moves).toEqual([{ kind: 'key', from: 'TUE', to: 'FRI', weeks: 3 }])
    const long = [moved('2026-05-04', 'SUN', 'SAT', 'long'), moved('2026-05-11', 'SUN', 'SAT', 'long')]
    expect(habitsOf([...there, ...long], TODAY).moves.map(({ kind }) => kind)).toEqual(['key', 'long'])
  })
  it('find weekdays that are made shorter, by their median, and never by the long session', () => {
    const short = (week: string, minutes: number, kind = 'easy'): Facts => moved(week, 'WED', 'WED', kind, minutes)
    const told = [short('2026-04-27', 40), short('2026-05-04', 30), short('2026-05-11', 35)]
    expect(habitsOf(told, TODAY)).toEqual({ moves: [], shorter: [{ day: 'WED', minutes: 35, weeks: 3 }] })
    expect(habitsOf([short('2026-05-04', 30, 'long'), short('2026-05-11', 35, 'long')], TODAY).shorter).toEqual([])
  })
  it('pass by what older revisions do not tell, and what is switched off', () => {
    expect(habitsOf([{ offer: 'move', fromDay: 'TUE' }, {}, { kind: 'swim', week: 3 }], TODAY)).toEqual({
      moves: [],
      shorter: [],
    })
    const habits = habitsOf([moved('2026-05-04'), moved('2026-05-11')], TODAY)
    expect(moveHabitKey(habits.moves[0]!)).toBe('key-TUE-THU')
    expect(habitsWithout(habits, ['key-TUE-THU']).moves).toEqual([])
    expect(habitsWithout(habits, ['long-TUE-THU'])).toEqual(habits)
  })
  it('rest on what a change did to the session it was about', () => {
    const plan = fixturePlan({
      weeks: [
        [
          { day: 'TUE', km: 8 },
          { day: 'SUN', km: 18, kind: 'long' },
        ],
      ],
    })
    const [easy, long] = workoutsOf(plan)
    expect(changeFacts(easy!, { ...easy!, date: '2026-03-05' })).toEqual({
      kind: 'easy',
      week: '2026-03-02',
      fromDay: 'TUE',
      toDay: 'THU',
      shorterTo: null,
    })
    expect(changeFacts(long!, { ...long!, durationS: 3600 })).toMatchObject({ kind: 'long', shorterTo: 60 })
    expect(changeFacts({ ...long!, race: true }, long)).toEqual({})
    expect(changeFacts(long!, undefined)).toEqual({})
  })
})
