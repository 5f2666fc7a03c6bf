import { buildVariant } from '../library/build-workout.ts'
import type { Level } from '../athlete/sport.ts'
import type { TargetMode } from '../library/step-target.ts'
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts'
import type { Awp } from '../workout/awp.ts'
import { blockFocus, keyFoci } from './focus-plan.ts'
import { tableGoal, type Goal, type PlanEvent, type Strategy } from './goal.ts'
import { lastHardDayOfEvents, sortEvents, withEvents } from './event-days.ts'
import { buildLoadWeek } from './load-week.ts'
import { buildSkeleton, type Skeleton, type SkeletonBlock, type SkeletonWeek } from './macro.ts'
import { defaultStrategy } from './phases.ts'
import type { Plan, PlannedWorkout, Reason, TrainingBlock, TrainingWeek, WorkoutFocus } from './plan.ts'
import { plannedWorkout, referencesOf, withPlanningSpeed, type PlanningThresholds } from './planned-workout.ts'
import type { PlanningInput } from './planning-input.ts'
import { raceTitle, raceWorkout } from './race-session.ts'
import { beginsWithRunWalk } from './run-walk-week.ts'
import { ASSUMED_MINUTES, openDays, weekSlots, type SeasonContext, type SeasonState } from './season.ts'
import { draftsVolume, variantHardMinutes, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { longestBefore, startingPoint, type StartingPoint } from './starting-point.ts'
import { taperFor, type Taper } from './taper.ts'
import { buildTaper } from './taper-week.ts'
import { neededLong, neededWeek, planVolumes, sessionSoftLimit, type VolumePlan } from './volume.ts'
import type { WeekDraft } from './week-room.ts'
import { withWeekTotals } from './week-totals.ts'

/** Days a week when the athlete names none (science.md S5.6). */
const DEFAULT_DAYS = { BEGINNER: 4, INTERMEDIATE: 5, ADVANCED: 6 } as const
const MINUTES_USED = 0.97

/**
 * A whole plan for a goal, every week detailed: macro skeleton, volumes, sessions, taper, race (science.md S5, S6, §11).
 * Deterministic and pure: same input, same bytes. It aims inside the soft limits; `reviewPlan` judges the result, and
 * feasibility is asked before (guardrails/author-plan.ts).
 */
export function buildPlan(input: PlanningInput, start: StartingPoint = startingPoint(input)): Plan {
  const { goal } = input
  const bare = contextOf(input, start)
  const planWeeks = goal.date === undefined ? 0 : Math.floor((daysBetween(start.startDate, goal.date) + 7) / 7)
  const { skeleton, taper, volumes } = season(bare, planWeeks)
  const { kept, notes: eventNotes } = sortEvents(input.events ?? [], goal.sport, skeleton)
  const context: SeasonContext = { ...bare, events: kept }
  const state = firstState(context)
  const drafts = new Map<number, WeekDraft>()
  let reference: readonly SessionDraft[] = []
  for (const block of skeleton.blocks) {
    for (const week of block.weeks) {
      if (week.kind === 'taper') continue
      const draft = withEvents(context, week, loadWeek(context, state, week, block, volumes), kept)
      if (week.kind === 'load' && draft.drafts.length > 0 && (draft.isFull || reference.length === 0))
        reference = draft.drafts
      drafts.set(week.index, draft)
      advance(context, state, week, draft)
    }
  }
  const taperWeeks = skeleton.weeks.filter((week) => week.kind === 'taper')
  if (taper !== null && goal.date !== undefined && taperWeeks.length > 0) {
    if (reference.length === 0) reference = firstReference(context, skeleton, volumes)
    const tapered = buildTaper(context, {
      weeks: taperWeeks.map((week) => ({
        week,
        days: openDays(context, week.startDate, weekSlots(context, week.startDate), goal.date),
      })),
      reference,
      sessionsBefore: state.sessions,
      taper,
      raceDate: goal.date,
      longestMinutes: longestOf(
        [...drafts.values()]
          .slice(-6)
          .flatMap((week) => week.drafts)
          .concat(reference),
      ),
      volumesBefore: state.loadVolumes.length > 0 ? state.loadVolumes : state.weekVolumes,
      planWeeks: skeleton.weeks.length,
      streakBefore: state.streak,
      lastHardDate: state.lastHardDate,
      sessionCap: sessionSoftLimit(start, longestBefore(state.sessions, start.sport, addDays(goal.date, -3))),
    })
    for (const [index, week] of taperWeeks.entries()) {
      const draft = tapered[index]!
      drafts.set(week.index, draft)
    }
  }
  return assemble(context, skeleton, drafts, [...shortfallNotes(context, drafts), ...eventNotes])
}

/** A build that cannot reach what the goal usually asks for says so: the aim is then to finish (science.md S5.5, G15). */
function shortfallNotes(context: SeasonContext, drafts: ReadonlyMap<number, WeekDraft>): Reason[] {
  const { start, input } = context
  const needed = neededWeek(input.goal, start)
  const long = neededLong(input.goal, start)
  const weeks = [...drafts.values()].map((week) => week.drafts)
  const peak = Math.max(0, ...weeks.map((sessions) => draftsVolume(start, sessions)))
  const longest = Math.max(0, ...weeks.flat().map((session) => variantVolume(start, session.variant)))
  if (needed === 0 || (peak >= 0.9 * needed && longest >= 0.85 * long)) return []
  const facts = { unit: start.unit, peak, needed, longest, neededLong: long }
  return [{ code: 'peak-below-need', facts: roundedFacts(facts) }]
}

const roundedFacts = (facts: Readonly<Record<string, string | number>>): Reason['facts'] =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [key, typeof value === 'number' ? Math.round(value) : value]),
  )

