import { unknownDay } from '@coach-wattz/core/evidence/wellness-day'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { CheckIn, CheckInReply } from '../../shared/contracts/wellness.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadActivePlan } from '../repositories/plan-repository.ts'
import { replaceWellness } from '../repositories/wellness-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { readinessOf } from './readiness-of.ts'
import { repairAndTell } from './repair-and-tell.ts'

/** Keeps what the athlete says of a morning, answers how ready that makes them, and what follows for the plan. */
export async function saveCheckIn(
  deps: Deps,
  athleteId: string,
  date: LocalDate,
  told: CheckIn,
): Promise<Outcome<CheckInReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
    if (date > today)
      return refuse('invalid-input', 'Check the day', `${date} is still to come. Tell of it in its morning.`, {
        fields: { date: 'Choose today or a day before it.' },
      })
    const given = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined))
    await replaceWellness(tx, 'CHECK_IN', { ...unknownDay(date), ...given })
    const plan = await loadActivePlan(tx)
    const repaired = plan && (await repairAndTell(deps, tx, plan.plan.id, { today, cause: 'check-in' }))
    return done({ readiness: await readinessOf(tx, date), repaired })
  })
}
