import { ageOn } from '@coach-wattz/core/athlete/age'
import type { KeptScreening } from '@coach-wattz/core/athlete/screening'
import type { HealthAnswers } from '~/components/Settings/HealthQuestions.vue'

/** Whether a parent or guardian has to agree (science.md G20: 18 years); an unknown age is taken as an adult's. */
export function isUnderAge(birthYear: number | null | undefined, today: string | undefined): boolean {
  if (today === undefined) return false
  const age = ageOn(birthYear, today)
  return age.ok && age.value < 18
}

/** The health questions as a form: what was answered before, and one way to save it. */
export function useHealthAnswers(known: () => KeptScreening | null) {
  const answersOf = (): HealthAnswers => {
    const screening = known()
    return {
      yes: [...(screening?.yes ?? [])],
      none: screening !== null && screening.yes.length === 0,
      doctorAgreed: screening?.doctorAgreed ?? false,
      guardianAgreed: screening?.guardianAgreed ?? false,
    }
  }
  const answers = ref(answersOf())
  const isAnswered = computed(() => answers.value.none || answers.value.yes.length > 0)
  const { run, pending, problem } = useCommand<{ done: true }>('PUT')
  const save = () =>
    run('/api/athlete/screening', {
      yes: answers.value.yes,
      doctorAgreed: answers.value.doctorAgreed,
      guardianAgreed: answers.value.guardianAgreed,
    })
  return { answers, isAnswered, save, pending, problem }
}
