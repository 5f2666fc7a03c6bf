import { archetypeStepDurationS, archetypeStepWorkS } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { variantTotals } from '../library/step-totals.ts'
import type { WorkoutVariant } from '../library/scale.ts'
import { courseEmphasis } from '../library/course-emphasis.ts'
import { rankArchetypes } from '../library/select-archetype.ts'
import { tasteOf } from '../library/taste.ts'
import type { BlockType } from './plan.ts'
import { tableGoal } from './goal.ts'
import { RACE_ARCHETYPES, startingStep, workLimitMinutes } from './focus-plan.ts'
import type { KeyFocus } from './goal-foci.ts'
import { tasteOfAthlete } from './planning-input.ts'
import type { SeasonContext, SeasonState } from './season.ts'
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
  const isMaintenance = wish.phase === 'PEAK' && wish.isSecond
  const wanted = Math.round(level) + (isMaintenance ? -2 : isFirstOfBeginner ? 0 : 1)
  const most = Math.min(10, Math.max(1, wanted), wish.mostStep ?? 10)
  const limit = workLimitMinutes(input.goal, focus, wish.weekMinutes)
  const minutes = Math.min(wish.slotMinutes, Math.max(40, MOST_SHARE_OF_WEEK * wish.weekMinutes))
  const fittingStep = (archetypeId: string): WorkoutVariant | null => {
    for (let step = most; step >= 1; step--) {
      if (archetypeStepWorkS(archetypeId, step) > limit * 60 + 1) continue
      if (archetypeStepDurationS(archetypeId, step) > minutes * 60) continue
      const variant: WorkoutVariant = { archetypeId, step }
      if (wish.noHigh && variantTotals(variant).highS > EDGE_S) continue
      if (variantVolume(start, variant) <= wish.sessionCap) return variant
    }
    return null
  }
  const taste = tasteOfAthlete(input.athlete)
  const fitting = candidates(context, state, wish, minutes).flatMap((archetypeId): KeySession[] => {
    const variant = wish.taken.includes(archetypeId) ? null : fittingStep(archetypeId)
    return variant === null ? [] : [{ focus, level, variant, taste: tasteOf(archetypeId, taste) }]
  })
  // what is not disliked first, and of that what comes near the step the level asks for
  const welcome = fitting.filter((key) => key.taste?.is !== 'disliked')
  const near = (keys: readonly KeySession[]): KeySession | undefined =>
    keys.find((key) => key.variant.step >= most - NEAR_STEPS) ?? keys[0]
  return near(welcome) ?? near(fitting) ?? null
}

/** Remembers a planned key session as one that will be done (science.md S8.5 SUCCESS). */
export function recordKey(state: SeasonState, key: KeySession, weekIndex: number): void {
  const level = state.levels.get(key.focus) ?? key.level
  state.levels.set(key.focus, Math.min(10, Math.max(level, key.variant.step) + 0.2))
  state.lastUsed.set(key.variant.archetypeId, weekIndex)
}

function candidates(context: SeasonContext, state: SeasonState, wish: KeyWish, minutes: number): string[] {
  const { input, start } = context
  if (wish.focus === 'RACE_SPECIFIC') {
    const ids = RACE_ARCHETYPES[tableGoal(input.goal)].filter((id) => archetypeById(id).levels.includes(start.level))
    // alternate where a goal has two
    return ids.length > 1 && wish.weekIndex % 2 === 1 ? ids.toReversed() : [...ids]
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
