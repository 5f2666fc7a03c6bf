import { unknownDay } from '@coach-wattz/core/evidence/wellness-day'
import { wellnessFile, type ToldMorning, type WellnessFile } from './wellness-file.ts'

/** Intervals.icu asks on four steps, 1 good and 4 bad (integrations.md §Intervals): on our five, keeping both ends. */
const FIVE_OF_FOUR: Readonly<Record<number, number>> = { 1: 1, 2: 2, 3: 4, 4: 5 }

/** One morning of Intervals.icu by its field names; −1 is a cleared number there. */
export function intervalsMorning(date: string, read: (name: string) => number | null): ToldMorning {
  const figure = (name: string): number | null => {
    const value = read(name)
    return value === null || value <= 0 ? null : value
  }
  const scale = (name: string): number | null => FIVE_OF_FOUR[read(name) ?? 0] ?? null
  return {
    ...unknownDay('2000-01-01'),
    date: date.slice(0, 10),
    hrvRmssdMs: figure('hrv'),
    restingHrBpm: figure('restingHR'),
    sleepS: figure('sleepSecs'),
    fatigue: scale('fatigue'),
    soreness: scale('soreness'),
    stress: scale('stress'),
    mood: scale('mood'),
    weightKg: figure('weight'),
  }
}

/** Fields that only mornings of Intervals.icu have. */
const OWN_FIELDS = ['restingHR', 'hrv', 'sleepSecs', 'hrvSDNN', 'sportInfo', 'ctlLoad'] as const

/** The wellness list of Intervals.icu's API → mornings; null for any other JSON. */
export function decodeIntervalsWellness(
  value: unknown,
  options: { readonly nowMs: number | null },
): WellnessFile | null {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  const days = list.filter(isObject)
  const isOurs = (day: Readonly<Record<string, unknown>>): boolean =>
    typeof day.id === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day.id) && OWN_FIELDS.some((name) => name in day)
  if (days.length === 0 || days.length !== list.length || !days.every(isOurs)) return null
  const rows = days.map((day) =>
    intervalsMorning(String(day.id), (name) => {
      const figure = day[name]
      return typeof figure === 'number' && Number.isFinite(figure) ? figure : null
    }),
  )
  return wellnessFile('INTERVALS', rows, options.nowMs)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
