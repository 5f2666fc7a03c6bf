import { beforeAll, expect, it } from 'vitest'
import { makeAthlete, onEveryDatabase } from '../../test/databases.ts'
import { makeDeps } from '../../test/deps.ts'
import { loadAthlete, saveAthlete as store } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { getAthlete } from './get-athlete.ts'
import { saveAthlete } from './save-athlete.ts'

onEveryDatabase('the athlete’s settings', (open) => {
  let deps: Deps
  beforeAll(async () => {
    deps = await makeDeps(open(), '2026-11-20T08:00:00Z')
    return () => deps.decodePool.close()
  })

  it('keep two slots a day with their sports, and dated exceptions until others are told', async () => {
    const athlete = await makeAthlete(open().database, 'slots')
    const overrides = [{ date: '2026-12-24', slot: 0, minutes: 20 }]
    await deps.database.withAthlete(athlete, (tx) => store(tx, { availability: { slots: [], overrides } }))
    const slots = [
      { day: 'TUE' as const, minutes: 45, sports: ['run' as const] },
      { day: 'TUE' as const, minutes: 60, indoor: true, sports: ['ride' as const] },
    ]
    expect(await saveAthlete(deps, athlete, { availability: { slots, blackoutDates: ['2026-12-25'] } })).toMatchObject({
      ok: true,
    })
    const { availability } = await deps.database.withAthlete(athlete, loadAthlete)
    expect(availability).toMatchObject({ slots, overrides, blackoutDates: ['2026-12-25'] })
    const told = [
      { date: '2026-12-26', slot: 0, minutes: 45, indoor: true },
      { date: '2026-12-27', slot: 0, minutes: 0 },
    ]
    expect(await saveAthlete(deps, athlete, { availability: { slots, overrides: told } })).toMatchObject({ ok: true })
    const read = await getAthlete(deps, athlete)
    expect(read.ok && read.value.settings.availability).toMatchObject({ slots, overrides: told })
    expect(read.ok && read.value.settings.availability?.blackoutDates).toBeUndefined()
    expect(await saveAthlete(deps, athlete, { availability: null })).toMatchObject({ ok: true })
    expect((await deps.database.withAthlete(athlete, loadAthlete)).availability).toBeNull()
  })
})
