import { ChangePassword } from '~~/shared/contracts/account'
import { defineRoute } from '~~/server/http/define-route'
import { answerWithCookies, callerOf } from '~~/server/http/account-cookies'

export default defineRoute(ChangePassword, async ({ event, application, body }) =>
  answerWithCookies(event, await application.accounts.changePassword(body, callerOf(event))),
)
