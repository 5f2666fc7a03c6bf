import { CreatePlan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { createPlan } from '~~/server/usecases/create-plan'

export default defineRoute(CreatePlan, ({ application, athleteId, body }) => createPlan(application, athleteId, body))
