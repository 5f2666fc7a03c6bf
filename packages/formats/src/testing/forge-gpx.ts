import type { DescribedActivity, DescribedSample } from './described-activity.ts'
import { playActivity } from './described-activity.ts'
import { isoAt, xmlText } from './forge-xml.ts'

const SPORTS = { run: 'running', ride: 'cycling', swim: 'swimming', walk: 'walking' } as const

export interface GpxForgeOptions {
  /** False writes a course: the same way without times. Default true. */
  readonly times?: boolean
}

/** Described activities as one GPX text, one track each; samples without a position cannot be told and are left out. */
export function forgeGpx(descriptions: readonly DescribedActivity[], { times = true }: GpxForgeOptions = {}): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gpx version="1.1" creator="Coach Wattz forge" xmlns="http://www.topografix.com/GPX/1/1" xmlns:gpxtpx="http://www.garmin.com/xmlschemas/TrackPointExtension/v1">',
    ...descriptions.map((description) => trackXml(description, times)),
    '</gpx>',
    '',
  ].join('\n')
}

function trackXml(description: DescribedActivity, times: boolean): string {
  const { samples, startMs } = playActivity(description)
  const pauses = description.pauses ?? []
  const lines: string[] = []
  let last: DescribedSample | null = null
  for (const sample of samples) {
    if (sample.latDeg === null || sample.lonDeg === null) continue
    const from = last?.elapsedS ?? 0
    // A new segment is how GPX tells a pause.
    if (last && pauses.some((pause) => from <= pause.atS && sample.elapsedS >= pause.atS + pause.forS)) {
      lines.push('</trkseg><trkseg>')
    }
    const isOnFoot = description.sport === 'run' || description.sport === 'walk'
    const point = [
      sample.heartRateBpm === null ? '' : `<gpxtpx:hr>${Math.round(sample.heartRateBpm)}</gpxtpx:hr>`,
      sample.cadenceRpm === null
        ? ''
        : `<gpxtpx:cad>${Math.round(sample.cadenceRpm / (isOnFoot ? 2 : 1))}</gpxtpx:cad>`,
      sample.temperatureC === null ? '' : `<gpxtpx:atemp>${sample.temperatureC}</gpxtpx:atemp>`,
    ].join('')
    const extensions = [
      sample.powerW === null ? '' : `<power>${Math.round(sample.powerW)}</power>`,
      point === '' ? '' : `<gpxtpx:TrackPointExtension>${point}</gpxtpx:TrackPointExtension>`,
    ].join('')
    lines.push(
      [
        `<trkpt lat="${sample.latDeg.toFixed(7)}" lon="${sample.lonDeg.toFixed(7)}">`,
        sample.altitudeM === null ? '' : `<ele>${sample.altitudeM.toFixed(1)}</ele>`,
        times ? `<time>${isoAt(startMs, sample.elapsedS)}</time>` : '',
        extensions === '' || !times ? '' : `<extensions>${extensions}</extensions>`,
        '</trkpt>',
      ].join(''),
    )
    last = sample
  }
  const name = description.title ? `<name>${xmlText(description.title)}</name>` : ''
  return `<trk>${name}<type>${SPORTS[description.sport]}</type><trkseg>\n${lines.join('\n')}\n</trkseg></trk>`
}
