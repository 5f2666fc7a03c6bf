import { GetStatus } from '~~/shared/contracts/account'
import { definePublicRoute } from '~~/server/http/define-route'
import { viewerOf } from '~~/server/http/session'
import { done } from '~~/server/usecases/outcome'

export default definePublicRoute(GetStatus, async ({ event, application }) =>
  done({
    ownerExists: await application.accounts.ownerExists(),
    signedIn: (await viewerOf(event, application)) !== null,
    version: application.version,
  }),
)