const longestOf = (drafts: readonly SessionDraft[]): number =>
  drafts.reduce((longest, draft) => Math.max(longest, variantMinutes(draft.variant)), 0)

function contextOf(input: PlanningInput, start: StartingPoint): SeasonContext {
  const { goal, athlete } = input
  const weeklyMinutes = start.mean === null ? 0 : start.mean.minutes
  const used = start.daysPerWeek === null ? 0 : Math.round(start.daysPerWeek)
  return {
    input,
    start,
    strategy: goal.strategy ?? defaultStrategy(tableGoal(goal), start.level, weeklyMinutes),
    targets: targetMode(input, start),
    events: [],
    maxDays: athlete.maxDaysPerWeek ?? Math.min(6, Math.max(DEFAULT_DAYS[start.level], used)),
  }
}

/** What the steps lead by: the athlete's choice where the thresholds allow it, else heart rate, else effort (science.md S1.2, S3.12). */
function targetMode(input: PlanningInput, start: StartingPoint): TargetMode {
  const { thresholds, sport } = start
  const physical: TargetMode = sport === 'run' ? 'pace' : 'power'
  const chosen = input.athlete.targets[sport] ?? physical
  const isKnown: Record<TargetMode, boolean> = {
    pace: thresholds.thresholdSpeedMps !== undefined,
    power: sport === 'ride' && thresholds.ftpW !== undefined,
    hr: thresholds.lthrBpm !== undefined,
    rpe: true,
  }
  if (isKnown[chosen]) return chosen
  if (isKnown[physical]) return physical
  return isKnown.hr ? 'hr' : 'rpe'
}

interface Season {
  readonly skeleton: Skeleton
  readonly taper: Taper | null
  readonly volumes: VolumePlan
}

/** The taper's length depends on the peak week, which depends on the weeks before the taper: two rounds settle it. */
function season(context: SeasonContext, planWeeks: number): Season {
  const { input, start } = context
  const { goal } = input
  const ceiling = volumeCeiling(context)
  const make = (peakWeekM: number | null): Season => {
    const taper = taperFor(tableGoal(goal), goal.date, peakWeekM, planWeeks)
    const skeleton = buildSkeleton(goal, start.startDate, taper, start.twoToOne)
    return { skeleton, taper, volumes: planVolumes(goal, skeleton, start, ceiling) }
  }
  const first = make(null)
  if (tableGoal(goal) !== 'MARATHON' || start.unit !== 'm') return first
  const peak = Math.max(0, ...first.volumes.weekAims)
  return peak > 0 && peak < 45_000 ? make(peak) : first
}

/** Volume the athlete's days can hold in a usual week, in the plan's unit. */
function volumeCeiling(context: SeasonContext): number {
  const { start, input, maxDays } = context
  const { availability } = input.athlete
  const [weekday, weekend] = ASSUMED_MINUTES[start.sport]
  const minutes =
    availability === null
      ? [weekday, weekday, weekday, weekday, weekday, weekend, weekend]
      : dayMinutes(availability.slots.filter((slot) => !slot.sports || slot.sports.includes(start.sport)))
  const mostLong = start.sport === 'run' ? 180 : input.goal.kind === 'GRAVEL_200' ? 480 : 330
  const best = minutes.map((each) => Math.min(each, mostLong)).sort((a, b) => b - a)
  return best.slice(0, maxDays).reduce((sum, each) => sum + each, 0) * start.easyRate * MINUTES_USED
}

