import { greatCircleM } from '@coach-wattz/core/evidence/track-distance'
import { JUMP_MAX_MPS } from '@coach-wattz/core/load/elevation-profile'
import type { SampleTable } from './sample-table.ts'

/**
 * Fills the distance column from positions when the recorder wrote none (integrations.md §7.5). Rows named in
 * `breaks` begin a new segment: the way across a pause is not counted, nor is a jump of the receiver (science.md S10.1).
 * Leaves the table alone without positions.
 */
export function distanceFromPositions(table: SampleTable, breaks: ReadonlySet<number>): void {
  const { latDeg, lonDeg, distanceM } = table.columns
  if (!latDeg || !lonDeg || distanceM) return
  let total = 0
  let lastRow = -1
  for (let row = 0; row < table.length; row++) {
    if (breaks.has(row)) lastRow = -1
    const lat = latDeg[row] as number
    const lon = lonDeg[row] as number
    if (Number.isNaN(lat) || Number.isNaN(lon)) continue
    if (lastRow >= 0) {
      const step = greatCircleM(latDeg[lastRow] as number, lonDeg[lastRow] as number, lat, lon)
      const elapsedS = (table.timeS[row] as number) - (table.timeS[lastRow] as number)
      if (step <= JUMP_MAX_MPS * elapsedS) total += step
    }
    table.set(row, 'distanceM', Math.round(total * 100) / 100)
    lastRow = row
  }
}
