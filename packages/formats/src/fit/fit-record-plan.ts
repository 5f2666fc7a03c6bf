import type { Channel, SampleTable } from '../recording/sample-table.ts'
import type { FitDefinition, FitMessage } from './read-fit.ts'
import { fitWidth, readFitNumber } from './read-fit.ts'

/** One field of a record message and where its value goes: `raw / scale + add`. */
interface RecordField {
  readonly channel: Channel
  readonly scale: number
  readonly add: number
  /** Fields of a higher rank overwrite lower ones: enhanced speed and altitude beat the plain ones. */
  readonly rank: number
}

const SEMICIRCLES_PER_DEGREE = 2 ** 31 / 180
const FIELDS: Readonly<Record<number, RecordField>> = {
  0: { channel: 'latDeg', scale: SEMICIRCLES_PER_DEGREE, add: 0, rank: 0 },
  1: { channel: 'lonDeg', scale: SEMICIRCLES_PER_DEGREE, add: 0, rank: 0 },
  2: { channel: 'altitudeM', scale: 5, add: -500, rank: 0 },
  3: { channel: 'heartRateBpm', scale: 1, add: 0, rank: 0 },
  4: { channel: 'cadenceRpm', scale: 1, add: 0, rank: 1 },
  5: { channel: 'distanceM', scale: 100, add: 0, rank: 0 },
  6: { channel: 'speedMps', scale: 1000, add: 0, rank: 0 },
  7: { channel: 'powerW', scale: 1, add: 0, rank: 0 },
  13: { channel: 'temperatureC', scale: 1, add: 0, rank: 0 },
  52: { channel: 'cadenceRpm', scale: 256, add: 0, rank: 0 },
  73: { channel: 'speedMps', scale: 1000, add: 0, rank: 1 },
  78: { channel: 'altitudeM', scale: 5, add: -500, rank: 1 },
}
const FRACTIONAL_CADENCE = 53
const COMPRESSED_SPEED_DISTANCE = 8

interface PlannedField extends RecordField {
  readonly offset: number
  readonly baseType: number
}
interface RecordPlan {
  readonly fields: readonly PlannedField[]
  /** Offset of the 1/128 rpm byte, or −1. */
  readonly fractionalCadenceAt: number
  /** Offset of the three packed bytes, or −1. */
  readonly compressedAt: number
}

/** How the developer fields of a file speak about power. */
export interface DeveloperPower {
  readonly developerIndex: number
  readonly fieldNumber: number
  readonly baseType: number
  readonly scale: number
  readonly add: number
}

/** Reads record messages into a table, with one compiled plan for each definition: no lookups per sample. */
export class RecordReader {
  records = 0
  /** Power out of developer fields, row by row beside the table; used only when the native column is silent. */
  developerPower = new Map<number, number>()
  readonly table: SampleTable
  #plans = new Map<FitDefinition, RecordPlan>()
  #compressedRaw: number | null = null
  #compressedTotal = 0

  constructor(table: SampleTable) {
    this.table = table
  }

  read(message: FitMessage, power: readonly DeveloperPower[]): void {
    this.records += 1
    const { definition, view, start, timestamp } = message
    const { table } = this
    if (timestamp === null) return
    const row = table.row(timestamp)
    if (row < 0) return
    let plan = this.#plans.get(definition)
    if (!plan) {
      plan = planRecord(definition)
      this.#plans.set(definition, plan)
    }
    for (const field of plan.fields) {
      const raw = readFitNumber(view, start + field.offset, field.baseType, definition.littleEndian)
      if (!Number.isNaN(raw)) table.set(row, field.channel, decimal(raw / field.scale + field.add))
    }
    if (plan.fractionalCadenceAt >= 0) {
      const raw = view.getUint8(start + plan.fractionalCadenceAt)
      const cadence = table.columns.cadenceRpm?.[row] ?? Number.NaN
      if (raw !== 0xff && Number.isInteger(cadence)) table.set(row, 'cadenceRpm', cadence + raw / 128)
    }
    if (plan.compressedAt >= 0) this.#readCompressed(view, start + plan.compressedAt, row)
    for (const source of power) this.#readDeveloperPower(message, source, row)
  }

  /** 12 bits of speed (1/100 m/s) and 12 bits of distance (1/16 m) that roll over. */
  #readCompressed(view: DataView, at: number, row: number): void {
    const [low, middle, high] = [view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2)]
    if (low === 0xff && middle === 0xff && high === 0xff) return
    const distance = (middle >> 4) | (high << 4)
    this.#compressedTotal += this.#compressedRaw === null ? distance : (distance - this.#compressedRaw) & 0xfff
    this.#compressedRaw = distance
    this.table.set(row, 'speedMps', (low | ((middle & 0x0f) << 8)) / 100)
    this.table.set(row, 'distanceM', this.#compressedTotal / 16)
  }

  #readDeveloperPower(message: FitMessage, source: DeveloperPower, row: number): void {
    for (const field of message.definition.developerFields) {
      if (field.developerIndex !== source.developerIndex || field.number !== source.fieldNumber) continue
      if (field.size < fitWidth(source.baseType)) return
      const at = message.start + field.offset
      const raw = readFitNumber(message.view, at, source.baseType, message.definition.littleEndian)
      const watts = raw / source.scale + source.add
      if (Number.isFinite(watts)) this.developerPower.set(row, watts)
    }
  }
}

/** Cuts the binary noise of scaled integers: nothing we read is finer than 1e-7 degrees. */
const decimal = (value: number): number => Math.round(value * 1e7) / 1e7

function planRecord(definition: FitDefinition): RecordPlan {
  const fields: PlannedField[] = []
  let fractionalCadenceAt = -1
  let compressedAt = -1
  for (const { number, size, baseType, offset } of definition.fields) {
    if (number === FRACTIONAL_CADENCE && size === 1) fractionalCadenceAt = offset
    if (number === COMPRESSED_SPEED_DISTANCE && size === 3) compressedAt = offset
    const known = FIELDS[number]
    if (known && size >= fitWidth(baseType)) fields.push({ ...known, offset, baseType })
  }
  fields.sort((a, b) => a.rank - b.rank)
  return { fields, fractionalCadenceAt, compressedAt }
}
