import { ReplanPlan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { replanPlan } from '~~/server/usecases/replan-plan'

export default defineRoute(ReplanPlan, ({ application, athleteId, params, body }) =>
  replanPlan(application, athleteId, params.id, body),
)
