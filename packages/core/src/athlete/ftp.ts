/** What FTP is read from (science.md S2.1). */
export type FtpTest = '60-min' | '20-min' | '2x8-min' | 'ramp' | 'critical-power'

/** Share of the test's power that FTP is (science.md S2.1). */
export const FTP_FACTORS: Record<FtpTest, number> = {
  '60-min': 1,
  '20-min': 0.95,
  '2x8-min': 0.9,
  ramp: 0.75,
  'critical-power': 0.96,
}
/** Sprinters outrun the ramp: with a W′ above 22 kJ its factor is 0.72 (science.md S2.1) [P]. */
const RAMP_SPRINTER = { wPrimeJ: 22_000, factor: 0.72 } as const
/** An FTP outside this range is a mistake (science.md S2.1). */
export const FTP_RANGE_W = { min: 50, max: 500 } as const

/**
 * FTP in watts from a test's mean power (best minute for the ramp, mean of both efforts for 2 × 8 min, CP for critical
 * power). `wPrimeJ`, when known, guards the ramp against sprinters.
 */
export function ftpFromTest(test: FtpTest, powerW: number, wPrimeJ: number | null = null): number {
  const sprinter = test === 'ramp' && wPrimeJ !== null && wPrimeJ > RAMP_SPRINTER.wPrimeJ
  return powerW * (sprinter ? RAMP_SPRINTER.factor : FTP_FACTORS[test])
}
