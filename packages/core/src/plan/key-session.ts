import { STEP_COUNT } from '../library/archetype.ts'
import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { variantTotals } from '../library/step-totals.ts'
import type { WorkoutVariant } from '../library/scale.ts'
import { courseEmphasis } from '../library/course-emphasis.ts'
import { rankArchetypes } from '../library/select-archetype.ts'
import { tasteOf } from '../library/taste.ts'
import { daysBetween, type LocalDate } from '../time/local-date.ts'
import type { BlockType } from './plan.ts'
import { isFastRun, tableGoal } from './goal.ts'
import { RACE_ARCHETYPES, racePaceShare, startingStep, workLimitMinutes } from './focus-plan.ts'
import type { KeyFocus } from './goal-foci.ts'
import { tasteOfAthlete } from './planning-input.ts'
import type { LastWork, SeasonContext, SeasonState } from './season.ts'
import { variantVolume } from './session-draft.ts'

/** A key session chosen from the library. */
export interface KeySession {
  readonly focus: KeyFocus
  readonly variant: WorkoutVariant
  /** Level before the session, for the reason. */
  readonly level: number
  /** What the athlete thinks of its kind; null: nothing. */
  readonly taste: ReturnType<typeof tasteOf>
}

export interface KeyWish {
  readonly focus: KeyFocus
  readonly weekIndex: number
  readonly monday: LocalDate
  readonly phase: BlockType
  readonly weekMinutes: number
  /** Minutes of the longest day it could take. */
  readonly slotMinutes: number
  /** On a treadmill or a trainer. */
  readonly indoors: boolean
  /** Most volume of one session this week, in the plan's unit (science.md G03, G23). */
  readonly sessionCap: number
  /** Second key session of its week: keeps what it has in the peak (science.md §11). */
  readonly isSecond: boolean
  /** Archetypes the week has already. */
  readonly taken: readonly string[]
  /** Nothing above threshold, the edges of a ramp aside (science.md S8.7). */
  readonly noHigh: boolean
  /** Upper bound of the step, for beginners' first weeks. */
  readonly mostStep?: number
}

/** Classics of each focus come first; hills and drills only now and then [P]. */
const EMPHASIS: Readonly<Record<string, number>> = {
  R15: 1.4,
  R18: 1.5,
  R19: 1.6,
  R21: 1.4,
  R20: 1.2,
  R24: 0.6,
  R25: 1.6,
  R26: 1.4,
  R28: 0.7,
  R27: 0.8,
  R31: 1.4,
  R32: 1.2,
  R33: 0.6,
  R17: 0.9,
  B10: 1.6,
  B11: 1,
  B12: 0.8,
  B13: 1.6,
  B14: 1.3,
  B15: 1.1,
  B16: 0.9,
  B17: 1.6,
  B18: 1.5,
  B19: 1.1,
  B23: 1.6,
  B24: 1.4,
  B28: 0.7,
}
/** Weight of the best liked classics above. */
const CLASSIC = 1.6
const ALL_STEPS = Array.from({ length: STEP_COUNT }, (_, index) => index + 1)
/** Work of a session against the last one of its focus: more than a step back or a leap ahead is none that is due [P]. */
const LEAST_OF_LAST = 0.93
const MOST_OF_LAST = 1.25
/** Step of the library that is the whole dose of race pace (science.md S5.7d). */
const WHOLE_DOSE_STEP = 8
/** The first session of race pace has at most this much of it, however late it comes [P]. */
const FIRST_OF_WHOLE_DOSE = 0.5
/** Race pace has few sessions to grow in: more than this of the last one is a leap [P]. */
const MOST_RACE_PACE_OF_LAST = 1.35
/** A session with less work than this of the last one held what was there; the next one goes on from before [P]. */
const HELD_SHARE = 0.85
/** An archetype this many steps below the athlete's level still is a session for it [P]. */
const NEAR_STEPS = 2
/** Time above threshold that ramps may touch (science.md G18). */
const EDGE_S = 20
/** A key session takes at most this share of the week's minutes [P]. */
const MOST_SHARE_OF_WEEK = 0.45

