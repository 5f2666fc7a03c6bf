import type { DescribedActivity, DescribedSample, PlayedActivity } from './described-activity.ts'
import { playActivity } from './described-activity.ts'
import { isoAt, xmlText } from './forge-xml.ts'

const SPORTS = { run: 'Running', ride: 'Biking', swim: 'Other', walk: 'Other' } as const

/** Described activities as one TCX text, the way Garmin Connect writes it. Same description, same text. */
export function forgeTcx(...descriptions: readonly [DescribedActivity, ...DescribedActivity[]]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<TrainingCenterDatabase xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">',
    '<Activities>',
    ...descriptions.map((description) => activityXml(playActivity(description))),
    '</Activities>',
    '</TrainingCenterDatabase>',
    '',
  ].join('\n')
}

function activityXml(played: PlayedActivity): string {
  const { description, startMs } = played
  const laps = played.laps.map((lap, index) => {
    const isLast = index === played.laps.length - 1
    const within = played.samples.filter(
      (sample) => sample.elapsedS >= lap.startS && (isLast ? sample.elapsedS <= lap.endS : sample.elapsedS < lap.endS),
    )
    return [
      `<Lap StartTime="${isoAt(startMs, lap.startS)}">`,
      `<TotalTimeSeconds>${lap.timerS}</TotalTimeSeconds>`,
      `<DistanceMeters>${(lap.distanceM ?? 0).toFixed(2)}</DistanceMeters>`,
      '<Calories>0</Calories>',
      lap.avgHrBpm === null ? '' : `<AverageHeartRateBpm><Value>${lap.avgHrBpm}</Value></AverageHeartRateBpm>`,
      lap.maxHrBpm === null ? '' : `<MaximumHeartRateBpm><Value>${lap.maxHrBpm}</Value></MaximumHeartRateBpm>`,
      '<Intensity>Active</Intensity><TriggerMethod>Manual</TriggerMethod>',
      ...tracks(within, description).map(
        (track) => `<Track>\n${track.map((sample) => pointXml(sample, played)).join('\n')}\n</Track>`,
      ),
      '</Lap>',
    ]
      .filter((line) => line !== '')
      .join('\n')
  })
  return [
    `<Activity Sport="${SPORTS[description.sport]}">`,
    `<Id>${isoAt(startMs, 0)}</Id>`,
    ...laps,
    description.title ? `<Notes>${xmlText(description.title)}</Notes>` : '',
    `<Creator><Name>${xmlText(description.device ?? 'Coach Wattz forge')}</Name></Creator>`,
    '</Activity>',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

/** A pause begins a new Track. */
function tracks(samples: readonly DescribedSample[], description: DescribedActivity): DescribedSample[][] {
  const pauses = description.pauses ?? []
  const result: DescribedSample[][] = []
  let last: DescribedSample | null = null
  for (const sample of samples) {
    const from = last?.elapsedS ?? 0
    const isBroken =
      last !== null && pauses.some((pause) => from <= pause.atS && sample.elapsedS >= pause.atS + pause.forS)
    if (last === null || isBroken) result.push([])
    result[result.length - 1]?.push(sample)
    last = sample
  }
  return result
}

function pointXml(sample: DescribedSample, { description, startMs }: PlayedActivity): string {
  const isOnFoot = description.sport === 'run' || description.sport === 'walk'
  const cadence = sample.cadenceRpm === null ? null : Math.round(sample.cadenceRpm / (isOnFoot ? 2 : 1))
  const extension = [
    sample.speedMps === null ? '' : `<ns3:Speed>${sample.speedMps.toFixed(3)}</ns3:Speed>`,
    isOnFoot && cadence !== null ? `<ns3:RunCadence>${cadence}</ns3:RunCadence>` : '',
    sample.powerW === null ? '' : `<ns3:Watts>${Math.round(sample.powerW)}</ns3:Watts>`,
  ].join('')
  return [
    '<Trackpoint>',
    `<Time>${isoAt(startMs, sample.elapsedS)}</Time>`,
    sample.latDeg === null || sample.lonDeg === null
      ? ''
      : `<Position><LatitudeDegrees>${sample.latDeg.toFixed(7)}</LatitudeDegrees><LongitudeDegrees>${sample.lonDeg.toFixed(7)}</LongitudeDegrees></Position>`,
    sample.altitudeM === null ? '' : `<AltitudeMeters>${sample.altitudeM.toFixed(1)}</AltitudeMeters>`,
    sample.distanceM === null ? '' : `<DistanceMeters>${sample.distanceM.toFixed(2)}</DistanceMeters>`,
    sample.heartRateBpm === null
      ? ''
      : `<HeartRateBpm><Value>${Math.round(sample.heartRateBpm)}</Value></HeartRateBpm>`,
    !isOnFoot && cadence !== null ? `<Cadence>${cadence}</Cadence>` : '',
    extension === '' ? '' : `<Extensions><ns3:TPX>${extension}</ns3:TPX></Extensions>`,
    '</Trackpoint>',
  ].join('')
}
