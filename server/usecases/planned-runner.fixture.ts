import type { Streams } from '@coach-wattz/core/evidence/activity'
import { workoutsOf, type PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { addDays } from '@coach-wattz/core/time/local-date'
import { mondayOf } from '@coach-wattz/core/time/week'
import { loadContext, leafDurationS, leafSpeedMps } from '@coach-wattz/core/workout/leaf-load'
import { walk } from '@coach-wattz/core/workout/walk'
import type { PlanRequest } from '../../shared/contracts/plans.ts'
import { makeAthlete } from '../../test/databases.ts'
import { valueOf } from '../../test/value-of.ts'
import { insertActivities } from '../repositories/activity-repository.ts'
import { saveToldWeeks } from '../repositories/athlete-repository.ts'
import { encodeStreams, type EncodedStreams } from '../repositories/stream-codec.ts'
import { saveThreshold } from '../repositories/threshold-repository.ts'
import { createPlan } from './create-plan.ts'
import type { Deps } from './deps.ts'
import { getActivePlan } from './get-active-plan.ts'

/** A Friday; the first week begins on the Monday after. */
export const MADE = '2026-11-20'
export const MONDAY = '2026-11-23'
/** Four runs a week for a half marathon in sixteen weeks. */
export const HALF_MARATHON: PlanRequest = {
  goal: { kind: 'HM', sport: 'run', name: 'Harbour Half', date: '2027-03-14' },
  maxDaysPerWeek: 4,
  longDay: 'SUN',
  longDayPinned: false,
  availability: {
    slots: (['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const).map((day) => ({
      day,
      minutes: day === 'SUN' ? 180 : 75,
    })),
  },
  level: 'INTERMEDIATE',
  birthYear: 1990,
}
/** The twelve weeks before it, 35 km each. */
export const TOLD_WEEKS = Array.from({ length: 12 }, (_none, index) => ({
  weekStart: addDays(mondayOf(MADE), -7 * (index + 1)),
  sport: 'run' as const,
  minutes: 210,
  distanceM: 35_000,
  longestM: 13_000,
}))
const THRESHOLD_MPS = 4

/** A run as its session asks for it, one sample a second, up to a share of its length. */
export function runOf(workout: PlannedWorkout, share = 1): Streams {
  const context = loadContext('run', undefined, { thresholdSpeedMps: THRESHOLD_MPS })
  const speedMps: number[] = []
  for (const { leaf } of walk(workout.workout.steps)) {
    const seconds = leafDurationS(leaf, context) ?? 60
    const speed = leafSpeedMps(leaf, seconds, context) ?? 3
    for (let second = 0; second < seconds; second++) speedMps.push(speed)
  }
  speedMps.length = Math.round(speedMps.length * share)
  return { timeS: speedMps.map((_speed, second) => second), speedMps }
}

/** A runner of twelve even weeks with a plan for a half marathon, made on {@link MADE}. */
export async function plannedRunner(deps: Deps, name: string) {
  const athleteId = await makeAthlete(deps.database, name)
  await deps.database.withAthlete(athleteId, async (tx) => {
    await saveToldWeeks(tx, TOLD_WEEKS)
    await saveThreshold(tx, {
      sport: 'run',
      name: 'thresholdSpeedMps',
      value: THRESHOLD_MPS,
      from: '2026-01-01',
      method: 'athlete',
      confidence: 'HIGH',
    })
  })
  valueOf(await createPlan(deps, athleteId, HALF_MARATHON))
  const plan = valueOf(await getActivePlan(deps, athleteId)).plan!
  const week = workoutsOf(plan).filter(({ date }) => date >= MONDAY && date <= addDays(MONDAY, 6))
  return { athleteId, plan, week }
}

/** A recorded run that starts at a time of that day. */
export async function record(
  deps: Deps,
  athleteId: string,
  id: string,
  date: string,
  streams: Streams,
  clock?: string,
): Promise<void> {
  await recordRun(deps, athleteId, {
    id,
    date,
    ...(clock === undefined ? {} : { clock }),
    elapsedS: streams.timeS.length,
    distanceM: streams.speedMps!.reduce<number>((sum, speed) => sum + (speed ?? 0), 0),
    load: null,
    streams: await encodeStreams(streams),
  })
}

interface RecordedRun {
  readonly id: string
  readonly date: string
  readonly clock?: string
  readonly elapsedS: number
  readonly distanceM: number | null
  readonly load: number | null
  readonly streams: EncodedStreams | null
}

/** The same in figures. */
export async function recordRun(
  deps: Deps,
  athleteId: string,
  { id, date, clock = '17:00:00', elapsedS, distanceM, load, streams }: RecordedRun,
): Promise<void> {
  await deps.database.withAthlete(athleteId, (tx) =>
    insertActivities(tx, [
      {
        activity: {
          id,
          provider: 'file-fit',
          sport: 'run',
          subSport: null,
          title: null,
          startedAt: `${date}T${clock}.000Z`,
          date,
          elapsedS,
          movingS: elapsedS,
          distanceM,
          ascentM: null,
          avgHrBpm: null,
          maxHrBpm: null,
          avgPowerW: null,
          npW: null,
          load,
          loadMethod: load === null ? null : 'pace',
          loadConfidence: load === null ? null : 'HIGH',
          indoor: false,
          race: false,
        },
        recorded: {
          utcOffsetS: 0,
          timerS: null,
          descentM: null,
          calories: null,
          device: null,
          laps: [],
          notes: [],
          partial: false,
        },
        streams,
        source: { provider: 'file-fit' },
      },
    ]),
  )
}
