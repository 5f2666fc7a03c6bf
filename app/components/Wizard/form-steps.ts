/** What a new plan is asked about, in this order (product.md New plan). */
export const WIZARD_STEPS = ['goal', 'time', 'health', 'preview'] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]
export type FormStep = Exclude<WizardStep, 'preview'>

export const STEP_NAME: Record<WizardStep, string> = {
  goal: 'Goal',
  time: 'Time',
  health: 'Health',
  preview: 'Preview',
}

export const FORM_STEPS: readonly FormStep[] = ['goal', 'time', 'health']

/** The step on which a field stands, by the field's name in the form or in the request. */
export function stepOfField(field: string): FormStep {
  const [first = ''] = field.split('.')
  if (['availability', 'days', 'maxDaysPerWeek', 'longDay', 'longDayPinned'].includes(first)) return 'time'
  if (['health', 'birthYear', 'level'].includes(first)) return 'health'
  return 'goal'
}
