import { SaveScreening } from '~~/shared/contracts/screening'
import { defineRoute } from '~~/server/http/define-route'
import { answerScreening } from '~~/server/usecases/answer-screening'

export default defineRoute(SaveScreening, ({ application, athleteId, body }) =>
  answerScreening(application, athleteId, body),
)
