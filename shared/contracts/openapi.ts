import { z } from 'zod'
import { Problem, type RouteContract } from './route.ts'

type Json = Readonly<Record<string, unknown>>

/** The reply is this document itself, made from the contracts. */
export const GetOpenApi = {
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This description of the API (OpenAPI 3.1).',
  open: true,
  reply: z.object({ openapi: z.literal('3.1.0') }).loose(),
} as const

/**
 * OpenAPI 3.1 of the given routes. Shapes whose rules live in core (`coreShape`) are left open; everything a client
 * sends is told in full.
 */
export function openApiDocument(contracts: readonly RouteContract[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const contract of contracts) {
    const path = (paths[contract.path] ??= {})
    path[contract.method.toLowerCase()] = operationOf(contract)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Coach Wattz',
      version,
      description:
        'Units stand in the names (durationS, distanceM, powerW); unknown is null. A refused request answers with a problem: what happened, why, what to do.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { localToken: [] }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, 'output') },
      responses: {
        Problem: {
          description: 'The request was refused; the code names why.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'The cookie that signing in sets.' },
        localToken: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token in lock.json of the data folder, on the machine that runs Coach Wattz.',
        },
      },
    },
  }
}

function operationOf(contract: RouteContract): Json {
  const { method, path, summary, open, params, query, body, reply } = contract
  const parameters = [...parametersIn('path', params), ...parametersIn('query', query)]
  return {
    operationId: operationId(method, path),
    summary,
    tags: [path.split('/')[2]?.replace(/\..*$/, '') ?? 'api'],
    ...(open ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
      : {}),
    responses: {
      '200': { description: 'Done.', content: { 'application/json': { schema: schemaOf(reply, 'output') } } },
      default: { $ref: '#/components/responses/Problem' },
    },
  }
}

/** `POST /api/plans/{id}/undo` is `post-plans-id-undo`. */
const operationId = (method: string, path: string): string =>
  `${method.toLowerCase()}${path.replace(/^\/api/, '').replaceAll(/[^a-zA-Z0-9]+/g, '-')}`.replace(/-$/, '')

/** The members of an object schema as parameters; those of a path are always required. */
function parametersIn(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    readonly properties?: Readonly<Record<string, unknown>>
    readonly required?: readonly string[]
  }
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: shape,
  }))
}

/** What a schema cannot say (a real calendar day) stays unsaid, not wrong. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, '~standard': _standard, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest
}
