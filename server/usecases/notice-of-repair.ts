import type { Decision } from '@coach-wattz/core/adaptation/repair-step'
import type { AthleteTransaction } from '../database/database.ts'
import { saveNotice } from '../repositories/notice-repository.ts'
import type { RepairCause } from './repair-plan.ts'

/** A decision that asks the athlete something carries a reason whose code ends so. */
const ASKS = /-asks$/
/** Where the athlete is not in front of the screen. */
const MAILED: readonly RepairCause[] = ['night', 'import']

/** Tells the athlete what a repair changed, or what it asks; a repair that they asked for tells itself. */
export async function noticeOfRepair(
  tx: AthleteTransaction,
  repair: {
    readonly planId: string
    readonly revision: number | null
    readonly decisions: readonly Pick<Decision, 'reason' | 'changes'>[]
    readonly cause: RepairCause
    readonly now: Date
  },
): Promise<void> {
  const { planId, revision, decisions, cause, now } = repair
  if (cause === 'asked') return
  const mail = MAILED.includes(cause)
  const changed = decisions.filter(({ changes }) => changes.length > 0)
  if (revision !== null)
    await saveNotice(tx, {
      kind: 'plan-changed',
      planId,
      revision,
      reasons: changed.map(({ reason }) => reason),
      mail,
      now,
    })
  const asking = decisions.filter(({ changes, reason }) => changes.length === 0 && ASKS.test(reason.code))
  if (asking.length > 0)
    await saveNotice(tx, {
      kind: 'plan-asks',
      planId,
      revision: null,
      reasons: asking.map(({ reason }) => reason),
      mail,
      now,
    })
}
