import { planDiff } from '@coach-wattz/core/adaptation/plan-diff'
import { planAt } from '@coach-wattz/core/adaptation/plan-history'
import type { CompareReply, RevisionReply, RevisionsReply } from '../../shared/contracts/plan-history.ts'
import type { AthleteTransaction } from '../database/database.ts'
import { loadAthlete } from '../repositories/athlete-repository.ts'
import { listRevisions, loadPlan, type StoredPlan, type StoredRevision } from '../repositories/plan-repository.ts'
import type { Deps } from './deps.ts'
import { localToday } from './local-today.ts'
import { done, refuse, type Outcome } from './outcome.ts'
import { noSuchRevision } from './plan-refusals.ts'
import { revisionRows } from './revision-rows.ts'

/** The history of a plan, in force or archived, latest first. */
export async function listPlanRevisions(
  deps: Deps,
  athleteId: string,
  planId: string,
): Promise<Outcome<RevisionsReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const told = await loadHistory(deps, tx, planId)
    return told ? done({ revisions: told.rows }) : noPlan()
  })
}

/** One revision with what it changed; the making of a plan shows nothing beside its sentence. */
export async function getRevision(
  deps: Deps,
  athleteId: string,
  planId: string,
  number: number,
): Promise<Outcome<RevisionReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const told = await loadHistory(deps, tx, planId)
    if (!told) return noPlan()
    const revision = told.rows.find((row) => row.number === number)
    if (!revision) return noSuchRevision()
    const after = planAt(told.stored.plan, told.revisions, number)
    const before = number === 1 ? after : planAt(told.stored.plan, told.revisions, number - 1)
    return done({ revision, diff: planDiff(before, after) })
  })
}

/** Two versions of a plan side by side. */
export async function comparePlan(
  deps: Deps,
  athleteId: string,
  planId: string,
  numbers: { readonly from: number; readonly to: number },
): Promise<Outcome<CompareReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const told = await loadHistory(deps, tx, planId)
    if (!told) return noPlan()
    const { stored, revisions, rows } = told
    const [from, to] = [numbers.from, numbers.to].map((number) => rows.find((row) => row.number === number))
    if (!from || !to) return noSuchRevision()
    const diff = planDiff(planAt(stored.plan, revisions, from.number), planAt(stored.plan, revisions, to.number))
    return done({ from, to, diff })
  })
}

interface History {
  readonly stored: StoredPlan
  readonly revisions: readonly StoredRevision[]
  readonly rows: RevisionsReply['revisions']
}

async function loadHistory(deps: Deps, tx: AthleteTransaction, planId: string): Promise<History | null> {
  const stored = await loadPlan(tx, planId)
  if (!stored) return null
  const revisions = await listRevisions(tx, planId)
  const today = localToday(deps.now(), (await loadAthlete(tx)).timeZone)
  return { stored, revisions, rows: revisionRows(revisions, stored.plan, stored.status === 'ACTIVE' ? today : null) }
}

const noPlan = () => refuse('not-found', 'No such plan', 'There is no plan of this id. Reload the page.')
