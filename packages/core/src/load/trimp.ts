/** Only for Banister's weighting; null means the mean of both (science.md S3.5). */
export type Sex = 'male' | 'female'

/** Banister 1991 (science.md S3.5). */
const BANISTER: Record<Sex, { factor: number; rate: number }> = {
  male: { factor: 0.64, rate: 1.92 },
  female: { factor: 0.86, rate: 1.67 },
}

/** What heart rate is measured against. */
export interface HeartRateReserve {
  readonly restingBpm: number
  readonly maxBpm: number
  readonly sex: Sex | null
}

/** Banister's TRIMP of `minutes` at one heart rate (science.md S3.5). */
export function banisterTrimp(minutes: number, bpm: number, reserve: HeartRateReserve): number {
  const x = Math.min(1, Math.max(0, (bpm - reserve.restingBpm) / (reserve.maxBpm - reserve.restingBpm)))
  const weighted = (sex: Sex): number => x * BANISTER[sex].factor * Math.exp(BANISTER[sex].rate * x)
  return minutes * (reserve.sex === null ? (weighted('male') + weighted('female')) / 2 : weighted(reserve.sex))
}

/** Banister's TRIMP of a 1 Hz heart-rate series. */
export function banisterTrimpOf(bpmOneHertz: Float64Array | readonly number[], reserve: HeartRateReserve): number {
  let trimp = 0
  for (let index = 0; index < bpmOneHertz.length; index++) trimp += banisterTrimp(1 / 60, bpmOneHertz[index]!, reserve)
  return trimp
}

/** Heart-rate load from a TRIMP: 60 min at LTHR is 100 (science.md S3.7). */
export const heartRateLoad = (trimp: number, lthrBpm: number, reserve: HeartRateReserve): number =>
  (100 * trimp) / banisterTrimp(60, lthrBpm, reserve)

/** Edwards: minutes in the five zones by share of maximum, weighted 1…5 (science.md S3.6). */
export const edwardsTrimp = (minutesInZones: readonly number[]): number =>
  minutesInZones.reduce((sum, minutes, index) => sum + minutes * (index + 1), 0)

/** Lucia: minutes LOW, MID, HIGH weighted 1, 2, 3 (science.md S3.6). */
export const luciaTrimp = (lowMinutes: number, midMinutes: number, highMinutes: number): number =>
  lowMinutes + 2 * midMinutes + 3 * highMinutes
