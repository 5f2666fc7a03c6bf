import type { Lap, RecordedActivity } from '@coach-wattz/core/evidence/activity'
import type { Result } from '@coach-wattz/core/result/result'
import { err, ok } from '@coach-wattz/core/result/result'
import { cleanSamples, doubleRunCadence } from '../recording/clean-samples.ts'
import type { FileRefusal } from '../recording/file-refusal.ts'
import { refuse } from '../recording/file-refusal.ts'
import { distanceFromPositions } from '../recording/distance-from-positions.ts'
import { EARLIEST_START_MS, instantText, LONGEST_ACTIVITY_S, MAX_SAMPLES, parseInstant } from '../recording/instant.ts'
import type { WrittenInstant } from '../recording/instant.ts'
import { counted } from '../recording/number-words.ts'
import type { Channel } from '../recording/sample-table.ts'
import { SampleTable } from '../recording/sample-table.ts'
import { sportFromWord } from '../recording/sport-word.ts'
import { walkXml } from '../xml/walk-xml.ts'
import type { XmlFault } from '../xml/walk-xml.ts'
import { xmlFaultNote, xmlFaultRefusal } from '../xml/xml-fault-words.ts'

interface LapDraft {
  start: WrittenInstant | null
  totalS: number | null
  distanceM: number | null
  calories: number | null
  avgHrBpm: number | null
  maxHrBpm: number | null
  avgPowerW: number | null
}
interface ActivityDraft {
  sportWord: string | null
  id: WrittenInstant | null
  notes: string | null
  device: string | null
  laps: LapDraft[]
  table: SampleTable
  breaks: Set<number>
  untimed: number
  firstPoint: WrittenInstant | null
}

/** Where the numbers of a trackpoint go, by local name of the element (integrations.md §7.6). */
const POINT_FIELDS: Readonly<Record<string, Channel>> = {
  LatitudeDegrees: 'latDeg',
  LongitudeDegrees: 'lonDeg',
  AltitudeMeters: 'altitudeM',
  DistanceMeters: 'distanceM',
  Cadence: 'cadenceRpm',
  RunCadence: 'cadenceRpm',
  Speed: 'speedMps',
  Watts: 'powerW',
  Temperature: 'temperatureC',
}

/**
 * TCX text → one activity for each `Activity` element. A file that breaks off keeps what came before and says so;
 * a DTD, a file without points or laps, and anything that is no TCX are refused. Never throws on text.
 * Ascent stays null: TCX has no figure of its own. Source: integrations.md §7.6, §8 (row "TCX/GPX").
 */
