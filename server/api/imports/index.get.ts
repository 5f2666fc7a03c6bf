import { GetLatestImport } from '~~/shared/contracts/imports'
import { defineRoute } from '~~/server/http/define-route'
import { getLatestImport } from '~~/server/usecases/get-import'

export default defineRoute(GetLatestImport, ({ application, athleteId }) => getLatestImport(application, athleteId))
