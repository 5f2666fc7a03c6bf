import { ApplyHealth } from '~~/shared/contracts/flags'
import { defineRoute } from '~~/server/http/define-route'
import { applyHealth } from '~~/server/usecases/health-change'

export default defineRoute(ApplyHealth, ({ application, athleteId, params, body }) =>
  applyHealth(application, athleteId, params.id, body),
)
