/** Monotony is capped here; equal days every day mean the cap (science.md S4.8). */
export const MONOTONY_CAP = 10

/** Foster's monotony: mean over sample standard deviation of the daily loads of a week, at most 10 (science.md S4.8). */
export function monotony(dailyLoads: readonly number[]): number {
  const uncapped = uncappedMonotony(dailyLoads)
  return uncapped === null ? MONOTONY_CAP : Math.min(MONOTONY_CAP, uncapped)
}

/** Strain: week's load × capped monotony (science.md S4.8). */
export const strain = (dailyLoads: readonly number[]): number =>
  dailyLoads.reduce((sum, load) => sum + load, 0) * monotony(dailyLoads)

/** Null when all days are equal. */
function uncappedMonotony(loads: readonly number[]): number | null {
  const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length
  const variance = loads.reduce((sum, load) => sum + (load - mean) ** 2, 0) / (loads.length - 1)
  return variance > 0 ? mean / Math.sqrt(variance) : null
}
