import { GetPlan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { getPlan } from '~~/server/usecases/get-plan'

export default defineRoute(GetPlan, ({ application, athleteId, params }) => getPlan(application, athleteId, params.id))