/**
 * The key session for a focus: the best archetype of the library at the next step of the athlete's level, inside the
 * week's work limit (science.md S5.7e, S8.5, §11). Null when nothing of the focus fits.
 */
export function chooseKey(context: SeasonContext, state: SeasonState, wish: KeyWish): KeySession | null {
  const { input, start } = context
  const { focus } = wish
  const known = state.levels.get(focus)
  const level = known ?? startingStep(start.level)
  const isFirstOfBeginner = known === undefined && start.level === 'BEGINNER'
  const isMaintenance = wish.phase === 'PEAK' && wish.isSecond && tableGoal(input.goal) !== 'CRIT'
  const wanted = Math.round(level) + (isMaintenance ? -2 : isFirstOfBeginner ? 0 : 1)
  const most = Math.min(10, Math.max(1, wanted), wish.mostStep ?? 10)
  const limit = workLimitMinutes(input.goal, focus, wish.weekMinutes)
  const minutes = Math.min(wish.slotMinutes, Math.max(40, MOST_SHARE_OF_WEEK * wish.weekMinutes))
  const last = state.lastWork.get(focus) ?? null
  const fits = (variant: WorkoutVariant): boolean =>
    archetypeStepWorkS(variant.archetypeId, variant.step) <= limit * 60 + 1 &&
    archetypeStepDurationS(variant.archetypeId, variant.step) <= minutes * 60 &&
    variantVolume(start, variant) <= wish.sessionCap &&
    !(wish.noHigh && variantTotals(variant).highS > EDGE_S)
  const ramp = focus === 'RACE_SPECIFIC' ? racePaceRamp(context, wish, last) : null
  const taste = tasteOfAthlete(input.athlete)
  const fitting = candidates(context, state, wish, minutes).flatMap((archetypeId): KeySession[] => {
    if (wish.taken.includes(archetypeId)) return []
    const steps = ALL_STEPS.map((step): WorkoutVariant => ({ archetypeId, step })).filter(fits)
    const isBounded = last === null || isMaintenance || wish.mostStep !== undefined
    const variant =
      ramp !== null
        ? onRamp(steps, ramp, isBounded ? most : STEP_COUNT)
        : isBounded
          ? steps.findLast(({ step }) => step <= most)
          : growing(steps, last)
    return variant === undefined ? [] : [{ focus, level, variant, taste: tasteOf(archetypeId, taste) }]
  })
  // what is not disliked first; of that what grows as it should, before what was there the week before
  const rank = ({ variant, taste: own }: KeySession): number =>
    (own?.is === 'disliked' ? 20 : 0) +
    (state.lastUsed.get(variant.archetypeId) === wish.weekIndex - 1 ? 6 : 0) +
    (last === null || isMaintenance
      ? variant.step >= most - NEAR_STEPS || ramp !== null
        ? 0
        : 4
      : 4 * distanceFromDue(variant, last))
  return fitting.toSorted((a, b) => rank(a) - rank(b))[0] ?? null
}

/**
 * Work of race pace due this week before a 5K or 10K, seconds: its share of the whole dose, step 8 of the race's plain
 * session, by the days to the race (science.md S5.7d), and no leap from the last one. Null for other goals, whose race pace
 * goes on step by step and comes into the long session.
 */
function racePaceRamp({ input }: SeasonContext, { monday }: KeyWish, last: LastWork | null): number | null {
  const { goal } = input
  const [plain] = RACE_ARCHETYPES[tableGoal(goal)]
  if (!isFastRun(tableGoal(goal)) || goal.date === undefined || plain === undefined) return null
  const whole = archetypeStepWorkS(plain, WHOLE_DOSE_STEP)
  const most = last === null ? FIRST_OF_WHOLE_DOSE * whole : MOST_RACE_PACE_OF_LAST * last.workS
  return Math.min(most, racePaceShare(daysBetween(monday, goal.date)) * whole)
}

/** The highest of these steps with no more work than is due; where that is less than the first, the first. */
function onRamp(steps: readonly WorkoutVariant[], dueS: number, most: number): WorkoutVariant | undefined {
  const allowed = steps.filter(({ step }) => step <= most)
  return allowed.findLast(({ archetypeId, step }) => archetypeStepWorkS(archetypeId, step) <= dueS) ?? allowed[0]
}