/** Largest slot of each weekday: one session a day is planned. */
function dayMinutes(slots: readonly { readonly day: string; readonly minutes: number }[]): number[] {
  const best = new Map<string, number>()
  for (const slot of slots) best.set(slot.day, Math.max(best.get(slot.day) ?? 0, slot.minutes))
  return [...best.values()]
}

function firstState(context: SeasonContext): SeasonState {
  const { start } = context
  const longest = start.pastSessions.reduce((most, session) => Math.max(most, session.volume), 0)
  const isNew = longest < (start.unit === 'm' ? 5_000 : 35)
  return {
    sessions: [...start.pastSessions],
    weekVolumes: [...start.lastFourWeeks],
    loadVolumes: [],
    lastHardDate: null,
    streak: 0,
    layout: null,
    levels: new Map(),
    lastUsed: new Map(),
    runWalkStep: beginsWithRunWalk(context) && isNew ? 1 : null,
    lastTestWeek: null,
  }
}

function loadWeek(
  context: SeasonContext,
  state: SeasonState,
  week: SkeletonWeek,
  block: SkeletonBlock,
  volumes: VolumePlan,
): WeekDraft {
  return buildLoadWeek(context, state, {
    week,
    block,
    days: openDays(context, week.startDate, weekSlots(context, week.startDate)),
    volumeAim: volumes.weekAims[week.index] ?? 0,
    longAim: volumes.longAims[week.index] ?? 0,
    limitedByMinutes: volumes.limitedByMinutes,
  })
}

/** A plan that is all taper takes its shares from the week the athlete could do now. */
function firstReference(context: SeasonContext, skeleton: Skeleton, volumes: VolumePlan): readonly SessionDraft[] {
  const { start } = context
  const first = skeleton.weeks[0]
  if (!first) return []
  const week: SkeletonWeek = { ...first, kind: 'load', phase: 'PEAK' }
  const block: SkeletonBlock = { type: 'PEAK', nth: 0, weeks: [week] }
  return buildLoadWeek(context, firstState(context), {
    week,
    block,
    days: openDays(context, first.startDate, weekSlots(context, first.startDate)),
    volumeAim: Math.min(start.firstWeekLimit, start.meanVolume ?? start.firstWeekLimit),
    longAim: Math.max(0, ...start.pastSessions.map((session) => session.volume)),
    limitedByMinutes: volumes.limitedByMinutes,
  }).drafts
}

/** Carries a week into the next: volumes, longest sessions, hard days, rows of days. */
function advance(context: SeasonContext, state: SeasonState, week: SkeletonWeek, draft: WeekDraft): void {
  const { start } = context
  const volume = draftsVolume(start, draft.drafts)
  state.weekVolumes.push(volume)
  if (week.kind === 'load') state.loadVolumes.push(volume)
  for (const session of draft.drafts) {
    const date = addDays(week.startDate, session.day)
    state.sessions.push({ date, volume: variantVolume(start, session.variant) })
    if (isDraftHard(start, session, draft.drafts) && (state.lastHardDate === null || date > state.lastHardDate)) {
      state.lastHardDate = date
    }
  }
  const easyUntil = lastHardDayOfEvents(context.events, week)
  if (easyUntil !== null && (state.lastHardDate === null || easyUntil > state.lastHardDate))
    state.lastHardDate = easyUntil
  const days = new Set(draft.drafts.map((session) => session.day))
  let streak = 0
  for (let day = 6; day >= 0 && days.has(day); day--) streak += 1
  state.streak = streak === 7 ? state.streak + 7 : streak
  if (draft.layout !== null && week.kind === 'load') state.layout = draft.layout
}

/** A draft that will carry the HARD tag, or comes close enough to keep a day's distance from. */
function isDraftHard(start: StartingPoint, draft: SessionDraft, all: readonly SessionDraft[]): boolean {
  if (draft.role === 'key' || variantHardMinutes(draft.variant) >= 12) return true
  const minutes = variantMinutes(draft.variant)
  if (start.sport === 'ride') return minutes > 210
  const total = all.reduce((sum, other) => sum + variantMinutes(other.variant), 0)
  return minutes > 90 || (draft.role === 'long' && minutes > 60 && minutes > 0.25 * total)
}

