import { SaveCheckIn } from '~~/shared/contracts/wellness'
import { defineRoute } from '~~/server/http/define-route'
import { saveCheckIn } from '~~/server/usecases/save-check-in'

export default defineRoute(SaveCheckIn, ({ application, athleteId, params, body }) =>
  saveCheckIn(application, athleteId, params.date, body),
)
