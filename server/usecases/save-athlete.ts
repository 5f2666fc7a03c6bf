import { Temporal } from 'temporal-polyfill'
import type { AthleteSettings } from '../../shared/contracts/athlete.ts'
import { loadAthlete, saveAthlete as saveStoredAthlete } from '../repositories/athlete-repository.ts'
import type { Deps } from './deps.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Changes some settings; what is absent stays. The plan in force keeps the availability it was made for. */
export async function saveAthlete(
  deps: Deps,
  athleteId: string,
  patch: Partial<AthleteSettings>,
): Promise<Outcome<{ done: true }>> {
  if (patch.timeZone !== undefined && !isTimeZone(patch.timeZone))
    return refuse(
      'invalid-input',
      'Check the time zone',
      'The time zone is not one we know. Choose one like Europe/Vienna.',
      {
        fields: { timeZone: 'Choose a time zone like Europe/Vienna.' },
      },
    )
  await deps.database.withAthlete(athleteId, async (tx) => {
    const stored = patch.availability ? (await loadAthlete(tx)).availability : null
    // Whoever says nothing of dated exceptions leaves them as they are.
    const kept = stored?.overrides ? { overrides: stored.overrides } : {}
    await saveStoredAthlete(
      tx,
      patch.availability ? { ...patch, availability: { ...kept, ...patch.availability } } : patch,
    )
  })
  return done({ done: true })
}

function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch (cause) {
    if (cause instanceof RangeError) return false
    throw cause
  }
}