export function decodeTcx(text: string): Result<RecordedActivity[], FileRefusal> {
  if (text.trim() === '')
    return err(refuse('empty', 'The file is empty, so there is nothing to read. Export it again.'))
  const drafts: ActivityDraft[] = []
  let activity: ActivityDraft | null = null
  let lap: LapDraft | null = null
  let point: Map<Channel, number> | null = null
  let pointTime: WrittenInstant | null = null
  let root: string | null = null
  let hasWorkouts = false
  let hasCourses = false
  let points = 0

  const walked = walkXml(text, {
    open(name, attributes) {
      root ??= name
      if (name === 'Workouts') hasWorkouts = true
      if (name === 'Courses') hasCourses = true
      if (name === 'Activity') {
        activity = newDraft(attributes['Sport'] ?? null)
        drafts.push(activity)
      }
      if (name === 'Lap' && activity) {
        lap = newLap(parseInstant(attributes['StartTime'] ?? ''))
        activity.laps.push(lap)
      }
      if (name === 'Track' && activity) activity.breaks.add(activity.table.length)
      if (name === 'Trackpoint' && activity) {
        point = new Map()
        pointTime = null
      }
    },
    close(name, content, path) {
      if (!activity) return
      if (point) {
        if (name === 'Time') pointTime = parseInstant(content)
        else if (name === 'Value' && path[path.length - 2] === 'HeartRateBpm') put(point, 'heartRateBpm', content)
        else if (name === 'Trackpoint') {
          addPoint(activity, pointTime, point)
          point = null
          points += 1
          if (points > MAX_SAMPLES) return 'stop'
        } else {
          const channel = POINT_FIELDS[name]
          if (channel) put(point, channel, content)
        }
        return
      }
      if (name === 'Activity') activity = null
      else if (lap) {
        const number = numberOf(content)
        const parent = path[path.length - 2]
        if (name === 'TotalTimeSeconds') lap.totalS = number
        else if (name === 'DistanceMeters') lap.distanceM = number
        else if (name === 'Calories') lap.calories = number
        else if (name === 'AvgWatts') lap.avgPowerW = number
        else if (name === 'Value' && parent === 'AverageHeartRateBpm') lap.avgHrBpm = number
        else if (name === 'Value' && parent === 'MaximumHeartRateBpm') lap.maxHrBpm = number
        else if (name === 'Lap') lap = null
      } else if (name === 'Id') activity.id = parseInstant(content)
      else if (name === 'Notes') activity.notes = content.slice(0, 200) || null
      else if (name === 'Name' && path[path.length - 2] === 'Creator') activity.device = content.slice(0, 80) || null
    },
  })
  const fault: XmlFault | null = walked.ok ? null : walked.error
  if (fault?.code === 'declares-entities') return err(xmlFaultRefusal(fault, 'TCX'))
  if (points > MAX_SAMPLES) {
    return err(
      refuse(
        'too-large',
        'The file holds more than 500,000 points, more than any single activity. Split it and add the parts.',
      ),
    )
  }
  const activities = drafts.map((draft) => buildActivity(draft, fault)).filter((built) => built !== null)
  if (activities.length > 0) return ok(activities)
  if (fault) return err(xmlFaultRefusal(fault, 'TCX'))
  if (root !== 'TrainingCenterDatabase') {
    return err(
      refuse(
        'unsupported',
        'This is an XML file of another kind, not TCX. Add the FIT, TCX or GPX file of the activity.',
      ),
    )
  }
  if (hasCourses && drafts.length === 0) {
    return err(
      refuse('course', 'This is a course, not a recorded activity. Export it as GPX and add it to a goal.', 'a course'),
    )
  }
  if (hasWorkouts && drafts.length === 0) {
    return err(
      refuse(
        'not-an-activity',
        'This is a planned workout, not a recorded activity. Open it as a workout instead.',
        'a planned workout',
      ),
    )
  }
  return err(
    refuse(
      'too-short',
      'The file names an activity but holds no laps and no timed points, so there is nothing to count. Export it again.',
    ),
  )
}

const newDraft = (sportWord: string | null): ActivityDraft => ({
  sportWord,
  id: null,
  notes: null,
  device: null,
  laps: [],
  table: new SampleTable(),
  breaks: new Set(),
  untimed: 0,
  firstPoint: null,
})

const newLap = (start: WrittenInstant | null): LapDraft => ({
  start,
  totalS: null,
  distanceM: null,
  calories: null,
  avgHrBpm: null,
  maxHrBpm: null,
  avgPowerW: null,
})

const numberOf = (content: string): number | null => {
  const value = Number(content)
  return content === '' || !Number.isFinite(value) ? null : value
}

function put(point: Map<Channel, number>, channel: Channel, content: string): void {
  const value = numberOf(content)
  if (value !== null) point.set(channel, value)
}

function addPoint(draft: ActivityDraft, time: WrittenInstant | null, point: ReadonlyMap<Channel, number>): void {
  if (!time) {
    draft.untimed += 1
    return
  }
  draft.firstPoint ??= time
  const row = draft.table.row(time.epochMs / 1000)
  for (const [channel, value] of point) draft.table.set(row, channel, value)
}

