import { setHeader, type H3Event } from 'h3'
import { done, type Outcome } from '../usecases/outcome.ts'

/** Sends a file to be saved under its own name. The name is ours, plain ASCII; nothing of it comes from outside unescaped. */
export function attachFile(
  event: H3Event,
  outcome: Outcome<{ readonly bytes: Uint8Array; readonly mediaType: string; readonly filename: string }>,
): Outcome<Uint8Array> {
  if (!outcome.ok) return outcome
  const { bytes, mediaType, filename } = outcome.value
  setHeader(event, 'content-type', mediaType)
  setHeader(event, 'content-disposition', `attachment; filename="${filename.replaceAll(/[^A-Za-z0-9._-]/g, '_')}"`)
  setHeader(event, 'x-content-type-options', 'nosniff')
  return done(bytes)
}
