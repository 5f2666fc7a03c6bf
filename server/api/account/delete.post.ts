import { DeleteEverything } from '~~/shared/contracts/account'
import { answerWithCookies, callerOf, forgetView } from '~~/server/http/account-cookies'
import { defineRoute } from '~~/server/http/define-route'
import { deleteEverything } from '~~/server/usecases/delete-everything'

export default defineRoute(DeleteEverything, async ({ event, application, body }) => {
  const caller = callerOf(event)
  const confirmed = await application.accounts.confirmPassword(body.password, caller)
  if (!confirmed.ok)
    return answerWithCookies(
      event,
      confirmed.code === 'wrong-credentials'
        ? { ...confirmed, detail: 'This is not the password of the account. Nothing was deleted.' }
        : confirmed,
    )
  forgetView(event)
  const { setCookies } = await application.accounts.signOut(caller)
  const deleted = await deleteEverything(application, confirmed.userId)
  return deleted.ok ? answerWithCookies(event, { ok: true, setCookies }) : deleted
})
