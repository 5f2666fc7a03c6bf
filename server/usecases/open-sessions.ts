import type { Activity } from '@coach-wattz/core/evidence/activity'
import type { Ambiguity } from '@coach-wattz/core/matching/matchable'
import { openQuestions } from '@coach-wattz/core/matching/open-questions'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { localDayOf } from '@coach-wattz/core/time/local-day'
import type {
  AskedMatch,
  AskedSession,
  OpenSessionsReply,
  RecordingLine,
  SessionLine,
} from '../../shared/contracts/sessions.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { listActivities } from '../repositories/activity-repository.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { loadSessionsAround } from '../repositories/plan-weeks-repository.ts'
import type { Deps } from './deps.ts'
import { localToday, utcOffsetAt } from './local-today.ts'
import { done, type Outcome } from './outcome.ts'
import { loadPlanDone, outcomesOf, type PlanDone } from './session-outcomes.ts'

/** Questions go back so far; each has a shorter time of its own. */
const LOOK_BACK_DAYS = 14

/** What is to be asked of the sessions of late (science.md S9.1, S9.4b). Nothing without a plan. */
export async function openSessions(deps: Deps, athleteId: string): Promise<Outcome<OpenSessionsReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const { timeZone } = await loadAthlete(tx)
    const today = localToday(deps.now(), timeZone)
    const planDone = await loadPlanDone(tx, today, timeZone)
    if (!planDone) return done({ today, howWasIt: [], why: [], doneOrNot: [], which: [] })
    const from = addDays(today, -LOOK_BACK_DAYS)
    const sessions = (await loadSessionsAround(tx, { from, to: today })).filter(
      ({ date }) => date >= from && date <= today,
    )
    const outcomes = await outcomesOf(deps, tx, planDone, sessions)
    const askable = sessions.flatMap(({ id, date }) => {
      const found = outcomes.get(id)
      if (!found) return []
      return [{ workoutId: id, date, isDone: found.done !== null, open: found.outcome.open, feedback: found.feedback }]
    })
    const questions = openQuestions(askable, today, lastNotUploaded(planDone, timeZone))
    const asked = (ids: readonly string[]): AskedSession[] =>
      ids.flatMap((id) => {
        const session = sessions.find((candidate) => candidate.id === id)
        const found = outcomes.get(id)
        return session && found ? [{ ...sessionLine(session), mark: found.mark, done: found.done }] : []
      })
    return done({
      today,
      howWasIt: asked(questions.howWasIt),
      why: asked(questions.why),
      doneOrNot: asked(questions.doneOrNot),
      which: await askedMatches(tx, planDone, from),
    })
  })
}

export const sessionLine = ({
  id,
  date,
  slot,
  title,
  sport,
  durationS,
  race,
}: Pick<PlannedWorkout, 'id' | keyof Omit<SessionLine, 'workoutId'>>): SessionLine => ({
  workoutId: id,
  date,
  slot,
  title,
  sport,
  durationS,
  race,
})

export const recordingLine = ({ id, title, sport, startedAt, date, movingS, distanceM }: Activity): RecordingLine => ({
  activityId: id,
  title,
  sport,
  startedAt,
  date,
  durationS: movingS,
  distanceM,
})

function lastNotUploaded({ words }: PlanDone, timeZone: string): LocalDate | null {
  const days = [...words.ofWorkouts.values()]
    .filter(({ told }) => told === 'NOT_UPLOADED')
    .map(({ updatedAt }) => {
      const instant = updatedAt.toISOString()
      return localDayOf(instant, utcOffsetAt(instant, timeZone))
    })
  return days.toSorted().at(-1) ?? null
}

/** Unclear pairs of late, with what stands on both sides. Linking either recording answers. */
async function askedMatches(tx: AthleteTransaction, planDone: PlanDone, from: LocalDate): Promise<AskedMatch[]> {
  const unclear = planDone.matching.ambiguities
  if (unclear.length === 0) return []
  const frames = new Map(planDone.frames.map((frame) => [frame.id, frame]))
  const activities = new Map(
    (await listActivities(tx, { from, to: planDone.today })).map((activity) => [activity.id, activity]),
  )
  return unclear.flatMap(({ key, kind, workoutIds, activityIds }: Ambiguity) => {
    const sessions = workoutIds.flatMap((id) => frames.get(id) ?? []).map(sessionLine)
    const recordings = activityIds.flatMap((id) => activities.get(id) ?? [])
    if (sessions.length < workoutIds.length || recordings.length < activityIds.length) return []
    return [
      {
        key,
        kind,
        sessions,
        recordings: recordings.map(recordingLine),
      },
    ]
  })
}
