/** One measure over time as a line of a 1000 × 100 box, gaps kept open; null where nothing is known. */
export interface StreamGraph {
  readonly paths: readonly string[]
  readonly ticks: readonly { readonly y: number; readonly value: number }[]
  readonly low: number
  readonly high: number
}

/** Values outside the middle 98 % are cut at the edge: one bad sample must not flatten the rest. */
const OUTLIERS = 0.01

/** An even effort looks even: the height of the graph is at least this share of its middle. */
const LEAST_SPREAD = 0.3

export function streamGraph(values: readonly (number | null)[]): StreamGraph | null {
  const known = values.filter((value) => value !== null && Number.isFinite(value)).toSorted((a, b) => a! - b!)
  if (known.length < 2) return null
  const at = (share: number): number =>
    known[Math.min(known.length - 1, Math.max(0, Math.round(share * (known.length - 1))))]!
  const [bottom, top] = [at(OUTLIERS), at(1 - OUTLIERS)]
  const middle = (bottom + top) / 2
  const half = Math.max((top - bottom) / 2, (LEAST_SPREAD / 2) * Math.abs(middle), 0.5)
  const [low, high] = [middle - half, middle + half]
  const y = (value: number): number =>
    Math.round((100 - 100 * Math.min(1, Math.max(0, (value - low) / (high - low)))) * 10) / 10
  const x = (index: number): number => Math.round((1000 * index * 10) / Math.max(1, values.length - 1)) / 10
  const paths: string[] = []
  let path = ''
  for (const [index, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) {
      if (path) paths.push(path)
      path = ''
    } else path += `${path ? 'L' : 'M'}${x(index)} ${y(value)}`
  }
  if (path) paths.push(path)
  const ticks = [low, (low + high) / 2, high].map((value) => ({ y: y(value), value }))
  return { paths, ticks, low, high }
}
