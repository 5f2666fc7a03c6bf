import { GenerateTrainingPlan } from '~~/shared/contracts/training-plan'
import { defineRoute } from '~~/server/http/define-route'
import { generateTrainingPlan } from '~~/server/usecases/generate-training-plan'

export default defineRoute(GenerateTrainingPlan, ({ application, athleteId, body }) =>
  generateTrainingPlan(application, athleteId, body),
)
