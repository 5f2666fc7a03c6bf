import { RevokeSession } from '~~/shared/contracts/account'
import { defineRoute } from '~~/server/http/define-route'
import { revokeSession } from '~~/server/usecases/revoke-session'

export default defineRoute(RevokeSession, ({ application, viewer, params }) =>
  revokeSession(application, viewer.userId, viewer.sessionId, params.id),
)
