import { DownloadWorkout } from '~~/shared/contracts/plans'
import { attachFile } from '~~/server/http/attach-file'
import { defineRoute } from '~~/server/http/define-route'
import { downloadWorkout } from '~~/server/usecases/download-workout'

export default defineRoute(DownloadWorkout, async ({ event, application, athleteId, params }) =>
  attachFile(event, await downloadWorkout(application, athleteId, params.id)),
)
