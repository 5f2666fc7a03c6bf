import { RestorePlan } from '~~/shared/contracts/plan-history'
import { defineRoute } from '~~/server/http/define-route'
import { restorePlan } from '~~/server/usecases/restore-plan'

export default defineRoute(RestorePlan, ({ application, athleteId, params, body }) =>
  restorePlan(application, athleteId, params.id, body),
)
