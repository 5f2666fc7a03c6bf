import type { LocalDate } from '@coach-wattz/core/time/local-date'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { listTimeZones, takeNight, takePlansToAudit } from '../repositories/audit-repository.ts'
import { saveJobOutcome } from '../repositories/job-outcome-repository.ts'
import type { AuditReply } from '../../shared/contracts/audit.ts'
import { auditNight } from './audit-night.ts'
import type { Deps } from './deps.ts'
import { keepStatuses } from './keep-outcomes.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { repairActivePlan, type PlanRepair } from './repair-plan.ts'
import { loadPlanDone } from './session-outcomes.ts'

/** One night of one plan. */
export interface NightOfPlan {
  readonly athleteId: string
  readonly planId: string
  /** Named by the day it ends on. */
  readonly night: LocalDate
}

export const AUDIT_JOB = 'audit-plan'
export const auditKey = ({ planId, night }: Pick<NightOfPlan, 'planId' | 'night'>): string => `${planId}:${night}`

/**
 * Plans in force with a night to look at, where something deviates from them; those as planned are stamped on the way. After
 * a downtime of several nights each plan is answered once, for the latest: what happened in all of them is seen then.
 */
export async function findPlansToAudit(deps: Deps): Promise<NightOfPlan[]> {
  return deps.database.asSystem('audit', async (tx) => {
    const now = deps.now()
    const nights = (await listTimeZones(tx)).map((timeZone) => ({ timeZone, night: auditNight(now, timeZone) }))
    return takePlansToAudit(tx, { nights, job: AUDIT_JOB })
  })
}

export type AuditResult = PlanRepair['result'] | 'looked-at-before'

/**
 * Looks at a plan after a night and repairs what the days before ask for. The night is taken, the plan repaired and the
 * outcome written in one transaction: a retry or a second worker finds the night taken, a worker that dies leaves it for
 * another. That an attempt failed is written in a transaction of its own, because the work's is taken back.
 */
export async function auditPlan(deps: Deps, due: NightOfPlan): Promise<AuditResult> {
  const startedAt = deps.now().toISOString()
  const tell = (tx: AthleteTransaction, told: Told): Promise<void> =>
    saveJobOutcome(tx, {
      job: AUDIT_JOB,
      key: auditKey(due),
      ...told,
      startedAt,
      finishedAt: deps.now().toISOString(),
    })
  try {
    return await deps.database.withAthlete(due.athleteId, async (tx) => {
      if (!(await takeNight(tx, due.planId, due.night))) return 'looked-at-before'
      const today = await dayToLookAt(deps, tx)
      const repaired = await repairActivePlan(deps, tx, { today, cause: 'night' })
      await tell(tx, toldOf(repaired, today))
      return repaired.result
    })
  } catch (cause) {
    await deps.database.withAthlete(due.athleteId, (tx) => tell(tx, FAILED))
    throw cause
  }
}

/** The same look because the athlete asks for it, whatever the hour. */
export async function auditNow(deps: Deps, athleteId: string): Promise<Outcome<AuditReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const today = await dayToLookAt(deps, tx)
    const { result, revision, decisions } = await repairActivePlan(deps, tx, { today, cause: 'asked' })
    if (result === 'no-plan')
      return refuse('not-found', 'There is no plan', 'Nothing is planned that could be looked at. Make a plan first.')
    return done({
      today,
      result,
      revision,
      decisions: decisions.map(({ row, workoutId, changes, reason }) => ({
        row,
        workoutId,
        changed: changes.length > 0,
        reason,
      })),
    })
  })
}

/** The athlete's day, with what became of the sessions before it written down. */
async function dayToLookAt(deps: Deps, tx: AthleteTransaction): Promise<LocalDate> {
  const { timeZone } = await loadAthlete(tx)
  const today = localToday(deps.now(), timeZone)
  const done = await loadPlanDone(tx, today, timeZone)
  if (done) await keepStatuses(deps, tx, done)
  return today
}

interface Told {
  readonly result: string
  readonly detail: string | null
  readonly facts: Readonly<Record<string, string | number | boolean | null>>
}

const FAILED: Told = {
  result: 'failed',
  detail: 'The plan could not be looked at because of a fault. It is tried again.',
  facts: {},
}

/** How many decisions there were, on what, and which revision they made. */
function toldOf({ result, revision, decisions }: PlanRepair, today: LocalDate): Told {
  const rows = [...new Set(decisions.map(({ row }) => row))].sort()
  const changed = decisions.filter(({ changes }) => changes.length > 0).length
  return {
    result,
    detail:
      result === 'not-possible' ? 'What the days ask for would break a hard limit, so the plan stays as it is.' : null,
    facts: { today, decisions: decisions.length, changed, rows: rows.join(' '), revision },
  }
}
