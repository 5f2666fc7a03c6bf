import { AnswerBrake } from '~~/shared/contracts/wellness'
import { defineRoute } from '~~/server/http/define-route'
import { answerBrake } from '~~/server/usecases/answer-brake'

export default defineRoute(AnswerBrake, ({ application, athleteId, params, body }) =>
  answerBrake(application, athleteId, params.date, body),
)
