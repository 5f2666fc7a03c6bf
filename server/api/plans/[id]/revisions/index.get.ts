import { ListRevisions } from '~~/shared/contracts/plan-history'
import { defineRoute } from '~~/server/http/define-route'
import { listPlanRevisions } from '~~/server/usecases/plan-history'

export default defineRoute(ListRevisions, ({ application, athleteId, params }) =>
  listPlanRevisions(application, athleteId, params.id),
)
