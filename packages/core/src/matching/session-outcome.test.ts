import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WORKOUT_FOCI } from '../plan/plan.ts'
import { coverageOf, isCovered } from './coverage.ts'
import { expectedRpe } from './expected-effort.ts'
import { FEEDBACK_REASONS, NO_FEEDBACK, type Feedback } from './feedback.ts'
import { easyRun, session, pace, thresholdRide, TUESDAY } from './matching.fixture.ts'
import type { SessionReview } from './review-session.ts'
import { OUTCOME_KINDS, sessionOutcome, type OutcomeInput } from './session-outcome.ts'

const REVIEW: SessionReview = {
  workoutId: 'w',
  durationShare: 1,
  compliance: { percent: 100, by: 'duration' },
  workShare: 1,
  basis: 'laps',
  steps: [],
  workRatio: 1,
  loadShare: 1,
  loadDone: 60,
  easyTooFast: null,
}
/** Threshold: 7 is expected. */
const outcome = (more: Partial<OutcomeInput>) =>
  sessionOutcome({
    planned: thresholdRide(),
    review: null,
    notDone: false,
    feedback: NO_FEEDBACK,
    coverage: { run: null, ride: null },
    today: '2026-03-12',
    isNewFocus: false,
    ...more,
  })
const done = (review: Partial<SessionReview>, feedback: Partial<Feedback> = {}) =>
  outcome({ review: { ...REVIEW, ...review }, feedback: { ...NO_FEEDBACK, ...feedback } })
const notDone = (reason: Feedback['reason']) => outcome({ notDone: true, feedback: { rpe: null, reason } })

describe('S8.1 outcome of what was not done', () => {
  it.each([
    ['BUSY', 'SKIPPED_BUSY'],
    ['TRAVEL', 'SKIPPED_BUSY'],
    ['OUT_OF_TIME', 'SKIPPED_BUSY'],
    ['TIRED', 'SKIPPED_TIRED'],
    ['TOO_HARD', 'SKIPPED_TIRED'],
    ['SICK', 'SKIPPED_SICK'],
  ] as const)('because of %s is %s', (reason, kind) => {
    expect(notDone(reason)).toMatchObject({ kind, status: 'SKIPPED', colour: 'RED', open: null })
  })
  it('waits for the reason when none was given', () => {
    expect(notDone(null)).toMatchObject({ kind: 'SKIPPED', status: 'SKIPPED', open: 'WHY_NOT_DONE' })
  })
})

describe('S8.1 outcome of what the athlete says was done', () => {
  const told = (feedback: Partial<Feedback> = {}) =>
    outcome({ toldDone: true, feedback: { ...NO_FEEDBACK, ...feedback } })
  it('counts as done without a recording, by what it cost, whatever is covered', () => {
    expect(told()).toMatchObject({ kind: 'SUCCESS', status: 'COMPLETED', colour: 'GREEN', open: null })
    expect(told({ rpe: 9 }).kind).toBe('SUCCESS_HARD')
    expect(told({ rpe: 3 }).kind).toBe('SUCCESS_EASY')
    expect(outcome({ toldDone: true, coverage: { run: '2026-03-30', ride: '2026-03-30' } }).kind).toBe('SUCCESS')
  })
  it('gives way to what was recorded, and to the word that it was not done', () => {
    expect(outcome({ toldDone: true, review: { ...REVIEW, workShare: 0.8 } }).kind).toBe('PARTIAL')
    expect(outcome({ toldDone: true, notDone: true })).toMatchObject({ kind: 'SKIPPED', colour: 'RED' })
  })
})

