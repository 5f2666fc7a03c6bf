import { STEP_COUNT } from '../library/archetype.ts'
import { stepPlanOf } from '../library/archetype-step.ts'
import { archetypeById } from '../library/find-archetype.ts'
import { repeatsOf } from '../library/progression-dsl.ts'
import { scaleRepeats, type WorkoutVariant } from '../library/scale.ts'
import { daysBetween } from '../time/local-date.ts'
import { WEEKDAYS } from '../time/week.ts'
import type { Goal } from './goal.ts'
import { placeWeek } from './place-week.ts'
import { LEAST_SESSION_MINUTES, type SeasonContext } from './season.ts'
import { draftsVolume, variantMinutes, variantVolume, type SessionDraft } from './session-draft.ts'
import { easyVariant, type WeekRoom, type WeekDraft } from './week-room.ts'

/** A run-walk beginning: under 8 km or 55 min a week (science.md §11 R05). */
const RUN_WALK_BELOW_M = 8_000

const RUN_WALK_BELOW_MIN = 55

/** From this many days off the athlete is a new one (science.md S8.7). */
const NEW_AFTER_DAYS = 57

/** After three ten-minute runs the easy runs are continuous (science.md R05); a 5 km that is all there is to reach waits for half an hour without a walk. */
const LAST_STEP = { toFiveK: 10, beyond: 8 } as const
export const lastRunWalkStep = ({ kind }: Pick<Goal, 'kind'>): number =>
  kind === '5K' ? LAST_STEP.toFiveK : LAST_STEP.beyond

/** From here on the runs are long enough to grow by two steps: five minutes, seven, ten or fifteen, thirty. */
const FASTER_FROM_STEP = 5

/** The step after a loading week of `step`; null when the series is over. */
export function nextRunWalkStep(goal: Pick<Goal, 'kind'>, step: number, pace: number): number | null {
  const last = lastRunWalkStep(goal)
  if (step >= last) return null
  const next = step + (step >= FASTER_FROM_STEP ? Math.max(2, pace) : pace)
  // half an hour without a walk is run before the series ends
  return next > last ? (last === LAST_STEP.toFiveK ? last : null) : next
}

/** True for a runner whose first weeks alternate running and walking. */
export function beginsWithRunWalk(context: SeasonContext): boolean {
  const { start } = context
  if (start.sport !== 'run' || start.level !== 'BEGINNER') return false
  // back after less than eight weeks one has not forgotten how to run, unless it was an injury (science.md S8.7)
  if (start.returning !== null && start.returning.daysOff < NEW_AFTER_DAYS && !start.hasInjury) return false
  return start.meanVolume === null || start.meanVolume < (start.unit === 'm' ? RUN_WALK_BELOW_M : RUN_WALK_BELOW_MIN)
}

/** Weeks of running and walking in turn, three sessions a week, one step on each loading week (science.md R05, G25). */
export function runWalkWeek(room: WeekRoom, openCount: number): WeekDraft {
  const { start, maxDays } = room.context
  const { days } = room.order
  const step = room.state.runWalkStep!
  const wished = Math.min(step >= 5 ? 4 : 3, maxDays, openCount)
  const shown = room.isRecovery ? Math.max(1, step - 1) : step
  const most = (day: number): number => Math.min(days[day]!.minutes, room.sessionCap / start.easyRate)
  const volume = (variant: WorkoutVariant): number => variantVolume(start, variant)
  const sessionMinutes = room.sessionCap / start.easyRate
  let count = wished
  let fitting = runWalkVariant(shown, sessionMinutes)
  while (count > 1 && volume(fitting) * count > room.cap + 1) {
    // three short ones before two long ones; a recovery week has fewer of those one knows
    const lower =
      fitting.step > 1 && count <= (room.isRecovery ? 2 : 3)
        ? runWalkVariant(fitting.step - 1, sessionMinutes)
        : fitting
    if (lower === fitting) count -= 1
    else fitting = lower
  }
  if (volume(fitting) > room.cap) fitting = runWalkVariant(1, room.cap / start.easyRate)
  const rest = room.cap - volume(fitting) * (count - 1)
  const long = longRunWalk(room, fitting, Math.min(rest, room.sessionCap))
  const layout = placeWeek({
    days,
    long: { minutes: variantMinutes(long), hard: false },
    keys: [],
    easyCount: count - 1,
    easyMinutes: variantMinutes(fitting),
    easyLeastMinutes: LEAST_SESSION_MINUTES,
    longDay: room.context.input.athlete.longDay === null ? null : WEEKDAYS.indexOf(room.context.input.athlete.longDay),
    longDayPinned: room.context.input.athlete.longDayPinned,
    lastHardDay: null,
    hardFromDay: 0,
    hardGap: 2,
    hardRow: 1,
    streakBefore: room.state.streak,
    longestStreak: 1,
    mostStreak: 3,
    previous: room.state.layout,
  })
  if (layout === null || layout.long === null) return { drafts: [], notes: room.notes, layout: null }
  const drafts = [layout.long, ...layout.easy].map((day): SessionDraft => {
    const own = day === layout.long ? long : fitting
    const variant = variantMinutes(own) <= most(day) ? own : runWalkVariant(fitting.step, most(day))
    return {
      day,
      slot: days[day]!.slot,
      role: day === layout.long ? 'long' : 'easy',
      variant,
      focus: 'AEROBIC_ENDURANCE',
      priority: day === layout.long ? 'KEY' : 'SUPPORT',
      purpose: { code: 'run-walk', facts: { step: fitting.step } },
    }
  })
  if (!room.isRecovery)
    room.state.runWalkStep = nextRunWalkStep(
      room.context.input.goal,
      fitting.step,
      fitting.step < step ? 1 : runWalkPace(room),
    )
  return { drafts, notes: [...room.volumeNotes(draftsVolume(start, drafts)), ...room.notes], layout }
}

