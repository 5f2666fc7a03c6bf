import type { Symptoms } from '@coach-wattz/core/athlete/flag'
import { addDays } from '@coach-wattz/core/time/local-date'
import { weekdayIndex } from '@coach-wattz/core/time/week'
import type { AdjustWish } from '#shared/contracts/training-plan'
import type { WishKind } from '~/words/adjust'

/** The answer to the one question of a wish, as a form: what it begins with, what it lacks, what is sent. */
export function useWishAnswer(kind: WishKind, today: string) {
  const symptoms = ref<Symptoms | ''>('')
  const part = ref('')
  const pain = ref<number | null>(null)
  const limp = ref(false)
  const minutes = ref<number | null>(null)
  // from Friday on a week is nearly over: the next one is meant
  const week = ref<'this' | 'next'>(weekdayIndex(today) >= 4 ? 'next' : 'this')
  const days = ref<number | null>(null)
  const from = ref(addDays(today, 1))
  const to = ref(addDays(today, 3))
  const easyMinutes = ref<number | null>(null)
  const wrong = ref<Record<string, string>>({})
  /** Most days there are to choose from. */
  const mostDays = computed(() => (week.value === 'next' ? 7 : 7 - weekdayIndex(today)))

  function missing(): Record<string, string> {
    if (kind === 'sick' && symptoms.value === '') return { symptoms: 'Choose where the symptoms are.' }
    if (kind === 'hurt')
      return {
        ...(part.value.trim() === '' ? { part: 'Say what hurts.' } : {}),
        ...(pain.value === null ? { pain: 'Choose a number from 0 to 10.' } : {}),
      }
    if (kind === 'days' && days.value === null) return { days: 'Choose how many days.' }
    if (kind === 'travel')
      return {
        ...(from.value === '' ? { from: 'Give the first day.' } : {}),
        ...(to.value === '' || to.value < from.value ? { to: 'Come back on the day you leave, or later.' } : {}),
      }
    return {}
  }
  /** What to send, or null while something is missing; `wrong` says what. */
  function told(): AdjustWish | null {
    wrong.value = missing()
    if (Object.keys(wrong.value).length > 0) return null
    switch (kind) {
      case 'too-tired':
        return { kind }
      case 'sick':
        return symptoms.value === '' ? null : { kind, symptoms: symptoms.value }
      case 'hurt':
        return { kind, part: part.value.trim(), pain: pain.value ?? 0, limp: limp.value }
      case 'no-time-today':
        return { kind, minutes: minutes.value }
      case 'days':
        return { kind, week: week.value, days: days.value ?? 0 }
      case 'travel':
        return { kind, from: from.value, to: to.value, easyMinutes: easyMinutes.value }
    }
  }
  const form = { symptoms, part, pain, limp, minutes, week, days, mostDays, from, to, easyMinutes }
  const answer = reactive(form)
  // what is being corrected is not held against it any more
  watch(answer, () => (wrong.value = {}))
  return { form: answer, wrong, told }
}