/** 0: more than the last session of the focus, and no leap; 1: as much, or a leap; 2: a step back. */
function distanceFromDue({ archetypeId, step }: WorkoutVariant, last: LastWork): 0 | 1 | 2 {
  const share = archetypeStepWorkS(archetypeId, step) / last.workS
  if (share > 1 && share <= MOST_OF_LAST) return 0
  return share >= LEAST_OF_LAST ? 1 : 2
}

/**
 * The step of an archetype that carries on from the last session of the focus: the first with more work, or the one below
 * where that would be a leap for another archetype (science.md §11: a step more from week to week).
 */
function growing(steps: readonly WorkoutVariant[], last: LastWork): WorkoutVariant | undefined {
  const work = (variant: WorkoutVariant): number => archetypeStepWorkS(variant.archetypeId, variant.step)
  const at = steps.findIndex((variant) => work(variant) > last.workS)
  const [next, below] = at < 0 ? [undefined, steps.at(-1)] : [steps[at], steps[at - 1]]
  if (next === undefined || below === undefined || next.archetypeId === last.archetypeId) return next ?? below
  return work(next) > MOST_OF_LAST * last.workS && work(below) >= LEAST_OF_LAST * last.workS ? below : next
}

/** Remembers a planned key session as one that will be done (science.md S8.5 SUCCESS). */
export function recordKey(state: SeasonState, key: KeySession, weekIndex: number): void {
  const level = state.levels.get(key.focus) ?? key.level
  state.levels.set(key.focus, Math.min(10, Math.max(level, key.variant.step) + 0.2))
  state.lastUsed.set(key.variant.archetypeId, weekIndex)
  const { archetypeId, step } = key.variant
  const workS = archetypeStepWorkS(archetypeId, step)
  if (workS >= HELD_SHARE * (state.lastWork.get(key.focus)?.workS ?? 0))
    state.lastWork.set(key.focus, { archetypeId, workS })
}

/** Remembers race pace ridden inside a long session: the next of it goes on from there. */
export function recordRacePace(state: SeasonState, { archetypeId, step }: WorkoutVariant): void {
  if (archetypeById(archetypeId).focus === 'RACE_SPECIFIC')
    state.lastWork.set('RACE_SPECIFIC', { archetypeId, workS: archetypeStepWorkS(archetypeId, step) })
}

function candidates(context: SeasonContext, state: SeasonState, wish: KeyWish, minutes: number): string[] {
  const { input, start } = context
  if (wish.focus === 'RACE_SPECIFIC') {
    const ids = RACE_ARCHETYPES[tableGoal(input.goal)].filter((id) => archetypeById(id).levels.includes(start.level))
    // the plain one first, then by turns where a goal has two
    return ids.toSorted((a, b) => (state.lastUsed.get(a) ?? -1) - (state.lastUsed.get(b) ?? -1))
  }
  const daysSince: Record<string, number> = {}
  const lastWeek: string[] = []
  for (const [id, week] of state.lastUsed) {
    daysSince[id] = (wish.weekIndex - week) * 7
    if (wish.weekIndex - week === 1) lastWeek.push(id)
  }
  return rankArchetypes({
    sport: start.sport,
    focus: wish.focus,
    level: start.level,
    minutes,
    indoors: wish.indoors,
    daysSince,
    lastWeek,
    emphasis: emphasisOf(context, wish.phase),
    taste: tasteOfAthlete(input.athlete),
  }).map((archetype) => archetype.id)
}

/** In the specific phase the course has its say: what it asks for starts from a classic's weight (science.md S10.6). */
function emphasisOf({ input }: SeasonContext, phase: BlockType): Readonly<Record<string, number>> {
  if (phase !== 'PEAK' || input.course === undefined) return EMPHASIS
  const emphasis: Record<string, number> = { ...EMPHASIS }
  for (const [id, add] of Object.entries(courseEmphasis(input.course).archetypes)) {
    emphasis[id] = Math.max(CLASSIC, EMPHASIS[id] ?? 1) + add
  }
  return emphasis
}
