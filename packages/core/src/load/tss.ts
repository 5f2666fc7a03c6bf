/** Intensity factor: normalized power as a share of FTP (science.md S2.6). */
export const intensityFactor = (npW: number, ftpW: number): number => npW / ftpW

/** Training stress score of `durationS` at `npW` (science.md S2.6): one hour at FTP is 100. */
export const trainingStressScore = (durationS: number, npW: number, ftpW: number): number =>
  loadOfIntensity(durationS, intensityFactor(npW, ftpW))

/** Load of a duration at an intensity factor: `100 · h · IF²` (science.md S2.6, S3.8, S3.9). */
export const loadOfIntensity = (durationS: number, intensity: number): number =>
  (100 * durationS * intensity ** 2) / 3600

/** Variability index NP / mean power, at least 1 (science.md S2.6). Null without power. */
export const variabilityIndex = (npW: number, avgPowerW: number): number | null =>
  avgPowerW > 0 ? Math.max(1, npW / avgPowerW) : null

/** Work of a 1 Hz power series in kJ (science.md S2.6). */
export function workKj(powerW: Float64Array | readonly number[]): number {
  let joules = 0
  for (let index = 0; index < powerW.length; index++) joules += powerW[index]!
  return joules / 1000
}
