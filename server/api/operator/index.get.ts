import { GetOperator } from '~~/shared/contracts/operator'
import { defineRoute } from '~~/server/http/define-route'
import { getOperator } from '~~/server/usecases/get-operator'

export default defineRoute(GetOperator, ({ application, viewer }) => getOperator(application, viewer.userId))
