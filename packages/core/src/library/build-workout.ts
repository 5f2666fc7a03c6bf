import type { Awp, Cue, Leaf, Node, Purpose } from '../workout/awp.ts'
import type { Archetype, Focus } from './archetype.ts'
import { stepPlanOf } from './archetype-step.ts'
import { archetypeById } from './find-archetype.ts'
import { stepBlockS, withRepeats, type StepPlan } from './progression-dsl.ts'
import { scaleDown, variantDurationS, type WorkoutVariant } from './scale.ts'
import { stepTargets, type StepIntensity, type TargetMode } from './step-target.ts'

export interface BuildOptions {
  /** The session has to fit into this many minutes (science.md §11, scale-down). */
  readonly minutes?: number
  /** What the athlete follows; pace for runs and power for rides when absent. */
  readonly targets?: TargetMode
  /** Easy time is added until the session lasts this many minutes. */
  readonly extendEasyTo?: number
}

const PURPOSE: Record<Focus, Purpose> = {
  RECOVERY: 'RECOVERY',
  AEROBIC_ENDURANCE: 'AEROBIC_ENDURANCE',
  LONG: 'LONG',
  TEMPO: 'TEMPO',
  SWEET_SPOT: 'SWEET_SPOT',
  THRESHOLD: 'THRESHOLD',
  VO2_MAX: 'VO2_MAX',
  ANAEROBIC_CAPACITY: 'ANAEROBIC_CAPACITY',
  NEUROMUSCULAR_POWER: 'NEUROMUSCULAR_POWER',
  RACE_SPECIFIC: 'RACE',
  TEST: 'TEST',
}

/** Half the rise of a warm-up and fall of a cool-down around the archetype's own intensity, fractions of threshold [P]. */
const RAMP_HALF = { run: 0.06, ride: 0.07 } as const
const COOLDOWN_HALF = { run: 0.06, ride: 0.05 } as const
/** Below this a run's "recovery" is a walk (library anchors, science.md §11). */
const WALK_BELOW = 0.55
const LAST_SECONDS_CUE_FROM_S = 240
const HALFWAY_CUE_FROM_S = 1200

/**
 * A workout of the library (science.md §11), nested as it is thought: warm-up, repeats with rests between, cool-down.
 * Throws on an unknown archetype or a step outside 1–10.
 */
export function buildWorkout(archetypeId: string, step: number, options: BuildOptions = {}): Awp {
  const { minutes, targets, extendEasyTo } = options
  const fitting: WorkoutVariant = minutes === undefined ? { archetypeId, step } : scaleDown(archetypeId, step, minutes)
  return buildVariant(extendEasyTo === undefined ? fitting : { ...fitting, extendEasyToMin: extendEasyTo }, targets)
}

/** The workout of a variant that `scale.ts` worked out. */
export function buildVariant(variant: WorkoutVariant, targets?: TargetMode): Awp {
  const archetype = archetypeById(variant.archetypeId)
  const plan = effectivePlan(variant, archetype)
  const author = new SessionAuthor(archetype, targets ?? (archetype.sport === 'run' ? 'pace' : 'power'))
  return {
    schemaVersion: '1.0',
    sport: archetype.sport,
    meta: {
      title: titleOf(archetype, plan),
      purpose: PURPOSE[archetype.focus],
      totalDurationSeconds: variantDurationS(variant),
    },
    steps: author.session(plan, variant),
  }
}

/** The step's plan with the variant's own length. */
function effectivePlan(variant: WorkoutVariant, archetype: Archetype): StepPlan {
  const plan = withRepeats(stepPlanOf(archetype, variant.step), variant.repeats)
  if (plan.kind === 'continuous') {
    const isWholeSession = archetype.warmupMin === 0 && archetype.cooldownMin === 0
    const minutes = variant.easyMin ?? 0
    if (variant.easyMin !== undefined) return { kind: 'continuous', workS: minutes * 60 }
    return isWholeSession ? { ...plan, workS: Math.max(plan.workS, (variant.extendEasyToMin ?? 0) * 60) } : plan
  }
  if (plan.sessionS === null) return plan
  return { ...plan, sessionS: Math.max(plan.sessionS, (variant.extendEasyToMin ?? 0) * 60) }
}

/** "Cruise intervals 5 × 5 min", "Long run, fast finish, last 25 min". A test is called by its name alone. */
function titleOf(archetype: Archetype, plan: StepPlan): string {
  if (archetype.focus === 'TEST') return archetype.name
  const needsComma = /[\d,]| with | and /.test(archetype.name)
  const isFinish = plan.kind === 'sets' && plan.reps === 1 && archetype.preFraction === 1
  return `${archetype.name}${needsComma || isFinish ? ', ' : ' '}${isFinish ? 'last ' : ''}${structureWords(plan)}`
}

