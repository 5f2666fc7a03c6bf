import { schedules, task } from '@trigger.dev/sdk'
import { auditPlanJob, findPlansToAuditJob } from '../server/jobs/audit-plans.ts'
import { detailPlanJob, findDuePlansJob } from '../server/jobs/detail-plans.ts'
import type { Job } from '../server/jobs/job.ts'
import { mailNoticesJob } from '../server/jobs/mail-notices.ts'
import { runJob } from './run-job.ts'

/** One task a job of the registry, by the same name; a test holds one to the other. */
const onDemand = ({ name }: Job) => task({ id: name, run: (payload: object) => runJob(name, payload) })
const scheduled = ({ name, cron = '' }: Job) =>
  schedules.task({ id: name, cron: { pattern: cron, timezone: 'UTC' }, run: () => runJob(name, {}) })

export const findDuePlans = scheduled(findDuePlansJob)
export const detailPlan = onDemand(detailPlanJob)
export const findPlansToAudit = scheduled(findPlansToAuditJob)
export const auditPlan = onDemand(auditPlanJob)
export const mailNotices = scheduled(mailNoticesJob)
