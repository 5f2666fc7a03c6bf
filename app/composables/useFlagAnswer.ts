import type { Flag, FlagKind } from '@coach-wattz/core/athlete/flag'
import type { FlagState } from '#shared/contracts/flags'
import { answerFrom, bodyOf, missingIn } from '~/components/Health/flag-answer'

/** How an injury or an illness is today, as a form: what it begins with, what it lacks, what is sent. */
export function useFlagAnswer(flag: Flag | null = null) {
  const state = ref<FlagState>(answerFrom(flag))
  const wrong = ref<Record<string, string>>({})
  function begin(from: Flag | null) {
    state.value = answerFrom(from)
    wrong.value = {}
  }
  /** What to send, or null while something is missing; `wrong` says what. */
  function told(kind: FlagKind): FlagState | null {
    wrong.value = missingIn(kind, state.value)
    return Object.keys(wrong.value).length === 0 ? bodyOf(kind, state.value) : null
  }
  return { state, wrong, begin, told }
}
