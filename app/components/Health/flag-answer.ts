import type { Flag, FlagKind } from '@coach-wattz/core/athlete/flag'
import type { FlagState } from '#shared/contracts/flags'

/** What a form begins with: what lasts is filled in, the pain of today is asked for anew. */
export function answerFrom(flag: Flag | null): FlagState {
  if (flag === null) return {}
  return flag.kind === 'INJURY'
    ? { limp: flag.limp ?? false }
    : { symptoms: flag.symptoms, symptomFreeSince: flag.symptomFreeSince ?? null }
}

/** What an answer lacks, by field; empty when it can be sent. */
export function missingIn(kind: FlagKind, { pain, symptoms }: FlagState): Record<string, string> {
  if (kind === 'INJURY') return pain === undefined ? { pain: 'Say how much it hurts.' } : {}
  return symptoms === undefined ? { symptoms: 'Say where it sits.' } : {}
}

/** What is sent: only what the kind has; an empty day means that the symptoms last. */
export const bodyOf = (kind: FlagKind, { pain, limp, symptoms, symptomFreeSince }: FlagState): FlagState =>
  kind === 'INJURY' ? { pain, limp: limp ?? false } : { symptoms, symptomFreeSince: symptomFreeSince ?? null }
