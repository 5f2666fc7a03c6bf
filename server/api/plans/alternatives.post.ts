import { PreviewAlternatives } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { previewAlternatives } from '~~/server/usecases/preview-alternatives'

export default defineRoute(PreviewAlternatives, ({ application, athleteId, body }) =>
  previewAlternatives(application, athleteId, body),
)
