import { WishMail } from '~~/shared/contracts/notices'
import { defineRoute } from '~~/server/http/define-route'
import { wishMail } from '~~/server/usecases/list-notices'

export default defineRoute(WishMail, ({ application, athleteId, body }) =>
  wishMail(application, athleteId, body.wanted),
)
