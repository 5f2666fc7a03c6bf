// Prints the SQL that leads from prisma/migrations to prisma/schema.prisma: the body of the next migration.
//   node scripts/prisma-diff.mjs            prints the SQL (nothing when they agree)
//   node scripts/prisma-diff.mjs --check    exits 1 when they differ
// Prisma's own `migrate diff` wants to download an engine; this runs the same engine as WebAssembly on an embedded
// PostgreSQL in memory, with no network. The package is looked up in node_modules, or in PRISMA_SCHEMA_ENGINE_WASM.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import { PrismaPGlite } from 'pglite-prisma-adapter'

const root = fileURLToPath(new URL('..', import.meta.url))
const packageFolder = process.env['PRISMA_SCHEMA_ENGINE_WASM'] ?? join(root, 'node_modules/@prisma/schema-engine-wasm')

/** The SQL from the migrations folder to the schema, or null when the engine is not installed. */
export async function schemaDifference() {
  if (!existsSync(packageFolder)) return null
  const glue = await import(pathToFileURL(join(packageFolder, 'schema_engine_bg.js')).href)
  const bytes = readFileSync(join(packageFolder, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()

  const { MIGRATIONS } = await import(pathToFileURL(join(root, 'server/database/generated/migrations.ts')).href)
  const database = await PGlite.create()
  try {
    // The database after the migrations is compared with the schema: what Prisma cannot express (policies, partial
    // indexes) it does not see either.
    for (const { sql } of MIGRATIONS) await database.exec(sql)
    const schemaPath = join(root, 'prisma/schema.prisma')
    const schema = { files: [{ path: schemaPath, content: readFileSync(schemaPath, 'utf8') }] }
    const factory = bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database))
    const engine = await glue.SchemaEngine.new({ datamodels: null, datasource: null }, () => {}, factory)
    const difference = await engine.diff({
      from: { tag: 'schemaDatasource', configDir: root, ...schema },
      to: { tag: 'schemaDatamodel', configDir: root, ...schema },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return (difference.stdout ?? '').replace('-- This is an empty migration.', '').trim()
  } finally {
    await database.close()
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const sql = await schemaDifference()
  if (sql === null) {
    console.error('@prisma/schema-engine-wasm is not installed, so the difference cannot be computed.')
    process.exit(2)
  }
  if (sql !== '') console.log(sql)
  if (sql !== '' && process.argv.includes('--check')) process.exit(1)
}
