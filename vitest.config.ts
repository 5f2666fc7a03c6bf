import { configDefaults, defineConfig } from 'vitest/config'

const notTests = [...configDefaults.exclude, '**/.output/**', '**/.nuxt/**']
/** Suites that open databases: slower, and each file owns its own database. */
const onDatabases = [
  'server/{database,repositories,accounts,jobs,usecases,api}/**/*.test.ts',
  'test/database/**/*.test.ts',
]

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          setupFiles: ['test/fast-check.ts'],
          include: ['{packages,shared,server,cli,app,scripts,bench,evals}/**/*.test.ts', 'test/*.test.ts'],
          exclude: [...notTests, ...onDatabases],
          // A laptop that builds something else meanwhile is slow, not wrong.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'repositories',
          setupFiles: ['test/fast-check.ts'],
          include: onDatabases,
          exclude: notTests,
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        // Real files nobody here wrote; see test/corpus.ts.
        test: {
          name: 'corpus',
          setupFiles: ['test/fast-check.ts'],
          include: ['{packages,server,cli,test,evals}/**/*.corpus.ts'],
          exclude: notTests,
          testTimeout: 600_000,
        },
      },
      {
        // One browser, one journey after the other: each starts the production build itself.
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.e2e.ts'],
          globalSetup: ['test/e2e/build.ts'],
          exclude: notTests,
          testTimeout: 300_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { concurrent: false },
        },
      },
    ],
  },
})
