import type { ActivitySport } from '../athlete/sport.ts'
import { dropoutLimit, medianGap, mostGapsWithin } from '../load/one-hertz.ts'
import type { RecordedActivity } from './activity.ts'
import { sampleDistances } from './track-distance.ts'

/**
 * Speed in m/s from which one moves [P]: a slow walk on foot, the slowest a bike stays up. Sports without a meaningful
 * speed have none: there only the recorder's own gaps are pauses.
 */
const MOVING_FROM_MPS: Partial<Record<ActivitySport, number>> = { run: 0.5, walk: 0.3, ride: 1 }
/** Speed is taken over this much time around a sample, since a receiver at rest still jitters. */
const SPEED_SPAN_S = 10
/** A gap with movement through it still counts up to here (integrations.md: longer is a pause) … */
const MOVING_GAP_S = 30
/** … or up to three of the recorder's own intervals, for tracks thinned to a point a minute. */
const MOVING_GAP_INTERVALS = 3

/**
 * Moving seconds (design.md §6): the recorder's timer when it has one, else the time between samples that lie close
 * together and, where distance is known, cover ground at the sport's moving speed over the 10 s around them [P]. Never
 * more than the elapsed time; the elapsed time itself when there are no samples to judge.
 */
export function movingSecondsOf(recorded: RecordedActivity): number {
  const { timerS, elapsedS, streams, sport, indoor } = recorded
  if (timerS !== null && timerS > 0) return elapsedS > 0 ? Math.min(timerS, elapsedS) : timerS
  const { timeS } = streams
  if (timeS.length < 2) return elapsedS
  const threshold = indoor ? undefined : MOVING_FROM_MPS[sport]
  const distances = threshold === undefined ? null : sampleDistances(streams)
  const shortGapS = dropoutLimit(timeS)
  const movingGapS = mostGapsWithin(timeS, MOVING_GAP_S / MOVING_GAP_INTERVALS)
    ? MOVING_GAP_S
    : Math.max(MOVING_GAP_S, MOVING_GAP_INTERVALS * medianGap(timeS))
  let movingS = 0
  for (let index = 1; index < timeS.length; index++) {
    const gapS = timeS[index]! - timeS[index - 1]!
    const speed = distances && speedAround(timeS, distances, index)
    const isMoving =
      speed === null || threshold === undefined ? gapS <= shortGapS : gapS <= movingGapS && speed >= threshold
    if (isMoving) movingS += gapS
  }
  return elapsedS > 0 ? Math.min(movingS, elapsedS) : movingS
}

/** Mean speed over about 10 s around the step that ends at `index`; null where no distance is told. */
function speedAround(timeS: readonly number[], distances: readonly (number | null)[], index: number): number | null {
  const middle = (timeS[index]! + timeS[index - 1]!) / 2
  let from = index - 1
  let to = index
  while (from > 0 && timeS[from - 1]! >= middle - SPEED_SPAN_S / 2) from--
  while (to < timeS.length - 1 && timeS[to + 1]! <= middle + SPEED_SPAN_S / 2) to++
  while (from < index - 1 && distances[from] === null) from++
  while (to > index && distances[to] === null) to--
  const [start, end] = [distances[from] ?? null, distances[to] ?? null]
  if (start === null || end === null) return null
  return (end - start) / (timeS[to]! - timeS[from]!)
}
