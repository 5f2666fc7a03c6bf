import type { LocalDate } from '../time/local-date.ts'
import { unknownDay, WELLNESS_NUMBERS, type WellnessDay, type WellnessNumber } from './wellness-day.ts'

/** Who tells of a morning, the one that counts first. The athlete's own word comes before every device and file. */
export const WELLNESS_SOURCES = [
  'CHECK_IN',
  'INTERVALS',
  'HRV4TRAINING',
  'ELITE_HRV',
  'BODY_MEASURES',
  'SAMPLE',
] as const
export type WellnessSource = (typeof WELLNESS_SOURCES)[number]

/** What one source tells of one morning. */
export interface WellnessEntry extends WellnessDay {
  readonly source: WellnessSource
}

/** A morning, and for each of its figures where it comes from. */
export interface TracedDay extends WellnessDay {
  readonly origins: Readonly<Partial<Record<WellnessNumber | 'sick', WellnessSource>>>
}

/** One day for each date, by date: each figure from the first source in order that knows it. */
export function mergedMornings(entries: readonly WellnessEntry[]): TracedDay[] {
  const byDate = new Map<LocalDate, WellnessEntry[]>()
  for (const entry of entries) byDate.set(entry.date, [...(byDate.get(entry.date) ?? []), entry])
  return [...byDate].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([date, told]) => mergedDay(date, told))
}

/** One morning out of what is told of it. */
export function mergedDay(date: LocalDate, told: readonly WellnessEntry[]): TracedDay {
  const inOrder = told.toSorted((a, b) => WELLNESS_SOURCES.indexOf(a.source) - WELLNESS_SOURCES.indexOf(b.source))
  const origins: Partial<Record<WellnessNumber | 'sick', WellnessSource>> = {}
  const day = { ...unknownDay(date) }
  for (const figure of WELLNESS_NUMBERS) {
    const first = inOrder.find((entry) => entry[figure] !== null)
    if (!first) continue
    day[figure] = first[figure]
    origins[figure] = first.source
  }
  const first = inOrder.find(({ sick }) => sick !== null)
  if (!first) return { ...day, origins }
  return { ...day, sick: first.sick, origins: { ...origins, sick: first.source } }
}
