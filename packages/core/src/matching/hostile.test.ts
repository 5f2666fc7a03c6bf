import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Lap } from '../evidence/activity.ts'
import { arbitraryAwp } from '../testing/arbitrary-awp.ts'
import { classifyDone } from './classify-done.ts'
import { doneSeriesOf } from './done-series.ts'
import { NO_FEEDBACK } from './feedback.ts'
import type { DoneForMatch } from './matchable.ts'
import { matchSessions } from './match-sessions.ts'
import {
  done,
  held,
  lapsOf,
  recording,
  samples,
  session,
  THRESHOLDS,
  thresholdRide,
  TUESDAY,
} from './matching.fixture.ts'
import { sessionOf } from './merge-recordings.ts'
import { reviewSession } from './review-session.ts'
import { sessionOutcome } from './session-outcome.ts'

/** What files tell of a number: anything. */
const anyNumber = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 1e308, 86_400),
  fc.double(),
  fc.integer({ min: -10, max: 10_000 }),
)
const anyMaybe = fc.option(anyNumber)
const anyDone: fc.Arbitrary<DoneForMatch> = fc.record({
  id: fc.string({ maxLength: 3 }),
  sport: fc.constantFrom('run', 'ride', 'swim', 'other'),
  startedAt: fc.constantFrom('', 'noon', `${TUESDAY}T12:00:00Z`, `${TUESDAY}T14:00:00Z`, '+999999-01-01'),
  date: fc.constantFrom(TUESDAY, '', '2026-02-31', 'today', '2026-03-11'),
  elapsedS: anyNumber,
  movingS: anyNumber,
  distanceM: anyMaybe,
  load: anyMaybe,
  loadConfidence: fc.constantFrom('HIGH', 'LOW', null),
  race: fc.boolean(),
  kind: fc.constantFrom(null, { domain: null, focus: null }, { domain: 'MID', focus: 'TEMPO' }),
})
const anyLap: fc.Arbitrary<Lap> = fc.record({
  startS: anyNumber,
  durationS: anyNumber,
  distanceM: anyMaybe,
  avgHrBpm: anyMaybe,
  avgPowerW: anyMaybe,
})
const column = fc.array(anyMaybe, { maxLength: 60 })
const anyStreams = fc.record({
  timeS: fc.array(anyNumber, { maxLength: 60 }),
  powerW: column,
  speedMps: column,
  distanceM: column,
  altitudeM: column,
  heartRateBpm: column,
})

const isShare = (value: number | null): boolean => value === null || (value >= 0 && value <= 1)

describe('hostile values', () => {
  it('are paired without a word', () => {
    fc.assert(
      fc.property(fc.array(anyDone, { maxLength: 6 }), (recordings) => {
        const planned = [thresholdRide(), { ...thresholdRide(), id: 'x', date: 'never', durationS: Number.NaN }]
        const first = matchSessions({ planned, done: recordings, links: [] })
        expect(matchSessions({ planned, done: recordings.toReversed(), links: [] })).toEqual(first)
        for (const { score } of first.matches) expect(isShare(score)).toBe(true)
      }),
    )
  })
  it('are held against any workout, and give shares or unknown', () => {
    fc.assert(
      fc.property(
        arbitraryAwp(),
        anyDone,
        fc.array(anyLap, { maxLength: 8 }),
        anyStreams,
        fc.boolean(),
        (awp, recorded, laps, streams, isKnown) => {
          const thresholds = isKnown ? THRESHOLDS : {}
          const planned = session(awp.sport, awp.steps, {}, thresholds)
          const series = doneSeriesOf(awp.sport, streams)
          classifyDone(awp.sport, series, thresholds)
          const review = reviewSession(
            planned,
            { ...sessionOf([recorded]), sport: awp.sport },
            [recording({ laps, series }), recording({ startedAt: 'never', laps })],
            thresholds,
          )
          expect(isShare(review.workShare)).toBe(true)
          for (const { score } of review.steps) expect(isShare(score)).toBe(true)
          // plain JSON: nothing in it is NaN or infinite
          expect(JSON.parse(JSON.stringify(review))).toEqual(review)
          const { kind } = sessionOutcome({
            planned,
            review,
            notDone: false,
            feedback: NO_FEEDBACK,
            coverage: { run: null, ride: null },
            today: TUESDAY,
            isNewFocus: false,
          })
          expect(kind).not.toBe('SKIPPED')
        },
      ),
    )
  })
  it('do not make a day-long file slow, nor a time stamp of years long', () => {
    const planned = thresholdRide()
    const day = doneSeriesOf('ride', samples('powerW', held([86_400, 200])))
    expect(day.powerW!.length).toBe(86_400)
    const laps = lapsOf(...Array.from({ length: 2000 }, () => [43, 200] as const))
    const whole = sessionOf([done('a', TUESDAY, 1440, { sport: 'ride' })])
    expect(
      reviewSession(planned, whole, [recording({ series: day, laps })], THRESHOLDS).compliance.percent,
    ).toBeGreaterThan(2000)
    const years = doneSeriesOf('ride', { timeS: [0, 1, 1e9], powerW: [200, 200, 200] })
    expect(years.powerW!.length).toBe(2)
  })
  it('leave gaps unknown: a pause in an effort is not time done', () => {
    const timeS = [
      ...Array.from({ length: 900 }, (_none, s) => s),
      ...Array.from({ length: 600 }, (_none, s) => s + 4000),
    ]
    const series = doneSeriesOf('ride', { timeS, powerW: timeS.map(() => 250) })
    expect(Number.isNaN(series.powerW![2000]!)).toBe(true)
    const review = reviewSession(
      thresholdRide(),
      sessionOf([done('a', TUESDAY, 25, { sport: 'ride' })]),
      [recording({ series })],
      THRESHOLDS,
    )
    expect(review.steps.every(({ doneS }) => doneS <= 900)).toBe(true)
  })
})
