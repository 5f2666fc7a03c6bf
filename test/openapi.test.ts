import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '../shared/contracts/openapi.ts'
import { ROUTE_CONTRACTS } from '../shared/contracts/routes.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly security?: readonly unknown[]
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: unknown }>> }
  readonly responses: Readonly<Record<string, unknown>>
}
interface Document {
  readonly openapi: string
  readonly info: { readonly title: string; readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

// Over JSON, as a client sees it.
const document = JSON.parse(JSON.stringify(openApiDocument(ROUTE_CONTRACTS, '1.2.3'))) as Document
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)
const contracts = new URL('../shared/contracts/', import.meta.url)
const api = new URL('../server/api/', import.meta.url)
/** `plans/[id]/undo.post.ts` is POST /api/plans/{id}/undo. */
const routeFiles = readdirSync(api, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
  const [, path, method] = /^(.*)\.(get|post|patch|put|delete)\.ts$/.exec(file.replaceAll('\\', '/')) ?? []
  if (path === undefined || method === undefined) return []
  const route = `/api/${path.replace(/(^|\/)index$/, '')}`.replace(/\/$/, '').replaceAll(/\[(\w+)\]/g, '{$1}')
  return [{ file, key: `${method.toUpperCase()} ${route}` }]
})

describe('the routes and their contracts', () => {
  it('are one to one: every file of server/api has its contract in the document, and no other is there', () => {
    const told = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`)
    expect(told.toSorted()).toEqual(routeFiles.map(({ key }) => key).toSorted())
    expect(ROUTE_CONTRACTS).toHaveLength(routeFiles.length)
  })

  it('know every file of shared/contracts', () => {
    const registry = readFileSync(new URL('routes.ts', contracts), 'utf8')
    const withRoutes = readdirSync(contracts)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'routes.ts')
      .filter((name) => /\bpath: '\/api\//.test(readFileSync(new URL(name, contracts), 'utf8')))
    for (const name of withRoutes) expect(registry).toContain(`'./${name}'`)
  })

  it.each(routeFiles)('$file names the contract of its own path', ({ file, key }) => {
    const text = readFileSync(new URL(file, api), 'utf8')
    const isOpen = text.includes('definePublicRoute(')
    const contract = ROUTE_CONTRACTS.find(({ method, path }) => `${method} ${path}` === key)
    expect(contract?.open === true).toBe(isOpen)
  })
})

describe('the OpenAPI document', () => {
  it('has the members OpenAPI 3.1 asks for', () => {
    expect(document.openapi).toBe('3.1.0')
    expect(document.info).toMatchObject({ title: 'Coach Wattz', version: '1.2.3' })
    for (const { path, operation } of operations) {
      expect(path).toMatch(/^\/api\//)
      expect(operation.summary, path).toMatch(/\.$/)
      expect(Object.keys(operation.responses), path).toEqual(['200', 'default'])
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      const told = operation.parameters?.filter((parameter) => parameter.in === 'path') ?? []
      expect(told.map(({ name }) => name)).toEqual(named)
      for (const { required } of told) expect(required).toBe(true)
    }
    const ids = operations.map(({ operation }) => operation.operationId)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('points only at what is there', () => {
    const missing: string[] = []
    const walk = (value: unknown, root: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      for (const [key, inner] of Object.entries(value)) {
        if (key === '$ref' && typeof inner === 'string' && !resolves(inner, root)) missing.push(inner)
        walk(inner, root)
      }
    }
    // A `#` inside a schema means the document: `$defs` of a part would point nowhere.
    walk(document, document)
    expect(missing).toEqual([])
  })

  it('tells the shape of what a client sends', () => {
    const body = document.paths['/api/training-plan/generate']?.post?.requestBody?.content['application/json']?.schema
    expect(body).toMatchObject({
      type: 'object',
      required: ['goal'],
      properties: { goal: { required: ['kind'] }, daysPerWeek: { minimum: 2, maximum: 7 }, save: { default: false } },
    })
    expect(document.paths['/api/calendar']?.get?.parameters).toMatchObject([
      { name: 'from', in: 'query', required: true },
      { name: 'to', in: 'query', required: true },
    ])
    for (const { path, operation } of operations) {
      const schema = operation.requestBody?.content['application/json']?.schema
      if (schema !== undefined) expect(Object.keys(schema as object), path).not.toHaveLength(0)
    }
  })
})

const resolves = (ref: string, root: unknown): boolean =>
  ref.startsWith('#/') &&
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], root) !== undefined
