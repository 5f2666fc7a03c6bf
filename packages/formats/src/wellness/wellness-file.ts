import { plausible, unknownDay, WELLNESS_NUMBERS, type WellnessDay } from '@coach-wattz/core/evidence/wellness-day'
import type { WellnessSource } from '@coach-wattz/core/evidence/wellness-sources'
import { isLocalDate, type LocalDate } from '@coach-wattz/core/time/local-date'
import { counted } from '../recording/number-words.ts'

/** What a file tells of mornings. */
export interface WellnessFile {
  readonly source: WellnessSource
  /** By date, one a day. */
  readonly mornings: readonly WellnessDay[]
  /** What was left out and why, for people. */
  readonly notes: readonly string[]
}

/** Nobody kept such a diary before (integrations.md §2, dates before 2000 are a clock's default). */
const EARLIEST = '2000-01-01'
/** Tomorrow somewhere on earth is still today's file. */
const DAY_MS = 24 * 3600 * 1000

/** What one row tells; `date` null is a row whose day could not be read. */
export type ToldMorning = Omit<WellnessDay, 'date'> & { readonly date: LocalDate | null }

/**
 * Mornings out of rows: a day once, each figure from its first row that has it; what no living adult has is left out, and
 * so are rows without a day and days to come. Rows that tell nothing are no morning.
 */
export function wellnessFile(source: WellnessSource, rows: readonly ToldMorning[], nowMs: number | null): WellnessFile {
  const days = new Map<LocalDate, WellnessDay>()
  let [odd, dayless] = [0, 0]
  const latest = nowMs === null ? null : new Date(nowMs + DAY_MS).toISOString().slice(0, 10)
  for (const { date, ...told } of rows) {
    if (date === null || !isLocalDate(date) || date < EARLIEST || (latest !== null && date > latest)) {
      dayless += 1
      continue
    }
    const day = { ...(days.get(date) ?? unknownDay(date)) }
    for (const figure of WELLNESS_NUMBERS) {
      const value = told[figure]
      const taken = value === null ? null : plausible(figure, value)
      if (value !== null && taken === null) odd += 1
      day[figure] ??= taken
    }
    days.set(date, { ...day, sick: day.sick ?? told.sick })
  }
  const mornings = [...days.values()].filter(tellsSomething).toSorted((a, b) => (a.date < b.date ? -1 : 1))
  const notes = [
    ...(odd === 0 ? [] : [`Left out: ${counted(odd, 'value')} outside what a person can have.`]),
    ...(dayless === 0 ? [] : [`Left out: ${counted(dayless, 'row')} without a day that can be.`]),
  ]
  return { source, mornings, notes }
}

const tellsSomething = (day: WellnessDay): boolean =>
  day.sick !== null || WELLNESS_NUMBERS.some((figure) => day[figure] !== null)
