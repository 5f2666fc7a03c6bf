import { z } from 'zod'
import { LEVELS } from '../athlete/sport.ts'
import { err, ok, type Result } from '../result/result.ts'
import { addDays, isLocalDate, type LocalDate } from '../time/local-date.ts'
import { WEEKDAYS, weekdayIndex } from '../time/week.ts'
import { AwpSchema } from '../workout/awp.schema.ts'
import { hasErrors, validateAwp } from '../workout/validate.ts'
import { workoutTotals } from '../workout/totals.ts'
import { EVENT_PRIORITIES, GOAL_KINDS, MOST_EVENTS, OWN_DISTANCE_M, STRATEGIES } from './goal.ts'
import {
  BLOCK_FOCI,
  BLOCK_TYPES,
  PRIORITIES,
  WORKOUT_FOCI,
  type Plan,
  type PlannedWorkout,
  type TrainingBlock,
  type TrainingWeek,
} from './plan.ts'
import { withPlanTotals } from './week-totals.ts'

/** A plan file may hold this many weeks and sessions a week; a season has 52 and 14. */
export const PLAN_LIMITS = { weeks: 120, blocks: 60, workoutsAWeek: 28, slotsAWeek: 28, notes: 50 } as const

const localDate = z.string().refine(isLocalDate, 'A calendar day written YYYY-MM-DD.')
const sport = z.enum(['run', 'ride'])
const name = z.string().max(200)
const minutes = z.number().min(0).max(10_080)
const reason = z.object({
  code: z.string().max(100),
  facts: z.record(z.string().max(60), z.union([z.string().max(500), z.number(), z.boolean(), z.null()])),
})
const slotFields = { minutes, indoor: z.boolean().optional(), sports: z.array(sport).max(2).optional() }
const datedSlot = z.object({ date: localDate, slot: z.int().min(0).max(1), ...slotFields })

const athlete = z.object({
  level: z.enum(LEVELS).default('INTERMEDIATE'),
  birthYear: z.int().min(1900).max(2100).nullable().default(null),
  maxDaysPerWeek: z.int().min(1).max(7).default(7),
  longDay: z.enum(WEEKDAYS).nullable().default(null),
  longDayPinned: z.boolean().default(false),
  availability: z
    .object({
      slots: z
        .array(z.object({ day: z.enum(WEEKDAYS), ...slotFields }))
        .max(14)
        .default([]),
      overrides: z.array(datedSlot).max(800).optional(),
      blackoutDates: z.array(localDate).max(800).optional(),
    })
    .default({ slots: [] }),
})

const goal = z.object({
  kind: z.enum(GOAL_KINDS),
  sport,
  name: name.optional(),
  date: localDate.optional(),
  distanceM: z.number().min(OWN_DISTANCE_M.least).max(OWN_DISTANCE_M.most).optional(),
  targetTimeS: z.number().min(1).max(1_000_000).optional(),
  targetPowerW: z.number().min(1).max(2_500).optional(),
  strategy: z.enum(STRATEGIES).optional(),
  courseId: z.string().min(1).max(100).optional(),
})

const event = goal
  .omit({ strategy: true, targetPowerW: true, courseId: true })
  .extend({ date: localDate, priority: z.enum(EVENT_PRIORITIES) })
const workout = z.object({
  id: z.string().min(1).max(100).optional(),
  date: localDate,
  slot: z.int().min(0).max(1).default(0),
  sport,
  title: name.optional(),
  purpose: reason.default({ code: 'imported', facts: {} }),
  focus: z.enum(WORKOUT_FOCI),
  priority: z.enum(PRIORITIES).default('SUPPORT'),
  race: z.boolean().default(false),
  archetype: z.string().max(20).nullable().default(null),
  step: z.number().min(0).max(100).nullable().default(null),
  durationS: z.number().min(0).max(172_800).optional(),
  distanceM: z.number().min(0).max(1_000_000).nullable().optional(),
  tss: z.number().min(0).max(5_000).nullable().optional(),
  workout: AwpSchema,
})