/**
 * The week's longer outing, once the first two go well: one step ahead of the others (science.md R05), or, on the way to
 * more than 5 km and where blocks of four minutes are known, as many of five minutes as there is room for (R02).
 */
function longRunWalk(room: WeekRoom, short: WorkoutVariant, most: number): WorkoutVariant {
  const { start, input } = room.context
  if (room.isRecovery || short.archetypeId !== 'R05' || short.step < 3) return short
  if (input.goal.kind !== '5K' && short.step >= FASTER_FROM_STEP) {
    for (let step = STEP_COUNT; step >= 4; step--) {
      const variant: WorkoutVariant = { archetypeId: 'R02', step }
      if (variantVolume(start, variant) <= most && variantMinutes(variant) > variantMinutes(short)) return variant
    }
  }
  if (short.step >= STEP_COUNT) return short
  const ahead = runWalkVariant(short.step + 1, most / start.easyRate)
  const isAhead = ahead.archetypeId === 'R05' && ahead.step > short.step
  return isAhead && variantVolume(start, ahead) <= most ? ahead : short
}

/** Two steps a week where the season is short or the distance long, else one. */
function runWalkPace(room: WeekRoom): number {
  const { kind, date } = room.context.input.goal
  if (date === undefined) return 1
  return kind !== '5K' || daysBetween(room.context.start.startDate, date) < 11 * 7 ? 2 : 1
}

/** The run-walk session of a step that fits into `minutes`: a lower step, a shorter cool-down, a short jog and walk, an easy run. */
function runWalkVariant(step: number, minutes: number): WorkoutVariant {
  for (let lower = step; lower >= 1; lower--) {
    for (const walkMin of lower === 1 ? [5, 4, 3] : [5, 4]) {
      const around = walkMin < 5 ? { cooldownMin: walkMin, ...(lower > 1 ? { warmupMin: walkMin } : {}) } : {}
      const variant: WorkoutVariant = { archetypeId: 'R05', step: lower, ...around }
      if (variantMinutes(variant) <= minutes) return variant
    }
  }
  for (const warmupMin of [5, 3]) {
    const jog: WorkoutVariant = { archetypeId: 'R02', step: 1, ...(warmupMin < 5 ? { warmupMin } : {}) }
    if (variantMinutes(jog) <= minutes) return jog
  }
  return easyVariant('R01', Math.max(LEAST_SESSION_MINUTES, Math.floor(minutes)))
}

/** Walks before and after a series, minutes: five, shorter only where five leave no room for the series. */
const WALKS_AROUND = [5, 4, 3] as const
/** A series may be this much shorter than its room before a lower step is looked at, minutes [P]. */
const SPARE_MINUTES = 6

/**
 * A series of running and walking that fits into `minutes`: fewer repeats of the usual step where that nearly fills them,
 * else of a lower one; null below the shortest session. Who runs without a walk runs a shorter stretch, not an earlier step.
 */
export function shorterRunWalk(usual: WorkoutVariant, minutes: number): WorkoutVariant | null {
  if (variantMinutes(usual) <= minutes) return usual
  const isWithoutWalk = blocksOf(usual) === 1
  let best: WorkoutVariant | null = null
  for (const walkMin of WALKS_AROUND) {
    for (let step = isWithoutWalk ? usual.step - 1 : usual.step; step >= 1; step--) {
      const around =
        walkMin < 5 ? { warmupMin: walkMin, ...(usual.archetypeId === 'R05' ? { cooldownMin: walkMin } : {}) } : {}
      const saved = (5 - walkMin) * (usual.archetypeId === 'R05' ? 2 : 1)
      const within = minutes + saved
      const fitting = isWithoutWalk
        ? oneBlock(usual.archetypeId, step, within)
        : scaleRepeats(usual.archetypeId, step, { workS: Infinity, minutes: within })
      if (fitting === null) continue
      const variant = { ...fitting, ...around }
      if (variantMinutes(variant) >= LEAST_SESSION_MINUTES && variantMinutes(variant) > minutes - SPARE_MINUTES)
        return variant
      if (best === null || variantMinutes(variant) > variantMinutes(best)) best = variant
    }
  }
  return best !== null && variantMinutes(best) >= LEAST_SESSION_MINUTES ? best : null
}

/** Stretches of running in a series. */
const blocksOf = ({ archetypeId, step, repeats }: WorkoutVariant): number =>
  repeats ?? repeatsOf(stepPlanOf(archetypeById(archetypeId), step))

/** A single stretch of the step's series; null where it does not fit into `minutes`. */
function oneBlock(archetypeId: string, step: number, minutes: number): WorkoutVariant | null {
  const variant: WorkoutVariant = { archetypeId, step, repeats: 1 }
  return variantMinutes(variant) <= minutes ? variant : null
}
