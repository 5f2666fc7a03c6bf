import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MIGRATIONS } from './generated/migrations.ts'

const schema = readFileSync(fileURLToPath(new URL('../../prisma/schema.prisma', import.meta.url)), 'utf8')
const bodies = (kind: string): Map<string, string[]> =>
  new Map(
    [...schema.matchAll(new RegExp(`^${kind} (\\w+) \\{\\n([\\s\\S]*?)^\\}`, 'gm'))].map(([, name = '', body = '']) => [
      name,
      body
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('//') && !line.startsWith('@@')),
    ]),
  )
const models = bodies('model')
const enums = bodies('enum')

/** PostgreSQL's name of a Prisma type. */
function columnType(type: string, attributes: string): string {
  if (attributes.includes('@db.Timestamptz')) return 'timestamptz'
  if (attributes.includes('@db.Date')) return 'date'
  const native: Record<string, string> = {
    String: 'text',
    Int: 'int4',
    BigInt: 'int8',
    Float: 'float8',
    Boolean: 'bool',
    DateTime: 'timestamp',
    Json: 'jsonb',
    Bytes: 'bytea',
  }
  return native[type] ?? type
}

describe('the migrations build what schema.prisma says', () => {
  let pglite: PGlite
  beforeAll(async () => {
    pglite = await PGlite.create()
    for (const { sql } of MIGRATIONS) await pglite.exec(sql)
  })
  afterAll(() => pglite.close())

  it('every model with its columns, types and nullability, and nothing else', async () => {
    const { rows } = await pglite.query<{ table: string; column: string; type: string; nullable: boolean }>(
      `SELECT table_name AS table, column_name AS column, udt_name AS type, is_nullable = 'YES' AS nullable
       FROM information_schema.columns WHERE table_schema = 'public'`,
    )
    const found = rows.map((row) => `${row.table}.${row.column} ${row.type}${row.nullable ? '?' : ''}`).sort()
    const wanted: string[] = []
    for (const [model, lines] of models) {
      for (const line of lines) {
        const [, name = '', type = '', suffix = '', attributes = ''] =
          /^(\w+)\s+(\w+)(\[\]|\?)?\s*(.*)$/.exec(line) ?? []
        if (models.has(type)) continue
        const isList = suffix === '[]'
        wanted.push(
          `${model}.${name} ${isList ? '_' : ''}${columnType(type, attributes)}${isList || suffix === '?' ? '?' : ''}`,
        )
      }
    }
    expect(models.size).toBeGreaterThan(25)
    expect(found).toEqual(wanted.sort())
  })

  it('every closed list with its values in order', async () => {
    const { rows } = await pglite.query<{ name: string; values: string[] }>(
      `SELECT t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS values
       FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname`,
    )
    expect(Object.fromEntries(rows.map(({ name, values }) => [name, values]))).toEqual(Object.fromEntries(enums))
  })

  it('every key, unique and index that the schema names', async () => {
    const { rows } = await pglite.query<{ table: string; definition: string }>(
      `SELECT tablename AS table, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public'`,
    )
    for (const [, model = '', body = ''] of schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)) {
      for (const [, kind, fields = ''] of body.matchAll(/@@(id|unique|index)\(\[([^\]]+)\]/g)) {
        const columns = fields.split(',').map((field) => field.trim())
        const list = `(${columns.map((column) => (/^[a-z]+$/.test(column) ? column : `"${column}"`)).join(', ')})`
        const plain = list.replaceAll('"', '')
        const match = rows.find(
          (row) =>
            row.table === model &&
            row.definition.replaceAll('"', '').endsWith(plain) &&
            (kind === 'index' || row.definition.includes('UNIQUE')),
        )
        expect(match, `${model} @@${kind}${plain}`).toBeDefined()
      }
    }
  })

  it('Prisma’s own engine finds no difference, where it is installed', async (context) => {
    const { schemaDifference } = await import('../../scripts/prisma-diff.mjs')
    const difference = await schemaDifference()
    if (difference === null) return context.skip('@prisma/schema-engine-wasm is not installed')
    expect(difference).toBe('')
  })
})
