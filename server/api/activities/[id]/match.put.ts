import { MatchActivity } from '~~/shared/contracts/activities'
import { defineRoute } from '~~/server/http/define-route'
import { matchActivity } from '~~/server/usecases/match-activity'

export default defineRoute(MatchActivity, ({ application, athleteId, params, body }) =>
  matchActivity(application, athleteId, params.id, body),
)
