import { GetOpenApi, openApiDocument } from '~~/shared/contracts/openapi'
import { ROUTE_CONTRACTS } from '~~/shared/contracts/routes'
import { definePublicRoute } from '~~/server/http/define-route'
import { done } from '~~/server/usecases/outcome'

export default definePublicRoute(GetOpenApi, async ({ application }) =>
  done({ ...openApiDocument(ROUTE_CONTRACTS, application.version), openapi: '3.1.0' as const }),
)