function structureWords(plan: StepPlan): string {
  if (plan.kind === 'continuous') return lengthWords(plan.workS)
  const counts = plan.sets > 1 ? [plan.sets, plan.reps] : plan.reps > 1 ? [plan.reps] : []
  return [...counts, lengthWords(plan.workS)].join(' × ')
}

function lengthWords(seconds: number): string {
  if (seconds < 60 || (seconds % 60 !== 0 && seconds < 120)) return `${seconds} s`
  if (seconds % 60 === 0) return `${seconds / 60} min`
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`
}

/** Writes the steps of one session. */
class SessionAuthor {
  private readonly archetype: Archetype
  private readonly mode: TargetMode

  constructor(archetype: Archetype, mode: TargetMode) {
    this.archetype = archetype
    this.mode = mode
  }

  session(plan: StepPlan, variant: WorkoutVariant): Node[] {
    const { archetype } = this
    const block = this.block(plan)
    const blockS = stepBlockS(plan)
    if (plan.kind === 'sets' && plan.sessionS !== null) {
      const easyS = plan.sessionS - blockS
      // whole minutes before the work, the odd seconds after it
      const before =
        archetype.preFraction === 1 ? easyS : Math.min(easyS, 60 * Math.round((easyS * archetype.preFraction) / 60))
      return [...this.easy('easy1', before), ...block, ...this.easy('easy2', easyS - before)]
    }
    const warmupS = (variant.warmupMin ?? archetype.warmupMin) * 60
    const cooldownS = (variant.cooldownMin ?? archetype.cooldownMin) * 60
    const missingS =
      variant.easyMin === undefined ? (variant.extendEasyToMin ?? 0) * 60 - warmupS - blockS - cooldownS : 0
    // race pace in a long session comes with tired legs, other work before them
    const before =
      archetype.focus === 'RACE_SPECIFIC' ? 60 * Math.round((Math.max(0, missingS) * archetype.preFraction) / 60) : 0
    return [
      ...this.warmup(warmupS),
      ...this.easy('easy0', before),
      ...block,
      ...this.easy('easy1', Math.max(0, missingS - before)),
      ...this.cooldown(cooldownS),
    ]
  }

  private block(plan: StepPlan): Node[] {
    if (plan.kind === 'continuous') return this.rep(plan.workS, this.archetype.intensity)
    const { shape } = this.archetype
    if (shape.kind === 'cut-down' && plan.reps > 1) {
      return Array.from({ length: plan.reps }, (_, index) => {
        const fraction = shape.first + ((shape.last - shape.first) * index) / (plan.reps - 1)
        const work = this.rep(plan.workS, round(fraction), String(index + 1))
        return index < plan.reps - 1 ? [...work, this.rest(`rest${index + 1}`, plan.recoveryS)] : work
      }).flat()
    }
    const rep = this.rep(plan.workS, this.archetype.intensity)
    const set = repeated(plan.reps, rep, plan.recoveryS > 0 ? this.rest('rest', plan.recoveryS) : null)
    return repeated(plan.sets, set, plan.betweenSetsS > 0 ? this.rest('setRest', plan.betweenSetsS) : null)
  }

  /** One rep: a single step, or the pattern's pieces until it is full. */
  private rep(workS: number, intensity: number, suffix = ''): Node[] {
    const { shape } = this.archetype
    if (shape.kind === 'ramp') return [this.work(`work${suffix}`, workS, shape.start, shape.end)]
    if (shape.kind !== 'pattern') return [this.work(`work${suffix}`, workS, intensity, intensity)]
    const cycleS = shape.pieces.reduce((sum, [seconds]) => sum + seconds, 0)
    const cycles = Math.floor(workS / cycleS)
    const piece = (id: string, seconds: number, fraction: number, isFirst: boolean) =>
      this.work(id, seconds, fraction, fraction, { exact: true, silent: !isFirst })
    const whole = shape.pieces.map(([seconds, fraction], index) =>
      piece(`work${suffix}${letter(index)}`, seconds, fraction, index === 0),
    )
    const tail: Leaf[] = []
    let left = workS - cycles * cycleS
    for (const [index, [seconds, fraction]] of shape.pieces.entries()) {
      const length = Math.min(left, seconds)
      if (length > 0) tail.push(piece(`last${suffix}${letter(index)}`, length, fraction, cycles === 0 && index === 0))
      left -= length
    }
    return [...(cycles > 0 ? repeated(cycles, whole, null) : []), ...tail]
  }

  private work(
    id: string,
    durationS: number,
    start: number,
    end: number,
    pattern?: { exact: true; silent: boolean },
  ): Leaf {
    const { archetype } = this
    const isEasy = isEasyFocus(archetype.focus) && Math.max(start, end) < (archetype.sport === 'run' ? 0.87 : 0.76)
    const name = pattern ? pieceName(archetype, start) : archetype.workName
    const leaf: Leaf = {
      type: isEasy ? 'Steady' : 'Interval',
      id,
      name,
      duration: durationS,
      ...this.targets({ start, end, durationS, role: 'work', exact: pattern?.exact }),
    }
    if (archetype.cadence) leaf.cadence = { type: 'range', ...archetype.cadence }
    if (archetype.terrain) leaf.terrain = archetype.terrain
    if (!pattern?.silent) leaf.instruction = archetype.cue
    const cues = pattern || isEasy ? [] : workCues(durationS)
    if (cues.length > 0) leaf.cues = cues
    return leaf
  }

  private rest(id: string, durationS: number): Leaf {
    const { archetype } = this
    const fraction = archetype.recovery
    return {
      type: 'Rest',
      id,
      name: restName(archetype),
      duration: durationS,
      ...this.targets({ start: fraction, end: fraction, durationS, role: 'rest' }),
    }
  }

  private easy(id: string, durationS: number): Leaf[] {
    if (durationS <= 0) return []
    const fraction = this.archetype.base
    return [
      {
        type: 'Steady',
        id,
        name: 'Easy',
        duration: durationS,
        ...this.targets({ start: fraction, end: fraction, durationS, role: 'easy' }),
      },
    ]
  }

  private warmup(durationS: number): Leaf[] {
    if (durationS <= 0) return []
    const { archetype } = this
    const isWalk = archetype.sport === 'run' && archetype.warmup < WALK_BELOW
    const half = isWalk ? 0 : RAMP_HALF[archetype.sport]
    return [
      {
        type: 'Warmup',
        id: 'warmup',
        name: isWalk ? 'Walk' : 'Warm-up',
        duration: durationS,
        ...this.targets({
          start: round(archetype.warmup - half),
          end: round(archetype.warmup + half),
          durationS,
          role: 'warmup',
        }),
        instruction: isWalk ? 'Walk briskly.' : 'Start gently and let it come up by itself.',
      },
    ]
  }

  private cooldown(durationS: number): Leaf[] {
    if (durationS <= 0) return []
    const { archetype } = this
    const isWalk = archetype.sport === 'run' && archetype.cooldown < WALK_BELOW
    const half = isWalk ? 0 : COOLDOWN_HALF[archetype.sport]
    return [
      {
        type: 'Cooldown',
        id: 'cooldown',
        name: isWalk ? 'Walk' : 'Cool-down',
        duration: durationS,
        ...this.targets({
          start: round(archetype.cooldown + half),
          end: round(archetype.cooldown - half),
          durationS,
          role: 'cooldown',
        }),
      },
    ]
  }

  private targets(step: StepIntensity) {
    return stepTargets(step, this.archetype, this.mode)
  }
}

/** `times` passes as a Repeat, or the content itself when there is only one. */
function repeated(times: number, content: Node[], restBetween: Leaf | null): Node[] {
  if (times === 1) return content
  return [{ type: 'Repeat', times, content, ...(restBetween ? { restBetween } : {}) }]
}

function workCues(durationS: number): Cue[] {
  const cues: Cue[] = []
  if (durationS >= HALFWAY_CUE_FROM_S) cues.push({ at: Math.round(durationS / 2), text: 'Halfway.' })
  if (durationS >= LAST_SECONDS_CUE_FROM_S) cues.push({ at: durationS - 30, text: 'Last 30 seconds.' })
  return cues
}

function restName(archetype: Archetype): string {
  if (archetype.sport === 'ride') return archetype.recovery >= 0.6 ? 'Easy' : 'Easy spin'
  if (archetype.recovery < WALK_BELOW) return 'Walk'
  return archetype.recovery >= 0.85 ? 'Float' : 'Recovery jog'
}

/** Word for a piece of a pattern: its own, by how hard it is against the others. */
function pieceName(archetype: Archetype, fraction: number): string {
  if (fraction > 1.02) return archetype.focus === 'THRESHOLD' ? 'Over' : 'Surge'
  if (archetype.focus === 'THRESHOLD')
    return fraction < 0.98 && archetype.name.includes('under') ? 'Under' : 'Threshold'
  return archetype.focus === 'RACE_SPECIFIC' ? 'Settle' : archetype.workName
}

const isEasyFocus = (focus: Focus): boolean => focus === 'RECOVERY' || focus === 'AEROBIC_ENDURANCE' || focus === 'LONG'
const letter = (index: number): string => String.fromCharCode(97 + index)
const round = (value: number): number => Math.round(value * 1000) / 1000
