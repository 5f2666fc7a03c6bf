import { WriteWeeks } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { writeWeeksNow } from '~~/server/usecases/detail-plan'

export default defineRoute(WriteWeeks, ({ application, athleteId, params, body }) =>
  writeWeeksNow(application, athleteId, params.id, body),
)
