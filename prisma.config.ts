import { defineConfig } from 'prisma/config'

// For those who run Prisma's own command line against a PostgreSQL of theirs (`prisma migrate deploy`).
// The app needs none of it: it applies prisma/migrations by itself at start (server/database/migrate.ts).
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env['DATABASE_URL'] ?? '' },
})
