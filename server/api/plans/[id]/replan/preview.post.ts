import { PreviewReplan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { previewReplan } from '~~/server/usecases/replan-plan'

export default defineRoute(PreviewReplan, ({ application, athleteId, params, body }) =>
  previewReplan(application, athleteId, params.id, body),
)
