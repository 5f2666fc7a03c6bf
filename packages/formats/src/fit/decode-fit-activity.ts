import type { ActivitySport } from '@coach-wattz/core/athlete/sport'
import type { Lap, RecordedActivity } from '@coach-wattz/core/evidence/activity'
import type { Result } from '@coach-wattz/core/result/result'
import { err, ok } from '@coach-wattz/core/result/result'
import { cleanSamples, doubleRunCadence } from '../recording/clean-samples.ts'
import type { FileRefusal } from '../recording/file-refusal.ts'
import { refuse } from '../recording/file-refusal.ts'
import {
  EARLIEST_START_MS,
  instantText,
  LATEST_START_AHEAD_MS,
  LONGEST_ACTIVITY_S,
  MAX_SAMPLES,
} from '../recording/instant.ts'
import { counted, countInWords, durationInWords } from '../recording/number-words.ts'
import type { Channel } from '../recording/sample-table.ts'
import { SampleTable } from '../recording/sample-table.ts'
import { sportFromWord } from '../recording/sport-word.ts'
import { HeartRateMemory } from './fit-heart-rates.ts'
import {
  ACTIVITY,
  ACTIVITY_FILE,
  COURSE_FILE,
  DEVICE_INFO,
  EVENT,
  FIELD_DESCRIPTION,
  FILE_ID,
  FILE_TYPES,
  LAP,
  manufacturerWord,
  MESSAGE,
  readRow,
  SESSION,
  SPORT,
  sportWord,
  subSportWord,
  WORKOUT,
  WORKOUT_FILE,
} from './fit-profile.ts'
import type { DeveloperPower } from './fit-record-plan.ts'
import { RecordReader } from './fit-record-plan.ts'
import type { FitMessage, FitPart } from './read-fit.ts'
import { FIT_EPOCH_S, isFitAt, readFit } from './read-fit.ts'

/** A part without a session is still an activity from this many records on (integrations.md §3). */
const MIN_RECORDS_WITHOUT_SESSION = 60

export interface FitActivityOptions {
  /** The reader's clock: a start more than a day ahead of it is refused. Null when there is none. */
  readonly nowMs: number | null
}

type Session = ReturnType<typeof readRow<typeof SESSION>>
type LapRow = ReturnType<typeof readRow<typeof LAP>>

/** One chained file while it is being read. Times are FIT seconds. */
interface PartDraft {
  fileType: number | null
  manufacturer: number | null
  productName: string | null
  sessions: Session[]
  laps: LapRow[]
  sport: number | null
  subSport: number | null
  workoutTitle: string | null
  workoutSteps: number
  utcOffsetS: number | null
  timer: { at: number; running: boolean }[]
  power: DeveloperPower[]
  reader: RecordReader
  heartRates: HeartRateMemory
}

/**
 * FIT bytes → the activities in them: one for each session of each chained file. Damage ends reading, keeps what was
 * before it and says so in `notes`; settings, sleep, workouts and courses are named and refused. Never throws on bytes.
 * Source: integrations.md §3 (decoding an activity), §8 (refuse and repair, row "FIT activity").
 *
 * @param bytes a whole FIT file, possibly several chained
 */
export function decodeFitActivity(
  bytes: Uint8Array,
  options: FitActivityOptions = { nowMs: null },
): Result<RecordedActivity[], FileRefusal> {
  if (bytes.length === 0)
    return err(refuse('empty', 'The file is empty, so there is nothing to read. Export it again.'))
  if (!isFitAt(bytes)) {
    return err(
      refuse('unreadable', 'The file does not start like a FIT file, so it could not be read. Export it again.'),
    )
  }
  const drafts: PartDraft[] = []
  // A chest strap's memory is chained behind the swim as files of its own: one memory serves all parts.
  const heartRates = new HeartRateMemory()
  const reading = readFit(
    bytes,
    (message) => readMessage(drafts[drafts.length - 1] as PartDraft, message),
    () => drafts.push(newDraft(heartRates)),
  )

  const activities: RecordedActivity[] = []
  let refusal: FileRefusal | null = null
  for (const [index, draft] of drafts.entries()) {
    const part = reading.parts[index] as FitPart
    const built = buildPart(draft, part, options)
    if (built.ok) activities.push(...built.value)
    // The reason for the first part is the reason for the file; a settings file chained behind a ride is no loss.
    else refusal ??= built.error
  }
  if (activities.length === 0) {
    return err(refusal ?? refuse('unreadable', 'No part of the file could be read. Export it again from the device.'))
  }
  if (reading.strayBytes > 0) {
    const last = activities[activities.length - 1] as RecordedActivity
    const note = `${counted(reading.strayBytes, 'byte')} at the end of the file could not be read. Everything before was kept.`
    activities[activities.length - 1] = { ...last, partial: true, notes: [...last.notes, note] }
  }
  return ok(activities)
}

