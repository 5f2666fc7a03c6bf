import type { CoursePoint } from '@coach-wattz/core/course/course-profile'
import { courseTotals } from '@coach-wattz/core/course/course-totals'
import type { RecordedActivity } from '@coach-wattz/core/evidence/activity'
import { summarizeActivity } from '@coach-wattz/core/evidence/activity-totals'
import { weeksOf, workoutsOf, type Plan } from '@coach-wattz/core/plan/plan'
import { parsePlan } from '@coach-wattz/core/plan/plan.schema'
import { err, ok, type Result } from '@coach-wattz/core/result/result'
import { roundHalfAway } from '@coach-wattz/core/units/rounding'
import type { Awp } from '@coach-wattz/core/workout/awp'
import { readAwp } from '@coach-wattz/core/workout/read-awp'
import { workoutTotals } from '@coach-wattz/core/workout/totals'
import { decodeFitWorkout } from '@coach-wattz/formats/fit/decode-fit-workout'
import { decodeGpx } from '@coach-wattz/formats/gpx/decode-gpx'
import { decodeZwo } from '@coach-wattz/formats/zwo/decode-zwo'
import type {
  ActivityInspection,
  ArchiveInspection,
  CourseInspection,
  Inspection,
  PlanInspection,
  WorkoutInspection,
} from '../../shared/contracts/cli/inspection.ts'
import { decodeBytes } from '../integrations/files/decode-bytes.ts'
import { FILE_LIMITS } from '../integrations/files/file-limits.ts'
import type { FileOutcome } from '../integrations/files/file-outcome.ts'
import { decodeXmlText, sniffFile } from '../integrations/files/sniff.ts'
import { BrokenArchive, readZip } from '../integrations/files/zip-entries.ts'

/** Why a file says nothing that we read: where in it, and one sentence. */
export interface InspectFault {
  readonly place: string
  readonly reason: string
}

export interface InspectOptions {
  /** 'course' reads even a timed GPX as a way. */
  readonly as?: 'course'
  /** The clock, epoch milliseconds: a file from the future is refused. */
  readonly nowMs: number
}

type Inspected = Result<Inspection, InspectFault>
const fault = (reason: string, place = ''): Inspected => err({ place, reason })

/**
 * What a file holds, in the shapes of `coach inspect` (design.md §6): a workout, an activity, a course, a plan or an
 * archive of activities. Thresholds are unknown here, so a load comes from what the file alone can tell.
 */
export async function inspectFile(bytes: Uint8Array, options: InspectOptions): Promise<Inspected> {
  const kind = sniffFile(bytes)
  if (kind === 'zip') return await inspectArchive(bytes, options)
  if (kind === 'json') return inspectJson(bytes)
  if (kind === 'zwo') {
    const decoded = decodeZwo(bytes)
    return decoded.ok ? ok(workoutOf(decoded.value.awp)) : fault(decoded.error.why, decoded.error.at)
  }
  if (options.as === 'course' && kind !== 'gpx') return fault('Only a GPX file can be read as a course.')
  if (kind === 'gpx') {
    const decoded = decodeGpx(decodeXmlText(bytes), { as: options.as ?? 'auto' })
    if (!decoded.ok) return fault(decoded.error.sentence)
    if (decoded.value.kind === 'course') {
      return sessionsOf(
        'course',
        decoded.value.routes.map((route) => courseOf(route.name, route.points)),
      )
    }
    return sessionsOf('activity', decoded.value.activities.map(activityOf))
  }
  const { outcome } = decodeBytes(bytes, { limits: FILE_LIMITS, nowMs: options.nowMs })
  if (outcome.kind === 'activities') return sessionsOf('activity', outcome.activities.map(activityOf))
  if (outcome.kind === 'wellness')
    return fault('This file holds mornings (heart rate at rest, HRV, sleep), not training. “coach import” takes it in.')
  return kind === 'fit' ? inspectFitWorkout(bytes, outcome) : fault(outcome.sentence)
}

/** A FIT file that is no activity may be a workout; else the activity reader's own word stands. */
function inspectFitWorkout(bytes: Uint8Array, outcome: FileOutcome & { kind: 'refused' }): Inspected {
  if (outcome.code !== 'not-an-activity') return fault(outcome.sentence)
  const workout = decodeFitWorkout(bytes)
  return workout.ok ? ok(workoutOf(workout.value.awp)) : fault(outcome.sentence)
}

function inspectJson(bytes: Uint8Array): Inspected {
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder().decode(bytes).replace(/^\uFEFF/, ''))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    return fault(`The file starts like JSON and is none (${cause.message}).`)
  }
  if (isObject(value) && value.kind === 'plan') {
    const plan = parsePlan(value)
    return plan.ok ? ok(planOf(plan.value)) : fault(plan.error.reason, plan.error.place)
  }
  if (isObject(value) && 'schemaVersion' in value) {
    const awp = readAwp(value)
    if (awp.ok) return ok(workoutOf(awp.value.awp))
    return fault(awp.error[0]?.text ?? 'This is no workout.', awp.error[0]?.path)
  }
  return fault('This JSON is neither a workout (AWP) nor a plan of Coach Wattz.')
}

