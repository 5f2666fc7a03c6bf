import { GetAthlete } from '~~/shared/contracts/athlete'
import { defineRoute } from '~~/server/http/define-route'
import { getAthlete } from '~~/server/usecases/get-athlete'

export default defineRoute(GetAthlete, ({ application, athleteId }) => getAthlete(application, athleteId))
