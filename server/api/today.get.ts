import { GetToday } from '~~/shared/contracts/home'
import { defineRoute } from '~~/server/http/define-route'
import { getToday } from '~~/server/usecases/get-today'

export default defineRoute(GetToday, ({ application, athleteId }) => getToday(application, athleteId))
