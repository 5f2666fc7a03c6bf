import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import type { Sport, ActivitySport } from '@coach-wattz/core/athlete/sport'
import { doneSeriesOf } from '@coach-wattz/core/matching/done-series'
import { doneZones } from '@coach-wattz/core/matching/done-zones'
import { NOTHING_TOLD } from '@coach-wattz/core/matching/feedback'
import type { DoneSeries } from '@coach-wattz/core/matching/matchable'
import { thinSeries, thinStepS } from '@coach-wattz/core/matching/thin-series'
import { addDays, daysBetween } from '@coach-wattz/core/time/local-date'
import type { ActivityMatchView, ActivityReply, ThinStreams } from '../../shared/contracts/activities.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadActivity, loadStreams, type StoredActivity } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadWords } from '../repositories/feedback-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { bestsIn } from './bests-of.ts'
import type { Deps } from './deps.ts'
import { localToday, utcOffsetAt } from './local-today.ts'
import { marksFor } from './marks-for.ts'
import { LINK_DAYS } from './match-activity.ts'
import { sessionLine } from './open-sessions.ts'
import { done, type Outcome } from './outcome.ts'
import { noSuchActivity } from './plan-refusals.ts'
import { loadPlanDone, type PlanDone } from './session-outcomes.ts'

/** More points than this no screen shows apart. */
const MOST_POINTS = 240

/** One activity with all that is known of it, beside the plan in force. */
export async function getActivity(deps: Deps, athleteId: string, id: string): Promise<Outcome<ActivityReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const stored = await loadActivity(tx, id)
    if (!stored) return noSuchActivity()
    const { laps, device, calories, notes, sources, bestEfforts, ...rest } = stored
    const { utcOffsetS, timerS: _timer, descentM: _descent, partial: _partial, ...activity } = rest
    const { timeZone } = await loadAthlete(tx)
    const today = localToday(deps.now(), timeZone)
    const planDone = await loadPlanDone(tx, today, timeZone)
    const { told, rpe, feel, reason } =
      (await loadWords(tx, planDone?.plan.id ?? '')).ofActivities.get(id) ?? NOTHING_TOLD
    const kept = bestsIn(bestEfforts)
    const thresholds = isMeasured(stored.sport) ? thresholdsOn(await loadThresholds(tx), stored.sport, stored.date) : {}
    const streams = await loadStreams(tx, id)
    const series = streams && doneSeriesOf(stored.sport, streams)
    return done({
      today,
      activity,
      startTime: clockAt(stored.startedAt, utcOffsetS ?? utcOffsetAt(stored.startedAt, timeZone)),
      laps: [...laps],
      device,
      calories,
      notes: [...notes],
      files: sources.flatMap(({ originalFileName }) => originalFileName ?? []),
      thresholds,
      bests: { powerW: [...(kept?.powerW ?? [])], speedMps: [...(kept?.speedMps ?? [])] },
      streams: series && thinStreams(series),
      zones: series && isMeasured(stored.sport) ? doneZones(stored.sport, series, thresholds) : null,
      feedback: { told, rpe, feel, reason },
      match: planDone && stored.date >= planDone.plan.createdOn ? await matchView(deps, tx, planDone, stored) : null,
    })
  })
}

/** Thresholds are of running and riding; anything else has none. */
const isMeasured = (sport: ActivitySport): sport is Sport => sport === 'run' || sport === 'ride'

const clockAt = (startedAt: string, offsetS: number): string =>
  new Date(Date.parse(startedAt) + 1000 * offsetS).toISOString().slice(11, 16)

function thinStreams(series: DoneSeries): ThinStreams {
  const lengthS = Math.max(...[series.heartRateBpm, series.powerW, series.speedMps].map((part) => part?.length ?? 0))
  const stepS = thinStepS(lengthS, MOST_POINTS)
  return {
    stepS,
    heartRateBpm: thinSeries(series.heartRateBpm, stepS),
    powerW: thinSeries(series.powerW, stepS),
    speedMps: thinSeries(series.speedMps, stepS),
  }
}

async function matchView(
  deps: Deps,
  tx: AthleteTransaction,
  planDone: PlanDone,
  { id, date }: StoredActivity,
): Promise<ActivityMatchView> {
  const { matching, frames, plan, links } = planDone
  const match = matching.matches.find(({ done: { activityIds } }) => activityIds.includes(id))
  const near = frames
    .filter((frame) => frame.date >= addDays(date, -LINK_DAYS) && frame.date <= addDays(date, LINK_DAYS))
    .toSorted((a, b) => Math.abs(daysBetween(date, a.date)) - Math.abs(daysBetween(date, b.date)))
  const marks = await marksFor(deps, tx, planDone, [...near.map((frame) => frame.id), match?.workoutId])
  const lines = frames.map((frame) => ({
    ...sessionLine(frame),
    mark: marks.find(({ workoutId }) => workoutId === frame.id) ?? null,
  }))
  const isApart = links.some((link) => link.kind === 'none' && link.activityId === id)
  return {
    planId: plan.id,
    session: lines.find(({ workoutId }) => workoutId === match?.workoutId) ?? null,
    author: match?.author ?? (isApart ? 'athlete' : null),
    others: match?.done.activityIds.filter((other) => other !== id) ?? [],
    candidates: near.flatMap((frame) => lines.find(({ workoutId }) => workoutId === frame.id) ?? []),
  }
}