function buildActivity(draft: ActivityDraft, fault: XmlFault | null): RecordedActivity | null {
  const table = draft.table.withoutClockJumps()
  const start = draft.id ?? draft.laps[0]?.start ?? draft.firstPoint
  if (!start) return null
  const firstRow = table.length > 0 ? (table.timeS[0] as number) : null
  const lastRow = table.length > 0 ? (table.timeS[table.length - 1] as number) : null
  let startS = start.epochMs / 1000
  // Some exporters put the time of export, or midnight, into Id: the points know better.
  if (firstRow !== null && (firstRow < startS || firstRow - startS > 3600)) startS = firstRow
  const timerS = sum(draft.laps.map((lap) => lap.totalS))
  const lapEnds = draft.laps.map((lap) => (lap.start ? lap.start.epochMs / 1000 - startS : 0) + (lap.totalS ?? 0))
  const spanS = lastRow === null ? Math.max(0, ...lapEnds) : lastRow - startS
  if (spanS > LONGEST_ACTIVITY_S || startS * 1000 < EARLIEST_START_MS) return null
  if (spanS <= 0 && !timerS && table.length < 1) return null

  const notes: string[] = []
  if (fault) notes.push(xmlFaultNote(fault, table.length))
  if (draft.untimed > 0) notes.push(`${counted(draft.untimed, 'point')} without a time had to be left out.`)
  if (!start.zoned)
    notes.push('The file names no time zone. Its times were read as UTC; correct the start if it is off by hours.')
  cleanSamples(table, notes)
  const { sport, indoor } = sportFromWord(draft.sportWord)
  if (sport === 'run' || sport === 'walk') doubleRunCadence(table)
  distanceFromPositions(table, draft.breaks)
  const lapDistanceM = sum(draft.laps.map((lap) => lap.distanceM))
  // A lap's total may count the pauses in a merged file; a timer longer than the clock is no timer.
  const elapsedS = Math.round(Math.max(spanS, 0) * 1000) / 1000
  return {
    provider: 'file-tcx',
    sport,
    subSport: sport === 'other' ? draft.sportWord : null,
    title: draft.notes,
    startedAt: instantText(startS * 1000),
    utcOffsetS: start.utcOffsetS,
    elapsedS: elapsedS > 0 ? elapsedS : (timerS ?? 0),
    timerS: timerS !== null && timerS > 0 && timerS <= elapsedS + 1 ? Math.min(timerS, elapsedS) : null,
    distanceM: lapDistanceM !== null && lapDistanceM > 0 ? lapDistanceM : table.last('distanceM') || null,
    ascentM: null,
    descentM: null,
    avgHrBpm: lapAverage(draft.laps, 'avgHrBpm'),
    maxHrBpm: maxOf(draft.laps.map((lap) => lap.maxHrBpm)),
    avgPowerW: lapAverage(draft.laps, 'avgPowerW'),
    calories: sum(draft.laps.map((lap) => lap.calories)) || null,
    device: draft.device,
    indoor,
    streams: table.toStreams(startS),
    laps: draft.laps.filter((lap) => lap.totalS !== null && lap.totalS > 0).map((lap) => buildLap(lap, startS)),
    notes,
    partial: fault !== null,
  }
}

function buildLap(lap: LapDraft, startS: number): Lap {
  return {
    startS: lap.start ? Math.max(0, lap.start.epochMs / 1000 - startS) : 0,
    durationS: lap.totalS ?? 0,
    distanceM: lap.distanceM,
    avgHrBpm: lap.avgHrBpm || null,
    avgPowerW: lap.avgPowerW,
  }
}

const spokenOf = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null)
const sum = (values: readonly (number | null)[]): number | null => {
  const spoken = spokenOf(values)
  if (spoken.length === 0) return null
  // Milliseconds and millimetres: the rest is noise of adding decimals.
  return Math.round(spoken.reduce((total, value) => total + value, 0) * 1000) / 1000
}
const maxOf = (values: readonly (number | null)[]): number | null => Math.max(0, ...spokenOf(values)) || null

/** The file's own averages weighted by lap length; null unless every lap that lasted has one. */
function lapAverage(laps: readonly LapDraft[], field: 'avgHrBpm' | 'avgPowerW'): number | null {
  let weighted = 0
  let totalS = 0
  for (const lap of laps) {
    if (!lap.totalS || lap.totalS < 1) continue
    const value = lap[field]
    if (!value) return null
    weighted += value * lap.totalS
    totalS += lap.totalS
  }
  return totalS > 0 ? Math.round(weighted / totalS) : null
}
