import { UploadImportFile } from '~~/shared/contracts/imports'
import { defineRoute } from '~~/server/http/define-route'

export default defineRoute(UploadImportFile, ({ event, application, athleteId, params, query }) =>
  application.imports.receive(athleteId, params.id, query.name, event.node.req),
)
