/** One measured figure beside its budget. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms' | 's' | 'MiB' | '×'
  /** Null where design.md §10 sets none. */
  readonly budget: number | null
  /** What was measured, so that the number means something next year. */
  readonly how: string
}

/** Middle of the values: one slow run on a busy machine does not move it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The value that 95 of 100 do not pass. */
export const percentile95 = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(0.95 * values.length) - 1] ?? Number.NaN

/** Milliseconds of each of `runs` calls, after `warmUp` unmeasured ones. */
export async function timed(work: () => unknown, runs: number, warmUp = 3): Promise<number[]> {
  for (let run = 0; run < warmUp; run++) await work()
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}
