import { StartImport } from '~~/shared/contracts/imports'
import { defineRoute } from '~~/server/http/define-route'

export default defineRoute(StartImport, ({ application, athleteId }) => application.imports.start(athleteId))
