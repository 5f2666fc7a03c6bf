import { auditPlanHandler, findPlansToAuditHandler } from './audit-plans.ts'
import { detailPlanHandler, findDuePlansHandler } from './detail-plans.ts'
import type { Handler } from './job.ts'
import { mailNoticesHandler } from './mail-notices.ts'

/** What every job does. Start-up fails where one is missing or left over. */
export const HANDLERS: readonly Handler[] = [
  findDuePlansHandler,
  detailPlanHandler,
  findPlansToAuditHandler,
  auditPlanHandler,
  mailNoticesHandler,
]
