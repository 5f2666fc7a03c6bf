/**
 * Samples of one activity, columnar. `timeS` counts from the start and increases strictly; the other columns have the
 * same length, with null where the device said nothing. Units are in the names.
 */
export interface Streams {
  readonly timeS: readonly number[]
  readonly distanceM?: readonly (number | null)[]
  readonly speedMps?: readonly (number | null)[]
  readonly altitudeM?: readonly (number | null)[]
  readonly heartRateBpm?: readonly (number | null)[]
  readonly powerW?: readonly (number | null)[]
  /** rpm; runs count both legs (steps per minute). */
  readonly cadenceRpm?: readonly (number | null)[]
  readonly latDeg?: readonly (number | null)[]
  readonly lonDeg?: readonly (number | null)[]
  readonly temperatureC?: readonly (number | null)[]
}
