/** What a goal asks of the week and of its longest run before the taper, km (science.md S5.5). */
export interface ReachNeed {
  readonly weekKm: number
  readonly longKm: number
}

/** Weekly and longest steps of the simulation: share, or kilometres where that is more (science.md S5.5). */
const STEPS = {
  recommended: { weekShare: 1.1, weekKm: 3, longShare: 1.1, longKm: 1.6 },
  hard: { weekShare: 1.15, weekKm: 5, longShare: 1.15, longKm: 3.2 },
} as const
/** The starting level from nothing, which is no counted week: 6 km with a longest run of 2 km (science.md S5.5). */
const START = { weekKm: 6, longKm: 2 } as const
/** Nobody waits longer than that; the table itself ends at 22. */
const MOST_WEEKS = 104

/**
 * Weeks until the week and the longest run of a goal are reached, its taper included (science.md S5.5): loading weeks by the
 * step, a cutback after `loads` of them, then on from the last peak. With three loading weeks it gives the published table;
 * under 2:1 a build takes longer.
 */
export function weeksToReach(
  need: ReachNeed,
  currentKm: number,
  loads: 2 | 3,
  taperWeeks: number,
  kind: keyof typeof STEPS,
): number {
  const step = STEPS[kind]
  let week = Math.max(START.weekKm, currentKm)
  let long = Math.max(START.longKm, currentKm / 3)
  let weeks = 0
  for (let inCycle = 0; week < need.weekKm - 1e-9 || long < need.longKm - 1e-9; weeks++) {
    if (weeks >= MOST_WEEKS) break
    if (inCycle === loads) {
      inCycle = 0
      continue
    }
    week = Math.max(step.weekShare * week, week + step.weekKm)
    long = Math.max(step.longShare * long, long + step.longKm)
    inCycle += 1
  }
  return weeks + taperWeeks
}
