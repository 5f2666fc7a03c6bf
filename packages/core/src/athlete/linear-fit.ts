/** A least-squares line `y = intercept + slope · x` with its quality. */
export interface LinearFit {
  readonly slope: number
  readonly intercept: number
  /** Coefficient of determination; 1 for two points. */
  readonly r2: number
  /** Standard error of the estimate in units of y; 0 for two points. */
  readonly standardError: number
}

/** Ordinary least squares. Null with fewer than two points or when all x are equal. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): LinearFit | null {
  const n = points.length
  if (n < 2) return null
  let sumX = 0
  let sumY = 0
  for (const [x, y] of points) {
    sumX += x
    sumY += y
  }
  const meanX = sumX / n
  const meanY = sumY / n
  let sxx = 0
  let sxy = 0
  let syy = 0
  for (const [x, y] of points) {
    sxx += (x - meanX) ** 2
    sxy += (x - meanX) * (y - meanY)
    syy += (y - meanY) ** 2
  }
  if (sxx === 0) return null
  const slope = sxy / sxx
  const residual = Math.max(0, syy - slope * sxy)
  return {
    slope,
    intercept: meanY - slope * meanX,
    r2: syy === 0 ? 1 : 1 - residual / syy,
    standardError: n > 2 ? Math.sqrt(residual / (n - 2)) : 0,
  }
}
