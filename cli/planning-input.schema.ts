import { z } from 'zod'
import { FLAG_KINDS, SYMPTOMS } from '@coach-wattz/core/athlete/flag'
import { SCREENING_QUESTIONS } from '@coach-wattz/core/athlete/screening'
import { LEVELS, type Sport } from '@coach-wattz/core/athlete/sport'
import type { Threshold, ThresholdName } from '@coach-wattz/core/athlete/thresholds'
import { historyFromPlanningInput, type TrainingHistory } from '@coach-wattz/core/evidence/history'
import { planningHistorySchema } from '@coach-wattz/core/evidence/history.schema'
import {
  EVENT_PRIORITIES,
  GOAL_KINDS,
  MOST_EVENTS,
  ONE_MAIN_RACE,
  LONGEST_PLAN_DAYS,
  OWN_DISTANCE_M,
  RIDE_GOALS,
  RUN_GOALS,
  STRATEGIES,
  type Goal,
  type PlanEvent,
} from '@coach-wattz/core/plan/goal'
import { SESSION_KINDS } from '@coach-wattz/core/library/session-kind'
import { MACHINES_UNTOLD, type PlanningAthlete } from '@coach-wattz/core/plan/planning-input'
import { err, ok, type Result } from '@coach-wattz/core/result/result'
import { addDays, isLocalDate, type LocalDate } from '@coach-wattz/core/time/local-date'
import { WEEKDAYS } from '@coach-wattz/core/time/week'

/** Where in a file something is wrong, and what: the last two parts of the one line of bad input (design.md §6). */
export interface InputFault {
  readonly place: string
  readonly reason: string
}

/** The most a file of history may hold. */
const MOST_ACTIVITIES = 50_000

const localDate = z.string().refine(isLocalDate, 'not a calendar day written YYYY-MM-DD')
const sport = z.enum(['run', 'ride'])
const sessionKind = z.enum(SESSION_KINDS, {
  error: (issue) => `"${String(issue.input)}" is no kind of session; one of ${SESSION_KINDS.join(', ')}`,
})
const regular = z.object({ sessionsPerWeek: z.number().min(1).max(4), minutes: z.number().min(15).max(300) })
const targetBasis = z.enum(['pace', 'power', 'hr', 'rpe'])

const slot = z.object({
  day: z.enum(WEEKDAYS),
  minutes: z.number().min(0).max(1440),
  indoor: z.boolean().optional(),
  sports: z.array(sport).optional(),
})

const history = z.preprocess(
  (value) => value ?? {},
  planningHistorySchema.refine(
    (past) => (past.activities?.length ?? 0) <= MOST_ACTIVITIES,
    `more than ${MOST_ACTIVITIES} activities`,
  ),
)

/** `--athlete` of `coach plan`, `check` and `profile` (design.md §6). */
export const AthleteFileSchema = z.object({
  sport: sport.optional(),
  birthYear: z.int().min(1900).max(2100).nullish(),
  sex: z.enum(['female', 'male']).nullish(),
  level: z.enum(LEVELS).nullish(),
  maxDaysPerWeek: z.int().min(1).max(7).nullish(),
  longDay: z.enum(WEEKDAYS).nullish(),
  longDayPinned: z.boolean().nullish(),
  availability: z
    .object({
      slots: z
        .array(slot)
        .max(14)
        .refine(
          (slots) => WEEKDAYS.every((day) => slots.filter((each) => each.day === day).length <= 2),
          'more than two slots on one day',
        ),
      overrides: z
        .array(slot.omit({ day: true }).extend({ date: localDate, slot: z.int().min(0).max(1).default(0) }))
        .optional(),
      blackoutDates: z.array(localDate).optional(),
    })
    .nullish(),
  thresholds: z
    .object({
      ftpW: z.number().min(30).max(700).nullish(),
      lthrBpm: z.number().min(60).max(230).nullish(),
      maxHrBpm: z.number().min(80).max(240).nullish(),
      thresholdPaceSPerKm: z.number().min(120).max(900).nullish(),
    })
    .nullish(),
  flags: z
    .array(
      z.object({
        kind: z.enum(FLAG_KINDS),
        part: z.string().max(100).optional(),
        startDate: localDate,
        reviewDate: localDate.optional(),
        pain: z.int().min(0).max(10).optional(),
        limp: z.boolean().optional(),
        noRunFrom: localDate.optional(),
        runAgainFrom: localDate.optional(),
        symptoms: z.enum(SYMPTOMS).optional(),
        symptomFreeSince: localDate.optional(),
        endDate: localDate.optional(),
      }),
    )
    .nullish(),
  screening: z
    .object({
      yes: z.array(z.enum(SCREENING_QUESTIONS)).max(SCREENING_QUESTIONS.length),
      doctorAgreed: z.boolean().default(false),
      guardianAgreed: z.boolean().default(false),
    })
    .nullish(),
  preferences: z
    .object({
      targets: z.object({ run: targetBasis.optional(), ride: z.enum(['power', 'hr', 'rpe']).optional() }).nullish(),
      likes: z.array(sessionKind).nullish(),
      dislikes: z.array(sessionKind).nullish(),
      alsoTrains: z.object({ run: regular.optional(), ride: regular.optional() }).nullish(),
      crossTraining: z.boolean().nullish(),
      treadmill: z.boolean().nullish(),
      indoorTrainer: z.boolean().nullish(),
    })
    .nullish(),
  history,
})
type AthleteFile = z.infer<typeof AthleteFileSchema>