async function inspectArchive(bytes: Uint8Array, options: InspectOptions): Promise<Inspected> {
  const archive: ArchiveInspection = { kind: 'archive', sessions: [], refused: [], ignored: 0 }
  const entries = readZip({ bytes }, FILE_LIMITS)
  try {
    for (;;) {
      const next = await entries.next()
      if (next.done) {
        archive.ignored = next.value.ignored
        break
      }
      const entry = next.value
      const outcome =
        entry.kind === 'refused'
          ? entry.outcome
          : decodeBytes(entry.bytes, { limits: FILE_LIMITS, nowMs: options.nowMs }).outcome
      if (outcome.kind === 'wellness') {
        archive.ignored += 1
        continue
      }
      if (outcome.kind === 'refused') {
        archive.refused.push({ file: entry.name, code: outcome.code, reason: outcome.sentence })
        continue
      }
      for (const each of outcome.activities) archive.sessions.push({ ...activityOf(each), file: entry.name })
    }
  } catch (cause) {
    if (!(cause instanceof BrokenArchive)) throw cause
    return fault('The archive is damaged and could not be read. Download it again.')
  }
  if (archive.sessions.length === 0 && archive.refused.length === 0) {
    return fault('There is no FIT, TCX or GPX file in this archive.')
  }
  return ok(archive)
}

function sessionsOf(kind: 'activity' | 'course', sessions: (ActivityInspection | CourseInspection)[]): Inspected {
  const [first, ...more] = sessions
  if (!first) return fault('The file holds no session.')
  return ok(more.length === 0 ? first : { kind, sessions })
}

function workoutOf(awp: Awp): WorkoutInspection {
  const totals = workoutTotals(awp)
  return {
    kind: 'workout',
    title: awp.meta.title,
    sport: awp.sport,
    durationS: totals.durationS,
    distanceM: totals.distanceM,
    leafSteps: totals.leafSteps,
    if: rounded(totals.if, 4),
    tss: rounded(totals.tss, 2),
    timeInZoneS: totals.timeInZoneS === null ? null : [...totals.timeInZoneS],
  }
}

function activityOf(recorded: RecordedActivity): ActivityInspection {
  // Without an athlete there is no zone but the file's own; the calendar day is not part of this shape.
  const activity = summarizeActivity(recorded, { id: 'file', thresholds: [], offsetAt: () => 0 })
  return {
    kind: 'activity',
    sport: activity.sport,
    startedAt: activity.startedAt,
    elapsedS: rounded(activity.elapsedS, 1),
    movingS: rounded(activity.movingS, 1),
    distanceM: rounded(activity.distanceM, 1),
    ascentM: rounded(activity.ascentM, 1),
    avgHrBpm: rounded(activity.avgHrBpm, 1),
    maxHrBpm: rounded(activity.maxHrBpm, 0),
    avgPowerW: rounded(activity.avgPowerW, 1),
    npW: rounded(activity.npW, 1),
    load: rounded(activity.load, 1),
    loadMethod: activity.loadMethod,
    notes: [...recorded.notes],
  }
}

function courseOf(name: string | null, points: readonly CoursePoint[]): CourseInspection {
  const totals = courseTotals(points)
  return {
    kind: 'course',
    name,
    distanceM: rounded(totals.distanceM, 1),
    ascentM: rounded(totals.ascentM, 1),
    descentM: rounded(totals.descentM, 1),
    hasElevation: totals.hasElevation,
    climbs:
      totals.climbs?.map((climb) => ({
        startM: rounded(climb.startM, 0),
        lengthM: rounded(climb.lengthM, 0),
        gainM: rounded(climb.gainM, 1),
        meanGrade: rounded(climb.meanGrade, 4),
        category: climb.category,
      })) ?? null,
  }
}

function planOf(plan: Plan): PlanInspection {
  const workouts = workoutsOf(plan)
  const distances = workouts.map((workout) => workout.distanceM)
  return {
    kind: 'plan',
    sport: plan.sport,
    goal: { kind: plan.goal.kind, date: plan.goal.date ?? null },
    startDate: plan.startDate,
    targetDate: plan.targetDate,
    strategy: plan.strategy,
    weeks: weeksOf(plan).length,
    workouts: workouts.length,
    durationS: workouts.reduce((sum, workout) => sum + workout.durationS, 0),
    distanceM: distances.includes(null) ? null : distances.reduce<number>((sum, distance) => sum + (distance ?? 0), 0),
  }
}

function rounded(value: number, digits: number): number
function rounded(value: number | null, digits: number): number | null
function rounded(value: number | null, digits: number): number | null {
  return value === null ? null : roundHalfAway(value, digits)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
