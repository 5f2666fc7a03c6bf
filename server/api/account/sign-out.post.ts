import { SignOut } from '~~/shared/contracts/account'
import { definePublicRoute } from '~~/server/http/define-route'
import { answerWithCookies, callerOf, forgetView } from '~~/server/http/account-cookies'

export default definePublicRoute(SignOut, async ({ event, application }) => {
  forgetView(event)
  return answerWithCookies(event, await application.accounts.signOut(callerOf(event)))
})
