import type { ThresholdSet } from '../athlete/thresholds.ts'
import { alignLaps } from './align-laps.ts'
import { amountOf } from './amount.ts'
import { compliancePercent } from './compliance-colour.ts'
import { detectWork } from './detect-work.ts'
import { isEasySession, isEasyTooFast } from './easy-too-fast.ts'
import type { DoneRecording, DoneSession, PlannedForMatch, PlannedStep } from './matchable.ts'
import { onOneClock } from './one-clock.ts'
import { reviewStep, type StepReview } from './step-score.ts'
import type { Piece, Recorded } from './work-pieces.ts'

/** How what was done compares with what was planned (science.md S9.2, S9.4, S9.5). Plain JSON; null is unknown. */
export interface SessionReview {
  readonly workoutId: string
  /** d of science.md S8.1: time done ÷ time planned. */
  readonly durationShare: number | null
  /** Actual as a percentage of planned, by what the session is given in (science.md S9.2). */
  readonly compliance: { readonly percent: number | null; readonly by: 'duration' | 'distance' }
  /** c of science.md S8.1, 0–1: how much of the work was done as planned. */
  readonly workShare: number | null
  /** What c was read from; `length` where the session is easy throughout, or its steps could not be found. */
  readonly basis: 'laps' | 'samples' | 'length'
  /** Work steps in order; empty where the length alone judges. */
  readonly steps: readonly StepReview[]
  /** Work done ÷ work planned, above 1 too; null where there is too little work to tell. */
  readonly workRatio: number | null
  /** Load done ÷ load planned; null where either is unknown or a guess. */
  readonly loadShare: number | null
  readonly loadDone: number | null
  /** Science.md S9.5; null for sessions that are not easy, and where nobody can tell. */
  readonly easyTooFast: boolean | null
}

/** A race is run when this share of it was; a ride race's length is a guess, and half of it is enough to say it was ridden [P]. */
const RACE_DONE = { distance: 0.9, duration: 0.5 } as const
/** Less planned work than this says nothing of doing too much: its ends are blurred by the recorder [P]. */
const WORK_LEAST_S = 300

/**
 * Holds what was done against what was planned: the work's steps by the recorder's laps, else by the samples, else the
 * length alone (science.md S9.4). `thresholds` are those of the day. Never throws, whatever was recorded.
 */
export function reviewSession(
  planned: PlannedForMatch,
  done: DoneSession,
  recordings: readonly DoneRecording[],
  thresholds: ThresholdSet,
): SessionReview {
  const durationShare = shareOf(done.movingS, planned.durationS)
  const by = planned.byDistance && shareOf(done.distanceM, planned.distanceM) !== null ? 'distance' : 'duration'
  const percent =
    by === 'distance'
      ? compliancePercent(amountOf(done.distanceM), planned.distanceM)
      : compliancePercent(amountOf(done.movingS), planned.durationS)
  const lengthShare = percent === null ? null : percent / 100
  const recorded = onOneClock(recordings)
  const isSameSport = planned.sport === done.sport
  const found = isSameSport && !planned.race && !isEasySession(planned) ? findWork(planned, recorded) : null
  const plannedWorkS = workSeconds(planned.steps)
  return {
    workoutId: planned.id,
    durationShare: rounded(durationShare),
    compliance: { percent: rounded(percent), by },
    workShare: rounded(found ? workShareOf(planned, found.steps, lengthShare) : lengthOnly(planned, lengthShare, by)),
    basis: found?.basis ?? 'length',
    steps: found?.steps ?? [],
    workRatio: rounded(
      found && planned.focus !== 'LONG'
        ? plannedWorkS >= WORK_LEAST_S
          ? found.effortS / plannedWorkS
          : null
        : lengthShare,
    ),
    loadShare: done.loadConfidence === 'LOW' ? null : rounded(shareOf(done.load, planned.tss)),
    loadDone: rounded(amountOf(done.load)),
    easyTooFast: isSameSport && recorded.series ? isEasyTooFast(planned, recorded.series, thresholds) : null,
  }
}

