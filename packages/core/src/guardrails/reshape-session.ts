import type { Sport } from '../athlete/sport.ts'
import { STEP_COUNT } from '../library/archetype.ts'
import { archetypeStepWorkS } from '../library/archetype-step.ts'
import { findArchetype } from '../library/find-archetype.ts'
import { buildVariant } from '../library/build-workout.ts'
import { scaleDown, scaleEasyTo, shorterInKind, type WorkoutVariant } from '../library/scale.ts'
import type { TargetMode } from '../library/step-target.ts'
import { plannedWorkout } from '../plan/planned-workout.ts'
import type { PlannedWorkout, Reason, WorkoutFocus } from '../plan/plan.ts'
import { isRepeat, type Awp, type Leaf, type Node, type Target } from '../workout/awp.ts'
import { eachLeaf } from '../workout/walk.ts'
import { workoutTotals } from '../workout/totals.ts'

/** Shorter than this a corrected easy session is not worth changing shoes for (science.md G01: never below 20 min). */
export const EASY_LEAST_MIN = 20
const EASY_RUN = 'R03'
const EASY_RIDE = 'B02'
const DEMOTED: Record<Sport, string> = { run: 'R04', ride: 'B02' }
/** Longer easy runs would be hard again (science.md S5.7a). */
const DEMOTED_MOST_MIN: Record<Sport, number> = { run: 85, ride: 200 }

/**
 * The session in at most `minutes`, built anew from the library (library/scale.ts): a lower step, then a shorter warm-up,
 * then an easy session. Sessions from elsewhere become an easy one. The same session when it is short enough.
 */
export function shortened(workout: PlannedWorkout, minutes: number): PlannedWorkout {
  const whole = Math.max(1, Math.floor(minutes + 1e-9))
  if (workout.durationS <= whole * 60) return workout
  return rebuilt(workout, variantOf(workout, whole))
}

/**
 * The session in at most `minutes` and just as hard: fewer repeats, a lower step or less easy time, never another pace or
 * power (science.md S6.2). Null where nothing of its kind is that short, or it is from elsewhere.
 */
export function shortenedInKind(workout: PlannedWorkout, minutes: number): PlannedWorkout | null {
  const { archetype, step } = workout
  if (workout.durationS <= minutes * 60) return workout
  if (archetype === null || !findArchetype(archetype)) return null
  const least = workout.priority === 'OPTIONAL' ? 1 : EASY_LEAST_MIN
  if (minutes < least) return null
  for (const variant of shorterInKind(archetype, step ?? 1, minutes)) {
    const built = rebuilt(workout, variant)
    if (isAsHard(built.workout, workout.workout)) return built
  }
  return withLessEasyTime(workout, minutes)
}

/** Easy time that stays before and beside the work of a session whose easy time is cut. */
const LEAST_EASY_BESIDE_WORK_S = 600

/** The same work with less easy time around it, all of it cut alike; null where what is left would be too little. */
function withLessEasyTime(workout: PlannedWorkout, minutes: number): PlannedWorkout | null {
  const { steps } = workout.workout
  const isEasyTime = (node: Node): node is Leaf & { duration: number } =>
    node.type === 'Steady' && 'duration' in node && node.duration !== undefined
  const easyS = steps.reduce((sum, node) => sum + (isEasyTime(node) ? node.duration : 0), 0)
  const left = easyS - (workout.durationS - Math.floor(minutes) * 60)
  if (easyS === 0 || left < LEAST_EASY_BESIDE_WORK_S || steps.every(isEasyTime)) return null
  const cut = steps.map((node) =>
    isEasyTime(node) ? { ...node, duration: Math.floor((node.duration * left) / easyS) } : node,
  )
  if (cut.some((node) => isEasyTime(node) && node.duration < 60)) return null
  const totalS = cut.reduce((sum, node, at) => sum + (isEasyTime(node) ? node.duration - durationIn(steps[at]) : 0), 0)
  const meta = { ...workout.workout.meta, totalDurationSeconds: workout.durationS + totalS }
  return withSteps(workout, { ...workout.workout, meta, steps: cut })
}

const durationIn = (node: Node | undefined): number => (node && 'duration' in node ? (node.duration ?? 0) : 0)

/** True when each step of work is one the other session holds, and the hardest of those is among them. */
function isAsHard(awp: Awp, other: Awp): boolean {
  const [now, before] = [workTargets(awp), workTargets(other)]
  return [...now].every((target) => before.has(target)) && [...before].every((target) => now.has(target))
}

