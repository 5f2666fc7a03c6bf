import { EndFlag } from '~~/shared/contracts/flags'
import { defineRoute } from '~~/server/http/define-route'
import { endFlagToday } from '~~/server/usecases/end-flag'

export default defineRoute(EndFlag, ({ application, athleteId, params }) =>
  endFlagToday(application, athleteId, params.id),
)
