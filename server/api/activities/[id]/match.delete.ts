import { UnmatchActivity } from '~~/shared/contracts/activities'
import { defineRoute } from '~~/server/http/define-route'
import { matchActivity } from '~~/server/usecases/match-activity'

export default defineRoute(UnmatchActivity, ({ application, athleteId, params }) =>
  matchActivity(application, athleteId, params.id, 'pairing'),
)
