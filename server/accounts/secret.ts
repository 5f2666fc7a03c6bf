import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseError, reasonOf } from '../database/database-error.ts'

const FILE_NAME = 'secret'
const SHORTEST = 32

/**
 * The key that signs session cookies: COACH_SECRET when set, else the one kept in the data folder, made on the first
 * start and readable by its owner only.
 */
export function loadSecret(dataFolder: string, given: string | undefined): string {
  if (given !== undefined && given !== '') {
    if (given.length < SHORTEST)
      throw new DatabaseError(
        'DATA_FOLDER_UNUSABLE',
        `COACH_SECRET is too short: give at least ${SHORTEST} characters.`,
      )
    return given
  }
  const path = join(dataFolder, FILE_NAME)
  try {
    // `wx`: of two processes that start at once, one writes and both read the same.
    writeFileSync(path, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'))
      throw new DatabaseError(
        'DATA_FOLDER_UNUSABLE',
        `The data folder ${dataFolder} cannot be written (${reasonOf(cause)}).`,
        { cause },
      )
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < SHORTEST)
    throw new DatabaseError(
      'DATA_FOLDER_UNUSABLE',
      `The file ${path} holds no usable secret. Delete it: a new one is made and everyone signs in again.`,
    )
  chmodSync(path, 0o600)
  return secret
}
