import { FinishImport } from '~~/shared/contracts/imports'
import { defineRoute } from '~~/server/http/define-route'

export default defineRoute(FinishImport, ({ application, athleteId, params }) =>
  application.imports.finish(athleteId, params.id),
)
