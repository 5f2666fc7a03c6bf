import { AuditPlan } from '~~/shared/contracts/audit'
import { defineRoute } from '~~/server/http/define-route'
import { auditNow } from '~~/server/usecases/audit-plan'

export default defineRoute(AuditPlan, ({ application, athleteId }) => auditNow(application, athleteId))
