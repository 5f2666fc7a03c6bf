import type { RecordedActivity } from '@coach-wattz/core/evidence/activity'
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

/** A point of a route. */
export interface RoutePoint {
  readonly latDeg: number
  readonly lonDeg: number
  readonly altitudeM: number | null
}
/** A way without times: something to plan for, nothing that was done. */
export interface Route {
  readonly name: string | null
  readonly points: readonly RoutePoint[]
}
/** What a GPX holds. A file with times and no request is activities (design.md §6). */
export type GpxContent =
  | { readonly kind: 'activities'; readonly activities: RecordedActivity[] }
  | { readonly kind: 'course'; readonly routes: Route[] }

export interface GpxOptions {
  /** 'course' reads even timed tracks as routes (`coach inspect --as course`). */
  readonly as?: 'auto' | 'course'
}

/** Where extension values go, by lower-case local name (integrations.md §7.5). */
const POINT_FIELDS: Readonly<Record<string, Channel>> = {
  ele: 'altitudeM',
  hr: 'heartRateBpm',
  heartrate: 'heartRateBpm',
  cad: 'cadenceRpm',
  cadence: 'cadenceRpm',
  atemp: 'temperatureC',
  temp: 'temperatureC',
  temperature: 'temperatureC',
  power: 'powerW',
  powerinwatts: 'powerW',
  watts: 'powerW',
  speed: 'speedMps',
}

interface TrackDraft {
  name: string | null
  type: string | null
  points: RoutePoint[]
  table: SampleTable
  breaks: Set<number>
  untimed: number
  start: WrittenInstant | null
}
interface PointDraft {
  latDeg: number
  lonDeg: number
  time: WrittenInstant | null
  values: Map<Channel, number>
}

/**
 * GPX text → activities (one for each timed track) or, without times, routes. Distance comes from the positions when
 * the file has none; ascent stays null, since elevation is noise until science reads it. A new segment is a pause.
 * A file that breaks off keeps what came before. Never throws on text. Source: integrations.md §7.5, §8.
 */
export function decodeGpx(text: string, options: GpxOptions = {}): Result<GpxContent, FileRefusal> {
  if (text.trim() === '')
    return err(refuse('empty', 'The file is empty, so there is nothing to read. Export it again.'))
  const tracks: TrackDraft[] = []
  const routes: TrackDraft[] = []
  let track: TrackDraft | null = null
  let point: PointDraft | null = null
  let root: string | null = null
  let creator: string | null = null
  let fileName: string | null = null
  let waypoints = 0
  let points = 0

  const walked = walkXml(text, {
    open(rawName, attributes) {
      const name = rawName.toLowerCase()
      if (root === null) {
        root = name
        creator = (attributes['creator'] ?? '').slice(0, 80) || null
      }
      if (name === 'trk' || name === 'rte') {
        track = newTrack()
        ;(name === 'trk' ? tracks : routes).push(track)
      } else if (name === 'trkseg') track?.breaks.add(track.table.length)
      else if (name === 'wpt') waypoints += 1
      else if ((name === 'trkpt' || name === 'rtept') && track) {
        point = {
          latDeg: numberOf(attributes['lat']),
          lonDeg: numberOf(attributes['lon']),
          time: null,
          values: new Map(),
        }
      }
    },
    close(rawName, content, path) {
      const name = rawName.toLowerCase()
      const parent = path[path.length - 2]?.toLowerCase()
      if (point && track) {
        if (name === 'trkpt' || name === 'rtept') {
          addPoint(track, point)
          point = null
          points += 1
          if (points > MAX_SAMPLES) return 'stop'
        } else if (name === 'time' && (parent === 'trkpt' || parent === 'rtept')) point.time = parseInstant(content)
        else {
          const channel = POINT_FIELDS[name]
          const value = numberOf(content === '' ? undefined : content)
          if (channel && !Number.isNaN(value)) point.values.set(channel, value)
        }
        return
      }
      if (name === 'trk' || name === 'rte') track = null
      else if (track && name === 'name' && parent !== 'link') track.name = content.slice(0, 200) || null
      else if (track && name === 'type') track.type = content.slice(0, 80) || null
      else if (name === 'name' && parent === 'metadata') fileName = content.slice(0, 200) || null
    },
  })
  const fault: XmlFault | null = walked.ok ? null : walked.error
  if (fault?.code === 'declares-entities') return err(xmlFaultRefusal(fault, 'GPX'))
  if (points > MAX_SAMPLES) {
    return err(
      refuse(
        'too-large',
        'The file holds more than 500,000 points, more than any single activity. Split it and add the parts.',
      ),
    )
  }

  if (options.as !== 'course') {
    const context: FileContext = { fault, creator, fileName: tracks.length === 1 ? fileName : null }
    const activities = tracks.map((draft) => buildActivity(draft, context)).filter((built) => built !== null)
    const first = activities[0]
    if (first) {
      const skipped = tracks.length - activities.length
      if (skipped > 0) {
        const note = `${counted(skipped, 'track')} without times ${skipped === 1 ? 'was' : 'were'} left out: a route, not an activity.`
        activities[0] = { ...first, notes: [...first.notes, note] }
      }
      return ok({ kind: 'activities', activities })
    }
  }
  const ways = [...tracks, ...routes].filter((draft) => draft.points.length >= 2)
  if (ways.length > 0) {
    return ok({ kind: 'course', routes: ways.map((draft) => ({ name: draft.name ?? fileName, points: draft.points })) })
  }
  if (fault) return err(xmlFaultRefusal(fault, 'GPX'))
  if (root !== 'gpx') {
    return err(
      refuse(
        'unsupported',
        'This is an XML file of another kind, not GPX. Add the FIT, TCX or GPX file of the activity.',
      ),
    )
  }
  if (waypoints > 0) {
    return err(
      refuse(
        'not-an-activity',
        'This is a list of waypoints: single places, with no way between them. Nothing was added.',
        'a list of waypoints',
      ),
    )
  }
  return err(
    refuse(
      'too-short',
      'The file holds no track with at least two points, so there is nothing to count. Export it again.',
    ),
  )
}

