import { PreviewPlan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { previewPlan } from '~~/server/usecases/preview-plan'

export default defineRoute(PreviewPlan, ({ application, athleteId, body }) => previewPlan(application, athleteId, body))
