import type { FitMessage } from './read-fit.ts'
import { fieldNumber, fieldText } from './read-fit.ts'

/**
 * The part of FIT's global profile that we read: message and field numbers, scale and offset. They are facts of the
 * protocol, checked against an independent decoder in `files.corpus.ts`; the SDK itself is not in the product
 * (integrations.md §3, licence warning).
 */
export const MESSAGE = {
  fileId: 0,
  sport: 12,
  session: 18,
  lap: 19,
  record: 20,
  event: 21,
  deviceInfo: 23,
  workout: 26,
  workoutStep: 27,
  activity: 34,
  heartRate: 132,
  fieldDescription: 206,
} as const

interface FieldSpec {
  readonly number: number
  readonly scale?: number
  readonly text?: true
}
type Row<T extends Record<string, FieldSpec>> = {
  [K in keyof T]: T[K] extends { text: true } ? string | null : number | null
}

export const FILE_ID = {
  type: { number: 0 },
  manufacturer: { number: 1 },
  product: { number: 2 },
  timeCreated: { number: 4 },
  productName: { number: 8, text: true },
} as const satisfies Record<string, FieldSpec>

export const SPORT = {
  sport: { number: 0 },
  subSport: { number: 1 },
  name: { number: 3, text: true },
} as const satisfies Record<string, FieldSpec>

export const SESSION = {
  timestamp: { number: 253 },
  startTime: { number: 2 },
  sport: { number: 5 },
  subSport: { number: 6 },
  elapsedS: { number: 7, scale: 1000 },
  timerS: { number: 8, scale: 1000 },
  distanceM: { number: 9, scale: 100 },
  calories: { number: 11 },
  avgHrBpm: { number: 16 },
  maxHrBpm: { number: 17 },
  avgPowerW: { number: 20 },
  ascentM: { number: 22 },
  descentM: { number: 23 },
} as const satisfies Record<string, FieldSpec>

export const LAP = {
  timestamp: { number: 253 },
  startTime: { number: 2 },
  elapsedS: { number: 7, scale: 1000 },
  timerS: { number: 8, scale: 1000 },
  distanceM: { number: 9, scale: 100 },
  avgHrBpm: { number: 15 },
  avgPowerW: { number: 19 },
  sport: { number: 25 },
  subSport: { number: 39 },
} as const satisfies Record<string, FieldSpec>

export const EVENT = {
  timestamp: { number: 253 },
  event: { number: 0 },
  eventType: { number: 1 },
} as const satisfies Record<string, FieldSpec>

export const ACTIVITY = {
  timestamp: { number: 253 },
  localTimestamp: { number: 5 },
} as const satisfies Record<string, FieldSpec>

export const DEVICE_INFO = {
  deviceIndex: { number: 0 },
  manufacturer: { number: 2 },
  product: { number: 4 },
  productName: { number: 27, text: true },
} as const satisfies Record<string, FieldSpec>

export const FIELD_DESCRIPTION = {
  developerIndex: { number: 0 },
  fieldNumber: { number: 1 },
  baseType: { number: 2 },
  name: { number: 3, text: true },
  scale: { number: 6 },
  offset: { number: 7 },
  units: { number: 8, text: true },
  nativeMessage: { number: 14 },
  nativeField: { number: 15 },
} as const satisfies Record<string, FieldSpec>

export const WORKOUT = {
  sport: { number: 4 },
  subSport: { number: 11 },
  numValidSteps: { number: 6 },
  name: { number: 8, text: true },
  description: { number: 17, text: true },
} as const satisfies Record<string, FieldSpec>

export const WORKOUT_STEP = {
  messageIndex: { number: 254 },
  name: { number: 0, text: true },
  durationType: { number: 1 },
  durationValue: { number: 2 },
  targetType: { number: 3 },
  targetValue: { number: 4 },
  low: { number: 5 },
  high: { number: 6 },
  intensity: { number: 7 },
  notes: { number: 8, text: true },
  secondaryTargetType: { number: 19 },
  secondaryTargetValue: { number: 20 },
  secondaryLow: { number: 21 },
  secondaryHigh: { number: 22 },
} as const satisfies Record<string, FieldSpec>

/** Reads the fields of a table out of one message; null where the device said nothing. */
export function readRow<const T extends Record<string, FieldSpec>>(message: FitMessage, specs: T): Row<T> {
  const row: Record<string, number | string | null> = {}
  for (const [name, spec] of Object.entries(specs)) {
    if (spec.text) row[name] = fieldText(message, spec.number)
    else {
      const raw = fieldNumber(message, spec.number)
      row[name] = Number.isNaN(raw) ? null : raw / (spec.scale ?? 1)
    }
  }
  return row as Row<T>
}

