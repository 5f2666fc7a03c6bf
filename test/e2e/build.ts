import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The journeys run the production build; this makes sure that it is today's. */
export default function build(): void {
  const script = fileURLToPath(new URL('../../scripts/build-app.mjs', import.meta.url))
  const result = spawnSync(process.execPath, [script], { stdio: 'inherit' })
  if (result.status !== 0) throw new Error('The app could not be built; the reason stands above.')
}
