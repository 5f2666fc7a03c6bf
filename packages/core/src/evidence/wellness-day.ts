import type { LocalDate } from '../time/local-date.ts'

/** How somebody is on one morning, before training. Everything may be unknown, and stays null then (design.md §4). */
export interface WellnessDay {
  readonly date: LocalDate
  /** rMSSD of the heart's beats in milliseconds, in the morning, in the same posture and by the same device. */
  readonly hrvRmssdMs: number | null
  readonly restingHrBpm: number | null
  /** Seconds slept in the night before that morning. */
  readonly sleepS: number | null
  /** 1 well … 5 badly, as all four: 5 is the most tired, sore, strained or low. */
  readonly fatigue: number | null
  readonly soreness: number | null
  readonly stress: number | null
  readonly mood: number | null
  readonly weightKg: number | null
  /** The athlete, or a file of theirs, called the day sick; false: called it well. */
  readonly sick: boolean | null
}

/** The figures of a day that are numbers. */
export const WELLNESS_NUMBERS = [
  'hrvRmssdMs',
  'restingHrBpm',
  'sleepS',
  'fatigue',
  'soreness',
  'stress',
  'mood',
  'weightKg',
] as const
export type WellnessNumber = (typeof WELLNESS_NUMBERS)[number]

/** The four questions of the morning. */
export const SCALES = ['fatigue', 'soreness', 'stress', 'mood'] as const

/** What a living adult's mornings lie between; a value outside is a slip of a device or a unit, and not taken [P]. */
export const WELLNESS_LIMITS: Readonly<Record<WellnessNumber, { readonly least: number; readonly most: number }>> = {
  hrvRmssdMs: { least: 3, most: 300 },
  restingHrBpm: { least: 25, most: 130 },
  sleepS: { least: 0, most: 24 * 3600 },
  fatigue: { least: 1, most: 5 },
  soreness: { least: 1, most: 5 },
  stress: { least: 1, most: 5 },
  mood: { least: 1, most: 5 },
  weightKg: { least: 20, most: 300 },
}

/** The value if it can be one of that figure, else null: unknown. */
export const plausible = (figure: WellnessNumber, value: number): number | null =>
  value >= WELLNESS_LIMITS[figure].least && value <= WELLNESS_LIMITS[figure].most ? value : null

/** A day of which nothing is known yet. */
export const unknownDay = (date: LocalDate): WellnessDay => ({
  date,
  hrvRmssdMs: null,
  restingHrBpm: null,
  sleepS: null,
  fatigue: null,
  soreness: null,
  stress: null,
  mood: null,
  weightKg: null,
  sick: null,
})
