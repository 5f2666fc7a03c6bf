import { auditPlanJob, findPlansToAuditJob } from './audit-plans.ts'
import { detailPlanJob, findDuePlansJob } from './detail-plans.ts'
import type { Handler, Job } from './job.ts'
import { mailNoticesJob } from './mail-notices.ts'

/** Every job there is. A payload for a name that is not here is refused. */
export const JOBS: readonly Job[] = [findDuePlansJob, detailPlanJob, findPlansToAuditJob, auditPlanJob, mailNoticesJob]

/** Jobs by name. Throws where two share one. */
export function jobsByName(jobs: readonly Job[]): ReadonlyMap<string, Job> {
  const byName = new Map(jobs.map((job) => [job.name, job]))
  const twice = jobs.find((job) => byName.get(job.name) !== job)
  if (twice) throw new Error(`Two jobs have the name ${twice.name}.`)
  return byName
}

/** Handlers by the name of their job. Throws when a job has none, or a handler no job (design.md §8). */
export function handlersOf(jobs: readonly Job[], handlers: readonly Handler[]): ReadonlyMap<string, Handler> {
  const names = jobsByName(jobs)
  const byName = new Map(handlers.map((handler) => [handler.job, handler]))
  if (byName.size < handlers.length) throw new Error('A job has two handlers.')
  for (const name of names.keys()) if (!byName.has(name)) throw new Error(`The job ${name} has no handler.`)
  for (const name of byName.keys()) if (!names.has(name)) throw new Error(`A handler has no job: ${name}.`)
  return byName
}
