import type { Availability, DatedSlot } from '../athlete/availability.ts'
import type { Level, Sport } from '../athlete/sport.ts'
import type { Goal, Strategy } from '../plan/goal.ts'
import type {
  BlockFocus,
  BlockType,
  Plan,
  PlannedWorkout,
  Priority,
  TrainingBlock,
  TrainingWeek,
  WorkoutFocus,
} from '../plan/plan.ts'
import { withWeekTotals } from '../plan/week-totals.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { WEEKDAYS, type Weekday } from '../time/week.ts'
import type { Awp, Leaf } from '../workout/awp.ts'
import { workoutTotals } from '../workout/totals.ts'

/** A session of a made-up plan: exact kilometres or minutes, so that a test can stand on a limit. */
export interface FixtureSession {
  readonly day: Weekday
  readonly km?: number
  readonly min?: number
  /** `hard` holds 20 min at threshold, `easy` and `long` nothing above the easy domain. */
  readonly kind?: 'easy' | 'long' | 'hard' | 'race'
  /** Minutes at a fraction of threshold, inside a session told in minutes, in place of what `kind` holds. */
  readonly work?: { readonly min: number; readonly at: number }
  readonly focus?: WorkoutFocus
  readonly priority?: Priority
  readonly sport?: Sport
  readonly slot?: number
  readonly id?: string
}

export interface FixturePlan {
  readonly weeks: readonly (readonly FixtureSession[])[]
  readonly goal?: Goal
  readonly sport?: Sport
  readonly startDate?: LocalDate
  readonly targetDate?: LocalDate
  readonly level?: Level
  readonly birthYear?: number | null
  readonly maxDaysPerWeek?: number
  readonly longDay?: Weekday | null
  readonly longDayPinned?: boolean
  readonly availability?: Availability
  readonly strategy?: Strategy
  /** Weeks of each block, in order; one block of all weeks when absent. */
  readonly blocks?: readonly { readonly type: BlockType; readonly weeks: number; readonly focus?: BlockFocus }[]
  /** Week numbers that are recovery weeks. */
  readonly recovery?: readonly number[]
}

/** A Monday. */
export const FIXTURE_START: LocalDate = '2026-03-02'
/** 4 m/s is 4:10 /km; an easy step of .75 is 3 m/s. */
const REFERENCES = { thresholdPaceMps: 4, ftpWatts: 250 }
const EASY_SPEED_MPS = 3
const THRESHOLD_SPEED_MPS = 4
const HARD_S = 1200

/** The day of the last race among the sessions: the plan is for it unless the test says otherwise. */
function raceDateOf(weeks: FixturePlan['weeks'], startDate: LocalDate): LocalDate | null {
  const days = weeks.flatMap((sessions, index) =>
    sessions.flatMap(({ kind, day }) =>
      kind === 'race' ? [addDays(startDate, 7 * index + WEEKDAYS.indexOf(day))] : [],
    ),
  )
  return days.at(-1) ?? null
}

/** Builds a plan of exact volumes. Ids are `w1-TUE`, with `-1` for a second slot. */
export function fixturePlan(options: FixturePlan): Plan {
  const sport = options.sport ?? options.goal?.sport ?? 'run'
  const startDate = options.startDate ?? FIXTURE_START
  const raceDate = raceDateOf(options.weeks, startDate)
  const targetDate = options.targetDate ?? raceDate ?? addDays(startDate, 7 * options.weeks.length - 1)
  const raceKind = sport === 'run' ? '10K' : 'TT'
  const goal: Goal = options.goal ?? { kind: raceDate === null ? 'GENERAL_FITNESS' : raceKind, sport }
  const availability = options.availability ?? { slots: [] }
  const weeks = options.weeks.map((sessions, index): TrainingWeek => {
    const monday = addDays(startDate, 7 * index)
    return withWeekTotals({
      id: `w${index + 1}`,
      weekNumber: index + 1,
      startDate: monday,
      isRecovery: options.recovery?.includes(index + 1) ?? false,
      detail: 'DETAILED',
      volumeTargetMinutes: 0,
      distanceTargetM: null,
      tssTarget: null,
      focus: 'AEROBIC_ENDURANCE',
      notes: [],
      slots: slotsOfWeek(availability, monday),
      workouts: sessions.map((session) => fixtureWorkout(session, index + 1, monday, sport)),
    })
  })
  const cut: NonNullable<FixturePlan['blocks']> = options.blocks ?? [{ type: 'BASE', weeks: weeks.length }]
  const blocks: TrainingBlock[] = []
  let from = 0
  for (const [index, block] of cut.entries()) {
    const own = weeks.slice(from, from + block.weeks)
    from += block.weeks
    blocks.push({
      id: `b${index + 1}`,
      order: index,
      name: block.type,
      type: block.type,
      primaryFocus: block.focus ?? 'AEROBIC_ENDURANCE',
      startDate: own[0]?.startDate ?? startDate,
      durationWeeks: own.length,
      recoveryWeekIndex: null,
      progressionLogic: '',
      weeks: own,
    })
  }
  return {
    kind: 'plan',
    id: 'plan',
    sport,
    goal: goal.kind === 'GENERAL_FITNESS' ? goal : { date: targetDate, ...goal },
    startDate,
    targetDate,
    strategy: options.strategy ?? 'LINEAR',
    athlete: {
      level: options.level ?? 'INTERMEDIATE',
      birthYear: options.birthYear === undefined ? 1990 : options.birthYear,
      maxDaysPerWeek: options.maxDaysPerWeek ?? 7,
      longDay: options.longDay ?? null,
      longDayPinned: options.longDayPinned ?? false,
      availability,
    },
    blocks,
  }
}