describe('S8.1 outcome of what was done', () => {
  it.each([
    [{ workShare: 0.6 }, { reason: 'TOO_HARD' }, 'FAILED_TOO_HARD', 'FAILED'],
    [{ workShare: 0.6 }, { reason: 'TIRED' }, 'FAILED_TOO_HARD', 'FAILED'],
    [{ workShare: 0.6 }, { rpe: 9 }, 'FAILED_TOO_HARD', 'FAILED'],
    [{ workShare: 0.6 }, { rpe: 8 }, 'FAILED', 'FAILED'],
    [{ workShare: 0.6 }, { reason: 'OUT_OF_TIME' }, 'FAILED_TIME', 'FAILED'],
    [{ workShare: 0.6 }, { reason: 'SICK' }, 'FAILED_SICK', 'FAILED'],
    [{ workShare: 0.74 }, {}, 'FAILED', 'FAILED'],
    [{ workShare: 0.75 }, {}, 'PARTIAL', 'PARTIAL'],
    [{ workShare: 0.89 }, {}, 'PARTIAL', 'PARTIAL'],
    [{ workShare: 0.9 }, {}, 'SUCCESS', 'COMPLETED'],
    [{ workShare: 0.9 }, { rpe: 6 }, 'SUCCESS', 'COMPLETED'],
    [{ workShare: 0.9 }, { rpe: 8 }, 'SUCCESS', 'COMPLETED'],
    [{ workShare: 0.9 }, { rpe: 9 }, 'SUCCESS_HARD', 'COMPLETED'],
    [{ workShare: 0.9 }, { reason: 'TOO_HARD' }, 'SUCCESS_HARD', 'COMPLETED'],
    [{ workShare: 0.94 }, { rpe: 3 }, 'SUCCESS', 'COMPLETED'],
    [{ workShare: 0.95 }, { rpe: 5 }, 'SUCCESS_EASY', 'COMPLETED'],
    [{ workShare: 0.95 }, { reason: 'EASY' }, 'SUCCESS_EASY', 'COMPLETED'],
    [{ workRatio: 1.25 }, {}, 'SUCCESS', 'COMPLETED'],
    [{ workRatio: 1.26 }, {}, 'OVERDONE', 'OVERDONE'],
    [{ loadShare: 1.26, loadDone: 90 }, {}, 'OVERDONE', 'OVERDONE'],
    [{ workShare: 0.5, workRatio: 1.3 }, {}, 'OVERDONE', 'OVERDONE'],
    [{ workShare: 0.5, workRatio: 1.3 }, { reason: 'TOO_HARD' }, 'FAILED_TOO_HARD', 'FAILED'],
  ] as const)('%o with %o is %s', (review, feedback, kind, status) => {
    expect(done(review, feedback)).toMatchObject({ kind, status })
  })
  it('asks why only where it fell short and nobody said', () => {
    expect(done({ workShare: 0.5 }).open).toBe('WHY_SHORT')
    expect(done({ workShare: 0.5 }, { reason: 'OUT_OF_TIME' }).open).toBeNull()
    expect(done({ workShare: 0.8 }).open).toBeNull()
  })
  it('is no easy success where little effort was expected anyway', () => {
    const easy = (rpe: number) =>
      outcome({ planned: easyRun(60), review: REVIEW, feedback: { rpe, reason: null } }).kind
    expect([easy(3), easy(2), easy(1)]).toEqual(['SUCCESS', 'SUCCESS_EASY', 'SUCCESS_EASY'])
  })
  it('is not overdone for ten TSS more on a short easy day', () => {
    const recovery = { ...easyRun(30), tss: 20 }
    const with26 = { ...REVIEW, loadShare: 1.3, loadDone: 26 }
    expect(outcome({ planned: recovery, review: with26 }).kind).toBe('SUCCESS')
    expect(outcome({ planned: recovery, review: { ...with26, loadShare: 1.6, loadDone: 32 } }).kind).toBe('OVERDONE')
  })
  it('lets a race be no overdoing, and green however fast it was', () => {
    const race = session('run', [pace(3000, 0.98)], { race: true })
    const fast = { ...REVIEW, workRatio: 0.7, loadShare: 1.5, compliance: { percent: 70, by: 'duration' } as const }
    expect(outcome({ planned: race, review: fast })).toMatchObject({ kind: 'SUCCESS', colour: 'GREEN' })
  })
  it('stays unknown where the length is', () => {
    const blank = { ...REVIEW, workShare: null, compliance: { percent: null, by: 'duration' } as const }
    expect(outcome({ review: blank })).toMatchObject({ kind: 'UNKNOWN', colour: 'GREY', open: 'DONE_OR_NOT' })
  })
})

describe('S9.3 status and colour', () => {
  it('is never partly above 120 %', () => {
    const long = { workShare: 0.8, compliance: { percent: 121, by: 'duration' } as const }
    expect(done(long)).toMatchObject({ kind: 'PARTIAL', status: 'COMPLETED', colour: 'YELLOW' })
    expect(done({ ...long, compliance: { percent: 120, by: 'duration' } }).status).toBe('PARTIAL')
  })
  it('is blue until the day is over', () => {
    expect(outcome({ today: TUESDAY })).toMatchObject({
      kind: 'PENDING',
      status: 'PENDING',
      colour: 'BLUE',
      open: null,
    })
    expect(outcome({ today: TUESDAY, notDone: true }).status).toBe('SKIPPED')
  })
})

