import { activityBests, type ActivityBests } from '@coach-wattz/core/evidence/activity-bests'
import { totalsOf, type ActivityTotals } from '@coach-wattz/core/evidence/activity-totals'
import type { RecordedActivity } from '@coach-wattz/core/evidence/activity'

/**
 * A recording with everything computed that needs its samples, so that only results cross to the event loop. The samples
 * themselves come as the JSON text they are stored as.
 */
export interface PreparedActivity {
  readonly recorded: Omit<RecordedActivity, 'streams'>
  readonly totals: ActivityTotals
  readonly bests: ActivityBests
  readonly samples: SamplesText
}

/** `json` is UTF-8. */
export interface SamplesText {
  readonly json: Uint8Array
  readonly sampleCount: number
  readonly columns: readonly string[]
}

/** Runs in the decoding worker: tens of milliseconds for a long ride. */
export function prepareActivity({ streams, ...recorded }: RecordedActivity): PreparedActivity {
  return {
    recorded,
    totals: totalsOf({ ...recorded, streams }),
    bests: activityBests({ ...recorded, streams }),
    samples: {
      // Its own buffer, so that it can be handed over instead of copied.
      json: new TextEncoder().encode(JSON.stringify(streams)),
      sampleCount: streams.timeS.length,
      columns: Object.keys(streams),
    },
  }
}
