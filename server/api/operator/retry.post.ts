import { RetryJob } from '~~/shared/contracts/operator'
import { defineRoute } from '~~/server/http/define-route'
import { retryJob } from '~~/server/usecases/get-operator'

export default defineRoute(RetryJob, ({ application, viewer, body }) => retryJob(application, viewer.userId, body))
