import { UndoRevision } from '~~/shared/contracts/plans'
import { defineRoute } from '~~/server/http/define-route'
import { undoRevision } from '~~/server/usecases/undo-revision'

export default defineRoute(UndoRevision, ({ application, athleteId, params, body }) =>
  undoRevision(application, athleteId, params.id, body.revision),
)
