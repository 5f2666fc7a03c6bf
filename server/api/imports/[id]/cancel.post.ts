import { CancelImport } from '~~/shared/contracts/imports'
import { defineRoute } from '~~/server/http/define-route'

export default defineRoute(CancelImport, ({ application, athleteId, params }) =>
  application.imports.cancel(athleteId, params.id),
)
