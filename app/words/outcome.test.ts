import { describe, expect, it } from 'vitest'
import { NOTHING_TOLD, type ToldFeedback } from '@coach-wattz/core/matching/feedback'
import type { SessionReview } from '@coach-wattz/core/matching/review-session'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import type { PlannedDay, SessionMark, WeekInView } from '#shared/contracts/home'
import { besides, doneBar, doneMark, doneSentences, doneShort, doneTitle, effortRows, weekWords } from './outcome'

const mark = (more: Partial<SessionMark> = {}): SessionMark => ({
  workoutId: 'w',
  kind: 'SUCCESS',
  status: 'COMPLETED',
  colour: 'GREEN',
  percent: 100,
  done: null,
  ...more,
})
const WORKOUT: Pick<PlannedWorkout, 'date' | 'durationS' | 'sport'> = {
  date: '2026-03-10',
  durationS: 3060,
  sport: 'ride',
}
const workout = WORKOUT as PlannedWorkout
const REVIEW: SessionReview = {
  workoutId: 'w',
  durationShare: 1,
  compliance: { percent: 98.04, by: 'duration' },
  workShare: 0.879,
  basis: 'laps',
  steps: [
    {
      stepId: 'a@1',
      score: 0.76,
      plannedS: 300,
      doneS: 300,
      mean: 234,
      band: { low: 240, high: 260 },
      judgedBy: 'power',
    },
    { stepId: 'a@2', score: 0, plannedS: 300, doneS: 0, mean: null, band: null, judgedBy: 'not-found' },
    { stepId: 'a@3', score: 1, plannedS: 300, doneS: 305, mean: null, band: null, judgedBy: 'length' },
  ],
  workRatio: 1,
  loadShare: 1,
  loadDone: 60,
  easyTooFast: null,
}
const DONE = { activityIds: ['a'], date: '2026-03-10', durationS: 3000, distanceM: null, load: 60 }

describe('the mark of a card', () => {
  it.each([
    [{ status: 'PENDING' }, null],
    [{ status: 'UNKNOWN' }, 'unknown'],
    [{ status: 'SKIPPED' }, 'missed'],
    [{ status: 'FAILED' }, 'partly'],
    [{ status: 'PARTIAL' }, 'partly'],
    [{ status: 'OVERDONE' }, 'over'],
    [{ percent: 100 }, 'done'],
    [{ percent: 79.9 }, 'partly'],
    [{ percent: 121 }, 'over'],
    [{ percent: null }, 'done'],
  ] as const)('of %o is %s', (more, expected) => {
    expect(doneMark(mark(more))).toBe(expected)
  })
  it('has a title', () => {
    expect([doneTitle(mark()), doneTitle(mark({ status: 'SKIPPED' }))]).toEqual(['Done', 'Missed'])
  })
})

