import { GetRevision } from '~~/shared/contracts/plan-history'
import { defineRoute } from '~~/server/http/define-route'
import { getRevision } from '~~/server/usecases/plan-history'

export default defineRoute(GetRevision, ({ application, athleteId, params }) =>
  getRevision(application, athleteId, params.id, params.number),
)
