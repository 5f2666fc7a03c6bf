import { GetCalendar } from '~~/shared/contracts/home'
import { defineRoute } from '~~/server/http/define-route'
import { getCalendar } from '~~/server/usecases/get-calendar'

export default defineRoute(GetCalendar, ({ application, athleteId, query }) =>
  getCalendar(application, athleteId, query),
)
