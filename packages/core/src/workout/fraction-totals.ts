/** The 30 s of science.md S2.6. */
const WINDOW_S = 30

/**
 * Normalized intensity of a series given as linear stretches, without expanding it (science.md S2.6, S3.8): trailing
 * 30-s mean, first value at sample 30, fourth-power mean. Samples stand in the middle of their second, so a ramp read
 * backwards gives the same mean. Only the 30 s after each change are walked; the rest is a sum in closed form. Equal to the
 * 1 Hz expansion within 1e-6 (tested).
 */
export class IntensityAccumulator {
  private readonly ring = new Float64Array(WINDOW_S)
  private head = 0
  private sum = 0
  private samples = 0
  private fourths = 0
  private windows = 0
  /** Sum of all fractions, second by second: for distance and work. */
  private area = 0
  /** The value of all of the last 30 s, when they are one; then the ring is filled only when somebody walks it. */
  private flat: number | null = null

  /** Adds `seconds` samples going linearly from `start` to `end`. */
  add(seconds: number, start: number, end: number): void {
    if (seconds <= 0) return
    const slope = (end - start) / seconds
    const first = start + slope / 2
    const rest = seconds - WINDOW_S
    this.area += (seconds * (start + end)) / 2
    if (this.flat !== null && slope === 0 && rest >= 0) {
      // from one level to another the window's mean moves in a straight line
      const step = (start - this.flat) / WINDOW_S
      this.fourths += sumOfFourthPowers(this.flat + step, step, WINDOW_S)
      this.windows += WINDOW_S
      this.samples += WINDOW_S
    } else {
      this.fillRing()
      const walked = Math.min(seconds, WINDOW_S)
      for (let i = 0; i < walked; i++) this.push(first + slope * i)
    }
    if (rest < 0) return
    // from here on the window lies wholly inside the stretch: its mean is linear in the sample's index
    this.fourths += sumOfFourthPowers(first + slope * (WINDOW_S - (WINDOW_S - 1) / 2), slope, rest)
    this.windows += rest
    this.samples += rest
    this.flat = slope === 0 ? start : null
    if (slope === 0) return
    this.head = 0
    this.sum = 0
    for (let i = 0; i < WINDOW_S; i++) {
      const value = first + slope * (seconds - WINDOW_S + i)
      this.ring[i] = value
      this.sum += value
    }
  }

  private fillRing(): void {
    if (this.flat === null) return
    this.ring.fill(this.flat)
    this.sum = this.flat * WINDOW_S
    this.head = 0
    this.flat = null
  }

  private push(value: number): void {
    this.sum += value - this.ring[this.head]!
    this.ring[this.head] = value
    this.head = this.head + 1 === WINDOW_S ? 0 : this.head + 1
    this.samples += 1
    if (this.samples >= WINDOW_S) {
      const mean = this.sum / WINDOW_S
      this.fourths += mean * mean * mean * mean
      this.windows += 1
    }
  }

  /** Normalized fraction; null under 30 s (S2.6). */
  get intensityFactor(): number | null {
    return this.windows === 0 ? null : (this.fourths / this.windows) ** 0.25
  }
  get seconds(): number {
    return this.samples
  }
  /** Σ fraction over seconds. */
  get fractionSeconds(): number {
    return this.area
  }
}

/** Σ (a + d·m)⁴ for m = 0 … n−1. */
function sumOfFourthPowers(a: number, d: number, n: number): number {
  if (d === 0) return n * a ** 4
  const m = n - 1
  const s1 = (m * (m + 1)) / 2
  const s2 = (m * (m + 1) * (2 * m + 1)) / 6
  const s3 = s1 * s1
  const s4 = (m * (m + 1) * (2 * m + 1) * (3 * m * m + 3 * m - 1)) / 30
  return n * a ** 4 + 4 * a ** 3 * d * s1 + 6 * a ** 2 * d ** 2 * s2 + 4 * a * d ** 3 * s3 + d ** 4 * s4
}
