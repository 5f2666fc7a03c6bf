import { ListPlans } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { listPlans } from '~~/server/usecases/list-plans'

export default defineRoute(ListPlans, ({ application, athleteId }) => listPlans(application, athleteId))
