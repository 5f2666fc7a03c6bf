import { ArchivePlan } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { archivePlan } from '~~/server/usecases/archive-plan'

export default defineRoute(ArchivePlan, ({ application, athleteId, params }) =>
  archivePlan(application, athleteId, params.id),
)
