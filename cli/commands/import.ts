import { readdir, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CliImport } from '../../shared/contracts/cli/days.ts'
import { inputError, type RunCommand } from '../command.ts'
import { openCoachData } from '../data/open-coach-data.ts'

/** `coach import PATH… [--json]`: the same road as the app's import page. Exit 1 when nothing could be read. */
export const run: RunCommand = async (args, io) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  })
  if (positionals.length === 0) throw inputError(null, null, 'coach import needs at least one file or folder')
  const paths: string[] = []
  for (const given of positionals) paths.push(...(await filesUnder(resolve(io.cwd, given), given)))
  if (paths.length === 0) throw inputError(positionals.join(' '), null, 'there is no file in there')
  const data = await openCoachData(io)
  try {
    const { progress, items } = await data.importFiles(paths, (step) => {
      if (!values.json) io.stderr.write(`\r${step.read} of ${Math.max(step.received, step.read)} read`)
    })
    if (!values.json) io.stderr.write('\n')
    const report: CliImport = { kind: 'import', ...progress, items }
    if (values.json) io.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
    else {
      for (const item of items) io.stdout.write(`${item.outcome.padEnd(10)} ${item.name}: ${item.sentence}\n`)
      io.stdout.write(
        `${progress.imported} new, ${progress.duplicates} already here, ${progress.refused} not readable.\n`,
      )
    }
    return progress.status === 'DONE' && progress.imported + progress.duplicates > 0 ? 0 : 1
  } finally {
    await data.close()
  }
}

/** The file itself, or all files below a folder in the order of their names; hidden ones are left out. */
async function filesUnder(path: string, given: string): Promise<string[]> {
  let isFolder: boolean
  try {
    isFolder = (await stat(path)).isDirectory()
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT')
      throw inputError(given, null, 'there is no such file or folder')
    throw cause
  }
  if (!isFolder) return [path]
  const names = (await readdir(path, { withFileTypes: true }))
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
  const below = await Promise.all(
    names.map((entry) => (entry.isDirectory() || entry.isFile() ? filesUnder(join(path, entry.name), given) : [])),
  )
  return below.flat()
}
