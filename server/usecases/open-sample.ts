import { activityBests } from '@coach-wattz/core/evidence/activity-bests'
import { summarizeTotals, totalsOf } from '@coach-wattz/core/evidence/activity-totals'
import { authorPlan, reviewFactsOfInput } from '@coach-wattz/core/guardrails/author-plan'
import { reviewPlan } from '@coach-wattz/core/guardrails/review-plan'
import { foldPlan } from '@coach-wattz/core/plan/fold-plan'
import { planDigest } from '@coach-wattz/core/guardrails/certificate'
import type { Availability } from '@coach-wattz/core/athlete/availability'
import type { Sport } from '@coach-wattz/core/athlete/sport'
import type { Threshold, ThresholdName } from '@coach-wattz/core/athlete/thresholds'
import type { Plan } from '@coach-wattz/core/plan/plan'
import { addDays, type LocalDate } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { recordSample, SAMPLE_ATHLETE } from '../integrations/sample/sample-recording.ts'
import { followPlan } from '../integrations/sample/follow-plan.ts'
import { sampleMornings } from '../integrations/sample/sample-mornings.ts'
import { BAD_WEEK, buildSampleSessions, type SampleSession } from '../integrations/sample/sample-sessions.ts'
import { insertActivities, loadHistory, type NewActivity } from '../repositories/activity-repository.ts'
import {
  createAthlete,
  deleteAthlete,
  findAthleteId,
  loadAthlete,
  loadPlanningAthlete,
  saveAthlete,
} from '../repositories/athlete-repository.ts'
import { savePlan } from '../repositories/plan-repository.ts'
import { encodeStreams } from '../repositories/stream-codec.ts'
import { saveThresholds } from '../repositories/threshold-repository.ts'
import { insertWellness } from '../repositories/wellness-repository.ts'
import type { KeptEfforts } from './bests-of.ts'
import type { Deps } from './deps.ts'
import { localToday, utcOffsetAt } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { keepOutcomes } from './keep-outcomes.ts'

/** The sample's plan began this many weeks before the current one, so that past and future weeks are there to see. */
const PLAN_WEEKS_AGO = 4
const RACE_WEEKS_AHEAD = 11
/** Activities written in one short transaction. */
const BATCH = 25

const AVAILABILITY: Availability = {
  slots: [
    { day: 'TUE', minutes: 75, sports: ['ride'] },
    { day: 'WED', minutes: 75, sports: ['run'] },
    { day: 'THU', minutes: 75, sports: ['run'] },
    { day: 'FRI', minutes: 60, sports: ['run'] },
    { day: 'SAT', minutes: 120, sports: ['ride'] },
    { day: 'SUN', minutes: 150, sports: ['run'] },
  ],
}

/** The sample athlete of an account, or null when nobody has looked around yet. */
export async function sampleAthleteOf(deps: Deps, userId: string): Promise<string | null> {
  return deps.database.asSystem('find-sample', (tx) => findAthleteId(tx, userId, 'SAMPLE'))
}

/** Makes the sample athlete when there is none: a year relative to today, and a plan in its fifth week. It never touches the owner's data. */
export async function openSample(deps: Deps, userId: string | null): Promise<Outcome<{ done: true }>> {
  if (userId === null)
    return refuse('not-found', 'No account', 'The sample belongs to an account. Open it in the browser.')
  if ((await sampleAthleteOf(deps, userId)) !== null) return done({ done: true })
  const athleteId = deps.newId()
  const timeZone = await deps.database
    .asSystem('create-sample', async (tx) => {
      const ownId = await findAthleteId(tx, userId, 'OWN')
      await createAthlete(tx, { id: athleteId, accountId: userId, kind: 'SAMPLE', name: SAMPLE_ATHLETE.name })
      return ownId
    })
    .then((ownId) =>
      ownId === null ? 'UTC' : deps.database.withAthlete(ownId, async (tx) => (await loadAthlete(tx)).timeZone),
    )
  try {
    await fillSample(deps, athleteId, timeZone)
    return done({ done: true })
  } catch (cause) {
    // Half a sample would look like a broken product: take it away whole and let the next try begin anew.
    await deps.database.asSystem('drop-sample', (tx) => deleteAthlete(tx, athleteId))
    throw cause
  }
}

