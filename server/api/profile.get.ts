import { GetProfile } from '~~/shared/contracts/profile'
import { defineRoute } from '~~/server/http/define-route'
import { getProfile } from '~~/server/usecases/get-profile'

export default defineRoute(GetProfile, ({ application, athleteId, query }) =>
  getProfile(application, athleteId, query.on ?? null),
)