/** `--goal` of `coach plan` (design.md §6), with the season's other races. */
export const GoalFileSchema = z.object({
  kind: z.enum(GOAL_KINDS, {
    error: (issue) => `"${String(issue.input)}" is no goal we plan; one of ${GOAL_KINDS.join(', ')}`,
  }),
  sport,
  name: z.string().max(200).optional(),
  date: localDate.optional(),
  distanceM: z.number().min(OWN_DISTANCE_M.least).max(OWN_DISTANCE_M.most).optional(),
  targetTimeS: z.number().min(60).max(200_000).optional(),
  targetPowerW: z.number().min(30).max(700).optional(),
  strategy: z.enum(STRATEGIES).optional(),
  events: z
    .array(
      z.object({
        kind: z.enum([...RUN_GOALS, ...RIDE_GOALS]),
        sport,
        name: z.string().max(200).optional(),
        date: localDate,
        distanceM: z.number().min(OWN_DISTANCE_M.least).max(OWN_DISTANCE_M.most).optional(),
        targetTimeS: z.number().min(60).max(200_000).optional(),
        priority: z.enum(EVENT_PRIORITIES, ONE_MAIN_RACE),
      }),
    )
    .max(MOST_EVENTS)
    .optional(),
})

/**
 * The athlete of a file, as the planner knows one. `sport` is the goal's: it decides which thresholds and told weeks count
 * when the file names no sport of its own. Thresholds in a file have no day and count from the beginning.
 */
export function readAthlete(
  value: unknown,
  goalSport: Sport,
  today: LocalDate,
): Result<{ athlete: PlanningAthlete; history: TrainingHistory }, InputFault> {
  const parsed = AthleteFileSchema.safeParse(value)
  if (!parsed.success) return err(faultOf(parsed.error))
  const file = parsed.data
  if (file.birthYear && file.birthYear > Number(today.slice(0, 4)))
    return err({ place: 'birthYear', reason: `${file.birthYear} has not come yet` })
  const own = file.sport ?? goalSport
  return ok({
    history: historyFromPlanningInput(withoutAbsent(file.history), own),
    athlete: {
      sport: goalSport,
      birthYear: file.birthYear ?? null,
      sex: file.sex ?? null,
      level: file.level ?? null,
      maxDaysPerWeek: file.maxDaysPerWeek ?? null,
      longDay: file.longDay ?? null,
      longDayPinned: file.longDayPinned ?? false,
      availability: file.availability ? withoutAbsent(file.availability) : null,
      thresholds: thresholdsOf(file, own, goalSport),
      flags: (file.flags ?? []).map(withoutAbsent),
      ...(file.screening ? { screening: file.screening } : {}),
      targets: file.preferences?.targets ? withoutAbsent(file.preferences.targets) : {},
      likes: file.preferences?.likes ?? [],
      dislikes: file.preferences?.dislikes ?? [],
      alsoTrains: file.preferences?.alsoTrains ? withoutAbsent(file.preferences.alsoTrains) : {},
      crossTraining: file.preferences?.crossTraining ?? false,
      treadmill: file.preferences?.treadmill ?? MACHINES_UNTOLD.treadmill,
      indoorTrainer: file.preferences?.indoorTrainer ?? MACHINES_UNTOLD.indoorTrainer,
    },
  })
}

