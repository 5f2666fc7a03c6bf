import { GetImport } from '~~/shared/contracts/imports'
import { defineRoute } from '~~/server/http/define-route'
import { getImport } from '~~/server/usecases/get-import'

export default defineRoute(GetImport, ({ application, athleteId, params, query }) =>
  getImport(application, athleteId, params.id, query.after ?? 0),
)
