import { MESSAGE } from '../fit/fit-profile.ts'
import { FIT_EPOCH_S } from '../fit/read-fit.ts'
import type { FitLayout } from '../fit/write-fit.ts'
import { FitWriter } from '../fit/write-fit.ts'
import type { DescribedActivity, PlayedActivity } from './described-activity.ts'
import { playActivity } from './described-activity.ts'

const FILE_ID: FitLayout = {
  message: MESSAGE.fileId,
  fields: [
    { number: 0, type: 'enum' },
    { number: 1, type: 'uint16' },
    { number: 2, type: 'uint16' },
    { number: 3, type: 'uint32z' },
    { number: 4, type: 'uint32' },
    { number: 8, type: 'string', bytes: 24 },
  ],
}
const EVENT: FitLayout = {
  message: MESSAGE.event,
  fields: [
    { number: 253, type: 'uint32' },
    { number: 0, type: 'enum' },
    { number: 1, type: 'enum' },
  ],
}
const RECORD: FitLayout = {
  message: MESSAGE.record,
  fields: [
    { number: 253, type: 'uint32' },
    { number: 0, type: 'sint32' },
    { number: 1, type: 'sint32' },
    { number: 78, type: 'uint32' },
    { number: 3, type: 'uint8' },
    { number: 4, type: 'uint8' },
    { number: 53, type: 'uint8' },
    { number: 5, type: 'uint32' },
    { number: 73, type: 'uint32' },
    { number: 7, type: 'uint16' },
    { number: 13, type: 'sint8' },
  ],
}
const LAP: FitLayout = {
  message: MESSAGE.lap,
  fields: [
    { number: 253, type: 'uint32' },
    { number: 2, type: 'uint32' },
    { number: 7, type: 'uint32' },
    { number: 8, type: 'uint32' },
    { number: 9, type: 'uint32' },
    { number: 15, type: 'uint8' },
    { number: 16, type: 'uint8' },
    { number: 19, type: 'uint16' },
    { number: 25, type: 'enum' },
  ],
}
const SESSION: FitLayout = {
  message: MESSAGE.session,
  fields: [
    { number: 253, type: 'uint32' },
    { number: 2, type: 'uint32' },
    { number: 5, type: 'enum' },
    { number: 6, type: 'enum' },
    { number: 7, type: 'uint32' },
    { number: 8, type: 'uint32' },
    { number: 9, type: 'uint32' },
    { number: 16, type: 'uint8' },
    { number: 17, type: 'uint8' },
    { number: 20, type: 'uint16' },
    { number: 22, type: 'uint16' },
    { number: 26, type: 'uint16' },
  ],
}
const ACTIVITY: FitLayout = {
  message: MESSAGE.activity,
  fields: [
    { number: 253, type: 'uint32' },
    { number: 0, type: 'uint32' },
    { number: 1, type: 'uint16' },
    { number: 2, type: 'enum' },
    { number: 5, type: 'uint32' },
  ],
}
const WORKOUT: FitLayout = { message: MESSAGE.workout, fields: [{ number: 8, type: 'string', bytes: 48 }] }

const SPORT_NUMBERS = { run: 1, ride: 2, swim: 5, walk: 11 } as const
/** "Development": right for software without a registration (integrations.md §3). */
const MANUFACTURER = 255
const SEMICIRCLES_PER_DEGREE = 2 ** 31 / 180

/**
 * A described activity as a valid FIT activity file: file_id, timer events, records, laps, session, activity with
 * local time. Pass several descriptions, in order of time, for a multisport file. Same description, same bytes.
 */
export function forgeFit(...descriptions: readonly [DescribedActivity, ...DescribedActivity[]]): Uint8Array {
  const writer = new FitWriter()
  const played = descriptions.map(playActivity)
  const first = played[0] as PlayedActivity
  const startS = fitSeconds(first.startMs)
  writer.write(FILE_ID, [
    4,
    MANUFACTURER,
    1,
    (startS % 0xffff_fff0) + 1,
    startS,
    first.description.device ?? 'Coach Wattz forge',
  ])
  if (first.description.title) writer.write(WORKOUT, [first.description.title])
  for (const activity of played) writeRecords(writer, activity)
  for (const activity of played) writeSummary(writer, activity)
  const last = played[played.length - 1] as PlayedActivity
  const endS = fitSeconds(last.startMs) + last.description.elapsedS
  const timerMs = played.reduce((total, activity) => total + activity.timerS * 1000, 0)
  const offsetS = first.description.utcOffsetS
  writer.write(ACTIVITY, [
    endS,
    timerMs,
    played.length,
    played.length > 1 ? 1 : 0,
    offsetS === undefined ? null : endS + offsetS,
  ])
  return writer.close()
}

const fitSeconds = (epochMs: number): number => Math.round(epochMs / 1000) - FIT_EPOCH_S

function writeRecords(writer: FitWriter, { description, startMs, samples }: PlayedActivity): void {
  const startS = fitSeconds(startMs)
  const stops = (description.pauses ?? []).flatMap((pause) => [
    { at: pause.atS, type: 4 },
    { at: pause.atS + pause.forS, type: 0 },
  ])
  stops.sort((a, b) => a.at - b.at)
  writer.write(EVENT, [startS, 0, 0])
  let next = 0
  for (const sample of samples) {
    for (let stop = stops[next]; stop && stop.at < sample.elapsedS; stop = stops[++next]) {
      writer.write(EVENT, [startS + stop.at, 0, stop.type])
    }
    // Devices count strides: half of both legs' steps, with a fraction in 1/128.
    const isOnFoot = description.sport === 'run' || description.sport === 'walk'
    const cadence = sample.cadenceRpm === null ? null : sample.cadenceRpm / (isOnFoot ? 2 : 1)
    writer.write(RECORD, [
      startS + Math.round(sample.elapsedS),
      scaled(sample.latDeg, SEMICIRCLES_PER_DEGREE),
      scaled(sample.lonDeg, SEMICIRCLES_PER_DEGREE),
      sample.altitudeM === null ? null : (sample.altitudeM + 500) * 5,
      sample.heartRateBpm,
      cadence === null ? null : Math.floor(cadence),
      cadence === null ? null : Math.floor((cadence % 1) * 128),
      scaled(sample.distanceM, 100),
      scaled(sample.speedMps, 1000),
      sample.powerW,
      sample.temperatureC,
    ])
  }
  writer.write(EVENT, [startS + description.elapsedS, 0, 4])
}

function writeSummary(writer: FitWriter, activity: PlayedActivity): void {
  const { description, startMs, laps } = activity
  const startS = fitSeconds(startMs)
  const sport = SPORT_NUMBERS[description.sport]
  for (const lap of laps) {
    writer.write(LAP, [
      startS + lap.endS,
      startS + lap.startS,
      (lap.endS - lap.startS) * 1000,
      lap.timerS * 1000,
      scaled(lap.distanceM, 100),
      lap.avgHrBpm,
      lap.maxHrBpm,
      lap.avgPowerW,
      sport,
    ])
  }
  writer.write(SESSION, [
    startS + description.elapsedS,
    startS,
    sport,
    description.subSport ?? 0,
    description.elapsedS * 1000,
    activity.timerS * 1000,
    scaled(activity.distanceM, 100),
    activity.avgHrBpm,
    activity.maxHrBpm,
    activity.avgPowerW,
    activity.ascentM,
    laps.length,
  ])
}

const scaled = (value: number | null, scale: number): number | null => (value === null ? null : value * scale)
