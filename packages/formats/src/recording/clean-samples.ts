import { counted } from './number-words.ts'
import type { Channel, SampleTable } from './sample-table.ts'

/** Bounds of what a body can do (integrations.md §8, row "FIT activity"). */
export const HEART_RATE_RANGE_BPM = [25, 250] as const
export const MAX_POWER_W = 2500
/** Nobody steps or pedals faster; a doubled run cadence above it was written for both legs already. */
const MAX_RUN_CADENCE_SPM = 250

/**
 * Takes out values that cannot be true and says so in `notes`. Changes the table in place.
 * A heart rate of 0 is the devices' own word for "no strap", so it is silence and not a repair.
 */
export function cleanSamples(table: SampleTable, notes: string[]): void {
  blank(table, 'heartRateBpm', (bpm) => bpm === 0)
  note(
    notes,
    blank(table, 'heartRateBpm', (bpm) => bpm < HEART_RATE_RANGE_BPM[0] || bpm > HEART_RATE_RANGE_BPM[1]),
    'of heart rate lay outside 25 to 250 bpm and was left empty',
    'of heart rate lay outside 25 to 250 bpm and were left empty',
  )
  note(
    notes,
    blank(table, 'powerW', (watts) => watts > MAX_POWER_W || watts < 0),
    'of power lay outside 0 to 2,500 W and was left empty',
    'of power lay outside 0 to 2,500 W and were left empty',
  )
  note(
    notes,
    blankPositions(table),
    'of position made no sense and was left empty',
    'of position made no sense and were left empty',
  )
  note(
    notes,
    blankBackwardDistance(table),
    'of distance ran backwards and was left empty',
    'of distance ran backwards and were left empty',
  )
  note(
    notes,
    table.jumped,
    'was left out because the clock of the device was days off',
    'were left out because the clock of the device was days off',
  )
  note(
    notes,
    table.backwards,
    'was left out because its time ran backwards',
    'were left out because their time ran backwards',
  )
}

/** Run cadence as both legs: recorders write strides a minute, a few write steps already (integrations.md §3, §7.5). */
export function doubleRunCadence(table: SampleTable): void {
  const column = table.columns.cadenceRpm
  if (!column) return
  const spoken = [...column.subarray(0, table.length)].filter((value) => value > 0).sort((a, b) => a - b)
  const median = spoken[Math.floor(spoken.length / 2)]
  if (median === undefined || median * 2 > MAX_RUN_CADENCE_SPM) return
  for (let row = 0; row < table.length; row++) column[row] = (column[row] as number) * 2
}

function note(notes: string[], count: number, one: string, many: string): void {
  if (count > 0) notes.push(`${counted(count, 'sample')} ${count === 1 ? one : many}.`)
}

function blank(table: SampleTable, channel: Channel, isWrong: (value: number) => boolean): number {
  const column = table.columns[channel]
  if (!column) return 0
  let count = 0
  for (let row = 0; row < table.length; row++) {
    if (isWrong(column[row] as number)) {
      column[row] = Number.NaN
      count += 1
    }
  }
  return count
}

function blankPositions(table: SampleTable): number {
  const { latDeg, lonDeg } = table.columns
  if (!latDeg || !lonDeg) {
    // Half a position is none.
    table.columns.latDeg = null
    table.columns.lonDeg = null
    return 0
  }
  let count = 0
  for (let row = 0; row < table.length; row++) {
    const lat = latDeg[row] as number
    const lon = lonDeg[row] as number
    const halves = Number.isNaN(lat) !== Number.isNaN(lon)
    const wrong = (lat === 0 && lon === 0) || Math.abs(lat) > 90 || Math.abs(lon) > 180
    if (wrong) count += 1
    if (wrong || halves) {
      latDeg[row] = Number.NaN
      lonDeg[row] = Number.NaN
    }
  }
  return count
}

/** A counter that falls back by a metre or more was reset; the samples until it is ahead again are left empty. */
function blankBackwardDistance(table: SampleTable): number {
  const column = table.columns.distanceM
  if (!column) return 0
  let furthest = Number.NEGATIVE_INFINITY
  let count = 0
  for (let row = 0; row < table.length; row++) {
    const distance = column[row] as number
    if (Number.isNaN(distance)) continue
    if (distance < 0 || distance < furthest - 1) {
      column[row] = Number.NaN
      count += 1
    } else {
      furthest = Math.max(furthest, distance)
      column[row] = furthest
    }
  }
  return count
}
