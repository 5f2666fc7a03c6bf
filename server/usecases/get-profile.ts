import type { ActivitySport } from '@coach-wattz/core/athlete/sport'
import type { TrainingHistory } from '@coach-wattz/core/evidence/history'
import { volumesBySport } from '@coach-wattz/core/evidence/weekly-volumes'
import { fitnessHistory } from '@coach-wattz/core/load/fitness'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import type { ProfileReply, WeekVolume } from '../../shared/contracts/profile.ts'
import { countActivities, lastDates, loadHistory, loadLoadHistory } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadThresholds } from '../repositories/threshold-repository.ts'
import { bestsOf } from './bests-of.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { PROFILE_WINDOW_DAYS, profilesOn } from './refresh-athlete.ts'

/** Days of the fitness series that a screen shows. */
const SHOWN_DAYS = 180
/** No estimate looks further back (science.md S1.2, S2.1, S3.2). */
const ESTIMATE_WINDOW_DAYS = 120

/** Who the athlete is by the data: volume, fitness, estimates, and what is unknown and why. */
export async function getProfile(
  deps: Deps,
  athleteId: string,
  on: LocalDate | null = null,
): Promise<Outcome<ProfileReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const today = on ?? localToday(deps.now(), athlete.timeZone)
    const trained = await lastDates(tx)
    const history = await loadHistory(tx, { from: windowStart(trained, today), to: today })
    const bests = await bestsOf(tx, { from: addDays(today, -ESTIMATE_WINDOW_DAYS) })
    const given = (await loadThresholds(tx)).filter(({ method }) => method === 'athlete')
    const profiles = profilesOn({ athlete, history, given, bests }, today)
    const { days, byMethod } = await loadLoadHistory(tx, today)
    const fitness = fitnessHistory(days, today)
    const { count, firstDate, lastDate } = await countActivities(tx)
    return done({
      today,
      run: trained.has('run') ? profiles.run : null,
      ride: trained.has('ride') ? profiles.ride : null,
      weeks: weeksOf(history, today),
      fitness: fitness.ok
        ? {
            confidence: fitness.value.confidence,
            days: fitness.value.days.filter(({ date }) => date >= addDays(today, -SHOWN_DAYS)),
            loadShareByMethod: sharesOf(byMethod),
          }
        : null,
      fitnessUnknown: fitness.ok ? null : fitness.detail,
      activityCount: count,
      firstDate,
      lastDate,
    })
  })
}

/** A year and some, or back to the last days of a sport that was given up before, so that its break is known. */
function windowStart(trained: ReadonlyMap<ActivitySport, LocalDate>, today: LocalDate): LocalDate {
  const starts = [addDays(today, -PROFILE_WINDOW_DAYS), trained.get('run'), trained.get('ride')]
  return starts.filter((date) => date !== undefined).toSorted()[0] ?? today
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
        : {
            weekStart: week.weekStart,
            minutes: null,
            distanceM: null,
            days: null,
            longestM: null,
            longestMinutes: null,
          },
    )
  return { run: rows('run'), ride: rows('ride') }
}

/** Which methods the load comes from, by share of load (science.md S3.10: mixed methods may share one line, but it is shown). */
function sharesOf(byMethod: Readonly<Record<string, number>>): Record<string, number> {
  const total = Object.values(byMethod).reduce((sum, load) => sum + load, 0)
  return total === 0 ? {} : Object.fromEntries(Object.entries(byMethod).map(([method, load]) => [method, load / total]))
}
