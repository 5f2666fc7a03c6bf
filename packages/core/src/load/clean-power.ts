/** No human makes more for a second (science.md S2.4). */
const POWER_MAX_W = 2500
const POWER_MAX_W_PER_KG = 25
/** A single second above three times both neighbours is a spike of the sensor (science.md S2.4). */
const SPIKE_FACTOR = 3

/** Power samples with impossible ones made null (science.md S2.4). Negative readings are sensor noise too. */
export function rejectImpossiblePower(
  powerW: readonly (number | null)[],
  weightKg: number | null = null,
): (number | null)[] {
  const limit = weightKg === null ? POWER_MAX_W : Math.min(POWER_MAX_W, weightKg * POWER_MAX_W_PER_KG)
  return powerW.map((power) => (power === null || !(power >= 0 && power <= limit) ? null : power))
}

/** A 1 Hz power series with one-second spikes replaced by the mean of their neighbours (science.md S2.4). */
export function removePowerSpikes(powerW: Float64Array): Float64Array {
  const clean = powerW.slice()
  for (let index = 1; index < powerW.length - 1; index++) {
    const [before, power, after] = [powerW[index - 1]!, powerW[index]!, powerW[index + 1]!]
    if (power > SPIKE_FACTOR * before && power > SPIKE_FACTOR * after) clean[index] = (before + after) / 2
  }
  return clean
}
