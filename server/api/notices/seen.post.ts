import { SeeNotices } from '~~/shared/contracts/notices'
import { defineRoute } from '~~/server/http/define-route'
import { seeNotices } from '~~/server/usecases/list-notices'

export default defineRoute(SeeNotices, ({ application, athleteId, body }) =>
  seeNotices(application, athleteId, body.until),
)
