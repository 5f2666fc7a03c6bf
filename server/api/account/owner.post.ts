import { CreateOwner } from '~~/shared/contracts/account'
import { definePublicRoute } from '~~/server/http/define-route'
import { answerWithCookies, callerOf } from '~~/server/http/account-cookies'

export default definePublicRoute(CreateOwner, async ({ event, application, body }) =>
  answerWithCookies(event, await application.accounts.createOwner(body, callerOf(event))),
)
