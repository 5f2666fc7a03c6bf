import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RecordedActivity } from '@coach-wattz/core/evidence/activity'
import { buildWorkout } from '@coach-wattz/core/library/build-workout'
import { doneSeriesOf } from '@coach-wattz/core/matching/done-series'
import { plannedForMatch } from '@coach-wattz/core/matching/planned-for-match'
import { reviewSession } from '@coach-wattz/core/matching/review-session'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import { corpusFolder } from '../../../test/corpus.ts'
import { readFile } from './read-file.ts'
import { openTestPool } from './testing-pool.ts'

/** Real recordings held against sessions nobody planned for them: an answer for each, in time for an import. */
const corpus = corpusFolder()
const THRESHOLDS = { ftpW: 220, thresholdSpeedMps: 3.8, lthrBpm: 165 }
const DAY = '2026-03-10'

describe.skipIf(corpus === null)('matching of real recordings', () => {
  const activities: { readonly name: string; readonly recorded: RecordedActivity }[] = []
  const pool = openTestPool({ size: 1 })
  beforeAll(async () => {
    for (const folder of ['fit', 'tcx_gpx'])
      for (const name of (await readdir(join(corpus!, folder), { recursive: true })).toSorted()) {
        if (!/\.(fit|tcx|gpx)(\.gz|\.zip)?$/i.test(name)) continue
        for await (const { outcome } of readFile({ path: join(corpus!, folder, name) }, { pool, nowMs: null }))
          if (outcome.kind === 'activities')
            for (const recorded of outcome.activities) activities.push({ name, recorded })
      }
  })
  afterAll(() => pool.close())

  it('S9.4: gives every recording a share of the work, or says that it is unknown', () => {
    expect(activities.length).toBeGreaterThan(90)
    const bases = new Map<string, number>()
    let slowestMs = 0
    for (const { name, recorded } of activities) {
      const sport = recorded.sport === 'ride' ? 'ride' : 'run'
      const workout = buildWorkout(sport === 'ride' ? 'B17' : 'R19', 4)
      const totals = workoutTotals(workout, THRESHOLDS)
      const planned = plannedForMatch(
        {
          id: 'w',
          date: DAY,
          slot: 0,
          sport,
          title: name,
          purpose: { code: 'corpus', facts: {} },
          focus: 'THRESHOLD',
          priority: 'KEY',
          hard: true,
          race: false,
          archetype: null,
          step: null,
          durationS: totals.durationS ?? 0,
          distanceM: totals.distanceM,
          tss: totals.tss,
          workout,
        },
        { id: 'plan', createdOn: DAY },
        THRESHOLDS,
      )
      const start = performance.now()
      const { startedAt, indoor, laps, elapsedS, distanceM, streams } = recorded
      const series = doneSeriesOf(sport, streams)
      const done = {
        id: name,
        activityIds: [name] as [string],
        sport,
        startedAt,
        date: DAY,
        movingS: elapsedS,
        distanceM,
        load: null,
        loadConfidence: null,
        race: false,
        kind: null,
      } as const
      const review = reviewSession(planned, done, [{ startedAt, indoor, laps, series }], THRESHOLDS)
      slowestMs = Math.max(slowestMs, performance.now() - start)
      bases.set(review.basis, (bases.get(review.basis) ?? 0) + 1)
      expect([name, JSON.parse(JSON.stringify(review))]).toEqual([name, review])
      const { workShare } = review
      expect([name, workShare === null || (workShare >= 0 && workShare <= 1)]).toEqual([name, true])
    }
    // nobody recorded this session: their laps are never taken for its steps
    expect(bases.get('laps') ?? 0).toBe(0)
    expect(bases.get('samples') ?? 0).toBeGreaterThan(20)
    expect(slowestMs).toBeLessThan(2000)
  })
})
