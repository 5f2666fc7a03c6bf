import { SaveAthlete } from '~~/shared/contracts/athlete'
import { defineRoute } from '~~/server/http/define-route'
import { saveAthlete } from '~~/server/usecases/save-athlete'

export default defineRoute(SaveAthlete, ({ application, athleteId, body }) => saveAthlete(application, athleteId, body))
