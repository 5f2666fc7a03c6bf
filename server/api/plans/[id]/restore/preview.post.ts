import { PreviewRestore } from '~~/shared/contracts/plan-history'
import { defineRoute } from '~~/server/http/define-route'
import { previewRestore } from '~~/server/usecases/restore-plan'

export default defineRoute(PreviewRestore, ({ application, athleteId, params, body }) =>
  previewRestore(application, athleteId, params.id, body.revision),
)
