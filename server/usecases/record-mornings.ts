import { WELLNESS_NUMBERS, type WellnessDay, type WellnessNumber } from '@coach-wattz/core/evidence/wellness-day'
import type { WellnessSource } from '@coach-wattz/core/evidence/wellness-sources'
import { isSameJson } from '@coach-wattz/core/result/same-json'
import { fullDate } from '@coach-wattz/core/time/date-words'
import type { AthleteTransaction } from '../database/database.ts'
import type { WellnessOutcome } from '../integrations/files/file-outcome.ts'
import type { NewImportItem } from '../repositories/import-repository.ts'
import { insertWellness, loadWellness, replaceWellness } from '../repositories/wellness-repository.ts'

/**
 * Keeps the mornings of a file beside what other sources and the athlete tell of the same days; the same tool's newer word
 * takes the place of its older one, figure by figure. A file that tells nothing new is a duplicate.
 */
export async function recordMornings(
  tx: AthleteTransaction,
  name: string,
  { source, mornings, notes }: WellnessOutcome,
  now: Date,
): Promise<NewImportItem> {
  const [first, last] = [mornings[0]!, mornings.at(-1)!]
  const known = new Map(
    (await loadWellness(tx, { from: first.date, to: last.date }))
      .filter((entry) => entry.source === source)
      .map(({ source: _source, ...day }) => [day.date, day]),
  )
  const fresh = mornings.filter(({ date }) => !known.has(date))
  const changed = mornings.flatMap((morning): WellnessDay[] => {
    const before = known.get(morning.date)
    const next = before ? withNewer(before, morning) : null
    return next === null || isSameJson(before, next) ? [] : [next]
  })
  await insertWellness(tx, source, fresh, now)
  for (const morning of changed) await replaceWellness(tx, source, morning)
  const written = fresh.length + changed.length
  const from = SOURCE_WORDS[source]
  if (written === 0)
    return {
      name,
      outcome: 'duplicate',
      code: 'same-file',
      sentence: `These ${countWords(mornings.length)} from ${from} are here already, so nothing was added.`,
      activityId: null,
    }
  const range =
    first.date === last.date ? `on ${fullDate(first.date)}` : `${fullDate(first.date)} to ${fullDate(last.date)}`
  const sentence = `${capital(countWords(written))} from ${from}, ${range}: ${figuresIn(mornings)}.`
  return {
    name,
    outcome: 'imported',
    code: 'wellness',
    sentence: [sentence, ...notes].join(' '),
    activityId: null,
  }
}

/** What the file tells now; what it does not tell stays as it was told before. */
function withNewer(before: WellnessDay, now: WellnessDay): WellnessDay {
  const next = { ...before }
  for (const figure of WELLNESS_NUMBERS) next[figure] = now[figure] ?? before[figure]
  return { ...next, sick: now.sick ?? before.sick }
}

const SOURCE_WORDS: Readonly<Record<WellnessSource, string>> = {
  CHECK_IN: 'you',
  INTERVALS: 'Intervals.icu',
  HRV4TRAINING: 'HRV4Training',
  ELITE_HRV: 'Elite HRV',
  BODY_MEASURES: 'a table of body measures',
  SAMPLE: 'the sample',
}
const FIGURE_WORDS: Readonly<Record<WellnessNumber, string>> = {
  hrvRmssdMs: 'HRV',
  restingHrBpm: 'heart rate at rest',
  sleepS: 'sleep',
  fatigue: 'fatigue',
  soreness: 'soreness',
  stress: 'stress',
  mood: 'mood',
  weightKg: 'weight',
}

const countWords = (count: number): string => (count === 1 ? 'one morning' : `${count} mornings`)
const capital = (text: string): string => `${text[0]!.toUpperCase()}${text.slice(1)}`

function figuresIn(mornings: readonly WellnessDay[]): string {
  const told = WELLNESS_NUMBERS.filter((figure) => mornings.some((day) => day[figure] !== null))
  const words = told.map((figure) => FIGURE_WORDS[figure])
  return [...words, ...(mornings.some(({ sick }) => sick === true) ? ['sick days'] : [])].join(', ') || 'well days'
}