const week = z.object({
  id: z.string().min(1).max(100).optional(),
  startDate: localDate,
  isRecovery: z.boolean().default(false),
  detail: z.enum(['OUTLINE', 'DETAILED']).default('DETAILED'),
  volumeTargetMinutes: minutes.default(0),
  distanceTargetM: z.number().min(0).max(1_000_000).nullable().default(null),
  tssTarget: z.number().min(0).max(10_000).nullable().default(null),
  focus: z.enum(WORKOUT_FOCI).default('AEROBIC_ENDURANCE'),
  notes: z.array(reason).max(PLAN_LIMITS.notes).default([]),
  slots: z.array(datedSlot).max(PLAN_LIMITS.slotsAWeek).default([]),
  workouts: z.array(workout).max(PLAN_LIMITS.workoutsAWeek),
})

const block = z.object({
  id: z.string().min(1).max(100).optional(),
  order: z.int().min(0).max(1000).optional(),
  name: name.optional(),
  type: z.enum(BLOCK_TYPES),
  primaryFocus: z.enum(BLOCK_FOCI),
  startDate: localDate.optional(),
  recoveryWeekIndex: z.int().min(0).max(60).nullable().default(null),
  progressionLogic: z.string().max(2000).default(''),
  weeks: z.array(week).min(1).max(PLAN_LIMITS.weeks),
})

/**
 * A plan file (design.md §6), ours or foreign: what can be told from the rest may be left out (ids, week numbers, totals,
 * the athlete). Keys we do not know, such as `report`, are left out.
 */
export const PlanFileSchema = z.object({
  kind: z.literal('plan'),
  id: z.string().min(1).max(100).default('plan'),
  sport,
  goal,
  events: z.array(event).max(MOST_EVENTS).optional(),
  startDate: localDate.optional(),
  targetDate: localDate.optional(),
  strategy: z.enum(STRATEGIES).default('LINEAR'),
  athlete: athlete.prefault({}),
  blocks: z.array(block).min(1).max(PLAN_LIMITS.blocks),
})

export interface PlanFault {
  /** Where in the file: `blocks[0].weeks[3].workouts[1].date`. */
  readonly place: string
  /** One sentence. */
  readonly reason: string
}

/**
 * Reads a plan from parsed JSON: shape and limits, every workout by the AWP rules, weeks of seven days from a Monday one
 * after the other, sessions inside their week, each with its own id and place. Totals of weeks and HARD tags are computed
 * afresh; the totals a session states are kept, so that G27 can judge them.
 */
export function parsePlan(value: unknown): Result<Plan, PlanFault> {
  const parsed = PlanFileSchema.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    return err({ place: pathText(issue?.path ?? []), reason: issue?.message ?? 'This is no plan.' })
  }
  const file = parsed.data
  const weekCount = file.blocks.reduce((sum, entry) => sum + entry.weeks.length, 0)
  if (weekCount > PLAN_LIMITS.weeks)
    return err({
      place: 'blocks',
      reason: `A plan holds at most ${PLAN_LIMITS.weeks} weeks; this one has ${weekCount}.`,
    })
  const reader = new PlanReader()
  const blocks = file.blocks.map((entry, index) => reader.block(entry, index))
  if (reader.fault) return err(reader.fault)
  const first = blocks[0]!.weeks[0]!
  const last = blocks.at(-1)!.weeks.at(-1)!
  return ok(
    withPlanTotals({
      kind: 'plan',
      id: file.id,
      sport: file.sport,
      goal: file.goal,
      ...(file.events && file.events.length > 0 ? { events: file.events } : {}),
      startDate: file.startDate ?? first.startDate,
      targetDate: file.targetDate ?? file.goal.date ?? addDays(last.startDate, 6),
      strategy: file.strategy,
      athlete: file.athlete,
      blocks,
    }),
  )
}

