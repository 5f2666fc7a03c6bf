import { unknownDay } from '@coach-wattz/core/evidence/wellness-day'
import type { WellnessSource } from '@coach-wattz/core/evidence/wellness-sources'
import { readCsv, type CsvTable } from './csv-table.ts'
import { intervalsMorning } from './intervals-morning.ts'
import { wellnessFile, type ToldMorning, type WellnessFile } from './wellness-file.ts'

/** A cell of a row by its column's name, '' where there is none. */
type Cell = (name: string) => string

/** A table that somebody's tool writes: how it is known, and what a row of it tells. */
interface Layout {
  readonly source: WellnessSource
  readonly is: (has: (name: string) => boolean) => boolean
  readonly read: (cell: Cell, table: CsvTable) => ToldMorning
}

const EMPTY = { ...unknownDay('2000-01-01'), date: null }

const LAYOUTS: readonly Layout[] = [
  {
    // iOS writes "2018-05-18 7:33:16 a. m. +0000", Android "2017-27-07": the day before the month
    source: 'HRV4TRAINING',
    is: (has) => has('date') && has('rMSSD') && has('sickness'),
    read: (cell, table) => ({
      ...EMPTY,
      date: hrv4trainingDay(cell('date'), table),
      hrvRmssdMs: positive(cell('rMSSD')),
      restingHrBpm: positive(cell('HR')),
      sleepS: clock(cell('sleep_time')),
      sick: cell('sickness') === 'sick' ? true : cell('sickness') === 'not sick' ? false : null,
    }),
  },
  {
    source: 'ELITE_HRV',
    is: (has) => has('Date') && has('Rmssd') && has('lnRmssd'),
    read: (cell) =>
      // other types are exercises, which are no morning
      cell('Type') === 'readiness'
        ? { ...EMPTY, date: cell('Date'), hrvRmssdMs: positive(cell('Rmssd')), restingHrBpm: positive(cell('HR')) }
        : { ...EMPTY, date: cell('Date') },
  },
  {
    source: 'BODY_MEASURES',
    is: (has) => has('weightkg') && (has('date') || has('ts')),
    read: (cell) => ({
      ...EMPTY,
      date: cell('ts') === '' ? cell('date').slice(0, 10) : epochDay(cell('ts')),
      weightKg: positive(cell('weightkg')),
    }),
  },
  {
    source: 'INTERVALS',
    is: (has) => (has('date') || has('id')) && ['restingHR', 'hrv', 'sleepSecs', 'hrvSDNN'].some((name) => has(name)),
    read: (cell) => intervalsMorning(cell('date') || cell('id'), (name) => number(cell(name))),
  },
]

/**
 * A table of mornings → what it tells, by its header: HRV4Training (iOS and Android), Elite HRV, body measures, Intervals.icu.
 * Null for any other text.
 */
export function decodeWellnessCsv(text: string, options: { readonly nowMs: number | null }): WellnessFile | null {
  // the header is judged before a large file of another kind is taken apart
  const head = /^\uFEFF?[^\r\n]{0,20000}/.exec(text)?.[0] ?? ''
  const names = new Set(
    head
      .replace(/^\uFEFF/, '')
      .split(',')
      .map((name) => name.trim().replaceAll('"', '')),
  )
  const layout = LAYOUTS.find(({ is }) => is((name) => names.has(name)))
  const table = layout ? readCsv(text) : null
  if (!layout || !table) return null
  const columns = new Map(table.header.map((name, index) => [name, index]))
  const rows = table.rows.map((row) => layout.read((name) => row[columns.get(name) ?? -1] ?? '', table))
  const file = wellnessFile(layout.source, rows, options.nowMs)
  return table.leftOut === 0
    ? file
    : { ...file, notes: [...file.notes, `${table.leftOut} rows beyond the first ${table.rows.length} are left out.`] }
}

/** Plain decimal numbers only: no hex, no exponent, no blanks. */
function number(text: string): number | null {
  return /^-?\d{1,10}(?:\.\d{1,20})?$/.test(text) ? Number(text) : null
}

/** These apps write 0 and "-" for what they did not measure. */
function positive(text: string): number | null {
  const value = number(text)
  return value === null || value <= 0 ? null : value
}

/** "07:57" → seconds; "00:00" is what is written when nothing was measured. */
function clock(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/.exec(text) ?? []
  const seconds = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60
  return seconds === 0 ? null : seconds
}

function hrv4trainingDay(text: string, table: CsvTable): string | null {
  const [, year, second, third] = /^(\d{4})-(\d{2})-(\d{2})(?:$| )/.exec(text) ?? []
  if (year === undefined) return null
  return isDayFirst(table) ? `${year}-${third}-${second}` : `${year}-${second}-${third}`
}

const dayFirst = new WeakMap<CsvTable, boolean>()
/** Android's files put the day before the month: one row with a "month" above twelve says so, else the column set does. */
function isDayFirst(table: CsvTable): boolean {
  const known = dayFirst.get(table)
  if (known !== undefined) return known
  const dates = table.rows.map((row) => /^\d{4}-(\d{2})-(\d{2})/.exec(row[table.header.indexOf('date')] ?? ''))
  const is =
    dates.some((parts) => Number(parts?.[1] ?? 0) > 12) ||
    (!table.header.includes('timestamp_measurement') && dates.every((parts) => Number(parts?.[2] ?? 0) <= 12))
  dayFirst.set(table, is)
  return is
}

/** Seconds since 1970, as UTC's day: a scale does not say where it stands. */
function epochDay(text: string): string | null {
  const seconds = number(text)
  return seconds === null || seconds < 0 || seconds > 4e9 ? null : new Date(seconds * 1000).toISOString().slice(0, 10)
}
