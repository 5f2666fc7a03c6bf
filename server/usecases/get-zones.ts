import { thresholdsOn } from '@coach-wattz/core/athlete/thresholds'
import type { Activity } from '@coach-wattz/core/evidence/activity'
import { doneSeriesOf } from '@coach-wattz/core/matching/done-series'
import { doneZones } from '@coach-wattz/core/matching/done-zones'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import type { WeekZones, ZonesReply } from '../../shared/contracts/progress.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { listActivities, loadStreams } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadActivePlanWeeks } from '../repositories/plan-weeks-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'

/** So many weeks are read: each takes the samples of all that was done in it. */
const WEEKS = 6
const NO_TIME: readonly number[] = [0, 0, 0, 0, 0, 0, 0]
const add = (a: readonly number[], b: readonly number[]): number[] => a.map((seconds, zone) => seconds + (b[zone] ?? 0))

/** Time in zones of the last weeks, by the samples and the thresholds of each day, beside what the plan means to do. */
export async function getZones(deps: Deps, athleteId: string): Promise<Outcome<ZonesReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    const today = localToday(deps.now(), timeZone)
    const from = addDays(mondayOf(today), -7 * (WEEKS - 1))
    const plan = await loadActivePlanWeeks(tx, { from, to: today })
    const planned = (plan?.blocks ?? []).flatMap(({ weeks }) => weeks.filter(({ detail }) => detail === 'DETAILED'))
    const activities = await listActivities(tx, { from, to: today })
    const weeks: WeekZones[] = []
    for (let weekStart = from; weekStart <= today; weekStart = addDays(weekStart, 7)) {
      const week = planned.find(({ startDate }) => startDate === weekStart)
      const inWeek = activities.filter(({ date }) => mondayOf(date) === weekStart)
      weeks.push({
        weekStart,
        ...(await doneIn(tx, inWeek)),
        planned: (week?.workouts ?? []).reduce<readonly number[] | null>((sum, { workout }) => {
          const { timeInZoneS } = workoutTotals(workout)
          return timeInZoneS === null ? sum : add(sum ?? NO_TIME, timeInZoneS)
        }, null),
      })
    }
    return done({ weeks })
  })
}

async function doneIn(
  tx: AthleteTransaction,
  activities: readonly Activity[],
): Promise<Pick<WeekZones, 'done' | 'without'>> {
  const thresholds = activities.length > 0 ? await loadThresholds(tx) : []
  let sum = NO_TIME
  let without = 0
  for (const { id, sport, date } of activities) {
    if (sport !== 'run' && sport !== 'ride') continue
    const streams = await loadStreams(tx, id)
    const zones = streams && doneZones(sport, doneSeriesOf(sport, streams), thresholdsOn(thresholds, sport, date))
    if (zones) sum = add(sum, zones.secondsInZone)
    else without += 1
  }
  return { done: sum, without }
}
