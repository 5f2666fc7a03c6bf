import { z } from 'zod'
import { AUDIT_JOB, auditKey, auditPlan, findPlansToAudit } from '../usecases/audit-plan.ts'
import { defineJob, handlerOf } from './job.ts'

/** Looks at one plan after one night, and repairs what the days before ask for. */
export const auditPlanJob = defineJob({
  name: AUDIT_JOB,
  payload: z.strictObject({ athleteId: z.string(), planId: z.string(), night: z.iso.date() }),
  key: auditKey,
})
export const auditPlanHandler = handlerOf(auditPlanJob, async (deps, due) => {
  await auditPlan(deps, due)
})

/** Every hour: the plans whose athletes have slept since, where something deviates from the plan. */
export const findPlansToAuditJob = defineJob({
  name: 'find-plans-to-audit',
  cron: '15 * * * *',
  payload: z.strictObject({}),
  key: () => 'all',
})
export const findPlansToAuditHandler = handlerOf(findPlansToAuditJob, async (deps, _payload, enqueue) => {
  await enqueue(AUDIT_JOB, await findPlansToAudit(deps))
})
