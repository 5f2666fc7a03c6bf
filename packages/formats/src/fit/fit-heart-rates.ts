import type { SampleTable } from '../recording/sample-table.ts'
import type { FitMessage } from './read-fit.ts'
import { fitWidth, readFitNumber } from './read-fit.ts'

/** Beats that a chest strap kept while the watch was under water (message 132), merged into the records afterwards. */
export class HeartRateMemory {
  beats: { readonly atS: number; readonly bpm: number }[] = []
  /** Clock of the strap (1/1024 s) and its distance to FIT seconds, set by the messages that carry both. */
  #eventTicks = 0
  #offsetS: number | null = null

  read(message: FitMessage): void {
    const ticks = arrayOf(message, 9)
    const packed = bytesOf(message, 10)
    const bpm = arrayOf(message, 6)
    const written = arrayOf(message, 253)[0]
    if (written !== undefined && ticks[0] !== undefined) {
      const fraction = (arrayOf(message, 0)[0] ?? 0) / 32_768
      this.#offsetS = written + fraction - ticks[0] / 1024
    }
    if (this.#offsetS === null) return
    const events = ticks.length > 0 ? ticks : this.#unpack(packed)
    for (const [index, at] of events.entries()) {
      this.#eventTicks = at
      const beat = bpm[index]
      if (beat === undefined || beat === 0) continue
      this.beats.push({ atS: this.#offsetS + at / 1024, bpm: beat })
    }
  }

  /** Gives each row without a heart rate the strap's last word, when it is no older than five seconds. */
  mergeInto(table: SampleTable): void {
    if (this.beats.length === 0) return
    const beats = this.beats.toSorted((a, b) => a.atS - b.atS)
    let next = 0
    for (let row = 0; row < table.length; row++) {
      const at = table.timeS[row] as number
      while (next < beats.length && (beats[next]?.atS ?? 0) <= at + 0.5) next += 1
      const last = beats[next - 1]
      if (!last || at - last.atS > 5) continue
      if (Number.isNaN(table.columns.heartRateBpm?.[row] ?? Number.NaN)) table.set(row, 'heartRateBpm', last.bpm)
    }
  }

  /** Twelve-bit ticks, two in three bytes, continuing the last full counter. */
  #unpack(packed: Uint8Array): number[] {
    const ticks: number[] = []
    let last = this.#eventTicks
    for (let at = 0; at + 2 < packed.length; at += 3) {
      const [a, b, c] = [packed[at] as number, packed[at + 1] as number, packed[at + 2] as number]
      for (const short of [a | ((b & 0x0f) << 8), (b >> 4) | (c << 4)]) {
        const low = last % 4096
        last = last - low + short + (short < low ? 4096 : 0)
        ticks.push(last)
      }
    }
    return ticks
  }
}

function arrayOf({ definition, view, start }: FitMessage, number: number): number[] {
  const field = definition.fields.find((candidate) => candidate.number === number)
  if (!field) return []
  const width = fitWidth(field.baseType)
  const values: number[] = []
  for (let at = 0; at + width <= field.size; at += width) {
    const value = readFitNumber(view, start + field.offset + at, field.baseType, definition.littleEndian)
    if (Number.isNaN(value)) break
    values.push(value)
  }
  return values
}

function bytesOf({ definition, view, start }: FitMessage, number: number): Uint8Array {
  const field = definition.fields.find((candidate) => candidate.number === number)
  return field ? new Uint8Array(view.buffer, view.byteOffset + start + field.offset, field.size) : new Uint8Array()
}
