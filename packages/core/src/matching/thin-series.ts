/** A series of one value a second as means over even stretches of at least `stepS` seconds; null where nothing is known. */
export function thinSeries(values: Float64Array | null, stepS: number): (number | null)[] | null {
  if (!values) return null
  const thin: (number | null)[] = []
  for (let start = 0; start < values.length; start += stepS) {
    let [sum, known] = [0, 0]
    for (const value of values.subarray(start, start + stepS)) {
      if (Number.isNaN(value)) continue
      sum += value
      known++
    }
    thin.push(known === 0 ? null : Math.round((sum / known) * 100) / 100)
  }
  return thin
}

/** Seconds a point stands for so that a series of this length has at most so many of them. */
export const thinStepS = (lengthS: number, mostPoints: number): number => Math.max(1, Math.ceil(lengthS / mostPoints))
