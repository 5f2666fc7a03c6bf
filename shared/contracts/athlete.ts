import { z } from 'zod'
import { SESSION_KINDS } from '@coach-wattz/core/library/session-kind'
import type { KeptScreening } from '@coach-wattz/core/athlete/screening'
import type { Threshold } from '@coach-wattz/core/athlete/thresholds'
import type { FlagRow } from './flags.ts'
import { coreShape, Done, LocalDateText, nameText } from './route.ts'

export const WeekdayCode = z.enum(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'])
export const SportCode = z.enum(['run', 'ride'])
export const LevelCode = z.enum(['BEGINNER', 'INTERMEDIATE', 'ADVANCED'])

export const AvailabilityBody = z.object({
  slots: z
    .array(
      z.object({
        day: WeekdayCode,
        minutes: z.int().min(0).max(720),
        indoor: z.boolean().optional(),
        sports: z.array(SportCode).max(2).optional(),
      }),
    )
    .max(14)
    .refine((slots) => WeekdayCode.options.every((day) => slots.filter((slot) => slot.day === day).length <= 2), {
      message: 'A day has at most two slots.',
    }),
  /** A date listed here has these minutes instead of its weekday's. */
  overrides: z
    .array(
      z.object({
        date: LocalDateText,
        slot: z.int().min(0).max(1).default(0),
        minutes: z.int().min(0).max(720),
        indoor: z.boolean().optional(),
        sports: z.array(SportCode).max(2).optional(),
      }),
    )
    .max(400)
    .refine((days) => new Set(days.map(({ date, slot }) => `${date} ${slot}`)).size === days.length, {
      message: 'A slot of a date is given once.',
    })
    .optional(),
  blackoutDates: z.array(LocalDateText).max(400).optional(),
})
export type AvailabilityBody = z.infer<typeof AvailabilityBody>

const RegularTrainingBody = z.object({
  sessionsPerWeek: z.int().min(1, 'Give one to four sessions a week.').max(4, 'Give one to four sessions a week.'),
  minutes: z.int().min(15, 'Give 15 to 300 minutes.').max(300, 'Give 15 to 300 minutes.'),
})

/** What the athlete likes to be led by, likes and dislikes, and may train with. */
export const Preferences = z.object({
  /** What the targets of each sport are given in. */
  targets: z.object({
    run: z.enum(['pace', 'hr', 'rpe', 'power']).optional(),
    ride: z.enum(['power', 'hr', 'rpe']).optional(),
  }),
  /** Kinds of session preferred where one serves, and kinds avoided where another does. */
  likes: z.array(z.enum(SESSION_KINDS)).max(SESSION_KINDS.length),
  dislikes: z.array(z.enum(SESSION_KINDS)).max(SESSION_KINDS.length),
  /** Regular sessions of a sport that a plan for the other one keeps. */
  alsoTrains: z.object({ run: RegularTrainingBody.optional(), ride: RegularTrainingBody.optional() }),
  /** An easy session may be of the other sport. */
  crossTraining: z.boolean(),
  /** What stands where the athlete trains indoors. */
  treadmill: z.boolean(),
  indoorTrainer: z.boolean(),
})
export type Preferences = z.infer<typeof Preferences>

/** What the athlete tells about themselves; null is "not told". */
export const AthleteSettings = z.object({
  name: nameText('Give a name.'),
  timeZone: z.string().min(1).max(64),
  units: z.enum(['metric', 'imperial']),
  birthYear: z.int().min(1920, 'Check the year.').max(2020, 'Check the year.').nullable(),
  sex: z.enum(['female', 'male']).nullable(),
  level: LevelCode.nullable(),
  weightKg: z.number().min(30).max(250).nullable(),
  maxDaysPerWeek: z.int().min(1).max(7).nullable(),
  longDay: WeekdayCode.nullable(),
  longDayPinned: z.boolean(),
  availability: AvailabilityBody.nullable(),
  preferences: Preferences,
})
export type AthleteSettings = z.infer<typeof AthleteSettings>

export const GetAthlete = {
  method: 'GET',
  path: '/api/athlete',
  summary: 'Settings, thresholds with their history, and flags of the athlete in view.',
  reply: z.object({
    settings: AthleteSettings,
    thresholds: z.array(coreShape<Threshold>()),
    /** Injuries and illnesses that are not over. */
    flags: z.array(coreShape<FlagRow>()),
    /** Answers to the health questions; null before they were asked. */
    screening: coreShape<KeptScreening | null>(),
    /** The sample athlete is read-and-play: nothing here touches the owner's own data. */
    sample: z.boolean(),
    dataFolder: z.string(),
    database: z.enum(['embedded', 'postgresql']),
  }),
} as const
export type AthleteReply = z.infer<typeof GetAthlete.reply>

export const SaveAthlete = {
  method: 'PATCH',
  path: '/api/athlete',
  summary: 'Changes some settings; what is absent stays.',
  body: AthleteSettings.partial(),
  reply: Done,
} as const

export const SetThreshold = {
  method: 'POST',
  path: '/api/athlete/thresholds',
  summary: 'Sets a threshold by the athlete’s own word, in force from a date.',
  body: z.discriminatedUnion('name', [
    z.object({
      name: z.literal('ftpW'),
      sport: z.literal('ride'),
      value: z.number().min(50, 'FTP lies between 50 and 500 W.').max(500, 'FTP lies between 50 and 500 W.'),
      from: LocalDateText,
    }),
    z.object({
      name: z.literal('thresholdSpeedMps'),
      sport: z.literal('run'),
      value: z.number().min(1.2, 'Check the pace.').max(7, 'Check the pace.'),
      from: LocalDateText,
    }),
    z.object({
      name: z.literal('lthrBpm'),
      sport: SportCode,
      value: z.number().min(80, 'Check the heart rate.').max(220, 'Check the heart rate.'),
      from: LocalDateText,
    }),
    z.object({
      name: z.literal('maxHrBpm'),
      sport: SportCode,
      value: z.number().min(100, 'Check the heart rate.').max(230, 'Check the heart rate.'),
      from: LocalDateText,
    }),
  ]),
  reply: Done,
} as const

/** Enter and leave the sample athlete; the cookie decides which athlete is in view. */
export const EnterSample = {
  method: 'POST',
  path: '/api/sample',
  summary: 'Looks around as the sample athlete.',
  reply: Done,
} as const
export const LeaveSample = {
  method: 'DELETE',
  path: '/api/sample',
  summary: 'Back to one’s own data.',
  reply: Done,
} as const