describe('S8.4 expected effort', () => {
  it('is that of the focus, half a point more while it is new', () => {
    expect(expectedRpe('THRESHOLD', false)).toEqual({ low: 7, high: 7 })
    expect(expectedRpe('LONG', false)).toEqual({ low: 4, high: 5 })
    expect(expectedRpe('VO2_MAX', true)).toEqual({ low: 8.5, high: 8.5 })
    expect(expectedRpe('TEST', true)).toEqual({ low: 9.5, high: 10 })
  })
  it('decides what is hard: 9 is, unless the focus is new', () => {
    expect(done({}, { rpe: 9 }).kind).toBe('SUCCESS_HARD')
    const fresh = outcome({ review: REVIEW, feedback: { rpe: 9, reason: null }, isNewFocus: true })
    expect(fresh.kind).toBe('SUCCESS')
  })
})

describe('S9.4b unknown is not skipped', () => {
  it('covers the days before a sync or a newer recording, and nothing else', () => {
    expect(coverageOf([])).toEqual({ run: null, ride: null })
    const sources = [
      { kind: 'sync', sport: null, syncedOn: '2026-03-09' },
      { kind: 'import', sport: 'ride', newestDate: '2026-03-12' },
      { kind: 'import', sport: 'ride', newestDate: '2026-03-05' },
      { kind: 'import', sport: 'run', newestDate: 'yesterday' },
    ] as const
    expect(coverageOf(sources)).toEqual({ run: '2026-03-08', ride: '2026-03-11' })
    expect(coverageOf(sources.toReversed())).toEqual(coverageOf(sources))
  })
  it('leaves a day nobody has told of open, and asks', () => {
    expect(outcome({})).toMatchObject({ kind: 'UNKNOWN', status: 'UNKNOWN', colour: 'GREY', open: 'DONE_OR_NOT' })
    const otherSport = coverageOf([{ kind: 'sync', sport: 'run', syncedOn: '2026-03-12' }])
    expect(outcome({ coverage: otherSport }).kind).toBe('UNKNOWN')
    const sameDay = coverageOf([{ kind: 'sync', sport: null, syncedOn: TUESDAY }])
    expect(outcome({ coverage: sameDay }).kind).toBe('UNKNOWN')
  })
  it('is skipped once the sport is covered, or by the word of the athlete', () => {
    const later = coverageOf([{ kind: 'sync', sport: null, syncedOn: '2026-03-11' }])
    expect(isCovered(later, 'ride', TUESDAY)).toBe(true)
    expect(outcome({ coverage: later })).toMatchObject({ kind: 'SKIPPED', colour: 'RED', open: 'WHY_NOT_DONE' })
    expect(outcome({ notDone: true }).kind).toBe('SKIPPED')
  })
  it('asks nothing about days before the plan', () => {
    const planned = { ...thresholdRide(), planCreatedOn: '2026-03-11' }
    const covered = coverageOf([{ kind: 'sync', sport: null, syncedOn: '2026-03-12' }])
    expect(outcome({ planned, coverage: covered })).toMatchObject({ kind: 'UNKNOWN', open: null })
  })
})

describe('every input', () => {
  it('has one outcome, skipped only where it may be', () => {
    const share = fc.option(fc.double({ min: 0, max: 3, noNaN: false }))
    fc.assert(
      fc.property(
        fc.record({
          focus: fc.constantFrom(...WORKOUT_FOCI),
          hasReview: fc.boolean(),
          workShare: share,
          workRatio: share,
          loadShare: share,
          percent: share,
          notDone: fc.boolean(),
          rpe: fc.option(fc.integer({ min: 0, max: 10 })),
          reason: fc.option(fc.constantFrom(...FEEDBACK_REASONS)),
          covered: fc.boolean(),
          past: fc.boolean(),
        }),
        (given) => {
          const { workShare, workRatio, loadShare, percent } = given
          const compliance = { percent, by: 'duration' } as const
          const result = outcome({
            planned: { ...thresholdRide(), focus: given.focus },
            review: given.hasReview ? { ...REVIEW, workShare, workRatio, loadShare, compliance } : null,
            notDone: given.notDone,
            feedback: { rpe: given.rpe, reason: given.reason },
            coverage: { run: null, ride: given.covered ? TUESDAY : null },
            today: given.past ? '2026-03-12' : TUESDAY,
          })
          expect(OUTCOME_KINDS).toContain(result.kind)
          if (result.status === 'SKIPPED') {
            expect(given.hasReview).toBe(false)
            expect(given.notDone || (given.past && given.covered)).toBe(true)
          }
          if (result.status === 'PARTIAL') expect((percent ?? 0) > 120).toBe(false)
        },
      ),
    )
  })
})
