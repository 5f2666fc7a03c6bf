import { describe, expect, it } from 'vitest'
import type { DraftFigures, PlanDraft } from '../../composables/usePlanDraft'
import { draftErrors } from './draft-errors'
import { draftWeek } from './draft-week'
import { stepOfField, stepsOf, WIZARD_STEPS } from './form-steps'

const DRAFT: PlanDraft = {
  sport: 'run',
  kind: 'HM',
  name: '',
  date: '2027-03-14',
  targetTime: '',
  ownDistance: '',
  targetPower: '',
  events: [],
  courseId: '',
  birthYear: '',
  days: draftWeek(null),
  dated: { overrides: [], blackoutDates: [] },
  preferences: {
    targets: {},
    likes: [],
    dislikes: [],
    alsoTrains: {},
    crossTraining: false,
    treadmill: false,
    indoorTrainer: false,
  },
  maxDaysPerWeek: 4,
  longDay: '',
  longDayPinned: false,
}
const NOTHING: DraftFigures = {
  targetTimeS: null,
  distanceM: null,
  targetPowerW: null,
  eventDistancesM: [],
  birthYear: null,
}
const context = { today: '2026-11-20', units: 'metric', isHealthAnswered: true } as const
const event = (date: string) => ({ kind: '10K' as const, date, priority: 'B' as const, ownDistance: '' })
const wrong = (change: Partial<PlanDraft>, figures: Partial<DraftFigures> = {}, more: object = {}) =>
  Object.keys(draftErrors({ ...DRAFT, ...change }, { ...NOTHING, ...figures }, { ...context, ...more }))

describe('what has to be put right in a draft', () => {
  it('nothing in a whole one', () => expect(wrong({})).toEqual([]))
  it.each([
    ['no day', { date: '' }, ['date']],
    ['a day that is over', { date: '2026-11-20' }, ['date']],
    ['a time that does not read', { targetTime: 'fast' }, ['targetTimeS']],
    ['a distance of its own that does not read', { kind: 'RUN_DISTANCE' }, ['distanceM']],
    ['watts that do not read', { sport: 'ride', kind: 'TT', targetPower: 'many' }, ['targetPowerW']],
    ['a race on the way without a day', { events: [event('')] }, ['events.0.date']],
    ['a race on the way after the goal', { events: [event('2027-02-01'), event('2027-03-14')] }, ['events.1.date']],
    ['a year of birth that does not read', { birthYear: '85' }, ['birthYear']],
  ] as const)('%s', (_, change, fields) => {
    expect(wrong(change as Partial<PlanDraft>)).toEqual(fields)
  })
  it('one day with time, and open health questions', () => {
    const empty = draftWeek([{ day: 'MON', minutes: 60 }])
    expect(wrong({ days: empty }, {}, { isHealthAnswered: false })).toEqual(['days', 'health'])
  })
  it('general fitness needs no day', () => expect(wrong({ kind: 'GENERAL_FITNESS', date: '' })).toEqual([]))
})

it('every field stands on a step that its goal has', () => {
  const fields = ['date', 'events.0.date', 'goal.kind', 'days', 'availability.slots.0.minutes', 'health', 'birthYear']
  for (const field of fields) expect(stepsOf('GENERAL_FITNESS')).toContain(stepOfField(field))
  expect(stepOfField('courseId')).toBe('course')
  expect([...stepsOf('HM'), 'preview']).toEqual(WIZARD_STEPS)
})
