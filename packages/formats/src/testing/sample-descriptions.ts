import type { DescribedActivity } from './described-activity.ts'

/** Metres of one degree of latitude on the mean sphere. */
const METRES_PER_DEGREE = 111_194.93

/** A half-hour run with a two-minute pause and three laps: every channel speaks. Starts when told. */
export const describedRun = (startedAt: string): DescribedActivity => ({
  sport: 'run',
  startedAt,
  utcOffsetS: 3600,
  elapsedS: 1800,
  speedMps: () => 3,
  heartRateBpm: (second) => 120 + Math.floor(second / 60),
  cadenceRpm: () => 172,
  altitudeM: (second) => 100 + second / 100,
  powerW: () => 250,
  temperatureC: () => 12,
  position: (distanceM) => ({ latDeg: 48 + distanceM / METRES_PER_DEGREE, lonDeg: 9 }),
  pauses: [{ atS: 600, forS: 120 }],
  lapEndsS: [600, 1200],
  title: 'Easy <run> & strides',
})

/** An hour on the trainer: power, heart rate and cadence, no place. Starts when told. */
export const describedTrainerRide = (startedAt: string): DescribedActivity => ({
  sport: 'ride',
  subSport: 6,
  startedAt,
  elapsedS: 3600,
  speedMps: () => 9,
  heartRateBpm: (second) => 130 + Math.floor(second / 300),
  cadenceRpm: () => 90,
  powerW: (second) => (second % 600 < 300 ? 150 : 250),
})
