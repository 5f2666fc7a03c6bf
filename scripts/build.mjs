// Generates the database client and builds the app, each only when its sources changed.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnv, LaunchError, root, treeNode } from './install.mjs'

const SOURCES = [
  'app',
  'server',
  'shared',
  'public',
  'packages/core/src',
  'packages/formats/src',
  'prisma',
  'nuxt.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
]
const NOT_BUILT = /(\.test\.ts|\.corpus\.ts|\.md)$|^server\/database\/generated\//

const BUILD_STAMP = '.output/.stamp'

/** Generates the database client; the script itself does nothing when the schema is the same. Throws `LaunchError`. */
export function ensureGenerated() {
  quietly('Generating the database client', ['scripts/prisma-generate.mjs'])
}

/** Builds the app when a source changed. Throws `LaunchError`. */
export function ensureBuilt() {
  const digest = digestOf(SOURCES)
  if (readStamp(BUILD_STAMP) === digest && existsSync(join(root, '.output/server/index.mjs'))) return false
  rmSync(join(root, BUILD_STAMP), { force: true })
  console.log('Building the app. This takes about half a minute, and only after a change.')
  quietly('Building the app', ['node_modules/nuxt/bin/nuxt.mjs', 'build'])
  writeStamp(BUILD_STAMP, digest)
  return true
}

/** Runs a program of ours on the tree's Node; its output is shown only when it fails. */
function quietly(what, args) {
  const result = spawnSync(treeNode, args, { cwd: root, env: childEnv(), encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })
  if (result.status === 0) return
  process.stderr.write(`${result.stdout ?? ''}${result.stderr ?? ''}\n`)
  throw new LaunchError(`${what} failed; what it said stands above.`)
}

/** Digest of names and contents of files and folders; the root belongs to it because a build knows where it lies. */
function digestOf(paths) {
  const hash = createHash('sha256').update(root)
  for (const path of paths) addTo(hash, path)
  return hash.digest('hex')
}

function addTo(hash, path) {
  const absolute = join(root, path)
  if (!existsSync(absolute) || NOT_BUILT.test(path)) return
  if (statSync(absolute).isDirectory()) {
    for (const name of readdirSync(absolute).sort()) {
      if (!name.startsWith('.')) addTo(hash, `${path}/${name}`)
    }
    return
  }
  hash.update(`\0${path}\0`).update(readFileSync(absolute))
}

function readStamp(path) {
  const absolute = join(root, path)
  return existsSync(absolute) ? readFileSync(absolute, 'utf8') : null
}

function writeStamp(path, digest) {
  const absolute = join(root, path)
  mkdirSync(join(absolute, '..'), { recursive: true })
  writeFileSync(absolute, digest)
}
