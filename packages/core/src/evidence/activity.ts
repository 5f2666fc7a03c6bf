import type { ActivitySport } from '../athlete/sport.ts'
import type { LoadMethod } from '../load/load-method.ts'
import type { Streams } from '../load/streams.ts'
import type { LocalDate } from '../time/local-date.ts'

/** Where an activity came from; it decides dedup preference and what may leave the machine (integrations.md §0.8). */
export type ActivityProvider = 'file-fit' | 'file-tcx' | 'file-gpx' | 'strava' | 'intervals-icu' | 'manual' | 'sample'

export type { LoadMethod, Streams }

/** One lap as the recorder cut it. */
export interface Lap {
  readonly startS: number
  readonly durationS: number
  readonly distanceM: number | null
  readonly avgHrBpm: number | null
  readonly avgPowerW: number | null
}

/** What a decoder reads out of a file: facts, nothing computed from thresholds. Null where the file is silent. */
export interface RecordedActivity {
  readonly provider: ActivityProvider
  readonly sport: ActivitySport
  /** The recorder's own word for the sport (`trail`, `indoor_cycling`, `Biking`), kept for display and rules. */
  readonly subSport: string | null
  readonly title: string | null
  /** ISO instant, UTC. */
  readonly startedAt: string
  /** Offset of local time at the start, when the file tells it. */
  readonly utcOffsetS: number | null
  readonly elapsedS: number
  /** The recorder's timer, when it has one; else null and science's moving rule applies. */
  readonly timerS: number | null
  readonly distanceM: number | null
  readonly ascentM: number | null
  readonly descentM: number | null
  readonly avgHrBpm: number | null
  readonly maxHrBpm: number | null
  readonly avgPowerW: number | null
  readonly calories: number | null
  readonly device: string | null
  readonly indoor: boolean
  readonly streams: Streams
  readonly laps: readonly Lap[]
  /** Stated repairs and losses ("The file ends in the middle of record 2,113 …"). Empty when sound. */
  readonly notes: readonly string[]
  /** True when part of the file could not be read. */
  readonly partial: boolean
}

/** The summary every later decision reads: one activity with totals and load (design.md §4). */
export interface Activity {
  readonly id: string
  readonly provider: ActivityProvider
  readonly sport: ActivitySport
  readonly subSport: string | null
  readonly title: string | null
  readonly startedAt: string
  /** Local calendar day of the start (science.md S0.1). */
  readonly date: LocalDate
  readonly elapsedS: number
  readonly movingS: number
  readonly distanceM: number | null
  readonly ascentM: number | null
  readonly avgHrBpm: number | null
  readonly maxHrBpm: number | null
  readonly avgPowerW: number | null
  readonly npW: number | null
  readonly load: number | null
  readonly loadMethod: LoadMethod | null
  readonly loadConfidence: 'HIGH' | 'MEDIUM' | 'LOW' | null
  readonly indoor: boolean
  readonly race: boolean
}
