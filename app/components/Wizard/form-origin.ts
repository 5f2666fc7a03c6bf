import type { Plan } from '@coach-wattz/core/plan/plan'
import type { LocalDate } from '@coach-wattz/core/time/local-date'

/** A new plan, a new one like another, or the present one with other answers. */
export type FormMode = 'new' | 'copy' | 'change'

/**
 * What the form begins with. Only a new plan may begin with a blank form: where the plan to copy or to change did not
 * come, a blank form would be saved as a new plan and archive the one in force.
 */
export type FormOrigin =
  | { readonly kind: 'blank' }
  | { readonly kind: 'plan'; readonly plan: Plan; readonly today: LocalDate; readonly revision: number | null }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'no-plan' }

/** From how the plan's request ended: with its reply, or with an error. `revision` is told of the plan in force only. */
export function formOrigin(
  mode: FormMode,
  reply: { readonly plan: Plan | null; readonly today: LocalDate; readonly revision?: number } | null | undefined,
  error: unknown,
): FormOrigin {
  if (mode === 'new') return { kind: 'blank' }
  if (error) return { kind: 'failed', error }
  const plan = reply?.plan
  const revision = reply?.revision ?? null
  if (!reply || !plan || (mode === 'change' && revision === null)) return { kind: 'no-plan' }
  return { kind: 'plan', plan, today: reply.today, revision }
}
