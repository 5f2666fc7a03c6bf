/** One rung of a zone ladder. `low` and `high` are fractions of the threshold; the top zone is open (`high` null). */
export interface Zone {
  readonly zone: number
  readonly name: string
  readonly low: number
  readonly high: number | null
}

/** 1-based zone of a fraction in half-open bins given by the lower bounds of zone 2 and up. */
export function zoneIndex(lowerBounds: readonly number[], fraction: number): number {
  let zone = 1
  // 1e-9 keeps a target of exactly 0.91 × 250 W / 250 W in the zone it was written for.
  while (zone <= lowerBounds.length && fraction >= lowerBounds[zone - 1]! - 1e-9) zone++
  return zone
}

/** The ladder of `names` over the lower bounds of zone 2 and up. */
export function zoneLadder(lowerBounds: readonly number[], names: readonly string[]): Zone[] {
  return names.map((name, index) => ({
    zone: index + 1,
    name,
    low: index === 0 ? 0 : lowerBounds[index - 1]!,
    high: lowerBounds[index] ?? null,
  }))
}
