import type { RecordedActivity, Streams } from './activity.ts'

/** A made recording for tests: silent about everything it is not told. */
export function recordedActivity(streams: Streams, more: Partial<RecordedActivity> = {}): RecordedActivity {
  const { timeS } = streams
  return {
    provider: 'file-fit',
    sport: 'run',
    subSport: null,
    title: null,
    startedAt: '2026-03-01T08:00:00Z',
    utcOffsetS: null,
    elapsedS: timeS.length > 1 ? timeS.at(-1)! - timeS[0]! : 0,
    timerS: null,
    distanceM: null,
    ascentM: null,
    descentM: null,
    avgHrBpm: null,
    maxHrBpm: null,
    avgPowerW: null,
    calories: null,
    device: null,
    indoor: false,
    streams,
    laps: [],
    notes: [],
    partial: false,
    ...more,
  }
}

/** 0, 1, 2 … seconds. */
export const seconds = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
