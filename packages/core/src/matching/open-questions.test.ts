import { describe, expect, it } from 'vitest'
import { addDays } from '../time/local-date.ts'
import { NOTHING_TOLD, type ToldFeedback } from './feedback.ts'
import { openQuestions, type AskableSession } from './open-questions.ts'

const TODAY = '2026-03-12'
const session = (
  daysAgo: number,
  more: Partial<Omit<AskableSession, 'feedback'>> & { readonly feedback?: Partial<ToldFeedback> } = {},
): AskableSession => ({
  workoutId: `w${daysAgo}`,
  date: addDays(TODAY, -daysAgo),
  isDone: false,
  open: null,
  ...more,
  feedback: { ...NOTHING_TOLD, ...more.feedback },
})
const unknown = (daysAgo: number, feedback: Partial<ToldFeedback> = {}) =>
  session(daysAgo, { open: 'DONE_OR_NOT', feedback })

describe('S9.4b what is asked, once', () => {
  it('asks of what was done how it was, a week long, until something is said', () => {
    const done = [0, 1, 6, 7].map((daysAgo) =>
      session(daysAgo, { isDone: true, open: daysAgo === 1 ? 'WHY_SHORT' : null }),
    )
    expect(openQuestions(done, TODAY, null)).toEqual({ howWasIt: ['w6', 'w1', 'w0'], why: [], doneOrNot: [] })
    for (const feedback of [{ rpe: 0 }, { feel: 3 }, { reason: 'EASY' as const }])
      expect(openQuestions([session(1, { isDone: true, feedback })], TODAY, null).howWasIt).toEqual([])
  })
  it('asks why of what was missed, and no more once something was said', () => {
    const missed = session(2, { open: 'WHY_NOT_DONE' })
    expect(openQuestions([missed], TODAY, null).why).toEqual(['w2'])
    expect(
      openQuestions([session(2, { open: 'WHY_NOT_DONE', feedback: { told: 'NOT_DONE' } })], TODAY, null).why,
    ).toEqual([])
  })
  it('asks in one list of all that nothing is recorded of, and each once', () => {
    const sessions = [unknown(1), unknown(3), unknown(5, { told: 'NOT_UPLOADED' }), unknown(13), unknown(14)]
    expect(openQuestions(sessions, TODAY, null).doneOrNot).toEqual(['w13', 'w3', 'w1'])
  })
  it('leaves someone who uploads on Sundays alone for a week after one "not yet uploaded"', () => {
    const asked = (days: number) => openQuestions([unknown(1)], TODAY, addDays(TODAY, -days)).doneOrNot
    expect([0, 1, 6, 7].map((days) => asked(days).length)).toEqual([0, 0, 0, 1])
  })
  it('never asks of days to come, nor of a recording that tells no length', () => {
    expect(
      openQuestions(
        [unknown(-1), session(1, { isDone: true, open: 'DONE_OR_NOT', feedback: { rpe: 4 } })],
        TODAY,
        null,
      ),
    ).toEqual({
      howWasIt: [],
      why: [],
      doneOrNot: [],
    })
  })
})
