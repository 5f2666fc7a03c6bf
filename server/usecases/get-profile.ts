import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { TrainingHistory } from '@coach-wattz/core/evidence/history'
import { volumesBySport } from '@coach-wattz/core/evidence/weekly-volumes'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { ProfileReply, WeekVolume } from '../../shared/contracts/profile.ts'
import { countActivities, listActivities, loadHistory } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { bestsOf } from './bests-of.ts'
import type { Deps } from './deps.ts'
import { fitnessOf } from './fitness-of.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { profilesOn } from './refresh-athlete.ts'

/** Days of the fitness series that a screen shows. */
const SHOWN_DAYS = 180

/** Who the athlete is by the data: volume, fitness, estimates, and what is unknown and why. */
export async function getProfile(deps: Deps, athleteId: string): Promise<Outcome<ProfileReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = localToday(deps.now(), athlete.timeZone)
    const history = await loadHistory(tx, { to: today })
    const activities = await listActivities(tx, { to: today })
    const { count, firstDate, lastDate } = await countActivities(tx)
    const given = (await loadThresholds(tx)).filter(({ method }) => method === 'athlete')
    const profiles = profilesOn({ athlete, history, given, bests: await bestsOf(tx) }, today)
    const fitness = fitnessOf(activities, today)
    const does = (sport: 'run' | 'ride') => activities.some((activity) => activity.sport === sport)
    return done({
      today,
      run: does('run') ? profiles.run : null,
      ride: does('ride') ? profiles.ride : null,
      weeks: weeksOf(history, today),
      fitness: fitness.ok
        ? {
            confidence: fitness.value.confidence,
            days: fitness.value.days.filter(({ date }) => date >= addDays(today, -SHOWN_DAYS)),
            loadShareByMethod: shareByMethod(activities),
          }
        : null,
      fitnessUnknown: fitness.ok ? null : fitness.detail,
      activityCount: count,
      firstDate,
      lastDate,
    })
  })
}

function weeksOf(history: TrainingHistory, today: LocalDate): ProfileReply['weeks'] {
  const volumes = volumesBySport(history, today)
  const rows = (sport: 'run' | 'ride'): WeekVolume[] =>
    volumes[sport].map((week) =>
      week.known
        ? {
            weekStart: week.weekStart,
            minutes: week.minutes,
            distanceM: week.distanceM,
            days: week.days,
            longestM: week.longestM,
            longestMinutes: week.longestMinutes,
          }
        : { weekStart: week.weekStart, minutes: null, distanceM: null, days: null, longestM: null, longestMinutes: null },
    )
  return { run: rows('run'), ride: rows('ride') }
}

/** Which methods the load comes from, by share of load (science.md S3.10: mixed methods may share one line, but it is shown). */
function shareByMethod(activities: readonly Activity[]): Record<string, number> {
  const byMethod: Record<string, number> = {}
  let total = 0
  for (const { load, loadMethod } of activities) {
    if (load === null || loadMethod === null) continue
    byMethod[loadMethod] = (byMethod[loadMethod] ?? 0) + load
    total += load
  }
  return total === 0 ? {} : Object.fromEntries(Object.entries(byMethod).map(([method, load]) => [method, load / total]))
}
