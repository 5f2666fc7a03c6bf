import { TellSessions } from '~~/shared/contracts/sessions'
import { defineRoute } from '~~/server/http/define-route'
import { tellSessions } from '~~/server/usecases/tell-sessions'

export default defineRoute(TellSessions, ({ application, athleteId, body }) =>
  tellSessions(application, athleteId, body.sessions),
)
