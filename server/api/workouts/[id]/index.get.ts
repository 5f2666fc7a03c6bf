import { GetWorkout } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { getWorkout } from '~~/server/usecases/get-workout'

export default defineRoute(GetWorkout, ({ application, athleteId, params }) =>
  getWorkout(application, athleteId, params.id),
)
