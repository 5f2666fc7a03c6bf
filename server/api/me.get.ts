import { GetMe } from '~~/shared/contracts/home'
import { defineRoute } from '~~/server/http/define-route'
import { getMe } from '~~/server/usecases/get-me'

export default defineRoute(GetMe, ({ application, athleteId }) => getMe(application, athleteId))