/** Four decimals: a stored review is the same on every machine. */
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 1e4) / 1e4)

function shareOf(done: number | null, planned: number | null): number | null {
  const [made, wanted] = [amountOf(done), amountOf(planned)]
  return made === null || wanted === null ? null : made / wanted
}

/** c where no step was looked at: the share of the length, at most all of it. */
function lengthOnly(planned: PlannedForMatch, lengthShare: number | null, by: 'duration' | 'distance'): number | null {
  if (lengthShare === null) return null
  if (planned.race && lengthShare >= RACE_DONE[by]) return 1
  return Math.min(1, lengthShare)
}

interface FoundWork {
  readonly basis: 'laps' | 'samples'
  readonly steps: readonly StepReview[]
  readonly effortS: number
}

/**
 * The work by laps, else by samples; null when the session has none or nothing shows it. Over hills a pace is kept by effort
 * (flat-equivalent) or by the watch: the reading of the whole session that shows more of the work counts [P].
 */
function findWork(planned: PlannedForMatch, recorded: Recorded): FoundWork | null {
  const byEffort = findWorkIn(planned, recorded)
  const watched = asWatched(recorded)
  const byWatch = watched && findWorkIn(planned, watched)
  if (!byEffort || !byWatch) return byEffort ?? byWatch
  return keptSeconds(byWatch) > keptSeconds(byEffort) ? byWatch : byEffort
}

/** The same with a run's plain speed in place of the flat-equivalent one; null where no speed was recorded. */
function asWatched(recorded: Recorded): Recorded | null {
  const { series } = recorded
  return series?.speedMps ? { ...recorded, series: { ...series, gradedSpeedMps: series.speedMps } } : null
}

const keptSeconds = ({ steps }: FoundWork): number =>
  steps.reduce((sum, { score, plannedS }) => sum + score * (plannedS ?? 1), 0)

function findWorkIn(planned: PlannedForMatch, recorded: Recorded): FoundWork | null {
  const work = planned.steps.filter(({ role }) => role === 'WORK')
  if (work.length === 0) return null
  const review = (pieces: ReadonlyMap<string, Piece>): StepReview[] =>
    work.map((step) => reviewStep(step, pieces.get(step.id) ?? null, recorded))
  const byLaps = alignLaps(planned.steps, recorded.laps)
  if (byLaps) {
    const effortS = [...byLaps.values()].reduce((sum, { doneS }) => sum + doneS, 0)
    return { basis: 'laps', steps: review(byLaps), effortS }
  }
  const detected = recorded.series ? detectWork(planned.steps, recorded.series) : null
  return detected && { basis: 'samples', steps: review(detected.pieces), effortS: detected.effortS }
}

const workSeconds = (steps: readonly PlannedStep[]): number =>
  steps.reduce((sum, { role, durationS }) => sum + (role === 'WORK' ? (amountOf(durationS) ?? 0) : 0), 0)

/**
 * Mean of the step scores, weighted by planned time (science.md S9.4). In a long session the easy hours are work too: they
 * count as one step, by the length of the session [P].
 */
function workShareOf(
  planned: PlannedForMatch,
  steps: readonly StepReview[],
  lengthShare: number | null,
): number | null {
  const known = steps.map(({ plannedS }) => plannedS).filter((seconds) => seconds !== null)
  // a step that ends by the lap button weighs as the others do
  const usual = known.length > 0 ? known.reduce((sum, seconds) => sum + seconds, 0) / known.length : 1
  let [score, weight] = [0, 0]
  for (const step of steps) {
    score += step.score * (step.plannedS ?? usual)
    weight += step.plannedS ?? usual
  }
  if (planned.focus === 'LONG' && lengthShare !== null) {
    const easyS = Math.max(0, planned.durationS - weight)
    score += easyS * Math.min(1, lengthShare)
    weight += easyS
  }
  return weight > 0 ? score / weight : null
}