/** What a file is by its file_id type, in words that read after "This is". */
export const FILE_TYPES: Readonly<Record<number, string>> = {
  1: 'a device description',
  2: 'a settings file',
  3: 'a sport settings file',
  5: 'a planned workout',
  6: 'a course',
  7: 'a training schedule',
  9: 'a list of weigh-ins',
  10: 'a totals file',
  11: 'a goals file',
  14: 'a blood pressure file',
  15: 'a daily monitoring file',
  20: 'an activity summary',
  28: 'a daily monitoring file',
  32: 'a daily monitoring file',
  34: 'a segment',
  35: 'a list of segments',
  40: 'a screen layout file',
  44: 'a health metrics file',
  49: 'a sleep file',
  68: 'an HRV status file',
}
export const ACTIVITY_FILE = 4
export const WORKOUT_FILE = 5
export const COURSE_FILE = 6

const SPORTS: Readonly<Record<number, string>> = {
  1: 'running',
  2: 'cycling',
  3: 'transition',
  4: 'fitness_equipment',
  5: 'swimming',
  6: 'basketball',
  7: 'soccer',
  8: 'tennis',
  9: 'american_football',
  10: 'training',
  11: 'walking',
  12: 'cross_country_skiing',
  13: 'alpine_skiing',
  14: 'snowboarding',
  15: 'rowing',
  16: 'mountaineering',
  17: 'hiking',
  18: 'multisport',
  19: 'paddling',
  20: 'flying',
  21: 'e_biking',
  22: 'motorcycling',
  23: 'boating',
  24: 'driving',
  25: 'golf',
  27: 'horseback_riding',
  30: 'inline_skating',
  31: 'rock_climbing',
  32: 'sailing',
  33: 'ice_skating',
  35: 'snowshoeing',
  37: 'stand_up_paddleboarding',
  38: 'surfing',
  41: 'kayaking',
  43: 'windsurfing',
  47: 'boxing',
  53: 'diving',
  62: 'hiit',
  64: 'racket',
  88: 'canoeing',
}
const SUB_SPORTS: Readonly<Record<number, string>> = {
  1: 'treadmill',
  2: 'street',
  3: 'trail',
  4: 'track',
  5: 'spin',
  6: 'indoor_cycling',
  7: 'road',
  8: 'mountain',
  9: 'downhill',
  10: 'recumbent',
  11: 'cyclocross',
  12: 'hand_cycling',
  13: 'track_cycling',
  14: 'indoor_rowing',
  15: 'elliptical',
  16: 'stair_climbing',
  17: 'lap_swimming',
  18: 'open_water',
  19: 'flexibility_training',
  20: 'strength_training',
  26: 'cardio_training',
  27: 'indoor_walking',
  28: 'e_bike_fitness',
  29: 'bmx',
  30: 'casual_walking',
  31: 'speed_walking',
  37: 'backcountry',
  42: 'skate_skiing',
  43: 'yoga',
  44: 'pilates',
  45: 'indoor_running',
  46: 'gravel_cycling',
  47: 'e_bike_mountain',
  48: 'commuting',
  49: 'mixed_surface',
  58: 'virtual_activity',
  59: 'obstacle',
  67: 'ultra',
  68: 'indoor_climbing',
  69: 'bouldering',
  70: 'hiit',
}

/** FIT's word for a sport or sub-sport number; null for "generic" and for numbers we do not know. */
export const sportWord = (sport: number | null): string | null => (sport === null ? null : (SPORTS[sport] ?? null))
export const subSportWord = (subSport: number | null): string | null =>
  subSport === null ? null : (SUB_SPORTS[subSport] ?? null)

const MANUFACTURERS: Readonly<Record<number, string>> = {
  1: 'Garmin',
  6: 'SRM',
  9: 'PowerTap',
  13: 'Dynastream',
  23: 'Suunto',
  32: 'Wahoo',
  38: 'O-synce',
  60: 'Rotor',
  63: 'Specialized',
  69: 'Stages',
  70: 'Sigma',
  76: 'Moxy',
  89: 'Tacx',
  95: 'Stryd',
  123: 'Polar',
  258: 'Lezyne',
  260: 'Zwift',
  265: 'Strava',
  267: 'Bryton',
  281: 'TrainerRoad',
  289: 'Hammerhead',
  294: 'COROS',
  307: 'Mio',
}
export const manufacturerWord = (manufacturer: number | null): string | null =>
  manufacturer === null ? null : (MANUFACTURERS[manufacturer] ?? null)
