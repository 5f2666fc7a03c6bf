import { ComparePlan } from '~~/shared/contracts/plan-history'
import { defineRoute } from '~~/server/http/define-route'
import { comparePlan } from '~~/server/usecases/plan-history'

export default defineRoute(ComparePlan, ({ application, athleteId, params, query }) =>
  comparePlan(application, athleteId, params.id, query),
)
