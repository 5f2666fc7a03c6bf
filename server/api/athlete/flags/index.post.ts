import { AddFlag } from '~~/shared/contracts/flags'
import { defineRoute } from '~~/server/http/define-route'
import { addFlag } from '~~/server/usecases/add-flag'

export default defineRoute(AddFlag, ({ application, athleteId, body }) => addFlag(application, athleteId, body))