/** What steps of work are aimed at; of a session without any, what its easy time is. Ends and rests are left out. */
function workTargets({ steps }: Awp): Set<string> {
  const [work, easy] = [new Set<string>(), new Set<string>()]
  eachLeaf(steps, ({ type, power, pace, heartRate, rpe }) => {
    if (type === 'Warmup' || type === 'Cooldown' || type === 'Rest') return
    const targets = type === 'Steady' || type === 'FreeRide' ? easy : work
    targets.add(JSON.stringify([power, pace, heartRate, rpe]))
  })
  return work.size > 0 ? work : easy
}

/** An easy session in the place of a hard one (R04 or B02), as long as it was as far as that stays easy. */
export function demoted(workout: PlannedWorkout): PlannedWorkout {
  const minutes = Math.max(1, Math.min(DEMOTED_MOST_MIN[workout.sport], Math.floor(workout.durationS / 60)))
  return rebuilt(workout, scaleDown(DEMOTED[workout.sport], 10, minutes), 'AEROBIC_ENDURANCE')
}

/** An easy session without strides in the place of any other, as long as it was (R03 or B02), with a reason of its own. */
export function eased(workout: PlannedWorkout, purpose: Reason = workout.purpose): PlannedWorkout {
  const minutes = Math.max(1, Math.min(DEMOTED_MOST_MIN[workout.sport], Math.floor(workout.durationS / 60)))
  const easy = rebuilt(workout, easyOf(workout.sport === 'run' ? EASY_RUN : EASY_RIDE, minutes), 'AEROBIC_ENDURANCE')
  return { ...easy, purpose }
}

/** The same session one step lower and as long as it was, the rest easy; null at its first step and for sessions from elsewhere. */
export function lowered(workout: PlannedWorkout): PlannedWorkout | null {
  return workout.step === null || workout.step <= 1 ? null : atStep(workout, workout.step - 1)
}

/**
 * The same session at another step of its ladder: as long as it was with the rest easy, or as long as a higher step needs.
 * Null for sessions from elsewhere and for steps the ladder does not have.
 */
export function atStep(workout: PlannedWorkout, step: number): PlannedWorkout | null {
  const { archetype } = workout
  if (archetype === null || step < 1 || step > STEP_COUNT || !findArchetype(archetype)) return null
  return rebuilt(workout, { archetypeId: archetype, step, extendEasyToMin: Math.floor(workout.durationS / 60) })
}

/**
 * The same session with its work aimed lower, at a share of the power, pace or heart rate; as long as it was. Null where
 * a step of work has no number that could be lowered.
 */
export function gentler(workout: PlannedWorkout, share: number): PlannedWorkout | null {
  let lowered = 0
  let isWhole = true
  const gentle = (node: Node): Node => {
    if (isRepeat(node)) return { ...node, content: node.content.map(gentle) }
    if (node.type !== 'Interval' && node.type !== 'Ramp' && node.type !== 'MaxEffort') return node
    const { power, pace, heartRate } = node
    if (!power && !pace && !heartRate) isWhole = false
    const leaf: Leaf = { ...node }
    if (power) leaf.power = times(power, share) ?? power
    if (pace) leaf.pace = times(pace, share) ?? pace
    if (heartRate) leaf.heartRate = times(heartRate, share) ?? heartRate
    if ([leaf.power === power, leaf.pace === pace].every(Boolean)) isWhole = false
    else lowered += 1
    return leaf
  }
  const steps = workout.workout.steps.map(gentle)
  return isWhole && lowered > 0 ? withSteps(workout, { ...workout.workout, steps }) : null
}

/** A target of a share of the intensity; null for a zone, which is no number. */
function times<T extends Target>(target: T, share: number): T | null {
  const by = (value: number): number => Math.round(value * share * 1000) / 1000
  switch (target.type) {
    case 'steady':
      return { ...target, value: by(target.value) }
    case 'range':
      return { ...target, min: by(target.min), max: by(target.max) }
    case 'ramp':
      return { ...target, start: by(target.start), end: by(target.end) }
    case 'zone':
      return null
  }
}

