import { SignOut } from '~~/shared/contracts/account'
import { definePublicRoute } from '~~/server/http/define-route'
import { answerWithCookies, callerOf, forgetView } from '~~/server/http/account-cookies'

export default definePublicRoute(SignOut, async ({ event, application }) => {
  forgetView(event)
  const { setCookies } = await application.accounts.signOut(callerOf(event))
  return answerWithCookies(event, { ok: true, setCookies })
})
