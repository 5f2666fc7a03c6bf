/**
 * Acute:chronic workload ratio of 28 daily loads, oldest first (science.md S4.7). Information only, never a rule: the
 * ratio is coupled to itself and its bins have no causal evidence. Null without chronic load.
 */
export interface WorkloadRatio {
  readonly coupled: number | null
  readonly uncoupled: number | null
  readonly ewma: number | null
}

const ACUTE_DAYS = 7
const CHRONIC_DAYS = 28

export function workloadRatio(dailyLoads: readonly number[]): WorkloadRatio {
  const days = dailyLoads.slice(-CHRONIC_DAYS)
  const acute = mean(days.slice(-ACUTE_DAYS))
  return {
    coupled: ratio(acute, mean(days)),
    uncoupled: ratio(acute, mean(days.slice(0, -ACUTE_DAYS))),
    ewma: ratio(ewma(days, ACUTE_DAYS), ewma(days, CHRONIC_DAYS)),
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const ratio = (acute: number, chronic: number): number | null => (chronic > 0 ? acute / chronic : null)

/** Exponentially weighted mean with λ = 2/(N+1), seeded with the mean of the days (science.md S4.7). */
function ewma(values: readonly number[], days: number): number {
  const lambda = 2 / (days + 1)
  return values.reduce((state, value) => lambda * value + (1 - lambda) * state, mean(values))
}
