import { GetWellness } from '~~/shared/contracts/wellness'
import { defineRoute } from '~~/server/http/define-route'
import { getWellness } from '~~/server/usecases/get-wellness'

export default defineRoute(GetWellness, ({ application, athleteId, query }) =>
  getWellness(application, athleteId, query),
)