function newDraft(heartRates: HeartRateMemory): PartDraft {
  return {
    fileType: null,
    manufacturer: null,
    productName: null,
    sessions: [],
    laps: [],
    sport: null,
    subSport: null,
    workoutTitle: null,
    workoutSteps: 0,
    utcOffsetS: null,
    timer: [],
    power: [],
    reader: new RecordReader(new SampleTable()),
    heartRates,
  }
}

function readMessage(draft: PartDraft, message: FitMessage): void {
  const number = message.definition.message
  if (number === MESSAGE.record) {
    if (draft.reader.records < MAX_SAMPLES + 1) draft.reader.read(message, draft.power)
    return
  }
  switch (number) {
    case MESSAGE.fileId: {
      const row = readRow(message, FILE_ID)
      draft.fileType ??= row.type
      draft.manufacturer ??= row.manufacturer
      draft.productName ??= row.productName
      return
    }
    case MESSAGE.session:
      draft.sessions.push(readRow(message, SESSION))
      return
    case MESSAGE.lap:
      draft.laps.push(readRow(message, LAP))
      return
    case MESSAGE.sport: {
      const row = readRow(message, SPORT)
      draft.sport ??= row.sport
      draft.subSport ??= row.subSport
      return
    }
    case MESSAGE.event: {
      const row = readRow(message, EVENT)
      // Event 0 is the timer; types 0 start, 1 stop, 4 stop all, 8 and 9 stop and disable.
      if (row.event !== 0 || row.timestamp === null || row.eventType === null) return
      if ([0, 1, 4, 8, 9].includes(row.eventType)) draft.timer.push({ at: row.timestamp, running: row.eventType === 0 })
      return
    }
    case MESSAGE.activity: {
      const row = readRow(message, ACTIVITY)
      draft.utcOffsetS ??= localOffset(row.timestamp, row.localTimestamp)
      return
    }
    case MESSAGE.deviceInfo: {
      const row = readRow(message, DEVICE_INFO)
      // Index 0 is the recorder itself; others are sensors.
      if (row.deviceIndex !== null && row.deviceIndex !== 0) return
      draft.manufacturer ??= row.manufacturer
      draft.productName ??= row.productName
      return
    }
    case MESSAGE.workout:
      draft.workoutTitle ??= readRow(message, WORKOUT).name
      return
    case MESSAGE.workoutStep:
      draft.workoutSteps += 1
      return
    case MESSAGE.heartRate:
      draft.heartRates.read(message)
      return
    case MESSAGE.fieldDescription:
      readDescription(draft, message)
      return
    default:
  }
}

function readDescription(draft: PartDraft, message: FitMessage): void {
  const row = readRow(message, FIELD_DESCRIPTION)
  if (row.developerIndex === null || row.fieldNumber === null || row.baseType === null) return
  const replacesPower = row.nativeField === 7 && (row.nativeMessage === null || row.nativeMessage === MESSAGE.record)
  const isNamedPower = row.name?.toLowerCase() === 'power' && /^w(atts?)?$/i.test(row.units ?? '')
  if (!replacesPower && !isNamedPower) return
  draft.power.push({
    developerIndex: row.developerIndex,
    fieldNumber: row.fieldNumber,
    baseType: row.baseType & 0x1f,
    scale: row.scale || 1,
    add: -(row.offset ?? 0),
  })
}

/** Local minus UTC, to the quarter of an hour, when it is one a place on Earth has (integrations.md §3). */
function localOffset(timestamp: number | null, local: number | null): number | null {
  if (timestamp === null || local === null) return null
  const offset = Math.round((local - timestamp) / 900) * 900
  return offset >= -12 * 3600 && offset <= 14 * 3600 ? offset : null
}