type BlockFile = z.infer<typeof block>
type WeekFile = z.infer<typeof week>
type WorkoutFile = z.infer<typeof workout>

/** Fills in what a file may leave out, and keeps the first fault it meets. */
class PlanReader {
  fault: PlanFault | null = null
  private weekNumber = 0
  private nextMonday: LocalDate | null = null
  private readonly ids = new Set<string>()
  private readonly places = new Set<string>()

  block(file: BlockFile, index: number): TrainingBlock {
    const at = `blocks[${index}]`
    const weeks = file.weeks.map((entry, weekIndex) => this.week(entry, `${at}.weeks[${weekIndex}]`))
    return {
      id: file.id ?? `b${index + 1}`,
      order: file.order ?? index,
      name: file.name ?? file.type,
      type: file.type,
      primaryFocus: file.primaryFocus,
      startDate: file.startDate ?? weeks[0]!.startDate,
      durationWeeks: weeks.length,
      recoveryWeekIndex: file.recoveryWeekIndex,
      progressionLogic: file.progressionLogic,
      weeks,
    }
  }

  private week(file: WeekFile, at: string): TrainingWeek {
    this.weekNumber += 1
    if (weekdayIndex(file.startDate) !== 0) this.report(`${at}.startDate`, `${file.startDate} is no Monday.`)
    else if (this.nextMonday !== null && file.startDate !== this.nextMonday)
      this.report(`${at}.startDate`, `The week should begin on ${this.nextMonday}, seven days after the one before.`)
    this.nextMonday = addDays(file.startDate, 7)
    const workouts = file.workouts.map((entry, index) => this.workout(entry, file, `${at}.workouts[${index}]`))
    return { ...file, id: file.id ?? `w${this.weekNumber}`, weekNumber: this.weekNumber, workouts }
  }

  private workout(file: WorkoutFile, inside: WeekFile, at: string): PlannedWorkout {
    if (file.date < inside.startDate || file.date >= addDays(inside.startDate, 7))
      this.report(`${at}.date`, `${file.date} is not in the week of ${inside.startDate}.`)
    const place = `${file.date} ${file.slot}`
    if (this.places.has(place)) this.report(`${at}.slot`, `Two sessions stand on ${file.date} in slot ${file.slot}.`)
    this.places.add(place)
    const id = file.id ?? `${file.date}-${file.slot}`
    if (this.ids.has(id)) this.report(`${at}.id`, `Two sessions have the id ${id}.`)
    this.ids.add(id)
    if (file.sport !== file.workout.sport)
      this.report(`${at}.sport`, `The session says ${file.sport}, its workout ${file.workout.sport}.`)
    const faults = validateAwp(file.workout)
    const fault = faults[0]
    if (fault && hasErrors(faults))
      this.report(`${at}.workout`, `The workout breaks ${fault.code} at ${fault.path || 'its start'}: ${fault.text}`)
    // a broken workout can be endless: its totals are not computed
    const totals = this.fault === null ? workoutTotals(file.workout) : null
    const durationS = file.durationS ?? totals?.durationS ?? null
    if (durationS === null) this.report(`${at}.durationS`, 'The length of this session cannot be told from its steps.')
    return {
      id,
      date: file.date,
      slot: file.slot,
      sport: file.sport,
      title: file.title ?? file.workout.meta.title,
      purpose: file.purpose,
      focus: file.focus,
      priority: file.priority,
      // a written week's tags are computed with its totals; an outline holds nothing but races, which are hard
      hard: file.race,
      race: file.race,
      archetype: file.archetype,
      step: file.step,
      durationS: durationS ?? 0,
      distanceM: file.distanceM !== undefined ? file.distanceM : (totals?.distanceM ?? null),
      tss: file.tss !== undefined ? file.tss : (totals?.tss ?? null),
      workout: file.workout,
    }
  }

  private report(place: string, reason: string): void {
    this.fault ??= { place, reason }
  }
}

const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
