import { defineConfig } from '@trigger.dev/sdk'

/** For those who run the jobs on Trigger.dev (docs/guide/self-hosting.md): `npx trigger.dev@4 deploy` reads it. */
export default defineConfig({
  project: process.env['TRIGGER_PROJECT_REF'] ?? '',
  dirs: ['./trigger'],
  maxDuration: 600,
  retries: { default: { maxAttempts: 5, factor: 2, minTimeoutInMs: 5_000, maxTimeoutInMs: 120_000, randomize: true } },
})
