import { setImmediate } from 'node:timers/promises'
import type { ActivityBests } from '@coach-wattz/core/evidence/activity-bests'
import type { TrainingHistory } from '@coach-wattz/core/evidence/history'
import { buildAthleteProfile, type AthleteProfile } from '@coach-wattz/core/evidence/profile'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { Threshold } from '@coach-wattz/core/athlete/thresholds'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { loadHistory } from '../repositories/activity-repository.ts'
import { loadAthlete, type AthleteRecord } from '../repositories/athlete-repository.ts'
import { saveProfileSnapshot } from '../repositories/profile-repository.ts'
import { loadThresholds, saveThresholds } from '../repositories/threshold-repository.ts'
import { bestsOf } from './bests-of.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { refreshLoads } from './refresh-loads.ts'

/** Estimates are looked for at every four weeks of the history, so that old activities meet the threshold of their time. */
const STEP_DAYS = 28
/** A smaller difference is noise (science.md S2.1). */
const MIN_CHANGE = 0.02
/** Nothing in a profile is older, but for the last day of a sport that was given up. */
export const PROFILE_WINDOW_DAYS = 400
const SPORTS: readonly Sport[] = ['run', 'ride']

/** What is needed to look at an athlete as they were on any day. */
interface Evidence {
  readonly athlete: AthleteRecord
  readonly history: TrainingHistory
  readonly bests: ReadonlyMap<string, ActivityBests>
  /** The athlete's own word only: estimates never rest on estimates. */
  readonly given: readonly Threshold[]
}

/**
 * After new activities: thresholds as the history shows them, each in force from the day that proved it (design.md law 6),
 * loads computed again where they changed, and a snapshot of who the athlete is now.
 */
export async function refreshAthlete(deps: Deps, athleteId: string): Promise<void> {
  const { evidence, stored, today } = await deps.database.withAthlete(athleteId, async (tx) => {
    const athlete = await loadAthlete(tx)
    const thresholds = await loadThresholds(tx)
    const day = localToday(deps.now(), athlete.timeZone)
    const given = thresholds.filter(({ method }) => method === 'athlete')
    return {
      evidence: { athlete, given, history: await loadHistory(tx, { to: day }), bests: await bestsOf(tx) },
      stored: thresholds,
      today: day,
    }
  })
  const estimates = await estimateThresholds(evidence, today)
  const fresh = estimates.filter((estimate) => !stored.some((known) => isSame(known, estimate)))
  const profile = profilesOn(evidence, today)
  const firstChange = fresh.map(({ from }) => from).toSorted()[0]
  await deps.database.withAthlete(athleteId, async (tx) => {
    await saveThresholds(tx, fresh)
    await saveProfileSnapshot(tx, { date: today, profile, computedAt: deps.now() })
    if (firstChange !== undefined) await refreshLoads(tx, { from: firstChange })
  })
}

/** Profiles of both sports on a day. */
export function profilesOn(
  { athlete, history, bests, given }: Evidence,
  today: LocalDate,
): Record<Sport, AthleteProfile> {
  const of = (sport: Sport): AthleteProfile =>
    buildAthleteProfile({
      sport,
      today,
      history,
      bests,
      thresholds: given,
      birthYear: athlete.birthYear,
      level: athlete.level,
    })
  return { run: of('run'), ride: of('ride') }
}

async function estimateThresholds(evidence: Evidence, today: LocalDate): Promise<Threshold[]> {
  const first = evidence.history.activities.map(({ date }) => date).toSorted()[0]
  if (first === undefined) return []
  const series = new Map<string, Threshold[]>()
  const days: LocalDate[] = []
  for (let day = today; day >= first; day = addDays(day, -STEP_DAYS)) days.unshift(day)
  for (const day of days) {
    const profiles = profilesOn({ ...evidence, history: windowBefore(evidence.history, day) }, day)
    for (const sport of SPORTS)
      for (const threshold of profiles[sport].thresholds)
        if (threshold.method !== 'athlete') append(series, threshold, day)
    // A long history is looked at in many small bites: the server answers in between.
    await setImmediate()
  }
  return [...series.values()].flatMap(([earliest, ...later]) =>
    // Before the first proof the first estimate is the best there is, and says that it is not sure.
    earliest && earliest.from > first
      ? [{ ...earliest, from: first, confidence: 'LOW' as const }, earliest, ...later]
      : [...(earliest ? [earliest] : []), ...later],
  )
}

/** The last year and some: all that a profile looks at (science.md S0.3, S8.7), so that long histories cost no more a step. */
const windowBefore = (history: TrainingHistory, day: LocalDate): TrainingHistory => {
  const from = addDays(day, -PROFILE_WINDOW_DAYS)
  return { ...history, activities: history.activities.filter(({ date }) => date >= from && date <= day) }
}

/** A new proof is in force from its own day; the same proof grown old or detrained (science.md S1.2, S8.8) from the day we look. */
function append(series: Map<string, Threshold[]>, threshold: Threshold, day: LocalDate): void {
  const key = `${threshold.sport} ${threshold.name}`
  const known = series.get(key)
  const last = known?.at(-1)
  if (!known || !last) series.set(key, [threshold])
  else if (Math.abs(threshold.value / last.value - 1) >= MIN_CHANGE)
    known.push(threshold.from > last.from ? threshold : { ...threshold, from: day })
}

const isSame = (known: Threshold, estimate: Threshold): boolean =>
  known.sport === estimate.sport &&
  known.name === estimate.name &&
  known.from === estimate.from &&
  (known.method === 'athlete' || Math.abs(known.value / estimate.value - 1) < 1e-6)
