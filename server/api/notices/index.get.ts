import { ListNotices } from '~~/shared/contracts/notices'
import { defineRoute } from '~~/server/http/define-route'
import { getNotices } from '~~/server/usecases/list-notices'

export default defineRoute(ListNotices, ({ application, athleteId }) => getNotices(application, athleteId))
