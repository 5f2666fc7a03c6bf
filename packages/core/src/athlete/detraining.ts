/** Daniels' FVDOT-1 and FVDOT-2: share of VDOT or FTP left after days off, linear between points (science.md S8.8) [K]. */
const POINTS: readonly (readonly [days: number, none: number, cross: number])[] = [
  [5, 1, 1],
  [6, 0.997, 0.998],
  [7, 0.994, 0.997],
  [10, 0.985, 0.992],
  [14, 0.973, 0.986],
  [21, 0.952, 0.976],
  [28, 0.931, 0.965],
  [35, 0.91, 0.955],
  [42, 0.889, 0.944],
  [49, 0.868, 0.934],
  [56, 0.847, 0.923],
  [63, 0.826, 0.913],
  [70, 0.805, 0.902],
  [72, 0.8, 0.9],
]

/**
 * Share of VDOT or FTP left after `daysOff` without training; with at least 3 aerobic cross-training sessions a week
 * about half the loss (science.md S8.8). Never below 0.8 (0.9): the table ends at 72 days.
 */
export function detrainingFactor(daysOff: number, crossTraining = false): number {
  const column = crossTraining ? 2 : 1
  let previous = POINTS[0]!
  if (daysOff <= previous[0]) return 1
  for (const point of POINTS) {
    if (daysOff <= point[0]) {
      const share = (daysOff - previous[0]) / (point[0] - previous[0])
      return previous[column] + share * (point[column] - previous[column])
    }
    previous = point
  }
  return previous[column]
}
