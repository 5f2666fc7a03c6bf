import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { inputError, type CommandIo } from '../command.ts'

/** Years of daily activities are about 5 MB, a plan of a year 2 MB; a file beyond this is something else. */
const MAX_BYTES = 30_000_000

/** A JSON file named on the command line; bad input (exit 2) when it is none. */
export async function readJsonFile(name: string, io: CommandIo): Promise<unknown> {
  const bytes = await readFile(resolve(io.cwd, name))
  if (bytes.byteLength > MAX_BYTES) throw inputError(name, null, 'larger than 30 MB')
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''))
    return value
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw inputError(name, null, `no JSON (${cause.message})`)
  }
}
