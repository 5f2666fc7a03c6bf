// `npm run build`: what `npm start` does, without serving.
import { ensureBuilt, ensureGenerated } from './build.mjs'
import { ensureInstalled, fail } from './install.mjs'

try {
  ensureInstalled()
  ensureGenerated()
  console.log(ensureBuilt() ? 'Built.' : 'The build is up to date.')
} catch (error) {
  fail(error)
}
