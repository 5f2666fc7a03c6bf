import { GetActivePlan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { getActivePlan } from '~~/server/usecases/get-active-plan'

export default defineRoute(GetActivePlan, ({ application, athleteId }) => getActivePlan(application, athleteId))
