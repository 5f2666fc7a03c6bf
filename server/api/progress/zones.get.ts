import { GetZones } from '~~/shared/contracts/progress'
import { defineRoute } from '~~/server/http/define-route'
import { getZones } from '~~/server/usecases/get-zones'

export default defineRoute(GetZones, ({ application, athleteId }) => getZones(application, athleteId))
