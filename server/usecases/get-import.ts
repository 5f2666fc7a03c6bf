import type { ImportReply, LatestImportReply } from '../../shared/contracts/imports.ts'
import { listImportItems, loadImportRun } from '../repositories/import-repository.ts'
import type { Deps } from './deps.ts'
import { done, refuse, type Outcome } from './outcome.ts'

/** Progress of a run and the outcomes after the given position. */
export async function getImport(
  deps: Deps,
  athleteId: string,
  id: string,
  after: number,
): Promise<Outcome<ImportReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const progress = await loadImportRun(tx, id)
    if (!progress)
      return refuse(
        'not-found',
        'No such import',
        'There is no import by that name. Open the import page to start one.',
      )
    const { items, next } = await listImportItems(tx, progress.id, after)
    return done({ progress, items, next })
  })
}

/** The last run with all its outcomes; null before the first one. */
export async function getLatestImport(deps: Deps, athleteId: string): Promise<Outcome<LatestImportReply>> {
  return deps.database.withAthlete(athleteId, async (tx) => {
    const progress = await loadImportRun(tx, 'latest')
    if (!progress) return done({ latest: null })
    const { items, next } = await listImportItems(tx, progress.id, 0)
    return done({ latest: { progress, items, next } })
  })
}