function assemble(
  context: SeasonContext,
  skeleton: Skeleton,
  drafts: ReadonlyMap<number, WeekDraft>,
  planNotes: readonly Reason[],
): Plan {
  const { input, start, strategy } = context
  const { goal, athlete, planId } = input
  const blocks = skeleton.blocks.map((block, order): TrainingBlock => {
    const recovery = block.weeks.findIndex((week) => week.kind === 'recovery')
    return {
      id: `${planId}-b${order + 1}`,
      order: order + 1,
      name: blockName(goal, strategy, start.level, block, skeleton),
      type: block.type,
      primaryFocus: blockFocus(goal, strategy, start.level, block),
      startDate: block.weeks[0]!.startDate,
      durationWeeks: block.weeks.length,
      recoveryWeekIndex: recovery < 0 ? null : recovery + 1,
      progressionLogic: progressionLogic(block),
      weeks: block.weeks.map((week) => trainingWeek(context, block, week, drafts.get(week.index), planNotes)),
    }
  })
  return {
    kind: 'plan',
    id: planId,
    sport: goal.sport,
    goal,
    ...(context.events.length > 0 ? { events: context.events } : {}),
    startDate: start.startDate,
    targetDate: skeleton.targetDate,
    strategy,
    athlete: {
      level: start.level,
      birthYear: athlete.birthYear,
      maxDaysPerWeek: context.maxDays,
      longDay: athlete.longDay,
      longDayPinned: athlete.longDayPinned,
      availability: athlete.availability ?? { slots: [] },
    },
    blocks,
  }
}

function trainingWeek(
  context: SeasonContext,
  block: SkeletonBlock,
  week: SkeletonWeek,
  draft: WeekDraft | undefined,
  planNotes: readonly Reason[],
): TrainingWeek {
  const { input, start, strategy } = context
  const { goal, planId } = input
  const number = week.index + 1
  const id = `${planId}-w${String(number).padStart(2, '0')}`
  const sessions = draft?.drafts ?? []
  const minutes = sessions.map((session) => variantMinutes(session.variant))
  const around = { longestMinutes: Math.max(0, ...minutes), totalMinutes: minutes.reduce((sum, each) => sum + each, 0) }
  const thresholds: PlanningThresholds = { set: start.thresholds, planningSpeedMps: start.planningSpeedMps }
  const workouts: PlannedWorkout[] = sessions.map((session, index) =>
    plannedWorkout(
      withReferences(buildVariant(session.variant, context.targets), thresholds),
      {
        id: `${id}-${index + 1}`,
        date: addDays(week.startDate, session.day),
        slot: session.slot,
        purpose: session.purpose,
        focus: session.focus,
        priority: session.priority,
        race: false,
        archetype: session.variant.archetypeId,
        step: session.variant.step,
      },
      thresholds,
      around,
    ),
  )
  const isRaceWeek =
    goal.kind !== 'GENERAL_FITNESS' &&
    goal.date !== undefined &&
    daysBetween(week.startDate, goal.date) < 7 &&
    goal.date >= week.startDate
  if (isRaceWeek) workouts.push(raceOf(goal, goal.date, id, thresholds))
  for (const [index, event] of context.events.entries()) {
    if (event.date >= week.startDate && event.date < addDays(week.startDate, 7))
      workouts.push(raceOf(event, event.date, `${id}-e${index + 1}`, thresholds))
  }
  const notes: Reason[] = [...(draft?.notes ?? [])]
  if (week.index === 0) notes.push(...startNotes(context), ...planNotes)
  return withWeekTotals({
    id,
    weekNumber: number,
    startDate: week.startDate,
    isRecovery: week.kind === 'recovery',
    detail: 'DETAILED',
    volumeTargetMinutes: 0,
    distanceTargetM: null,
    tssTarget: null,
    focus: weekFocus(goal, strategy, start.level, week, block),
    notes,
    slots: weekSlots(context, week.startDate),
    workouts,
  })
}

function withReferences(awp: Awp, thresholds: PlanningThresholds): Awp {
  const references = referencesOf(withPlanningSpeed(thresholds, awp.sport))
  return references === undefined ? awp : { ...awp, references }
}

