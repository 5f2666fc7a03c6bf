import { ChangePlan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { changePlan } from '~~/server/usecases/change-plan'

export default defineRoute(ChangePlan, ({ application, athleteId, params, body }) =>
  changePlan(application, athleteId, params.id, body),
)
