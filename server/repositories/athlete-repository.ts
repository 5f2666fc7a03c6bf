import { z } from 'zod'
import type { Availability } from '@coach-wattz/core/athlete/availability'
import { SCREENING_QUESTIONS, type KeptScreening } from '@coach-wattz/core/athlete/screening'
import type { Level, Sport } from '@coach-wattz/core/athlete/sport'
import type { HistoryWeek } from '@coach-wattz/core/evidence/history'
import { SESSION_KINDS } from '@coach-wattz/core/library/session-kind'
import { MACHINES_UNTOLD, type PlanningAthlete } from '@coach-wattz/core/plan/planning-input'
import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { Weekday } from '@coach-wattz/core/time/week'
import { createId } from '../database/create-id.ts'
import type { AthleteTransaction, Database, SystemTransaction } from '../database/database.ts'
import { Prisma } from '../database/generated/client/client.ts'
import { loadAvailability, replaceAvailability } from './availability-rows.ts'
import { fromDateColumn, jsonColumn, storableText, storableTextOrNull, toDateColumn } from './columns.ts'
import { loadFlagsForPlanning } from './flag-repository.ts'
import { loadThresholds } from './threshold-repository.ts'

const targetBasis = z.enum(['pace', 'power', 'hr', 'rpe'])
/** Kinds of session we know, each once. */
const kinds = z
  .array(z.string())
  .default([])
  .transform((told) => SESSION_KINDS.filter((kind) => told.includes(kind)))
const regular = z.object({ sessionsPerWeek: z.number(), minutes: z.number() })
const preferencesSchema = z.object({
  targets: z.object({ run: targetBasis.optional(), ride: targetBasis.exclude(['pace']).optional() }).default({}),
  alsoTrains: z.object({ run: regular.optional(), ride: regular.optional() }).default({}),
  crossTraining: z.boolean().default(false),
  // indoor time is the athlete's word that they can train there, until they say otherwise
  treadmill: z.boolean().default(MACHINES_UNTOLD.treadmill),
  indoorTrainer: z.boolean().default(MACHINES_UNTOLD.indoorTrainer),
  likes: kinds,
  dislikes: kinds,
})
const screeningSchema = z.object({
  answeredOn: z.string(),
  yes: z.array(z.enum(SCREENING_QUESTIONS)),
  doctorAgreed: z.boolean(),
  guardianAgreed: z.boolean(),
})
export type AthletePreferences = z.infer<typeof preferencesSchema>

export type AthleteKind = 'OWN' | 'SAMPLE'

/** What the athlete has told about themselves; null is "not told". */
export interface AthleteRecord {
  readonly id: string
  readonly kind: AthleteKind
  readonly name: string | null
  readonly timeZone: string
  readonly units: 'metric' | 'imperial'
  readonly birthYear: number | null
  readonly sex: 'female' | 'male' | null
  readonly level: Level | null
  readonly weightKg: number | null
  readonly maxDaysPerWeek: number | null
  readonly longDay: Weekday | null
  readonly longDayPinned: boolean
  readonly availability: Availability | null
  readonly preferences: AthletePreferences
  /** Habits that the planner is not to follow, by name. */
  readonly ignoredHabits: readonly string[]
  /** Answers to the health questions; null before they were asked. */
  readonly screening: KeptScreening | null
}

export type AthletePatch = Partial<Omit<AthleteRecord, 'id' | 'kind'>>

/** The athlete of the transaction. Throws when there is none: accounts make it at sign-up. */
export async function loadAthlete(tx: AthleteTransaction): Promise<AthleteRecord> {
  const row = await tx.client.athlete.findUnique({ where: { id: tx.athleteId } })
  if (!row) throw new Error(`There is no athlete ${tx.athleteId}.`)
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    timeZone: row.timeZone,
    units: row.units === 'IMPERIAL' ? 'imperial' : 'metric',
    birthYear: row.birthYear,
    sex: row.sex,
    level: row.level,
    weightKg: row.weightKg,
    maxDaysPerWeek: row.maxDaysPerWeek,
    longDay: row.longDay,
    longDayPinned: row.longDayPinned,
    availability: row.availabilityTold ? await loadAvailability(tx) : null,
    preferences: preferencesSchema.parse(row.preferences),
    ignoredHabits: row.ignoredHabits,
    screening: row.healthScreening === null ? null : screeningSchema.parse(row.healthScreening),
  }
}

/** Changes what the patch names: null clears, an absent key stays. Availability is replaced whole. */
export async function saveAthlete(tx: AthleteTransaction, patch: AthletePatch): Promise<void> {
  const { availability, preferences, screening, units, name, timeZone, ignoredHabits, ...plain } = patch
  const data: Prisma.AthleteUpdateInput = { ...plain }
  if (name !== undefined) data.name = storableTextOrNull(name)
  if (timeZone !== undefined) data.timeZone = storableText(timeZone)
  if (units !== undefined) data.units = units === 'imperial' ? 'IMPERIAL' : 'METRIC'
  if (ignoredHabits !== undefined) data.ignoredHabits = [...ignoredHabits]
  if (preferences !== undefined) data.preferences = jsonColumn(preferencesSchema.parse(preferences))
  if (screening !== undefined)
    data.healthScreening = screening === null ? Prisma.DbNull : jsonColumn(screeningSchema.parse(screening))
  if (availability !== undefined) {
    data.availabilityTold = availability !== null
    await replaceAvailability(tx, availability)
  }
  await tx.client.athlete.update({ where: { id: tx.athleteId }, data })
}

