import { beforeEach, expect, it } from 'vitest'
import type { Availability } from '@coach-wattz/core/athlete/availability'
import { thresholdsOn, type Threshold } from '@coach-wattz/core/athlete/thresholds'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import type { AthleteTransaction } from '../database/database.ts'
import {
  createAthlete,
  deleteAthlete,
  ensureOwnAthlete,
  findAthleteId,
  listAthleteIds,
  loadAthlete,
  loadPlanningAthlete,
  loadToldWeeks,
  saveAthlete,
  saveToldWeeks,
} from './athlete-repository.ts'
import { findOpenFlag, listFlags, loadFlags, loadFlagsForPlanning, replaceFlag, saveFlag } from './flag-repository.ts'
import { loadThresholds, saveThreshold, saveThresholds } from './threshold-repository.ts'

const AVAILABILITY: Availability = {
  slots: [
    { day: 'SUN', minutes: 180 },
    { day: 'MON', minutes: 45.5, indoor: true, sports: ['ride'] },
    { day: 'MON', minutes: 30, indoor: false },
  ],
  overrides: [{ date: '2026-05-01', slot: 0, minutes: 0 }],
  blackoutDates: ['2026-05-03', '2026-05-09'],
}
const ftp = (value: number, from: string): Threshold => ({
  sport: 'ride',
  name: 'ftpW',
  value,
  from,
  method: 'athlete',
  confidence: 'HIGH',
})

