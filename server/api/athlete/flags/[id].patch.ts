import { TellFlag } from '~~/shared/contracts/flags'
import { defineRoute } from '~~/server/http/define-route'
import { tellFlag } from '~~/server/usecases/tell-flag'

export default defineRoute(TellFlag, ({ application, athleteId, params, body }) =>
  tellFlag(application, athleteId, params.id, body),
)
