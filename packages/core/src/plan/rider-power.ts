import type { Threshold, ThresholdName } from '../athlete/thresholds.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'

/** What a rider's power over time is read off, watts and joules. */
export interface RiderPower {
  readonly ftpW: number
  /** Null where none is known, or where it tells of another form than FTP does. */
  readonly critical: { readonly cpW: number; readonly wPrimeJ: number } | null
}

/** FTP is about this share of critical power, and both are of one form where they agree within so much (science.md S2.1; the room is [P]). */
const FTP_OF_CP = 0.96
const CP_ROOM = 0.05
/** Figures of one form were found within the days a power curve looks back on (science.md S2.1). */
const SAME_FORM_DAYS = 90
/** Work above critical power that a fit is accepted with, joules (science.md S2.2). */
const W_PRIME_J = { least: 5_000, most: 35_000 } as const

/**
 * What measured power says of a rider on `today`; null without an FTP, or with one only read off whole rides, which is a floor
 * of it. Critical power counts where it is measured too, as fresh as the FTP and at one with it (science.md S2.1, S2.2).
 */
export function riderPower(thresholds: readonly Threshold[], today: LocalDate): RiderPower | null {
  const measured = (name: ThresholdName): Threshold | null => {
    const last = thresholds
      .filter((each) => each.sport === 'ride' && each.name === name && each.from <= today)
      .reduce<Threshold | null>((best, each) => (best === null || best.from <= each.from ? each : best), null)
    return last === null || last.confidence === 'LOW' ? null : last
  }
  const ftp = measured('ftpW')
  if (ftp === null) return null
  const [cp, wPrime] = [measured('cpW'), measured('wPrimeJ')]
  const isFresh = (each: Threshold): boolean => Math.abs(daysBetween(each.from, ftp.from)) <= SAME_FORM_DAYS
  const isOneForm =
    cp !== null &&
    wPrime !== null &&
    isFresh(cp) &&
    isFresh(wPrime) &&
    Math.abs((FTP_OF_CP * cp.value) / ftp.value - 1) <= CP_ROOM &&
    wPrime.value >= W_PRIME_J.least &&
    wPrime.value <= W_PRIME_J.most
  return { ftpW: ftp.value, critical: isOneForm ? { cpW: cp.value, wPrimeJ: wPrime.value } : null }
}