onEveryDatabase('athlete repository', (open) => {
  let athleteId: string
  let serial = 0
  beforeEach(async () => {
    serial += 1
    athleteId = await makeAthlete(open().database, `runner${serial}`)
  })
  const inside = <T>(work: (tx: AthleteTransaction) => Promise<T>): Promise<T> =>
    open().database.withAthlete(athleteId, work)

  it('a new athlete has told nothing: all unknown, no default thresholds, no assumed minutes', async () => {
    expect(await inside(loadAthlete)).toEqual({
      id: athleteId,
      kind: 'OWN',
      name: `runner${serial}`,
      timeZone: 'UTC',
      units: 'metric',
      birthYear: null,
      sex: null,
      level: null,
      weightKg: null,
      maxDaysPerWeek: null,
      longDay: null,
      longDayPinned: false,
      availability: null,
      preferences: {
        targets: {},
        alsoTrains: {},
        crossTraining: false,
        treadmill: true,
        indoorTrainer: true,
        likes: [],
        dislikes: [],
      },
      screening: null,
      ignoredHabits: [],
    })
    expect(await inside(loadThresholds)).toEqual([])
    expect((await inside((tx) => loadPlanningAthlete(tx, 'run', '2026-05-01'))).availability).toBeNull()
  })

  it('saves what a patch names, keeps what it does not, clears by null', async () => {
    await inside((tx) =>
      saveAthlete(tx, {
        birthYear: 1988,
        sex: 'female',
        level: 'ADVANCED',
        weightKg: 61.5,
        units: 'imperial',
        timeZone: 'Europe/Vienna',
      }),
    )
    await inside((tx) =>
      saveAthlete(tx, { longDay: 'SAT', longDayPinned: true, maxDaysPerWeek: 5, name: 'Zoë \0\ud800' }),
    )
    await inside((tx) => saveAthlete(tx, { sex: null }))
    expect(await inside(loadAthlete)).toMatchObject({
      birthYear: 1988,
      sex: null,
      level: 'ADVANCED',
      weightKg: 61.5,
      units: 'imperial',
      timeZone: 'Europe/Vienna',
      longDay: 'SAT',
      longDayPinned: true,
      maxDaysPerWeek: 5,
      name: 'Zoë \ufffd',
    })
  })

  it('gives availability back as told, in the athlete’s own order; none told differs from none given', async () => {
    await inside((tx) => saveAthlete(tx, { availability: AVAILABILITY }))
    expect((await inside(loadAthlete)).availability).toEqual(AVAILABILITY)
    await inside((tx) => saveAthlete(tx, { availability: { slots: [] } }))
    expect((await inside(loadAthlete)).availability).toEqual({ slots: [] })
    await inside((tx) => saveAthlete(tx, { availability: null }))
    expect((await inside(loadAthlete)).availability).toBeNull()
  })

  it('thresholds are a history: a new date adds, the same date corrects', async () => {
    await inside((tx) => saveThresholds(tx, [ftp(240, '2026-01-01'), ftp(250, '2026-03-01')]))
    await inside((tx) => saveThreshold(tx, ftp(255.5, '2026-03-01')))
    await inside((tx) => saveThreshold(tx, { ...ftp(170, '2026-03-01'), sport: 'run', name: 'lthrBpm' }))
    const history = await inside(loadThresholds)
    expect(history).toHaveLength(3)
    expect(thresholdsOn(history, 'ride', '2026-02-28')).toEqual({ ftpW: 240 })
    expect(thresholdsOn(history, 'ride', '2026-03-01')).toEqual({ ftpW: 255.5 })
    expect(thresholdsOn(history, 'ride', '2025-12-31')).toEqual({})
  })

  it('a flag is in force until it is cleared, and known for eight weeks more', async () => {
    const knee = { kind: 'INJURY', part: 'knee', startDate: '2026-04-01', reviewDate: '2026-04-15' } as const
    const id = await inside((tx) => saveFlag(tx, knee))
    const ill = { kind: 'ILLNESS', startDate: '2026-04-03', symptoms: 'fever', symptomFreeSince: '2026-04-05' } as const
    await inside((tx) => saveFlag(tx, ill))
    expect(await inside((tx) => loadFlags(tx, '2026-04-10'))).toEqual([ill, knee])
    const worse = { ...knee, pain: 6, limp: true, noRunFrom: '2026-04-09', runAgainFrom: '2026-04-11' }
    expect(await inside((tx) => replaceFlag(tx, id, worse))).toBe(true)
    expect(await inside((tx) => findOpenFlag(tx, id, '2026-04-10'))).toEqual(worse)
    const over = { ...worse, endDate: '2026-04-12' }
    expect(await inside((tx) => replaceFlag(tx, id, over))).toBe(true)
    expect(await inside((tx) => replaceFlag(tx, 'none', over))).toBe(false)
    expect(await inside((tx) => loadFlags(tx, '2026-04-11'))).toHaveLength(2)
    expect(await inside((tx) => loadFlags(tx, '2026-04-12'))).toEqual([ill])
    expect(await inside((tx) => findOpenFlag(tx, id, '2026-04-12'))).toBeNull()
    expect(await inside((tx) => loadFlagsForPlanning(tx, '2026-06-06'))).toEqual([ill, over])
    expect(await inside((tx) => loadFlagsForPlanning(tx, '2026-06-07'))).toEqual([ill])
    expect(await inside(listFlags)).toHaveLength(2)
  })

  it('told weeks keep what was not told as unknown', async () => {
    const weeks = [
      { weekStart: '2026-03-02', sport: 'run' as const, minutes: null, distanceM: 30_500.5, longestM: null },
      { weekStart: '2026-03-09', sport: 'run' as const, minutes: 0, distanceM: 0, longestM: 0 },
    ]
    await inside((tx) => saveToldWeeks(tx, weeks))
    expect(await inside(loadToldWeeks)).toEqual(weeks)
    await inside((tx) => saveToldWeeks(tx, weeks.slice(1)))
    expect(await inside(loadToldWeeks)).toEqual(weeks.slice(1))
  })

  it('the planner’s athlete is put together from all of it', async () => {
    await inside(async (tx) => {
      await saveAthlete(tx, {
        availability: AVAILABILITY,
        birthYear: 1990,
        preferences: {
          targets: { run: 'hr' },
          alsoTrains: { run: { sessionsPerWeek: 2, minutes: 40 } },
          crossTraining: true,
          treadmill: false,
          indoorTrainer: true,
          likes: ['hills'],
          dislikes: [],
        },
      })
      await saveThreshold(tx, ftp(240, '2026-01-01'))
      await saveFlag(tx, { kind: 'INJURY', part: 'achilles', startDate: '2026-04-01' })
    })
    expect(await inside((tx) => loadPlanningAthlete(tx, 'ride', '2026-04-10'))).toEqual({
      sport: 'ride',
      birthYear: 1990,
      sex: null,
      level: null,
      maxDaysPerWeek: null,
      longDay: null,
      longDayPinned: false,
      availability: AVAILABILITY,
      thresholds: [ftp(240, '2026-01-01')],
      flags: [{ kind: 'INJURY', part: 'achilles', startDate: '2026-04-01' }],
      targets: { run: 'hr' },
      likes: ['hills'],
      dislikes: [],
      alsoTrains: { run: { sessionsPerWeek: 2, minutes: 40 } },
      crossTraining: true,
      treadmill: false,
      indoorTrainer: true,
    })
  })

  it('an account has one athlete of its own and at most one sample beside it', async () => {
    const { database } = open()
    const accountId = `runner${serial}account`
    await Promise.all([1, 2, 3].map(() => ensureOwnAthlete(database, { id: athleteId, accountId, name: 'again' })))
    await database.asSystem('test', (tx) =>
      createAthlete(tx, { id: `${athleteId}sample`, accountId, kind: 'SAMPLE', name: 'Sam' }),
    )
    await expect(
      database.asSystem('test', (tx) => createAthlete(tx, { id: 'another', accountId, kind: 'SAMPLE' })),
    ).rejects.toThrow(/[Uu]nique/)
    await database.asSystem('test', async (tx) => {
      expect(await findAthleteId(tx, accountId, 'OWN')).toBe(athleteId)
      expect(await findAthleteId(tx, accountId, 'SAMPLE')).toBe(`${athleteId}sample`)
      expect(await listAthleteIds(tx)).toContain(athleteId)
      expect(await deleteAthlete(tx, `${athleteId}sample`)).toBe(true)
      expect(await findAthleteId(tx, accountId, 'SAMPLE')).toBeNull()
    })
    expect((await inside(loadAthlete)).name).toBe(`runner${serial}`)
  })
})
