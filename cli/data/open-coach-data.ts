import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inputError, type CommandIo } from '../command.ts'
import type { CoachData } from './coach-data.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** The data folder: COACH_DATA, else `data` beside the project. */
export const dataFolderOf = (io: CommandIo): string => resolve(ROOT, io.env.COACH_DATA || 'data')

/**
 * Opens the owner's data. While the app runs on the embedded database it owns the folder, so the command goes through it
 * (design.md §7); otherwise the command opens the database itself. Bad input (exit 2) when there is no owner yet.
 */
export async function openCoachData(io: CommandIo): Promise<CoachData> {
  const dataFolder = dataFolderOf(io)
  const databaseUrl = io.env.DATABASE_URL || undefined
  if (!databaseUrl && !existsSync(join(dataFolder, 'db')))
    throw inputError(dataFolder, null, 'there is no data yet. Run npm start and create your account first')
  const { openApplication, runningApplication } = await import('../../server/application.ts')
  const running = databaseUrl ? null : runningApplication(dataFolder)
  if (running) {
    const { openRunningData } = await import('./running-data.ts')
    return openRunningData(running)
  }
  const { openOwnData } = await import('./own-data.ts')
  return openOwnData(
    await openApplication({ root: ROOT, dataFolder, databaseUrl, version: 'cli', role: 'command', now: io.now }),
  )
}
