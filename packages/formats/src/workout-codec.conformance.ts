import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '@coach-wattz/core/result/result'
import { arbitraryAwp, type ArbitraryAwpOptions } from '@coach-wattz/core/testing/arbitrary-awp'
import type { Awp } from '@coach-wattz/core/workout/awp'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import { hasErrors, validateAwp } from '@coach-wattz/core/workout/validate'
import type { EncodeContext, EncodedWorkout, EncodeError, Loss, WorkoutCodec } from './workout-codec.ts'

export interface CodecUnderTest {
  readonly codec: WorkoutCodec
  /** What reading our own file gives back (integrations.md §8 matrix), for the same context. */
  degrade(awp: Awp, context: EncodeContext): Result<{ awp: Awp; losses: readonly Loss[] }, EncodeError>
  /** Workouts that the format can hold at all. */
  readonly holds?: ArbitraryAwpOptions
  /** Small valid files, for truncation and bit rot. */
  readonly samples: readonly Uint8Array[]
  /** Largest share of load that a timed power workout may change; 2 % unless the format cannot. */
  readonly loadTolerance?: number
}

/** Thresholds that let every target be written in absolute numbers. */
export const CONFORMANCE_CONTEXT: EncodeContext = {
  thresholds: { ftpW: 250, lthrBpm: 165, maxHrBpm: 185, thresholdSpeedMps: 3.8 },
}

/** One suite for every codec (integrations.md §8): the round trip, time, load, losses, and hostile bytes. */
export function describeCodec({ codec, degrade, holds = {}, samples, loadTolerance = 0.02 }: CodecUnderTest): void {
  const encode = (awp: Awp): EncodedWorkout => {
    const encoded = codec.encode(awp, CONFORMANCE_CONTEXT)
    if (!encoded.ok) throw new Error(`${codec.format} refused: ${encoded.error.why} (${encoded.error.path})`)
    return encoded.value
  }
  const roundTrip = (awp: Awp): Awp => {
    const decoded = codec.decode(encode(awp).bytes)
    if (!decoded.ok)
      throw new Error(`${codec.format} cannot read its own file: ${decoded.error.why} (${decoded.error.at})`)
    return decoded.value.awp
  }
  const degraded = (awp: Awp): Awp => {
    const result = degrade(awp, CONFORMANCE_CONTEXT)
    if (!result.ok) throw new Error(result.error.why)
    return result.value.awp
  }

  describe(`${codec.format}: conformance`, { timeout: 60_000 }, () => {
    it('WF1: gives back exactly what the matrix says', () => {
      fc.assert(
        fc.property(arbitraryAwp(holds), (awp) => {
          expect(roundTrip(awp)).toEqual(degraded(awp))
        }),
        { numRuns: 150 },
      )
    })

    it('WF2: loses nothing more on a second trip', () => {
      fc.assert(
        fc.property(arbitraryAwp(holds), (awp) => {
          const once = roundTrip(awp)
          expect(roundTrip(once)).toEqual(once)
        }),
        { numRuns: 100 },
      )
    })

    it('WF3: keeps the total time of every timed workout within a second, and the load of power within 2 %', () => {
      fc.assert(
        fc.property(arbitraryAwp({ ...holds, sport: 'ride', timedOnly: true, powerOnly: true }), (awp) => {
          const before = workoutTotals(awp, CONFORMANCE_CONTEXT.thresholds)
          const after = workoutTotals(roundTrip(awp), CONFORMANCE_CONTEXT.thresholds)
          expect(Math.abs((after.durationS ?? 0) - (before.durationS ?? 0))).toBeLessThanOrEqual(1)
          if (before.tss === null || hasUntargetedStep(awp)) return
          expect(Math.abs((after.tss ?? 0) - before.tss)).toBeLessThanOrEqual(Math.max(0.1, before.tss * loadTolerance))
        }),
        { numRuns: 120 },
      )
    })

    it('WF4: reads back valid workouts only', () => {
      fc.assert(
        fc.property(arbitraryAwp(holds), (awp) => {
          expect(hasErrors(validateAwp(roundTrip(awp)))).toBe(false)
        }),
        { numRuns: 100 },
      )
    })

    it('WF5: never changes its argument', () => {
      fc.assert(
        fc.property(arbitraryAwp(holds), (awp) => {
          const before = JSON.stringify(awp)
          codec.encode(awp, CONFORMANCE_CONTEXT)
          expect(JSON.stringify(awp)).toBe(before)
        }),
        { numRuns: 50 },
      )
    })

    it('WF6: names its files for every device', () => {
      fc.assert(
        fc.property(arbitraryAwp(holds), (awp) => {
          const { filename, mediaType } = encode(awp)
          expect(filename).toMatch(/^[A-Za-z0-9_-]{1,60}\.[a-z0-9.]+$/)
          expect(mediaType).toBe(codec.mediaType)
        }),
        { numRuns: 50 },
      )
    })

    it('WF7: refuses to degrade when told so, and only then', () => {
      fc.assert(
        fc.property(arbitraryAwp(holds), (awp) => {
          const { losses } = encode(awp)
          const strict = codec.encode(awp, { ...CONFORMANCE_CONTEXT, allowDegraded: false })
          expect(strict.ok).toBe(losses.length === 0)
        }),
        { numRuns: 50 },
      )
    })

    it('WF8: answers arbitrary bytes with a value', () => {
      fc.assert(
        fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
          expect(typeof codec.decode(bytes).ok).toBe('boolean')
        }),
        { numRuns: 200 },
      )
    })

    it('WF8: survives its own files cut at every byte and with any byte changed', () => {
      for (const sample of samples) {
        for (let end = 0; end <= sample.length; end++)
          expect(typeof codec.decode(sample.slice(0, end)).ok).toBe('boolean')
        fc.assert(
          fc.property(fc.nat(sample.length - 1), fc.nat(255), (at, value) => {
            const rotten = sample.slice()
            rotten[at] = value
            const decoded = codec.decode(rotten)
            return !decoded.ok || !hasErrors(validateAwp(decoded.value.awp))
          }),
          { numRuns: 300 },
        )
      }
    })
  })
}

/** A step without a target is ridden as the format says, so its load is the format's. */
function hasUntargetedStep(awp: Awp): boolean {
  return /"type":"(FreeRide|MaxEffort)"/.test(JSON.stringify(awp))
}