/** One session with its totals computed from its steps. */
export function fixtureWorkout(
  session: FixtureSession,
  weekNumber: number,
  monday: LocalDate,
  planSport: Sport = 'run',
): PlannedWorkout {
  const sport = session.sport ?? planSport
  const kind = session.kind ?? 'easy'
  const slot = session.slot ?? 0
  const workout = fixtureAwp(session, sport)
  const totals = workoutTotals(workout)
  const focus: WorkoutFocus =
    kind === 'long' ? 'LONG' : kind === 'hard' ? 'THRESHOLD' : kind === 'race' ? 'RACE_SPECIFIC' : 'AEROBIC_ENDURANCE'
  return {
    id: session.id ?? `w${weekNumber}-${session.day}${slot > 0 ? `-${slot}` : ''}`,
    date: addDays(monday, WEEKDAYS.indexOf(session.day)),
    slot,
    sport,
    title: workout.meta.title,
    purpose: { code: 'fixture', facts: {} },
    focus: session.focus ?? focus,
    priority: session.priority ?? (kind === 'easy' ? 'SUPPORT' : 'KEY'),
    hard: false,
    race: kind === 'race',
    archetype: null,
    step: null,
    durationS: totals.durationS ?? 0,
    distanceM: totals.distanceM,
    tss: totals.tss === null ? null : Math.round(totals.tss * 10) / 10,
    workout,
  }
}

function fixtureAwp(session: FixtureSession, sport: Sport): Awp {
  const steady = (value: number, length: { duration?: number; distance?: number }): Leaf => ({
    type: 'Steady',
    ...length,
    ...(sport === 'run' ? { pace: { type: 'steady', value } } : { power: { type: 'steady', value } }),
  })
  const isHardKind = session.kind === 'hard' || session.kind === 'race'
  const easy = sport === 'run' ? EASY_SPEED_MPS / THRESHOLD_SPEED_MPS : 0.65
  const steps: Leaf[] = []
  if (session.km !== undefined) {
    const metres = session.km * 1000
    const hardM = isHardKind ? Math.min(metres, THRESHOLD_SPEED_MPS * HARD_S) : 0
    if (metres - hardM > 0) steps.push(steady(easy, { distance: metres - hardM }))
    if (hardM > 0) steps.push(steady(1, { distance: hardM }))
  } else {
    const seconds = Math.round((session.min ?? 45) * 60)
    const workS = session.work ? Math.round(session.work.min * 60) : isHardKind ? HARD_S : 0
    const hardS = Math.min(seconds, workS)
    if (seconds - hardS > 0) steps.push(steady(easy, { duration: seconds - hardS }))
    if (hardS > 0) steps.push(steady(session.work?.at ?? 1, { duration: hardS }))
  }
  return { schemaVersion: '1.0', sport, meta: { title: session.kind ?? 'easy' }, references: REFERENCES, steps }
}

const slotsOfWeek = (availability: Availability, monday: LocalDate): DatedSlot[] =>
  WEEKDAYS.flatMap((day, offset) => {
    const date = addDays(monday, offset)
    if (availability.blackoutDates?.includes(date)) return []
    return availability.slots
      .filter((slot) => slot.day === day)
      .map(({ day: _day, ...slot }, index) => ({ date, slot: index, ...slot }))
  })

/** Every day of the week with the same minutes. */
export const everyDay = (minutes: number): Availability => ({
  slots: WEEKDAYS.map((day) => ({ day, minutes })),
})
