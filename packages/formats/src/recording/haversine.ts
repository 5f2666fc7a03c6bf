import type { SampleTable } from './sample-table.ts'

/** Mean Earth radius (IUGG), metres. */
const EARTH_RADIUS_M = 6_371_008.8

/** Great-circle distance in metres between two points in degrees. */
export function haversineM(latA: number, lonA: number, latB: number, lonB: number): number {
  const rad = Math.PI / 180
  const halfLat = Math.sin(((latB - latA) * rad) / 2)
  const halfLon = Math.sin(((lonB - lonA) * rad) / 2)
  const chord = halfLat * halfLat + Math.cos(latA * rad) * Math.cos(latB * rad) * halfLon * halfLon
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/**
 * Fills the distance column from positions when the recorder wrote none (integrations.md §7.5). Rows named in
 * `breaks` begin a new segment: the way across a pause is not counted. Leaves the table alone without positions.
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
    if (lastRow >= 0) total += haversineM(latDeg[lastRow] as number, lonDeg[lastRow] as number, lat, lon)
    table.set(row, 'distanceM', Math.round(total * 100) / 100)
    lastRow = row
  }
}
