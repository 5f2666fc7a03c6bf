import { GetProgress } from '~~/shared/contracts/progress'
import { defineRoute } from '~~/server/http/define-route'
import { getProgress } from '~~/server/usecases/get-progress'

export default defineRoute(GetProgress, ({ application, athleteId }) => getProgress(application, athleteId))