/** The same steps with the totals they add up to. */
export function withOwnTotals(workout: PlannedWorkout): PlannedWorkout | null {
  const totals = workoutTotals(workout.workout)
  if (totals.durationS === null || totals.durationS <= 0) return null
  return {
    ...workout,
    durationS: totals.durationS,
    distanceM: workout.sport === 'run' && totals.distanceM !== null ? Math.round(totals.distanceM) : null,
    tss: totals.tss === null ? null : Math.round(totals.tss * 10) / 10,
  }
}

function variantOf(workout: PlannedWorkout, minutes: number): WorkoutVariant {
  const { archetype, step } = workout
  const easy = workout.sport === 'run' ? EASY_RUN : EASY_RIDE
  if (archetype === null || !findArchetype(archetype)) return easyOf(easy, minutes)
  return scaleEasyTo(archetype, minutes) ?? scaleDown(archetype, step ?? 1, minutes)
}

const easyOf = (archetype: string, minutes: number): WorkoutVariant =>
  scaleEasyTo(archetype, minutes) ?? { archetypeId: archetype, step: 1, easyMin: minutes }

/** An easy session of the library in the place of any other; targets, references and speed are those of `like`. */
export function inPlaceOf(
  workout: PlannedWorkout,
  variant: WorkoutVariant,
  purpose: Reason,
  like: PlannedWorkout,
): PlannedWorkout {
  return { ...rebuilt(workout, variant, 'AEROBIC_ENDURANCE', like), purpose }
}

function rebuilt(
  workout: PlannedWorkout,
  variant: WorkoutVariant,
  focus?: WorkoutFocus,
  like: PlannedWorkout = workout,
): PlannedWorkout {
  const { references } = like.workout
  const built = buildVariant(variant, targetModeOf(like.workout))
  const awp: Awp = {
    ...built,
    ...(references ? { references } : {}),
    ...(like.workout.environment ? { environment: like.workout.environment } : {}),
  }
  const isSameArchetype = variant.archetypeId === workout.archetype
  const isLong = workout.focus === 'LONG' && focus === undefined
  return plannedWorkout(
    awp,
    {
      id: workout.id,
      date: workout.date,
      slot: workout.slot,
      purpose: isSameArchetype ? purposeAtStep(workout.purpose, variant) : workout.purpose,
      focus: focus ?? (isSameArchetype || isLong ? workout.focus : 'AEROBIC_ENDURANCE'),
      priority: focus === undefined && (isSameArchetype || isLong) ? workout.priority : 'SUPPORT',
      race: false,
      archetype: variant.archetypeId,
      step: variant.step,
    },
    { set: {}, planningSpeedMps: speedBehind(like) },
    { longestMinutes: Infinity, totalMinutes: 0 },
  )
}

/** A key session's purpose names its step and its work: another step is said as what it is, and of fewer repeats no work is told. */
function purposeAtStep(purpose: Reason, { archetypeId, step, repeats }: WorkoutVariant): Reason {
  const { workMinutes, ...others } = purpose.facts
  if (purpose.code !== 'key-session' || typeof workMinutes !== 'number') return purpose
  if (repeats !== undefined) return { ...purpose, facts: { ...others, step } }
  return { ...purpose, facts: { ...others, step, workMinutes: Math.round(archetypeStepWorkS(archetypeId, step) / 60) } }
}

/** The session with other steps, its totals computed from them by the speed behind its distance. */
function withSteps(workout: PlannedWorkout, awp: Awp): PlannedWorkout {
  return plannedWorkout(
    awp,
    workout,
    { set: {}, planningSpeedMps: speedBehind(workout) },
    { longestMinutes: Infinity, totalMinutes: 0 },
  )
}

/** The threshold speed that a run's distance was computed with; null when it has none. */
function speedBehind(workout: PlannedWorkout): number | null {
  if (workout.sport !== 'run' || workout.distanceM === null) return null
  const known = workout.workout.references?.thresholdPaceMps
  if (known !== undefined) return known
  const atOne = workoutTotals(workout.workout, { thresholdSpeedMps: 1 }).distanceM
  return atOne === null || atOne <= 0 ? null : workout.distanceM / atOne
}

/** What the athlete follows in this session, read off its steps. */
export function targetModeOf(awp: Awp): TargetMode | undefined {
  let mode: TargetMode | undefined
  eachLeaf(awp.steps, (leaf) => {
    if (mode !== undefined) return
    if (leaf.primary === 'rpe') mode = 'rpe'
    else if (leaf.primary === 'heartRate') mode = 'hr'
    else if (awp.sport === 'run' && leaf.power !== undefined) mode = 'power'
  })
  return mode
}
