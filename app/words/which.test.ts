import { describe, expect, it } from 'vitest'
import type { AskedMatch, RecordingLine, SessionLine } from '#shared/contracts/sessions'
import { whichQuestion } from './which'

const session = (workoutId: string, date: string, title: string): SessionLine => ({
  workoutId,
  date,
  slot: 0,
  title,
  sport: 'run',
  durationS: 2700,
  race: false,
})
const recording = (activityId: string, date: string): RecordingLine => ({
  activityId,
  date,
  title: null,
  sport: 'run',
  startedAt: `${date}T17:00:00Z`,
  durationS: 2640,
  distanceM: 8100,
})
const TUE = session('tue', '2026-03-10', 'Easy run 45 min')
const THU = session('thu', '2026-03-12', 'Cruise 4 × 6 min')
const WED = recording('wed', '2026-03-11')
const ask = (more: Partial<AskedMatch>): AskedMatch => ({
  key: 'k',
  kind: 'which-session',
  sessions: [TUE, THU],
  recordings: [WED],
  ...more,
})

describe('an unclear pair as a question', () => {
  it('names the recording and both sessions, and lets it be neither', () => {
    const { sentence, answers } = whichQuestion(ask({}), 'metric')
    expect(sentence).toBe('Wednesday’s recording of 44 min, 8.1 km fits two sessions nearly as well.')
    expect(answers.map(({ words }) => words)).toEqual([
      'Tuesday’s “Easy run 45 min” of 45 min',
      'Thursday’s “Cruise 4 × 6 min” of 45 min',
      'Neither of them',
    ])
    expect(answers.map(({ links }) => links[0]!.workoutId)).toEqual(['tue', 'thu', null])
  })
  it('asks which of two recordings a session was', () => {
    const other = recording('thu', '2026-03-12')
    const { answers } = whichQuestion(
      ask({ kind: 'which-recording', sessions: [TUE], recordings: [WED, other] }),
      'metric',
    )
    expect(answers.map(({ links }) => links)).toEqual([
      [{ activityId: 'wed', workoutId: 'tue' }],
      [{ activityId: 'thu', workoutId: 'tue' }],
    ])
  })
  it('asks which was which, both ways round', () => {
    const other = recording('fri', '2026-03-13')
    const { answers } = whichQuestion(ask({ kind: 'which-way-round', recordings: [WED, other] }), 'metric')
    expect(answers.map(({ links }) => links.map(({ workoutId }) => workoutId))).toEqual([
      ['tue', 'thu'],
      ['thu', 'tue'],
    ])
  })
})
