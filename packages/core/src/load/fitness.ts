import { known, unknown, type Confidence, type Measured } from '../result/measured.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'

/** Time constants in days of fitness (CTL) and fatigue (ATL) (science.md S4.1). */
export const FITNESS_DAYS = 42
export const FATIGUE_DAYS = 7
/** Share of the gap closed in a day, `1 − e^(−1/τ)` (science.md S4.1; not the 1/τ variant). */
export const FITNESS_RATE = 1 - Math.exp(-1 / FITNESS_DAYS)
export const FATIGUE_RATE = 1 - Math.exp(-1 / FATIGUE_DAYS)

/** History from this long on needs no seed; below the second, a questionnaire speaks (science.md S4.3). */
export const SEED_FREE_DAYS = 120
export const SEED_WINDOW_DAYS = 28
/** Load of an hour of mixed training, for the questionnaire (science.md S4.3). */
const QUESTIONNAIRE_LOAD_PER_HOUR = 50

/** Fitness and fatigue at the end of a day. */
export interface FitnessState {
  readonly ctl: number
  readonly atl: number
}
/** One day of the series; `tsb` is the morning's form, from the evening before (science.md S4.2). */
export interface FitnessDay extends FitnessState {
  readonly date: LocalDate
  readonly load: number
  readonly tsb: number
}

/** One day further (science.md S4.1). */
export const nextFitness = (state: FitnessState, load: number): FitnessState => ({
  ctl: state.ctl + (load - state.ctl) * FITNESS_RATE,
  atl: state.atl + (load - state.atl) * FATIGUE_RATE,
})

/** The series of consecutive days from `from` with the given loads, starting at `seed` the evening before (science.md S4.1–S4.2). */
export function fitnessSeries(from: LocalDate, loads: readonly number[], seed: FitnessState): FitnessDay[] {
  let state = seed
  return loads.map((load, index) => {
    const tsb = state.ctl - state.atl
    state = nextFitness(state, load)
    return { date: addDays(from, index), load, tsb, ...state }
  })
}

/** A day with its load. */
export interface DayLoad {
  readonly date: LocalDate
  readonly load: number
}

/** Loads of all days from `from` to `to`, several of one day summed, rest days 0 (science.md S4.1). */
export function dailyLoads(loads: readonly DayLoad[], from: LocalDate, to: LocalDate): number[] {
  const days = new Array<number>(Math.max(0, daysBetween(from, to) + 1)).fill(0)
  for (const { date, load } of loads) {
    const index = daysBetween(from, date)
    if (index >= 0 && index < days.length) days[index]! += load
  }
  return days
}

/** Fitness over the whole history with the trust its beginning deserves. */
export interface FitnessHistory {
  readonly days: readonly FitnessDay[]
  readonly seed: FitnessState
  readonly confidence: Confidence
}

/**
 * Fitness, fatigue and form for each day from the first load to `today` (science.md S4.1–S4.3). At least 120 days of
 * history start at 0; 28–119 days start at the mean daily load of the first 28; shorter ones need `hoursPerWeek` of the
 * questionnaire and are LOW for 42 days. Unknown (`no-activities`, `too-few-weeks`) otherwise.
 */
export function fitnessHistory(
  loads: readonly DayLoad[],
  today: LocalDate,
  hoursPerWeek: number | null = null,
): Measured<FitnessHistory> {
  const past = loads.filter(({ date }) => date <= today)
  const first = past.reduce<LocalDate | null>(
    (least, { date }) => (least === null || date < least ? date : least),
    null,
  )
  if (first === null) {
    if (hoursPerWeek === null) return unknown('no-activities', 'No activity with a load yet.')
    const seed = questionnaireSeed(hoursPerWeek)
    return known({ days: fitnessSeries(today, [0], seed), seed, confidence: 'LOW' })
  }
  const daily = dailyLoads(past, first, today)
  const length = daily.length
  if (length < SEED_WINDOW_DAYS && hoursPerWeek === null) {
    return unknown('too-few-weeks', 'Less than four weeks of history: weekly hours before it are needed.')
  }
  const seed =
    length >= SEED_FREE_DAYS
      ? { ctl: 0, atl: 0 }
      : length >= SEED_WINDOW_DAYS
        ? meanSeed(daily.slice(0, SEED_WINDOW_DAYS))
        : questionnaireSeed(hoursPerWeek!)
  const confidence = length >= SEED_FREE_DAYS ? 'HIGH' : length >= FITNESS_DAYS ? 'MEDIUM' : 'LOW'
  return known({ days: fitnessSeries(first, daily, seed), seed, confidence })
}

function meanSeed(loads: readonly number[]): FitnessState {
  const mean = loads.reduce((sum, load) => sum + load, 0) / loads.length
  return { ctl: mean, atl: mean }
}

function questionnaireSeed(hoursPerWeek: number): FitnessState {
  const daily = (hoursPerWeek * QUESTIONNAIRE_LOAD_PER_HOUR) / 7
  return { ctl: daily, atl: daily }
}