function raceOf(
  goal: Goal | PlanEvent,
  date: LocalDate,
  weekId: string,
  thresholds: PlanningThresholds,
): PlannedWorkout {
  return plannedWorkout(
    withReferences(raceWorkout(goal, thresholds), thresholds),
    {
      id: `${weekId}-race`,
      date,
      slot: 0,
      title: raceTitle(goal),
      purpose: { code: 'priority' in goal ? 'event' : 'race', facts: { goal: goal.kind } },
      focus: 'RACE_SPECIFIC',
      priority: 'KEY',
      race: true,
      archetype: null,
      step: null,
    },
    thresholds,
    { longestMinutes: 0, totalMinutes: 0 },
  )
}

/** What the planner assumed, said in the first week. */
function startNotes(context: SeasonContext): Reason[] {
  const { start, input } = context
  const notes: Reason[] = []
  if (input.athlete.availability === null) {
    const [weekday, weekend] = ASSUMED_MINUTES[start.sport]
    notes.push({ code: 'minutes-assumed', facts: { weekday, weekend } })
  }
  if (start.sport === 'run' && start.planningSpeedSource !== 'threshold') {
    notes.push({
      code: start.planningSpeedSource === 'typical-pace' ? 'distance-from-typical-pace' : 'distance-unknown',
      facts: {
        paceSPerKm: start.planningSpeedMps === null ? null : Math.round(1000 / (0.79 * start.planningSpeedMps)),
      },
    })
  }
  if (context.targets === 'rpe' || context.targets === 'hr') {
    notes.push({
      code: context.targets === 'hr' ? 'targets-by-heart-rate' : 'targets-by-effort',
      facts: { sport: start.sport },
    })
  }
  if (input.goal.strategy === 'BLOCK' && (start.sport === 'run' || start.level !== 'ADVANCED')) {
    notes.push({ code: 'block-strategy-spread', facts: { level: start.level } })
  }
  return notes
}

function weekFocus(
  goal: Goal,
  strategy: Strategy,
  level: Level,
  week: SkeletonWeek,
  block: SkeletonBlock,
): WorkoutFocus {
  if (week.kind === 'recovery') return 'RECOVERY'
  if (week.kind === 'taper') return 'RACE_SPECIFIC'
  return keyFoci(goal, strategy, level, week, block)[0]
}

const PHASE_NAMES = {
  PREP: 'Preparation',
  BASE: 'Base',
  BUILD: 'Build',
  PEAK: 'Peak',
  RACE: 'Taper and race',
  TRANSITION: 'Transition',
} as const
const FOCUS_WORDS = {
  AEROBIC_ENDURANCE: 'endurance',
  TEMPO: 'tempo',
  SWEET_SPOT: 'sweet spot',
  THRESHOLD: 'threshold',
  VO2_MAX: 'VO2max',
  ANAEROBIC_CAPACITY: 'speed',
  NEUROMUSCULAR_POWER: 'sprints',
} as const

function blockName(goal: Goal, strategy: Strategy, level: Level, block: SkeletonBlock, skeleton: Skeleton): string {
  const { type, nth } = block
  if (type === 'RACE') return PHASE_NAMES.RACE
  const several = skeleton.blocks.filter((other) => other.type === type).length > 1
  const name = `${PHASE_NAMES[type]}${several ? ` ${nth + 1}` : ''}`
  if (type === 'PEAK') return `${name}: race pace`
  return `${name}: ${FOCUS_WORDS[blockFocus(goal, strategy, level, block)]}`
}

function progressionLogic(block: SkeletonBlock): string {
  const hasRecovery = block.weeks.some((week) => week.kind === 'recovery')
  const loads = block.weeks.filter((week) => week.kind === 'load').length
  const rhythm = hasRecovery
    ? `${loads} loading ${loads === 1 ? 'week' : 'weeks'}, then a lighter one`
    : `${block.weeks.length} ${block.weeks.length === 1 ? 'week' : 'weeks'} in a row`
  switch (block.type) {
    case 'PREP':
      return `Volume comes up gently, nothing hard; ${rhythm}.`
    case 'BASE':
      return `Volume and the long session grow, work stays below threshold; ${rhythm}.`
    case 'BUILD':
      return `Key sessions take one step more work each loading week, volume grows little; ${rhythm}.`
    case 'PEAK':
      return `Race pace leads, volume holds; ${rhythm}.`
    case 'RACE':
      return 'Volume falls day by day, pace stays; the race closes it.'
    case 'TRANSITION':
      return 'Half the volume, nothing hard.'
  }
}
