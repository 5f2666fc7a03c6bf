import { ReviewHealth } from '~~/shared/contracts/flags'
import { defineRoute } from '~~/server/http/define-route'
import { reviewHealth } from '~~/server/usecases/health-change'

export default defineRoute(ReviewHealth, ({ application, athleteId, params }) =>
  reviewHealth(application, athleteId, params.id),
)
