#!/usr/bin/env node
// The `coach` command. Plain JavaScript, so that it can check the Node version before any TypeScript is read.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../', import.meta.url)
const [major, minor] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 18)) await onTreeNode()
else await runCommand()

/** Node before 22.18 cannot run TypeScript sources: the tree's own Node 24 takes over. */
async function onTreeNode() {
  const treeNode = fileURLToPath(
    new URL(`node_modules/node/bin/${process.platform === 'win32' ? 'node.exe' : 'node'}`, root),
  )
  if (!existsSync(treeNode)) {
    process.stderr.write(
      `coach needs Node 22.18 or newer, this is ${process.versions.node}: run "npm ci" once, it brings its own.\n`,
    )
    process.exit(3)
  }
  const { spawnSync } = await import('node:child_process')
  const result = spawnSync(treeNode, process.argv.slice(1), { stdio: 'inherit' })
  process.exit(result.status ?? 3)
}

async function runCommand() {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache(fileURLToPath(new URL('node_modules/.cache/coach', root)))
  process.env.COACH_ROOT ??= fileURLToPath(root).replace(/[/\\]$/, '')
  // `coach plan | head` closes the pipe early: that is no failure of ours.
  process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 3))
  const { runCoach } = await import('./run.ts')
  process.exitCode = await runCoach(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    cwd: process.cwd(),
    now: () => new Date(),
    env: process.env,
  })
}
