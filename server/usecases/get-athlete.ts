import { isOpenOn } from '@coach-wattz/core/athlete/flag'
import type { AthleteReply } from '../../shared/contracts/athlete.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { listFlags } from '../repositories/flag-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'

/** What the athlete told about themselves, with thresholds and flags. */
export async function getAthlete(deps: Deps, athleteId: string): Promise<Outcome<AthleteReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const { availability } = athlete
    const today = localToday(deps.now(), athlete.timeZone)
    return done({
      settings: {
        name: athlete.name ?? '',
        timeZone: athlete.timeZone,
        units: athlete.units,
        birthYear: athlete.birthYear,
        sex: athlete.sex,
        level: athlete.level,
        weightKg: athlete.weightKg,
        maxDaysPerWeek: athlete.maxDaysPerWeek,
        longDay: athlete.longDay,
        longDayPinned: athlete.longDayPinned,
        availability: availability && {
          slots: availability.slots.map((slot) => ({ ...slot, sports: slot.sports ? [...slot.sports] : undefined })),
          overrides: availability.overrides?.map((slot) => ({
            ...slot,
            sports: slot.sports ? [...slot.sports] : undefined,
          })),
          blackoutDates: availability.blackoutDates ? [...availability.blackoutDates] : undefined,
        },
        preferences: athlete.preferences,
      },
      thresholds: await loadThresholds(tx),
      flags: (await listFlags(tx)).filter((flag) => isOpenOn(flag, today)),
      screening: athlete.screening,
      sample: athlete.kind === 'SAMPLE',
      dataFolder: deps.database.dataFolder,
      database: deps.database.kind,
    })
  })
}
