/** A gap up to this long between samples is a dropout and is interpolated; a longer one is a pause (science.md S2.6). */
export const DROPOUT_MAX_S = 5
/** At most this many zeros stand for a pause; the rest of it is dropped (science.md S2.6). */
export const PAUSE_ZEROS_MAX = 30
/** A pause longer than this separates efforts: no best window may cross it (science.md S2.4). */
export const SEPARATING_PAUSE_S = 30
/** Recorders that save every n seconds make gaps of n: S2.6 is written for 1 Hz, so a dropout may be this many intervals. */
const DROPOUT_INTERVALS = 3

/** How a pause is filled: zeros count as coasting (power), or the pause is left out (speed, heart rate). */
export type PauseRule = 'zeros' | 'drop'
/** What a missing value while recording means: 0 (power), or the last value held over a dropout (heart rate, speed). */
export type MissingRule = 'zero' | 'hold'

/** A series with one value a second. */
export interface OneHertz {
  readonly values: Float64Array
  /** Indexes of the first sample after a pause longer than 30 s. */
  readonly restarts: readonly number[]
  /** Share of the recorded samples that carried a value. */
  readonly coverage: number
}

/**
 * Resamples to 1 Hz (science.md S2.6): dropouts are interpolated, a pause becomes at most 30 zeros or is dropped.
 * Recorders slower than one sample in 5/3 s stretch the dropout limit to three of their intervals, at most 30 s.
 * Samples in one second are averaged. Length is at most 31 × the number of samples, whatever the time stamps say.
 */
export function resampleOneHertz(
  timeS: readonly number[],
  samples: readonly (number | null)[],
  pause: PauseRule = 'zeros',
  missing: MissingRule = 'zero',
): OneHertz {
  const { seconds, values, coverage } = wholeSeconds(timeS, samples, missing)
  const dropoutMaxS = dropoutLimit(seconds)
  const out: number[] = []
  const restarts: number[] = []
  for (let index = 0; index < seconds.length; index++) {
    if (index > 0) {
      const gapS = seconds[index]! - seconds[index - 1]!
      if (gapS <= dropoutMaxS) {
        const from = values[index - 1]!
        const step = (values[index]! - from) / gapS
        for (let k = 1; k < gapS; k++) out.push(from + step * k)
      } else {
        if (pause === 'zeros') for (let k = Math.min(gapS - 1, PAUSE_ZEROS_MAX); k > 0; k--) out.push(0)
        if (gapS > SEPARATING_PAUSE_S) restarts.push(out.length)
      }
    }
    out.push(values[index]!)
  }
  return { values: new Float64Array(out), restarts, coverage }
}

/** Longest gap in seconds that is a dropout for this recorder. */
export function dropoutLimit(seconds: readonly number[]): number {
  if (seconds.length < 3 || mostGapsWithin(seconds, DROPOUT_MAX_S / DROPOUT_INTERVALS)) return DROPOUT_MAX_S
  const median = medianGap(seconds)
  return Math.min(PAUSE_ZEROS_MAX, Math.max(DROPOUT_MAX_S, DROPOUT_INTERVALS * median))
}

/** True when more than half of the gaps are at most `limitS`: the median is, without sorting (the usual recorder saves every second). */
export function mostGapsWithin(timeS: readonly number[], limitS: number): boolean {
  let within = 0
  for (let index = 1; index < timeS.length; index++) if (timeS[index]! - timeS[index - 1]! <= limitS) within++
  return 2 * within > timeS.length - 1
}

/** Median time between samples; 0 with fewer than two. */
export function medianGap(timeS: readonly number[]): number {
  const gaps = new Float64Array(Math.max(0, timeS.length - 1))
  for (let index = 1; index < timeS.length; index++) gaps[index - 1] = timeS[index]! - timeS[index - 1]!
  gaps.sort()
  return gaps[gaps.length >> 1] ?? 0
}

/** Samples on whole seconds, several in one second averaged, missing values resolved. */
function wholeSeconds(timeS: readonly number[], samples: readonly (number | null)[], missing: MissingRule) {
  const seconds: number[] = []
  const values: number[] = []
  const counts: number[] = []
  let spoke = 0
  let recorded = 0
  for (let index = 0; index < timeS.length; index++) {
    const sample = samples[index] ?? null
    recorded++
    if (sample !== null) spoke++
    if (sample === null && missing === 'hold') continue
    const second = Math.floor(timeS[index]!)
    const last = seconds.length - 1
    if (last >= 0 && second <= seconds[last]!) {
      values[last] = (values[last]! * counts[last]! + (sample ?? 0)) / (counts[last]! + 1)
      counts[last]!++
    } else {
      seconds.push(second)
      values.push(sample ?? 0)
      counts.push(1)
    }
  }
  return { seconds, values, coverage: recorded === 0 ? 0 : spoke / recorded }
}