/** Whether the athlete wants notices by e-mail. */
export async function loadMailWish(tx: AthleteTransaction): Promise<boolean> {
  const row = await tx.client.athlete.findUniqueOrThrow({
    where: { id: tx.athleteId },
    select: { mailNotices: true },
  })
  return row.mailNotices
}

export async function saveMailWish(tx: AthleteTransaction, mailNotices: boolean): Promise<void> {
  await tx.client.athlete.update({ where: { id: tx.athleteId }, data: { mailNotices } })
}

/** Weeks of the past as the athlete told them, oldest first. */
export async function loadToldWeeks(tx: AthleteTransaction): Promise<HistoryWeek[]> {
  const rows = await tx.client.toldWeek.findMany({
    where: { athleteId: tx.athleteId },
    orderBy: [{ weekStart: 'asc' }, { sport: 'asc' }],
  })
  return rows.map((row) => ({
    weekStart: fromDateColumn(row.weekStart),
    sport: row.sport,
    minutes: row.minutes,
    distanceM: row.distanceM,
    longestM: row.longestM,
  }))
}

/** Replaces all told weeks. */
export async function saveToldWeeks(tx: AthleteTransaction, weeks: readonly HistoryWeek[]): Promise<void> {
  await tx.client.toldWeek.deleteMany({ where: { athleteId: tx.athleteId } })
  await tx.client.toldWeek.createMany({
    data: weeks.map((week) => ({
      ...week,
      athleteId: tx.athleteId,
      id: createId(),
      weekStart: toDateColumn(week.weekStart),
    })),
  })
}

/** The athlete as the planner sees them (design.md §6 planning input). */
export async function loadPlanningAthlete(
  tx: AthleteTransaction,
  sport: Sport,
  today: LocalDate,
): Promise<PlanningAthlete> {
  const { birthYear, sex, level, maxDaysPerWeek, longDay, longDayPinned, availability, preferences, screening } =
    await loadAthlete(tx)
  const { targets, likes, dislikes, alsoTrains, crossTraining, treadmill, indoorTrainer } = preferences
  return {
    sport,
    birthYear,
    sex,
    level,
    maxDaysPerWeek,
    longDay,
    longDayPinned,
    availability,
    thresholds: await loadThresholds(tx),
    flags: await loadFlagsForPlanning(tx, today),
    targets,
    likes,
    dislikes,
    alsoTrains,
    crossTraining,
    treadmill,
    indoorTrainer,
    ...(screening === null ? {} : { screening }),
  }
}

export interface NewAthlete {
  readonly id: string
  readonly accountId: string
  readonly kind: AthleteKind
  readonly name?: string | undefined
  readonly timeZone?: string | undefined
}

export async function createAthlete(tx: SystemTransaction, athlete: NewAthlete): Promise<void> {
  await tx.client.athlete.create({
    data: {
      id: athlete.id,
      accountId: athlete.accountId,
      kind: athlete.kind,
      name: athlete.name === undefined ? null : storableText(athlete.name),
      ...(athlete.timeZone === undefined ? {} : { timeZone: storableText(athlete.timeZone) }),
    },
  })
}

/** The athlete row of an account, made when it is missing. Accounts call it through their `ensureAthlete` option. */
export async function ensureOwnAthlete(database: Database, athlete: Omit<NewAthlete, 'kind'>): Promise<void> {
  await database.asSystem('ensure-athlete', async (tx) => {
    // Two first requests at once: the second finds the first one's row.
    await tx.client.athlete.createMany({
      data: [
        {
          id: athlete.id,
          accountId: athlete.accountId,
          kind: 'OWN',
          name: athlete.name === undefined ? null : storableText(athlete.name),
          ...(athlete.timeZone === undefined ? {} : { timeZone: storableText(athlete.timeZone) }),
        },
      ],
      skipDuplicates: true,
    })
  })
}

export async function findAthleteId(
  tx: SystemTransaction,
  accountId: string,
  kind: AthleteKind,
): Promise<string | null> {
  const row = await tx.client.athlete.findUnique({
    where: { accountId_kind: { accountId, kind } },
    select: { id: true },
  })
  return row?.id ?? null
}

export async function listAthleteIds(tx: SystemTransaction): Promise<string[]> {
  const rows = await tx.client.athlete.findMany({ select: { id: true }, orderBy: { id: 'asc' } })
  return rows.map((row) => row.id)
}

/** Removes an athlete and every row of theirs. Their original files are removed by the caller (original-file-store.ts). */
export async function deleteAthlete(tx: SystemTransaction, athleteId: string): Promise<boolean> {
  return (await tx.client.athlete.deleteMany({ where: { id: athleteId } })).count > 0
}
