import { GetActivity } from '~~/shared/contracts/activities'
import { defineRoute } from '~~/server/http/define-route'
import { getActivity } from '~~/server/usecases/get-activity'

export default defineRoute(GetActivity, ({ application, athleteId, params }) =>
  getActivity(application, athleteId, params.id),
)
