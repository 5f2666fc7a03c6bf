import { fileURLToPath } from 'node:url'
import type { DecodePool, DecodePoolOptions } from './decode-pool.ts'
import { createDecodePool, decodeWorkerPath } from './decode-pool.ts'

/** The pool as the server opens it, with the project's root found from this file: for tests and benches only. */
export const openTestPool = (options: Omit<DecodePoolOptions, 'workerPath'> = {}): DecodePool =>
  createDecodePool({ workerPath: decodeWorkerPath(fileURLToPath(new URL('../../..', import.meta.url))), ...options })
