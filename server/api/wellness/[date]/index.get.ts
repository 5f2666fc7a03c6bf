import { GetWellnessDay } from '~~/shared/contracts/wellness'
import { defineRoute } from '~~/server/http/define-route'
import { getWellnessDay } from '~~/server/usecases/get-wellness'

export default defineRoute(GetWellnessDay, ({ application, athleteId, params }) =>
  getWellnessDay(application, athleteId, params.date),
)
