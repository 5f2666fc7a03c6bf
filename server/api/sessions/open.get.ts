import { GetOpenSessions } from '~~/shared/contracts/sessions'
import { defineRoute } from '~~/server/http/define-route'
import { openSessions } from '~~/server/usecases/open-sessions'

export default defineRoute(GetOpenSessions, ({ application, athleteId }) => openSessions(application, athleteId))
