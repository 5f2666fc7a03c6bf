// Installs what the checkout needs, and names the Node it runs on. Plain JavaScript without dependencies: it has to run
// on the machine's own Node 20 before anything is there.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Project root, absolute, without a slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '')

/** The Node 24 that npm installs with the project (package `node`). */
export const treeNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** A failure that a person can read: the launchers print its message alone and end with 1. */
export class LaunchError extends Error {}

/** Prints a failure, the sentence alone where it is ours, and ends the process. */
export function fail(error) {
  console.error(error instanceof LaunchError ? error.message : error)
  process.exit(1)
}

/** The environment of child processes: the project's own programs and Node come first. */
export function childEnv(extra = {}) {
  const bin = join(root, 'node_modules/.bin')
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, COACH_ROOT: root, ...extra }
}

/** Throws one sentence on a Node that cannot even install. */
export function checkMachineNode() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) {
    throw new LaunchError(
      `Coach Wattz needs Node 20 or newer to install itself; this is Node ${process.versions.node}.`,
    )
  }
}

/**
 * Why `node_modules` does not hold what `package-lock.json` says, or null when it does. npm writes what it installed to
 * `node_modules/.package-lock.json` at the very end, so an install that was cut short counts as missing.
 */
export function staleInstall() {
  const installedPath = join(root, 'node_modules/.package-lock.json')
  if (!existsSync(installedPath)) return 'nothing is installed yet'
  if (!existsSync(treeNode)) return 'its own Node is missing'
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedPath, 'utf8')).packages
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') && !path.includes('/node_modules/')) continue
    const there = installed[path]
    if (!there && (entry.optional || entry.peer || entry.devOptional)) continue
    if (!there) return `${path} is missing`
    if (there.version !== entry.version) return `${path} is ${there.version}, wanted ${entry.version}`
  }
  return null
}

/** Runs `npm ci` when needed; silent when not. Throws `LaunchError`. */
export function ensureInstalled() {
  const reason = staleInstall()
  if (!reason) return
  console.log(`Installing the packages (${reason}). This takes a minute or two.`)
  const npmCli = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : null
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  // npm itself must not run on the Node it is about to delete: `npm run` puts the tree's own first in PATH.
  const env = { ...process.env, PATH: pathWithoutTree() }
  const options = { cwd: root, stdio: 'inherit', env }
  const machineNode = process.execPath.startsWith(join(root, 'node_modules')) ? 'node' : process.execPath
  const result = npmCli
    ? spawnSync(machineNode, [npmCli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (result.status !== 0) {
    throw new LaunchError(
      'The packages could not be installed: npm says why above. Check the network and run the command again.',
    )
  }
  if (!existsSync(treeNode)) {
    throw new LaunchError(
      'npm did not install the Node that Coach Wattz runs on (package "node"). Install scripts may be switched off: run "npm rebuild node" and start again.',
    )
  }
}

function pathWithoutTree() {
  const tree = join(root, 'node_modules')
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.startsWith(tree))
    .join(delimiter)
}
