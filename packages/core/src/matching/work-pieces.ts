import type { Lap } from '../evidence/activity.ts'
import type { DoneSeries } from './matchable.ts'

/** Everything recorded of one session on one clock: several recordings one after the other. */
export interface Recorded {
  readonly laps: readonly Lap[]
  readonly series: DoneSeries | null
  /** True only when all of it was indoors. */
  readonly indoor: boolean
}

/** Where a planned step was found in what was recorded. */
export interface Piece {
  readonly fromS: number
  readonly toS: number
  /** Seconds really spent. */
  readonly doneS: number
  /** Metres by the recorder's own lap, when it told. */
  readonly distanceM: number | null
  readonly lap: Lap | null
}
