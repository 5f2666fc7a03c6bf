import { LeaveSample } from '~~/shared/contracts/athlete'
import { forgetView } from '~~/server/http/account-cookies'
import { defineRoute } from '~~/server/http/define-route'
import { done } from '~~/server/usecases/outcome'

export default defineRoute(LeaveSample, async ({ event }) => {
  forgetView(event)
  return done({ done: true as const })
})
