import type { NoticesReply } from '../../shared/contracts/notices.ts'
import { loadMailWish, saveMailWish } from '../repositories/athlete-repository.ts'
import { countUnseenNotices, listNotices, markNoticesSeen } from '../repositories/notice-repository.ts'
import type { Deps } from './deps.ts'
import { done, type Outcome } from './outcome.ts'

/** The bell's list: more is in the history of the plan. */
const SHOWN = 20

/** What the coach did by itself with the plan in force, newest first, and whether it is told by e-mail too. */
export async function getNotices(deps: Deps, athleteId: string): Promise<Outcome<NoticesReply>> {
  return deps.database.withAthlete(athleteId, async (tx) =>
    done({
      unseen: await countUnseenNotices(tx),
      notices: (await listNotices(tx, SHOWN)).map((notice) => ({ ...notice, reasons: [...notice.reasons] })),
      mail: deps.mailer ? { wanted: await loadMailWish(tx) } : null,
    }),
  )
}

/** The notices up to the newest one shown have been seen. */
export async function seeNotices(deps: Deps, athleteId: string, until: string): Promise<Outcome<{ done: true }>> {
  await deps.database.withAthlete(athleteId, (tx) => markNoticesSeen(tx, new Date(until), deps.now()))
  return done({ done: true })
}

/** Whether notices come by e-mail too. */
export async function wishMail(deps: Deps, athleteId: string, wanted: boolean): Promise<Outcome<{ done: true }>> {
  await deps.database.withAthlete(athleteId, (tx) => saveMailWish(tx, wanted))
  return done({ done: true })
}
