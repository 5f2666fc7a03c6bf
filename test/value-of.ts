import type { Outcome } from '../server/usecases/outcome.ts'

/** What a use case did; a refusal fails the test with its words. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value
  throw new Error(`${outcome.refused.code}: ${outcome.refused.detail}`)
}
