import { AdjustTrainingPlan } from '~~/shared/contracts/training-plan'
import { defineRoute } from '~~/server/http/define-route'
import { adjustActivePlan } from '~~/server/usecases/adjust-plan'

export default defineRoute(AdjustTrainingPlan, ({ application, athleteId, body }) =>
  adjustActivePlan(application, athleteId, body),
)
