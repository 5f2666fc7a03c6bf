import { beforeAll, expect, it } from 'vitest'
import { unknownDay, type WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import { addDays } from '@coach-wattz/core/time/local-date'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { valueOf } from '../../test/value-of.ts'
import { saveFlag } from '../repositories/flag-repository.ts'
import { loadSickDays, loadWellness, replaceWellness } from '../repositories/wellness-repository.ts'
import type { Deps } from './deps.ts'
import { getWellness, getWellnessDay } from './get-wellness.ts'
import { saveCheckIn } from './save-check-in.ts'

const TODAY = '2026-03-31'
const morning = (date: string, told: Partial<WellnessDay>): WellnessDay => ({ ...unknownDay(date), ...told })

onEveryDatabase('mornings', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), `${TODAY}T05:00:00Z`)
    return () => deps.decodePool.close()
  })

  it('S8.6 keep what each source tells, and count the athlete’s own word first', async () => {
    const athlete = await makeAthlete(open().database, 'sources')
    await deps.database.withAthlete(athlete, async (tx) => {
      await replaceWellness(tx, 'HRV4TRAINING', morning(TODAY, { hrvRmssdMs: 61.5, restingHrBpm: 47, sick: true }))
    })
    const saved = await saveCheckIn(deps, athlete, TODAY, { restingHrBpm: 49, fatigue: 2, sick: false })
    expect(saved.ok && saved.value.readiness.level).toBe('UNKNOWN')
    const { day, checkIn } = valueOf(await getWellnessDay(deps, athlete, TODAY))
    expect(day).toMatchObject({ hrvRmssdMs: 61.5, restingHrBpm: 49, fatigue: 2, sick: false, mood: null })
    expect(day.origins).toEqual({
      hrvRmssdMs: 'HRV4TRAINING',
      restingHrBpm: 'CHECK_IN',
      fatigue: 'CHECK_IN',
      sick: 'CHECK_IN',
    })
    expect(checkIn).toEqual(morning(TODAY, { restingHrBpm: 49, fatigue: 2, sick: false }))
    // told anew, the file's word comes back; told empty, nothing of ours is left
    await saveCheckIn(deps, athlete, TODAY, { fatigue: 3 })
    expect(valueOf(await getWellnessDay(deps, athlete, TODAY)).day).toMatchObject({ restingHrBpm: 47, fatigue: 3 })
    await saveCheckIn(deps, athlete, TODAY, {})
    expect(valueOf(await getWellnessDay(deps, athlete, TODAY)).checkIn).toBeNull()
    const kept = await deps.database.withAthlete(athlete, (tx) => loadWellness(tx, { from: TODAY, to: TODAY }))
    expect(kept.map(({ source }) => source)).toEqual(['HRV4TRAINING'])
  })

  it('S8.6 answer how ready, with the bands of the days before', async () => {
    const athlete = await makeAthlete(open().database, 'ready')
    await deps.database.withAthlete(athlete, async (tx) => {
      for (let back = 1; back <= 66; back++) {
        const hrvRmssdMs = 60 + 3 * (back % 3) - (back <= 3 ? 20 : 0)
        await replaceWellness(tx, 'ELITE_HRV', morning(addDays(TODAY, -back), { hrvRmssdMs, restingHrBpm: 48 }))
      }
    })
    const { readiness } = valueOf(await saveCheckIn(deps, athlete, TODAY, { hrvRmssdMs: 40, restingHrBpm: 54 }))
    expect(readiness.level).toBe('RED')
    expect(readiness.signals[0]?.reason.code).toMatch(/^hrv-low/)
    const { days, trend } = valueOf(await getWellness(deps, athlete, { from: addDays(TODAY, -6), to: TODAY }))
    expect([days.length, trend.length]).toEqual([7, 7])
    expect(trend.at(-1)?.hrv).toMatchObject({ value: 40 })
    expect(trend.at(-1)!.hrv.lo!).toBeGreaterThan(55)
    expect(trend.at(-1)!.hrv.hi!).toBeLessThan(70)
  })

  it('refuse a morning that is still to come, and a range that is none', async () => {
    const athlete = await makeAthlete(open().database, 'future')
    expect(await saveCheckIn(deps, athlete, addDays(TODAY, 1), { mood: 1 })).toMatchObject({ ok: false })
    expect(await getWellness(deps, athlete, { from: TODAY, to: addDays(TODAY, -1) })).toMatchObject({ ok: false })
    expect(valueOf(await getWellness(deps, athlete, { from: TODAY, to: TODAY })).days).toEqual([])
  })

  it('S8.6 an illness makes its days sick, an athlete sees no other’s mornings', async () => {
    const [ill, other] = [await makeAthlete(open().database, 'ill'), await makeAthlete(open().database, 'well')]
    const sick = await deps.database.withAthlete(ill, async (tx) => {
      await saveFlag(tx, { kind: 'ILLNESS', startDate: addDays(TODAY, -9), endDate: addDays(TODAY, -6) })
      await saveFlag(tx, { kind: 'ILLNESS', startDate: addDays(TODAY, -1) })
      await saveFlag(tx, { kind: 'INJURY', part: 'knee', startDate: addDays(TODAY, -30) })
      await replaceWellness(tx, 'INTERVALS', morning(TODAY, { weightKg: 70.5 }))
      return loadSickDays(tx, { from: addDays(TODAY, -8), to: TODAY })
    })
    expect(sick).toEqual([-8, -7, -1, 0].map((days) => addDays(TODAY, days)))
    const seen = await deps.database.withAthlete(other, (tx) => loadWellness(tx, { from: '2000-01-01', to: TODAY }))
    expect(seen).toEqual([])
    expect(valueOf(await getWellnessDay(deps, ill, TODAY)).day.weightKg).toBe(70.5)
  })
})
