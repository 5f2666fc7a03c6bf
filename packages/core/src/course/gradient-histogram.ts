import type { CourseSegment } from './course-profile.ts'

/** Upper edges of the bins, rise over run; the last one is open (science.md S10.2). */
const UPPER_EDGES = [-0.08, -0.05, -0.02, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, Infinity] as const

export interface GradientBin {
  /** Null below the first edge. */
  readonly fromGrade: number | null
  /** Null above the last edge. */
  readonly toGrade: number | null
  /** Share of the way, 0–1. */
  readonly distanceShare: number
  /** Share of the predicted time, 0–1; null where no time is predicted. */
  readonly timeShare: number | null
}

/** How much of the way, and of the predicted time, lies in each class of gradient (science.md S10.2). */
export function gradientHistogram(segments: readonly CourseSegment[], timesS: readonly number[] | null): GradientBin[] {
  const metres = UPPER_EDGES.map(() => 0)
  const seconds = UPPER_EDGES.map(() => 0)
  for (const [index, segment] of segments.entries()) {
    const bin = binOf(segment.grade)
    metres[bin] = metres[bin]! + segment.lengthM
    seconds[bin] = seconds[bin]! + (timesS?.[index] ?? 0)
  }
  const allM = sum(metres)
  const allS = sum(seconds)
  return UPPER_EDGES.map((edge, index) => ({
    fromGrade: UPPER_EDGES[index - 1] ?? null,
    toGrade: edge === Infinity ? null : edge,
    distanceShare: allM > 0 ? metres[index]! / allM : 0,
    timeShare: timesS === null || allS <= 0 ? null : seconds[index]! / allS,
  }))
}

/** Level ground takes both its edges; uphill a class begins at its lower edge (4 % climbs), downhill it ends at its flatter one. */
function binOf(grade: number): number {
  const index = UPPER_EDGES.findIndex((edge) => (edge === 0.02 ? grade <= edge : grade < edge))
  return index === -1 ? UPPER_EDGES.length - 1 : index
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
