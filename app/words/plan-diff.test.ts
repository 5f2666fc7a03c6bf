import type { DiffSession } from '@coach-wattz/core/adaptation/plan-diff'
import { ANSWERS } from '@coach-wattz/core/adaptation/answer-changes'
import { describe, expect, it } from 'vitest'
import { answerWords, diffKind, isSameToSee, sessionWords, weekFigures } from './plan-diff'

const session: DiffSession = {
  id: 'a',
  date: '2026-03-03',
  slot: 0,
  sport: 'run',
  title: 'Easy run',
  purpose: { code: 'easy-session', facts: {} },
  focus: 'AEROBIC_ENDURANCE',
  priority: 'SUPPORT',
  hard: false,
  race: false,
  durationS: 2700,
  distanceM: 8000,
  tss: 40,
}

describe('two versions of a plan in words', () => {
  it('say what became of a session', () => {
    expect(diffKind({ before: null, after: session })).toBe('New')
    expect(diffKind({ before: session, after: null })).toBe('Taken out')
    const moved = { ...session, date: '2026-03-05' }
    expect(diffKind({ before: session, after: moved })).toBe('Moved from Tuesday 3 March')
    expect(diffKind({ before: session, after: { ...session, durationS: 1800 } })).toBe('Changed')
    expect(diffKind({ before: session, after: { ...session, slot: 1 } })).toBe('At another time of the day')
    expect(isSameToSee({ before: session, after: moved })).toBe(true)
    expect(sessionWords(session, 'metric')).toBe('Easy run, 45 min, 8.0 km')
    expect(sessionWords({ ...session, distanceM: null }, 'imperial')).toBe('Easy run, 45 min')
  })
  it('show the figures of a week that differ, unknown ones as a dash', () => {
    const week = { minutes: 240, runDistanceM: 40_000, load: 210, detail: 'DETAILED' as const }
    const diff = { weekNumber: 2, startDate: '2026-03-09', notes: [] }
    expect(weekFigures({ ...diff, before: week, after: { ...week, minutes: 200, load: null } }, 'metric')).toEqual([
      { name: 'Time', before: '4:00 h', after: '3:20 h' },
      { name: 'Load', before: '210', after: '–' },
    ])
    expect(weekFigures({ ...diff, before: { ...week, detail: 'OUTLINE' }, after: week }, 'metric')).toEqual([
      { name: 'Sessions', before: 'not written yet', after: 'written' },
    ])
  })
  it('have a name for every answer and no code', () => {
    for (const answer of ANSWERS) {
      const { name, before } = answerWords({ answer, of: null, before: null, after: 1 }, 'metric')
      expect(name).toMatch(/^[A-Z][a-z]/)
      expect(before).toMatch(/^(none|no)$/)
    }
    const words = (answer: (typeof ANSWERS)[number], of: string | null, before: string | number | boolean) =>
      answerWords({ answer, of, before, after: null }, 'metric')
    expect(words('race-day', null, '2027-03-14').before).toBe('Sunday 14 March')
    expect(words('minutes-of-day', '2026-03-06', 90)).toMatchObject({
      name: 'Minutes, Friday 6 March',
      before: '1:30 h',
    })
    expect(words('minutes-of-weekday', 'TUE', 45)).toMatchObject({ name: 'Minutes, Tuesday', before: '45 min' })
    expect(words('goal', null, 'HM').before).toBe('Half marathon')
    expect(words('race-on-the-way', '2026-03-08', 'Spring Run').before).toBe('Spring Run')
    expect(words('strategy', null, 'PYRAMIDAL').before).toBe('Pyramidal')
    expect(words('long-day', null, 'SUN').before).toBe('Sunday')
    expect(words('target-time', null, 5400).before).toBe('1:30:00')
    expect(words('day-off', '2026-03-06', true)).toMatchObject({ before: 'yes', after: 'no' })
    expect(words('race-priority', '2026-03-08', 'C').before).toBe('in place of a hard session')
  })
})
