import { SetThreshold } from '~~/shared/contracts/athlete'
import { defineRoute } from '~~/server/http/define-route'
import { setThreshold } from '~~/server/usecases/set-threshold'

export default defineRoute(SetThreshold, ({ application, athleteId, body }) =>
  setThreshold(application, athleteId, body),
)
