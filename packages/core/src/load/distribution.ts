import type { Sport } from '../athlete/sport.ts'

/** The three intensity domains: below the first threshold, between both, above the second (science.md S0.4). */
export type Domain = 'LOW' | 'MID' | 'HIGH'

/** Domain edges as fractions of threshold speed (run), FTP (ride) and LTHR (science.md S0.4). */
export const DOMAIN_EDGES = {
  run: { lowBelow: 0.9, highAbove: 1.02 },
  ride: { lowUpTo: 0.75, highAbove: 1.02 },
  heartRate: { lowBelow: 0.89, highAbove: 1 },
} as const
/** Where LOW ends, as a fraction of threshold: the edge itself is MID for a run and LOW for a ride. */
export const lowEdge = (sport: Sport): number =>
  sport === 'run' ? DOMAIN_EDGES.run.lowBelow : DOMAIN_EDGES.ride.lowUpTo
/** Where HIGH begins, above it. */
export const highEdge = (sport: Sport): number => DOMAIN_EDGES[sport].highAbove
/** Keeps a target written exactly on an edge on its side after a division. */
const EDGE = 1e-9

/** Domain of a fraction of threshold speed or FTP (science.md S0.4). Run LOW is *below* 0.90, ride LOW *up to* 0.75. */
export function domainOfFraction(fraction: number, sport: Sport): Domain {
  if (fraction > DOMAIN_EDGES[sport].highAbove + EDGE) return 'HIGH'
  const isLow =
    sport === 'run' ? fraction < DOMAIN_EDGES.run.lowBelow - EDGE : fraction <= DOMAIN_EDGES.ride.lowUpTo + EDGE
  return isLow ? 'LOW' : 'MID'
}

/** Domain of a heart rate as a fraction of LTHR (science.md S0.4). */
export function domainOfHeartRate(fractionOfLthr: number): Domain {
  if (fractionOfLthr > DOMAIN_EDGES.heartRate.highAbove + EDGE) return 'HIGH'
  return fractionOfLthr < DOMAIN_EDGES.heartRate.lowBelow - EDGE ? 'LOW' : 'MID'
}

/** Seconds in each domain of a 1 Hz series of fractions. */
export function domainSeconds(
  fractions: Float64Array | readonly number[],
  domainOf: (fraction: number) => Domain,
): Record<Domain, number> {
  const seconds = { LOW: 0, MID: 0, HIGH: 0 }
  for (let index = 0; index < fractions.length; index++) seconds[domainOf(fractions[index]!)]++
  return seconds
}