async function fillSample(deps: Deps, athleteId: string, timeZone: string): Promise<void> {
  const today = localToday(deps.now(), timeZone)
  const thresholds = sampleThresholds(addDays(today, -400))
  await deps.database.withAthlete(athleteId, async (tx) => {
    await saveAthlete(tx, {
      timeZone,
      birthYear: SAMPLE_ATHLETE.birthYear,
      weightKg: SAMPLE_ATHLETE.weightKg,
      maxDaysPerWeek: 4,
      longDay: 'SUN',
      availability: AVAILABILITY,
    })
    await saveThresholds(tx, thresholds)
    const badWeek = addDays(mondayOf(today), -7 * BAD_WEEK)
    await insertWellness(tx, 'SAMPLE', sampleMornings(today, badWeek), deps.now())
  })
  const madeOn = addDays(mondayOf(today), -7 * PLAN_WEEKS_AGO - 1)
  const record = async (sessions: readonly SampleSession[]): Promise<void> => {
    const activities = await sampleActivities(deps, sessions, thresholds, timeZone)
    for (let start = 0; start < activities.length; start += BATCH)
      await deps.database.withAthlete(athleteId, (tx) => insertActivities(tx, activities.slice(start, start + BATCH)))
  }
  const sessions = buildSampleSessions(today)
  await record(sessions.filter(({ date }) => date <= madeOn))
  const plan = await planForSample(deps, athleteId, madeOn, today, addDays(mondayOf(today), 7 * RACE_WEEKS_AHEAD + 6))
  // From then on the runs follow the plan; the rides go on as before.
  await record([
    ...followPlan(plan, addDays(mondayOf(today), -7 * BAD_WEEK), today),
    ...sessions.filter(({ date, sport }) => date > madeOn && sport === 'ride'),
  ])
  await keepOutcomes(deps, athleteId)
}

async function sampleActivities(
  deps: Deps,
  sessions: readonly SampleSession[],
  thresholds: readonly Threshold[],
  timeZone: string,
): Promise<NewActivity[]> {
  const made: NewActivity[] = []
  for (const session of sessions) {
    const recorded = recordSample(session, utcOffsetAt(`${session.date}T08:00:00Z`, timeZone))
    const totals = totalsOf(recorded)
    const activity = summarizeTotals(recorded, totals, {
      id: deps.newId(),
      thresholds,
      offsetAt: () => recorded.utcOffsetS ?? 0,
      race: session.race,
    })
    made.push({
      activity,
      recorded,
      streams: await encodeStreams(recorded.streams),
      source: { provider: 'sample' },
      bestEfforts: { ...activityBests(recorded), loadFacts: totals.loadFacts } satisfies KeptEfforts,
    })
  }
  return made
}

/** The plan as it was made some weeks ago, from what was known then. */
async function planForSample(
  deps: Deps,
  athleteId: string,
  madeOn: LocalDate,
  today: LocalDate,
  race: LocalDate,
): Promise<Plan> {
  const input = await deps.database.withAthlete(athleteId, async (tx) => ({
    planId: deps.newId(),
    today: madeOn,
    goal: { kind: 'HM' as const, sport: 'run' as const, name: 'Harbour Half Marathon', date: race },
    athlete: await loadPlanningAthlete(tx, 'run', madeOn),
    history: await loadHistory(tx, { to: madeOn }),
  }))
  const authored = authorPlan(input)
  if (!authored.ok) throw new Error(`The sample athlete was refused a plan: ${authored.refused.reason}`)
  // what was near since then has been written on the way
  const plan = foldPlan(authored.plan, today)
  const report = reviewPlan(plan, reviewFactsOfInput(input))
  const { feasibility } = authored
  await deps.database.withAthlete(athleteId, (tx) =>
    savePlan(tx, {
      plan,
      author: 'planner',
      reason: { code: 'plan-created', facts: { ...feasibility.facts, goal: plan.goal.kind } },
      report: { ...report, digest: planDigest(plan, deps.sha256) },
      now: new Date(`${madeOn}T18:00:00Z`),
    }),
  )
  return plan
}

function sampleThresholds(from: LocalDate): Threshold[] {
  const told = (sport: Sport, name: ThresholdName, value: number): Threshold => ({
    sport,
    name,
    value,
    from,
    method: 'athlete',
    confidence: 'HIGH',
  })
  return [
    told('ride', 'ftpW', SAMPLE_ATHLETE.ftpW),
    told('run', 'thresholdSpeedMps', SAMPLE_ATHLETE.thresholdSpeedMps),
    ...(['run', 'ride'] as const).flatMap((sport) => [
      told(sport, 'lthrBpm', SAMPLE_ATHLETE.lthrBpm[sport]),
      told(sport, 'maxHrBpm', SAMPLE_ATHLETE.maxHrBpm),
      told(sport, 'restingHrBpm', SAMPLE_ATHLETE.restingHrBpm),
    ]),
  ]
}
