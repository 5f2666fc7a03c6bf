import { EnterSample } from '~~/shared/contracts/athlete'
import { showSample } from '~~/server/http/account-cookies'
import { defineRoute } from '~~/server/http/define-route'
import { openSample } from '~~/server/usecases/open-sample'

export default defineRoute(EnterSample, async ({ event, application, viewer }) => {
  const opened = await openSample(application, viewer.userId)
  if (opened.ok) showSample(event)
  return opened
})
