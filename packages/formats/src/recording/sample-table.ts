import type { Streams } from '@coach-wattz/core/evidence/activity'

/** The columns of {@link Streams} beside time, in the order in which they are kept. */
export const CHANNELS = [
  'distanceM',
  'speedMps',
  'altitudeM',
  'heartRateBpm',
  'powerW',
  'cadenceRpm',
  'latDeg',
  'lonDeg',
  'temperatureC',
] as const
export type Channel = (typeof CHANNELS)[number]

const FIRST_CAPACITY = 1024
/** A step of the clock longer than this is the clock's fault and not a pause; the same backwards undoes it. */
const CLOCK_JUMP_S = 3 * 86_400
/** Samples that a jumped clock may have stamped before it came back. */
const MAX_JUMPED_SAMPLES = 600

/**
 * Samples while they are being read: one typed column a channel, NaN where the recorder was silent, `timeS` absolute
 * and strictly increasing. Growing typed arrays is what keeps a long file within a few megabytes.
 */
export class SampleTable {
  length = 0
  /** Samples left out because their time did not come after the one before. */
  backwards = 0
  /** Samples left out because the clock had jumped away by days when they were written. */
  jumped = 0
  timeS = new Float64Array(FIRST_CAPACITY)
  columns: Record<Channel, Float64Array | null> = {
    distanceM: null,
    speedMps: null,
    altitudeM: null,
    heartRateBpm: null,
    powerW: null,
    cadenceRpm: null,
    latDeg: null,
    lonDeg: null,
    temperatureC: null,
  }

  /**
   * Opens the row of one instant and returns its index: a new row, the last one again for the same instant (devices
   * split one second over two messages), or −1 when time goes backwards.
   */
  row(timeS: number): number {
    const last = this.length - 1
    if (last >= 0) {
      const lastTime = this.timeS[last] as number
      if (timeS === lastTime) return last
      if (!(timeS > lastTime) && !this.#returnsFromJump(timeS)) {
        this.backwards += 1
        return -1
      }
    } else if (!Number.isFinite(timeS)) {
      return -1
    }
    if (this.length === this.timeS.length) this.#grow()
    this.timeS[this.length] = timeS
    this.length += 1
    return this.length - 1
  }

  /** Writes one value; NaN is ignored, so that a second message of the same instant cannot erase the first. */
  set(row: number, channel: Channel, value: number): void {
    if (row < 0 || Number.isNaN(value)) return
    let column = this.columns[channel]
    if (!column) {
      column = new Float64Array(this.timeS.length).fill(Number.NaN)
      this.columns[channel] = column
    }
    column[row] = value
  }

  /** True, with the jumped rows taken out, when the clock comes back to where it was before a jump ahead. */
  #returnsFromJump(timeS: number): boolean {
    if (!((this.timeS[this.length - 1] as number) - timeS > CLOCK_JUMP_S)) return false
    let keep = this.length
    while (keep > 0 && (this.timeS[keep - 1] as number) >= timeS) keep -= 1
    if (keep === 0 || this.length - keep > MAX_JUMPED_SAMPLES) return false
    for (const channel of CHANNELS) this.columns[channel]?.fill(Number.NaN, keep, this.length)
    this.jumped += this.length - keep
    this.length = keep
    return true
  }

  /** Keeps the longest run of rows without a jump of days: a clock that was set late leaves a few rows in another year. */
  withoutClockJumps(): SampleTable {
    let best = { from: 0, to: 0 }
    let from = 0
    for (let row = 1; row <= this.length; row++) {
      const isEnd = row === this.length || (this.timeS[row] as number) - (this.timeS[row - 1] as number) > CLOCK_JUMP_S
      if (!isEnd) continue
      if (row - from > best.to - best.from) best = { from, to: row }
      from = row
    }
    if (best.to - best.from === this.length) return this
    const part = this.slice(best.from, best.to)
    part.backwards = this.backwards
    part.jumped = this.jumped + this.length - part.length
    return part
  }

  /** The last value that a channel spoke; null when it never did. */
  last(channel: Channel): number | null {
    const value = this.columns[channel]?.subarray(0, this.length).findLast((each) => !Number.isNaN(each))
    return value ?? null
  }

  /** The rows [from, to) as a table of their own; columns without any value are left out. */
  slice(from: number, to: number): SampleTable {
    const part = new SampleTable()
    part.length = Math.max(0, to - from)
    part.timeS = this.timeS.slice(from, to)
    for (const channel of CHANNELS) {
      const column = this.columns[channel]?.slice(from, to) ?? null
      part.columns[channel] = column && column.some((value) => !Number.isNaN(value)) ? column : null
    }
    return part
  }

  /** Core's shape: time from `startS`, null where nothing was said, no column that never spoke. */
  toStreams(startS: number): Streams {
    const timeS = new Array<number>(this.length)
    for (let row = 0; row < this.length; row++) {
      // Milliseconds are the finest thing any of our formats writes; more digits are noise of the subtraction.
      timeS[row] = Math.round(((this.timeS[row] as number) - startS) * 1000) / 1000
    }
    const streams: Record<string, readonly (number | null)[]> = {}
    for (const channel of CHANNELS) {
      const column = this.columns[channel]
      if (!column) continue
      const values = new Array<number | null>(this.length)
      let spoke = false
      for (let row = 0; row < this.length; row++) {
        const value = column[row] as number
        if (Number.isNaN(value)) values[row] = null
        else {
          values[row] = value
          spoke = true
        }
      }
      if (spoke) streams[channel] = values
    }
    return { timeS, ...streams }
  }

  #grow(): void {
    const capacity = this.timeS.length * 2 || FIRST_CAPACITY
    const timeS = new Float64Array(capacity)
    timeS.set(this.timeS)
    this.timeS = timeS
    for (const channel of CHANNELS) {
      const column = this.columns[channel]
      if (!column) continue
      const larger = new Float64Array(capacity).fill(Number.NaN)
      larger.set(column)
      this.columns[channel] = larger
    }
  }
}