function buildPart(
  draft: PartDraft,
  part: FitPart,
  options: FitActivityOptions,
): Result<RecordedActivity[], FileRefusal> {
  const otherKind = whatElse(draft, part)
  if (otherKind) return err(otherKind)
  if (draft.reader.records > MAX_SAMPLES) {
    return err(
      refuse(
        'too-large',
        `The file holds more than ${countInWords(MAX_SAMPLES)} records, which is more than any single activity. Split it and add the parts.`,
      ),
    )
  }

  const notes = faultNotes(draft, part)
  takeDeveloperPower(draft, notes)
  const table = draft.reader.table.withoutClockJumps()
  draft.heartRates.mergeInto(table)
  const slices = cutBySession(draft, table)
  const activities: RecordedActivity[] = []
  const leftOut: string[] = []
  for (const slice of slices) {
    if (slice.session?.sport === 3) {
      leftOut.push(`A change-over of ${durationInWords(slice.session.elapsedS ?? 0)} between two sports was left out.`)
      continue
    }
    const built = buildActivity(draft, slice, [...notes], part, slices.length > 1)
    if (built) activities.push(built)
  }
  const first = activities[0]
  if (!first) return err(tooShort(draft))
  if (leftOut.length > 0) activities[0] = { ...first, notes: [...first.notes, ...leftOut] }

  for (const activity of activities) {
    const startMs = Date.parse(activity.startedAt)
    if (startMs < EARLIEST_START_MS) {
      return err(
        refuse(
          'implausible',
          'The file says it was recorded before 1990: the device had no clock yet. It cannot be placed on the calendar.',
        ),
      )
    }
    if (options.nowMs !== null && startMs > options.nowMs + LATEST_START_AHEAD_MS) {
      return err(
        refuse(
          'implausible',
          'The file says it was recorded in the future: the clock of the device was wrong. Set it, export again, or correct the date in the file.',
        ),
      )
    }
  }
  return ok(activities)
}

/** Names a file that is something else than an activity; null when it may be one. */
function whatElse(draft: PartDraft, part: FitPart): FileRefusal | null {
  const hasActivity = draft.sessions.length > 0 || draft.reader.records >= MIN_RECORDS_WITHOUT_SESSION
  const { fileType } = draft
  if (fileType === COURSE_FILE) {
    return refuse('course', 'This is a course, not a recorded activity. Add it to a goal to plan for it.', 'a course')
  }
  const what = fileType === null ? null : (FILE_TYPES[fileType] ?? null)
  if (what && fileType !== ACTIVITY_FILE && fileType !== null) {
    // Some recorders write a wrong type over real records; the content wins.
    if (draft.sessions.length > 0 && draft.reader.records > 0) return null
    const advice =
      fileType === WORKOUT_FILE
        ? 'It tells a device what to do, and holds nothing that was done. Open it as a workout instead.'
        : 'There is no training in it, so nothing was added.'
    return refuse('not-an-activity', `This is ${what}, not a recorded activity. ${advice}`, what)
  }
  if (hasActivity) return null
  const records = draft.reader.records
  if (fileType === ACTIVITY_FILE || records > 0) {
    if (part.fault || part.crc === 'bad') {
      return refuse(
        'unreadable',
        `The file is damaged: only ${counted(records, 'record')} could be read before it breaks off, too little to be an activity. Export it again from the device.`,
      )
    }
    return tooShort(draft)
  }
  if (draft.workoutSteps > 0) {
    return refuse(
      'not-an-activity',
      'This is a planned workout, not a recorded activity. Open it as a workout instead.',
      'a planned workout',
    )
  }
  if (part.dataMessages === 0 || part.fault || part.crc === 'bad') {
    return refuse(
      'unreadable',
      'The file is damaged and holds nothing that could be read. Export it again from the device.',
    )
  }
  return refuse(
    'not-an-activity',
    'This FIT file holds neither a session nor records, so it is not a recorded activity. Nothing was added.',
    'a FIT file without an activity',
  )
}

function tooShort(draft: PartDraft): FileRefusal {
  return refuse(
    'too-short',
    `The file holds ${counted(draft.reader.records, 'record')} and no summary of a session, too little to be an activity. Nothing was added.`,
  )
}