describe('what was done, in words', () => {
  it('tells length and work', () => {
    expect(doneSentences({ mark: mark(), done: DONE, review: REVIEW, feedback: NOTHING_TOLD }, workout)).toEqual([
      'Recorded: 50 min of 51 min planned, 98 %.',
      '2 of 3 efforts found by the laps; 88 % of the work as planned.',
    ])
  })
  it('tells another day, several recordings, and an easy day that was not', () => {
    const late = { ...DONE, date: '2026-03-11', activityIds: ['a', 'b'] }
    const review = { ...REVIEW, steps: [], easyTooFast: true }
    expect(doneSentences({ mark: mark(), done: late, review, feedback: NOTHING_TOLD }, workout)).toEqual([
      'Recorded on Wednesday 11 March, in 2 recordings: 50 min of 51 min planned, 98 %.',
      'More than a fifth of it was above easy. An easy day works when it stays easy.',
    ])
  })
  it('tells missed from unknown', () => {
    const told = (more: Partial<SessionMark>, feedback: Partial<ToldFeedback> = {}) =>
      doneSentences({ mark: mark(more), done: null, review: null, feedback: { ...NOTHING_TOLD, ...feedback } }, workout)
    expect(told({ status: 'SKIPPED' })).toEqual([
      'Nothing was recorded that fits this session, and a later ride was: it counts as missed.',
    ])
    expect(told({ status: 'SKIPPED' }, { told: 'NOT_DONE', reason: 'BUSY' })).toEqual([
      'You said it was not done. It counts as missed.',
      'You said: Busy.',
    ])
    expect(told({ status: 'UNKNOWN' })[0]).toContain('neither done nor missed')
    expect(told({ status: 'UNKNOWN' }, { told: 'NOT_UPLOADED' })[0]).toContain('still to come')
    expect(told({}, { told: 'DONE', rpe: 9, feel: 2 })).toEqual([
      'You said it was done. Nothing is recorded of it, so its load stays unknown; a recording that comes takes the place of your word.',
      'You said: Effort 9 of 10, very, very hard. Felt weak.',
    ])
  })
  it('tells each effort', () => {
    expect(effortRows(REVIEW.steps, 'metric')).toEqual([
      { asked: '5:00 at 240 W to 260 W', held: '5:00 at 234 W', share: '76 %' },
      { asked: '5:00', held: 'not found', share: '0 %' },
      { asked: '5:00', held: '5:05', share: '100 %' },
    ])
    const run = [{ ...REVIEW.steps[0]!, judgedBy: 'pace' as const, mean: 4, band: { low: 3.92, high: 4.08 } }]
    expect(effortRows(run, 'metric')[0]).toMatchObject({
      asked: '5:00 at 4:15 /km to 4:05 /km',
      held: '5:00 at 4:10 /km',
    })
  })
})

describe('planned and done in one card', () => {
  const day = (more: Partial<Record<keyof PlannedDay, unknown>>): PlannedDay =>
    ({ date: '2026-03-10', workouts: [], activities: [], marks: [], plannedActivityIds: [], ...more }) as PlannedDay
  it('keeps apart only what no session of the day shows', () => {
    const activities = [{ id: 'a' }, { id: 'b' }]
    expect(besides(day({ activities, marks: [mark({ done: DONE })] })).map(({ id }) => id)).toEqual(['b'])
    expect(besides(day({ activities }))).toHaveLength(2)
  })
  it('says in a few words what became of a session, and on which day', () => {
    expect(doneShort(mark({ percent: 97, done: DONE }), '2026-03-10')).toBe('As planned')
    expect(doneShort(mark({ percent: 97, done: DONE }), '2026-03-11')).toBe('As planned, on Tuesday')
    expect(doneShort(mark({ percent: 62.4, done: DONE }), '2026-03-10')).toBe('62 % of what was planned')
    expect(doneShort(mark({ status: 'SKIPPED' }), '2026-03-10')).toBe('Missed')
    expect(doneShort(mark({ status: 'UNKNOWN' }), '2026-03-10')).toBe('No recording yet')
    expect(doneShort(mark({ status: 'PENDING' }), '2026-03-10')).toBeNull()
  })
  it('fills the bar to what was done, and marks the plan on it when more was done', () => {
    expect(doneBar(mark({ percent: 60 }))).toEqual({ fill: 60, plan: null })
    expect(doneBar(mark({ percent: 105 }))).toEqual({ fill: 100, plan: null })
    expect(doneBar(mark({ percent: 125 }))).toEqual({ fill: 100, plan: 80 })
    expect(doneBar(mark({ percent: null }))).toEqual({ fill: 100, plan: null })
  })
  it('counts the week in sessions, and apart what was done beside the plan', () => {
    const week = (...days: PlannedDay[]) => ({ days }) as unknown as WeekInView
    const planned = day({ workouts: [{}, {}], marks: [mark(), mark({ status: 'SKIPPED' })] })
    expect(weekWords(week(planned))).toBe('1 of 2 sessions done')
    expect(weekWords(week(planned, day({ activities: [{ id: 'x' }] })))).toBe(
      '1 of 2 sessions done, 1 activity beside the plan',
    )
    expect(weekWords(week(day({})))).toBe('Nothing planned')
    expect(weekWords(week(day({ activities: [{ id: 'x' }, { id: 'y' }] })))).toBe('2 activities done')
  })
})
