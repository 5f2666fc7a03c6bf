import { err, ok, type Result } from '../result/result.ts'

/** A step of an archetype, parsed. All times in seconds. */
export type StepPlan =
  | { readonly kind: 'continuous'; readonly workS: number }
  | {
      readonly kind: 'sets'
      readonly sets: number
      readonly betweenSetsS: number
      readonly reps: number
      readonly workS: number
      /** 0 when the step names no recovery. */
      readonly recoveryS: number
      /** Length of the whole session, when it is fixed; the rest of it is easy. */
      readonly sessionS: number | null
    }

const STEP =
  /^(?:(?<session>[\d.]+s?):)?(?:(?<sets>\d+)\*\()?(?<reps>\d+)x(?<work>[\d.]+s?)(?:\/(?<rest>[\d.]+s?))?(?:\)\/(?<between>[\d.]+s?))?$/

/**
 * Parses the compact language of science.md §11: `5x4/2` reps of 4 min with 2 min between, `s` for seconds,
 * `2*(8x30s/30s)/3` two sets with 3 min between, `45:6x20s/60s` inside a 45-minute session, `30` continuous.
 */
export function parseStep(text: string): Result<StepPlan, string> {
  if (/^[\d.]+s?$/.test(text)) {
    const workS = seconds(text)
    return workS === null ? err(`"${text}" is not a length.`) : ok({ kind: 'continuous', workS })
  }
  const groups = STEP.exec(text)?.groups
  if (!groups) return err(`"${text}" is not a step of the library's language.`)
  if ((groups.sets === undefined) !== (groups.between === undefined))
    return err(`"${text}" opens or closes a set alone.`)
  const workS = seconds(groups.work)
  const recoveryS = groups.rest === undefined ? 0 : seconds(groups.rest)
  const betweenSetsS = groups.between === undefined ? 0 : seconds(groups.between)
  const sessionS = groups.session === undefined ? null : seconds(groups.session)
  if (workS === null || recoveryS === null || betweenSetsS === null)
    return err(`"${text}" holds a length that is none.`)
  const [sets, reps] = [Number(groups.sets ?? 1), Number(groups.reps)]
  if (sets < 1 || reps < 1) return err(`"${text}" repeats something no times.`)
  return ok({ kind: 'sets', sets, betweenSetsS, reps, workS, recoveryS, sessionS })
}

/** Seconds of work in a step, without recoveries: the library's time in zone. */
export function stepWorkS(plan: StepPlan): number {
  return plan.kind === 'continuous' ? plan.workS : plan.sets * plan.reps * plan.workS
}

/** Seconds from the first work to the last, recoveries included. */
export function stepBlockS(plan: StepPlan): number {
  if (plan.kind === 'continuous') return plan.workS
  const set = plan.reps * plan.workS + (plan.reps - 1) * plan.recoveryS
  return plan.sets * set + (plan.sets - 1) * plan.betweenSetsS
}

/** The same step with fewer repeats, or fewer sets where it has several: reps are cut, not pace (science.md S6.2). */
export function withRepeats(plan: StepPlan, repeats: number | undefined): StepPlan {
  if (repeats === undefined || plan.kind === 'continuous') return plan
  return plan.sets > 1
    ? { ...plan, sets: Math.min(plan.sets, repeats) }
    : { ...plan, reps: Math.min(plan.reps, repeats) }
}

/** How often a step repeats its work: sets where it has several, else reps; 1 for a continuous one. */
export const repeatsOf = (plan: StepPlan): number =>
  plan.kind === 'continuous' ? 1 : plan.sets > 1 ? plan.sets : plan.reps

function seconds(text: string | undefined): number | null {
  if (text === undefined) return null
  const value = text.endsWith('s') ? Number(text.slice(0, -1)) : Number(text) * 60
  return Number.isFinite(value) && value > 0 ? Math.round(value) : null
}