/** The goal of a file: a day for a race, in the future, of the right sport. */
export function readGoal(
  value: unknown,
  today: LocalDate,
): Result<{ goal: Goal; events?: readonly PlanEvent[] }, InputFault> {
  const parsed = GoalFileSchema.safeParse(value)
  if (!parsed.success) return err(faultOf(parsed.error))
  const { events: eventFiles, ...goalFile } = parsed.data
  const goal = withoutAbsent(goalFile)
  const events = (eventFiles ?? []).map(withoutAbsent)
  const isRun = RUN_GOALS.some((kind) => kind === goal.kind)
  const isRide = RIDE_GOALS.some((kind) => kind === goal.kind)
  if ((isRun && goal.sport !== 'run') || (isRide && goal.sport !== 'ride')) {
    return err({ place: 'sport', reason: `${goal.kind} is a ${isRun ? 'run' : 'ride'}, not a ${goal.sport}` })
  }
  if (goal.kind === 'RUN_DISTANCE' && goal.distanceM === undefined)
    return err({ place: 'distanceM', reason: 'RUN_DISTANCE needs its metres' })
  if (goal.kind !== 'GENERAL_FITNESS' && goal.date === undefined)
    return err({ place: 'date', reason: `${goal.kind} needs its day` })
  if (goal.date !== undefined && goal.date <= today)
    return err({ place: 'date', reason: `${goal.date} is not after ${today}` })
  if (goal.date !== undefined && goal.date > addDays(today, LONGEST_PLAN_DAYS)) {
    return err({ place: 'date', reason: `${goal.date} is more than two years away` })
  }
  for (const [index, event] of events.entries()) {
    const isOwn = (goal.sport === 'run' ? RUN_GOALS : RIDE_GOALS).some((kind) => kind === event.kind)
    if (event.sport !== goal.sport || !isOwn)
      return err({ place: `events[${index}].kind`, reason: `a race on the way is a ${goal.sport} like the goal` })
    if (event.kind === 'RUN_DISTANCE' && event.distanceM === undefined)
      return err({ place: `events[${index}].distanceM`, reason: 'RUN_DISTANCE needs its metres' })
  }
  return ok({ goal, ...(events.length > 0 ? { events } : {}) })
}

/** A file's thresholds; heart rates belong to the athlete's own sport, pace to runs, power to rides. */
function thresholdsOf(file: AthleteFile, own: Sport, goalSport: Sport): Threshold[] {
  const values = file.thresholds ?? {}
  const of = (name: ThresholdName, forSport: Sport, value: number | null | undefined): Threshold[] =>
    value === null || value === undefined
      ? []
      : [{ sport: forSport, name, value, from: '1900-01-01', method: 'athlete', confidence: 'HIGH' }]
  return [
    ...of('ftpW', 'ride', values.ftpW),
    ...of('lthrBpm', own === goalSport ? goalSport : own, values.lthrBpm),
    ...of('maxHrBpm', own === goalSport ? goalSport : own, values.maxHrBpm),
    ...of('thresholdSpeedMps', 'run', values.thresholdPaceSPerKm ? 1000 / values.thresholdPaceSPerKm : null),
  ]
}

/** Optional keys that are not there, instead of there and undefined: what core's types mean by optional. */
function withoutAbsent<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [
    key,
    Array.isArray(item) ? item.map((each: unknown) => (isPlainObject(each) ? withoutAbsent(each) : each)) : item,
  ])
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function faultOf(error: z.ZodError): InputFault {
  const issue = error.issues[0]
  if (!issue) return { place: '', reason: 'not what was expected' }
  const place = issue.path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
  return { place, reason: issue.message.replace(/\s+/g, ' ').replace(/\.$/, '') }
}