function faultNotes(draft: PartDraft, part: FitPart): string[] {
  const { table, records } = draft.reader
  const first = table.timeS[0]
  const last = table.timeS[table.length - 1]
  const kept =
    table.length > 1 && first !== undefined && last !== undefined
      ? `We kept the ${durationInWords(last - first)} before that.`
      : 'We kept what came before that.'
  if (part.fault === 'cut-off') {
    return part.faultMessage === MESSAGE.record
      ? [`The file ends in the middle of record ${countInWords(records + 1)}. ${kept}`]
      : [`The file breaks off after record ${countInWords(records)}. ${kept}`]
  }
  if (part.fault === 'broken-structure') {
    return [`The file is damaged after record ${countInWords(records)}. ${kept}`]
  }
  if (part.crc === 'absent') {
    return [`The checksum at the end of the file is missing. We kept all ${counted(records, 'record')}.`]
  }
  if (part.crc === 'bad') {
    return [
      `The checksum at the end of the file does not match, so some of it changed after it was recorded. We kept all ${counted(records, 'record')}; look the figures over.`,
    ]
  }
  return []
}

/** A running power meter writes into its own field: taken only where the native column is silent (integrations.md §3). */
function takeDeveloperPower(draft: PartDraft, notes: string[]): void {
  const { table, developerPower } = draft.reader
  if (developerPower.size === 0) return
  if (table.columns.powerW?.some((watts) => watts > 0)) return
  for (const [row, watts] of developerPower) table.set(row, 'powerW', watts)
  notes.push('Power was read from the field of an extra sensor, because the device wrote none of its own.')
}

interface Slice {
  readonly session: Session | null
  readonly table: SampleTable
  readonly startS: number
  readonly endS: number
}

/** Cuts the records at the starts of the sessions: a triathlon is three activities. */
function cutBySession(draft: PartDraft, table: SampleTable): Slice[] {
  const firstRow = table.length > 0 ? (table.timeS[0] as number) : null
  const lastRow = table.length > 0 ? (table.timeS[table.length - 1] as number) : null
  const sessions = draft.sessions
    .map((session) => ({ session, startS: sessionStart(session) ?? firstRow }))
    .filter((entry): entry is { session: Session; startS: number } => entry.startS !== null)
    .sort((a, b) => a.startS - b.startS)
    // An empty session beside a full one is a device's slip (written twice, or never begun).
    .filter((entry, index, all) => all.length === 1 || (entry.session.elapsedS ?? 0) > 0 || index === 0)
  if (sessions.length === 0) {
    return firstRow === null || lastRow === null ? [] : [{ session: null, table, startS: firstRow, endS: lastRow }]
  }
  const slices: Slice[] = []
  let from = 0
  for (const [index, { session, startS }] of sessions.entries()) {
    const next = sessions[index + 1]
    let to = table.length
    if (next) {
      to = from
      while (to < table.length && (table.timeS[to] as number) < next.startS) to += 1
    }
    const part = sessions.length === 1 ? table : table.slice(from, to)
    if (sessions.length > 1 && index === 0) {
      part.backwards = table.backwards
      part.jumped = table.jumped
    }
    const endS = part.length > 0 ? (part.timeS[part.length - 1] as number) : startS
    slices.push({ session, table: part, startS, endS })
    from = to
  }
  return slices
}

function sessionStart(session: Session): number | null {
  if (session.startTime !== null) return session.startTime
  return session.timestamp !== null && session.elapsedS !== null ? session.timestamp - session.elapsedS : null
}

function buildActivity(
  draft: PartDraft,
  slice: Slice,
  notes: string[],
  part: FitPart,
  isOneOfMany: boolean,
): RecordedActivity | null {
  const { session } = slice
  const { table } = slice
  let startS = slice.startS
  let endS = slice.endS
  const firstRow = table.timeS[0]
  if (table.length > 0 && firstRow !== undefined) {
    // The clock may be set after the start: the samples then say when it was. Otherwise both agree within moments.
    if (firstRow < startS || firstRow - startS > LONGEST_ACTIVITY_S) startS = firstRow
    endS = table.timeS[table.length - 1] as number
  }
  const spanS = Math.max(0, endS - startS)
  const stated = session?.elapsedS ?? null
  if (spanS > LONGEST_ACTIVITY_S) return null
  const isPlausible = stated !== null && stated > 0 && stated <= LONGEST_ACTIVITY_S
  const elapsedS = isPlausible ? Math.max(stated, spanS) : spanS
  if (elapsedS <= 0 && table.length < 2 && (session?.distanceM ?? 0) <= 0) return null

  const { sport, subSport, indoor, isKnown } = readSport(draft, session)
  if (!isKnown)
    notes.push('The file does not say which sport it was. Set it on the activity, so that it counts for the right one.')
  cleanSamples(table, notes)
  if (sport === 'run' || sport === 'walk') doubleRunCadence(table)
  const timerS = session?.timerS ?? null
  return {
    provider: 'file-fit',
    sport,
    subSport,
    title: draft.workoutTitle,
    startedAt: instantText((FIT_EPOCH_S + startS) * 1000),
    utcOffsetS: draft.utcOffsetS,
    elapsedS,
    timerS:
      timerS !== null && timerS > 0 && timerS <= elapsedS + 1
        ? Math.min(timerS, elapsedS)
        : timerFromEvents(draft, startS, startS + elapsedS),
    distanceM: spoken(session?.distanceM, table, 'distanceM'),
    ascentM: session?.ascentM ?? null,
    descentM: session?.descentM ?? null,
    avgHrBpm: positive(session?.avgHrBpm),
    maxHrBpm: positive(session?.maxHrBpm),
    avgPowerW: spoken(session?.avgPowerW, table, 'powerW'),
    calories: positive(session?.calories),
    device: deviceWord(draft),
    indoor,
    streams: table.toStreams(startS),
    laps: lapsOf(draft, startS, elapsedS, isOneOfMany),
    notes,
    partial: part.fault !== null || part.crc === 'bad' || part.crc === 'absent',
  }
}

