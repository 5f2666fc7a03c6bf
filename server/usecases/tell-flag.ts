import { nextReview, withPain, type Flag } from '@coach-wattz/core/athlete/flag'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { FlagState } from '../../shared/contracts/flags.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { findOpenFlag, replaceFlag } from '../repositories/flag-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Keeps how an injury or illness is today, and sets the day of the next look. */
export async function tellFlag(
  deps: Deps,
  athleteId: string,
  id: string,
  told: FlagState,
): Promise<Outcome<{ reviewDate: string }>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
    const flag = await findOpenFlag(tx, id, today)
    if (!flag) return noSuchFlag()
    const next = withState(flag, told, today)
    await replaceFlag(tx, id, next)
    return done({ reviewDate: next.reviewDate })
  })
}

export const noSuchFlag = () =>
  refuse('not-found', 'No such entry', 'It has been ended already. Reload the page to see what is open.')

/** The flag with what is told of it today: pain for an injury, symptoms for an illness; silence changes nothing but the next look. */
export function withState(flag: Flag, told: FlagState, today: LocalDate): Flag & { readonly reviewDate: LocalDate } {
  const next = flag.kind === 'INJURY' ? injured(flag, told, today) : ill(flag, told)
  return { ...next, reviewDate: nextReview(next, today) }
}

const injured = (flag: Flag, { pain, limp }: FlagState, today: LocalDate): Flag =>
  pain === undefined && limp === undefined ? flag : withPain(flag, { pain, limp }, today)

/** Symptoms told without a day free of them are here today: an earlier such day counts no more. */
function ill(flag: Flag, { symptoms, symptomFreeSince: free }: FlagState): Flag {
  const { symptomFreeSince: known, ...rest } = flag
  const since = free === undefined && symptoms === undefined ? known : (free ?? undefined)
  return {
    ...rest,
    ...(symptoms === undefined ? {} : { symptoms }),
    ...(since === undefined ? {} : { symptomFreeSince: since }),
  }
}
