import { isOpenOn, type Flag } from '@coach-wattz/core/athlete/flag'
import { canonicalJson } from '@coach-wattz/core/guardrails/certificate'
import type { Reason } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { AdjustWish } from '../../shared/contracts/training-plan.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { deleteFlag, listFlags, loadFlagsForPlanning, replaceFlag, saveFlag } from '../repositories/flag-repository.ts'
import { withState } from './tell-flag.ts'

/** An illness clears three days at least (science.md S8.1, S8.6). */
const CLEARED_DAYS = 3

/** An injury or illness told by a wish, not kept yet. */
export interface ToldFlag {
  readonly flag: Flag
  /** The open one it is told of anew; null for a new one. */
  readonly present: { readonly id: string; readonly flag: Flag } | null
  /** Every other flag that counts for planning. */
  readonly others: readonly Flag[]
}

/** The flag that a wish tells of: an open one of the same kind and part told anew, else a new one. Null where it tells of none. */
export async function flagOfWish(tx: AthleteTransaction, wish: AdjustWish, today: LocalDate): Promise<ToldFlag | null> {
  if (wish.kind !== 'sick' && wish.kind !== 'hurt') return null
  const kind = wish.kind === 'sick' ? 'ILLNESS' : 'INJURY'
  const part = wish.kind === 'hurt' ? wish.part : undefined
  const isSame = (flag: Flag): boolean => flag.kind === kind && flag.part === part && isOpenOn(flag, today)
  const found = (await listFlags(tx)).find(isSame)
  const present = found ? bareOf(found) : null
  const began = wish.kind === 'sick' && wish.since !== undefined && wish.since < today ? wish.since : today
  const start: Flag = present?.flag ?? { kind, ...(part === undefined ? {} : { part }), startDate: began }
  const told = wish.kind === 'sick' ? { symptoms: wish.symptoms } : { pain: wish.pain, limp: wish.limp }
  const flag = withState(start, told, today)
  const held = addDays(today, CLEARED_DAYS)
  return {
    flag: wish.kind === 'sick' && flag.reviewDate < held ? { ...flag, reviewDate: held } : flag,
    present,
    others: (await loadFlagsForPlanning(tx, today)).filter((other) => !isSame(other)),
  }
}

/** Keeps it, and answers what an undo needs to take it back. */
export async function keepToldFlag(tx: AthleteTransaction, { flag, present }: ToldFlag): Promise<Reason['facts']> {
  if (present) await replaceFlag(tx, present.id, flag)
  return {
    flagId: present?.id ?? (await saveFlag(tx, flag)),
    flagTold: canonicalJson(flag),
    flagBefore: present ? canonicalJson(present.flag) : null,
  }
}

/** Takes back what a change told of a flag, as long as nothing else was told of it since; false where there is nothing to take back. */
export async function takeBackFlag(tx: AthleteTransaction, { facts }: Reason): Promise<boolean> {
  const { flagId, flagTold, flagBefore } = facts
  const found = (await listFlags(tx)).find(({ id }) => id === flagId)
  if (!found || canonicalJson(bareOf(found).flag) !== flagTold) return false
  if (typeof flagBefore === 'string') await replaceFlag(tx, found.id, JSON.parse(flagBefore) as Flag)
  else await deleteFlag(tx, found.id)
  return true
}

const bareOf = ({ id, ...flag }: Flag & { readonly id: string }): { id: string; flag: Flag } => ({ id, flag })