/** 0 in a summary field that cannot be 0 for a living athlete is silence. */
const positive = (value: number | null | undefined): number | null =>
  value !== null && value !== undefined && value > 0 ? value : null

/** A total of 0 with no sample above 0 means that no such sensor was there (design.md law 5). */
function spoken(total: number | null | undefined, table: SampleTable, channel: Channel): number | null {
  if (total === null || total === undefined) return null
  return total > 0 || table.columns[channel]?.some((value) => value > 0) ? total : null
}

function readSport(
  draft: PartDraft,
  session: Session | null,
): { sport: ActivitySport; subSport: string | null; indoor: boolean; isKnown: boolean } {
  const lap = draft.laps.find((row) => row.sport !== null)
  const number = session?.sport || draft.sport || lap?.sport || null
  const subNumber = session?.subSport || draft.subSport || lap?.subSport || null
  const word = sportWord(number)
  const subWord = subSportWord(subNumber)
  const bySport = sportFromWord(word)
  // fitness_equipment and training say nothing by themselves; their sub-sport does.
  const reading = bySport.sport === 'other' && subWord ? sportFromWord(subWord) : bySport
  const isPlanned = bySport.sport !== 'other'
  return {
    sport: word === 'rowing' || word === 'motorcycling' ? 'other' : reading.sport,
    subSport: subWord ?? (isPlanned && word !== 'hiking' && word !== 'e_biking' ? null : word),
    isKnown: number !== null || subNumber !== null,
    indoor: word === 'fitness_equipment' || (subWord !== null && sportFromWord(subWord).indoor),
  }
}

function deviceWord(draft: PartDraft): string | null {
  const maker = manufacturerWord(draft.manufacturer)
  const { productName } = draft
  if (!productName) return maker
  return maker && !productName.toLowerCase().includes(maker.toLowerCase()) ? `${maker} ${productName}` : productName
}

function timerFromEvents(draft: PartDraft, startS: number, endS: number): number | null {
  let total = 0
  let runningSince: number | null = null
  let isKnown = false
  for (const { at, running } of draft.timer) {
    const clipped = Math.min(Math.max(at, startS), endS)
    if (running) {
      runningSince ??= clipped
      isKnown = true
    } else if (runningSince !== null) {
      total += clipped - runningSince
      runningSince = null
    }
  }
  if (runningSince !== null) total += endS - runningSince
  return isKnown && total > 0 ? total : null
}

function lapsOf(draft: PartDraft, startS: number, elapsedS: number, isOneOfMany: boolean): Lap[] {
  const laps: Lap[] = []
  for (const row of draft.laps) {
    const at = row.startTime ?? (row.timestamp !== null && row.elapsedS !== null ? row.timestamp - row.elapsedS : null)
    const durationS = row.elapsedS ?? row.timerS
    if (at === null || durationS === null || durationS > LONGEST_ACTIVITY_S) continue
    const offsetS = at - startS
    if (isOneOfMany && (offsetS < -1 || offsetS >= elapsedS)) continue
    laps.push({
      startS: Math.max(0, offsetS),
      durationS,
      distanceM: row.distanceM,
      avgHrBpm: positive(row.avgHrBpm),
      avgPowerW: row.avgPowerW,
    })
  }
  return laps.sort((a, b) => a.startS - b.startS)
}