interface FileContext {
  readonly fault: XmlFault | null
  readonly creator: string | null
  readonly fileName: string | null
}

const newTrack = (): TrackDraft => ({
  name: null,
  type: null,
  points: [],
  table: new SampleTable(),
  breaks: new Set(),
  untimed: 0,
  start: null,
})

function numberOf(text: string | undefined): number {
  if (text === undefined || text.trim() === '') return Number.NaN
  const value = Number(text)
  return Number.isFinite(value) ? value : Number.NaN
}

function addPoint(track: TrackDraft, point: PointDraft): void {
  const isPlace = Math.abs(point.latDeg) <= 90 && Math.abs(point.lonDeg) <= 180
  if (isPlace) {
    const altitudeM = point.values.get('altitudeM') ?? null
    track.points.push({ latDeg: point.latDeg, lonDeg: point.lonDeg, altitudeM })
  }
  if (!point.time) {
    track.untimed += 1
    return
  }
  track.start ??= point.time
  const row = track.table.row(point.time.epochMs / 1000)
  track.table.set(row, 'latDeg', point.latDeg)
  track.table.set(row, 'lonDeg', point.lonDeg)
  for (const [channel, value] of point.values) track.table.set(row, channel, value)
}

function buildActivity(draft: TrackDraft, { fault, creator, fileName }: FileContext): RecordedActivity | null {
  const table = draft.table.withoutClockJumps()
  if (table.length < 2) return null
  const startS = table.timeS[0] as number
  const elapsedS = Math.round(((table.timeS[table.length - 1] as number) - startS) * 1000) / 1000
  if (elapsedS > LONGEST_ACTIVITY_S || startS * 1000 < EARLIEST_START_MS) return null

  const notes: string[] = []
  if (fault) notes.push(xmlFaultNote(fault, table.length))
  if (draft.untimed > 0) notes.push(`${counted(draft.untimed, 'point')} without a time had to be left out.`)
  if (draft.start && !draft.start.zoned) {
    notes.push('The file names no time zone. Its times were read as UTC; correct the start if it is off by hours.')
  }
  cleanSamples(table, notes)
  const { sport, indoor } = sportFromWord(draft.type)
  if (draft.type === null)
    notes.push('The file does not say which sport it was. Set it on the activity, so that it counts for the right one.')
  if (sport === 'run' || sport === 'walk') doubleRunCadence(table)
  distanceFromPositions(table, draft.breaks)
  return {
    provider: 'file-gpx',
    sport,
    subSport: subSportOf(draft.type),
    title: draft.name ?? fileName,
    startedAt: instantText(startS * 1000),
    utcOffsetS: draft.start?.utcOffsetS ?? null,
    elapsedS,
    timerS: null,
    distanceM: table.last('distanceM'),
    ascentM: null,
    descentM: null,
    avgHrBpm: null,
    maxHrBpm: null,
    avgPowerW: null,
    calories: null,
    device: creator,
    indoor,
    streams: table.toStreams(startS),
    laps: [],
    notes,
    partial: fault !== null,
  }
}

/** The recorder's word, unless it says no more than the sport itself. */
function subSportOf(type: string | null): string | null {
  if (type === null || /^(running|cycling|biking|run|ride|swimming|walking|\d+)$/i.test(type)) return null
  return type
}
