import { amountOf } from './amount.ts'
import { WORK_SHARE, type OutcomeKind } from './session-outcome.ts'

/** One planned session of the time looked at, with what became of it. */
export interface AdherenceSession {
  readonly isKey: boolean
  readonly kind: OutcomeKind
  /** TSS. */
  readonly plannedLoad: number | null
  readonly plannedS: number
  /** Null where nothing was done, or its load is unknown. */
  readonly doneLoad: number | null
  readonly doneS: number | null
  readonly workShare: number | null
}

/** How much of a plan was done (science.md S9.6). Shares 0–1.2; null where nothing can be told. */
export interface Adherence {
  readonly share: number | null
  readonly keyShare: number | null
  readonly keysDone: number
  readonly keysPlanned: number
  /** Sessions the shares are taken over. */
  readonly judged: number
  /** Past sessions nobody has told of: left out of both sums, not counted as missed (science.md S9.4b). */
  readonly unknown: number
}

/** More than this of a session counts for no more (science.md S9.6). */
const MOST_OF_SESSION = 1.2

/** What the athlete says was done, with nothing recorded of it, counts as it was planned. */
function asTold(session: AdherenceSession): AdherenceSession {
  const { kind, doneLoad, doneS, workShare, plannedLoad, plannedS } = session
  const isTold = doneLoad === null && doneS === null && workShare === null && kind.startsWith('SUCCESS')
  return isTold ? { ...session, doneLoad: plannedLoad, doneS: plannedS, workShare: 1 } : session
}

/**
 * Adherence of a week or of 28 days (science.md S9.6): Σ min(done, 1.2 · planned) / Σ planned load, by minutes where a load
 * is unknown; of the key sessions those with c ≥ .75. Sessions still to come and unknown ones are left out.
 */
export function planAdherence(sessions: readonly AdherenceSession[]): Adherence {
  const judged = sessions.filter(({ kind }) => kind !== 'PENDING' && kind !== 'UNKNOWN').map(asTold)
  const keys = judged.filter(({ isKey }) => isKey)
  const keysDone = keys.filter(({ workShare }) => (workShare ?? 0) >= WORK_SHARE.attempted).length
  const isLoadKnown = judged.every(
    ({ plannedLoad, doneLoad, doneS }) =>
      amountOf(plannedLoad) !== null && (amountOf(doneLoad) !== null || amountOf(doneS) === null),
  )
  let [done, planned] = [0, 0]
  for (const session of judged) {
    const wanted = amountOf(isLoadKnown ? session.plannedLoad : session.plannedS)
    if (wanted === null) continue
    planned += wanted
    done += Math.min(amountOf(isLoadKnown ? session.doneLoad : session.doneS) ?? 0, MOST_OF_SESSION * wanted)
  }
  return {
    share: planned > 0 ? done / planned : null,
    keyShare: keys.length > 0 ? keysDone / keys.length : null,
    keysDone,
    keysPlanned: keys.length,
    judged: judged.length,
    unknown: sessions.filter(({ kind }) => kind === 'UNKNOWN').length,
  }
}
