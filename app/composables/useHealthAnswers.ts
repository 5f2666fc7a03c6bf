import type { HealthScreening } from '@coach-wattz/core/athlete/screening'
import type { HealthAnswers } from '~/components/Settings/HealthQuestions.vue'

/** The health questions as a form: what was answered before, and one way to save it. */
export function useHealthAnswers(known: () => HealthScreening | null) {
  const answersOf = (): HealthAnswers => {
    const screening = known()
    return {
      yes: [...(screening?.yes ?? [])],
      none: screening !== null && screening.yes.length === 0,
      doctorConfirmed: screening?.doctorConfirmed ?? false,
    }
  }
  const answers = ref(answersOf())
  const isAnswered = computed(() => answers.value.none || answers.value.yes.length > 0)
  const { run, pending, problem } = useCommand<{ done: true }>('PUT')
  const save = () =>
    run('/api/athlete/screening', { yes: answers.value.yes, doctorConfirmed: answers.value.doctorConfirmed })
  return { answers, isAnswered, save, pending, problem }
}
