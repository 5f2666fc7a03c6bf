import { SCALES, WELLNESS_LIMITS, type WellnessNumber } from '@coach-wattz/core/evidence/wellness-day'
import type { TracedDay } from '@coach-wattz/core/evidence/wellness-sources'
import type { CheckIn } from '#shared/contracts/wellness'

export type Scale = (typeof SCALES)[number]

/** The morning as it stands in the form; an empty field is "not told". */
export interface CheckInForm extends Record<Scale, number | null> {
  sleep: string
  restingHr: string
  hrv: string
}

/** What is known already, from a file or an earlier word: nobody types it twice. */
export const formFrom = (day: TracedDay): CheckInForm => ({
  fatigue: day.fatigue,
  soreness: day.soreness,
  stress: day.stress,
  mood: day.mood,
  sleep: day.sleepS === null ? '' : sleepText(day.sleepS),
  restingHr: day.restingHrBpm === null ? '' : String(Math.round(day.restingHrBpm)),
  hrv: day.hrvRmssdMs === null ? '' : String(Math.round(day.hrvRmssdMs)),
})

const sleepText = (seconds: number): string => {
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
}

/** "7:30", "7.5" and "7,5" are seven hours and a half; null for anything else. */
export function sleepSeconds(text: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)$/.exec(text) ?? []
  if (hours !== undefined) return Number(hours) * 3600 + Number(minutes) * 60
  return /^\d{1,2}([.,]\d{1,2})?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 3600) : null
}

const SENTENCE = {
  sleepS: 'Write the hours you slept, like 7:30.',
  restingHrBpm: 'A heart rate at rest lies between 25 and 130 bpm.',
  hrvRmssdMs: 'HRV is rMSSD in milliseconds, between 3 and 300.',
} as const
type Typed = keyof typeof SENTENCE

/**
 * What to send: what the athlete says themselves. A figure that a file brought and that stayed as it came is the file's
 * word, and left out. `wrong` names the fields that need another look.
 */
export function bodyOf(form: CheckInForm, day: TracedDay): { body: CheckIn; wrong: Partial<Record<Typed, string>> } {
  const wrong: Partial<Record<Typed, string>> = {}
  const number = (figure: Typed, text: string, read: (text: string) => number | null): number | null => {
    if (text.trim() === '') return null
    const value = read(text.trim())
    if (value === null || !isIn(figure, value)) {
      wrong[figure] = SENTENCE[figure]
      return null
    }
    return value
  }
  const whole = (text: string) => (/^\d{1,3}([.,]\d{1,2})?$/.test(text) ? Number(text.replace(',', '.')) : null)
  const before = formFrom(day)
  const typed = {
    sleepS: number('sleepS', form.sleep, sleepSeconds),
    restingHrBpm: number('restingHrBpm', form.restingHr, whole),
    hrvRmssdMs: number('hrvRmssdMs', form.hrv, whole),
  }
  const isFiles = (figure: WellnessNumber, isSame: boolean): boolean =>
    isSame && day.origins[figure] !== undefined && day.origins[figure] !== 'CHECK_IN'
  const body: CheckIn = {
    ...(day.origins.sick === 'CHECK_IN' ? { sick: day.sick } : {}),
    ...(day.origins.weightKg === 'CHECK_IN' ? { weightKg: day.weightKg } : {}),
  }
  for (const scale of SCALES) if (!isFiles(scale, form[scale] === day[scale])) body[scale] = form[scale]
  if (!isFiles('sleepS', form.sleep === before.sleep)) body.sleepS = typed.sleepS
  if (!isFiles('restingHrBpm', form.restingHr === before.restingHr)) body.restingHrBpm = typed.restingHrBpm
  if (!isFiles('hrvRmssdMs', form.hrv === before.hrv)) body.hrvRmssdMs = typed.hrvRmssdMs
  return { body, wrong }
}

function isIn(figure: WellnessNumber, value: number): boolean {
  const { least, most } = WELLNESS_LIMITS[figure]
  return value >= least && value <= most
}
