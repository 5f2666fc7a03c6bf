import type { GoalKind } from '@coach-wattz/core/plan/goal'

/** What a new plan is asked about, in this order (product.md New plan). */
export const WIZARD_STEPS = ['goal', 'course', 'time', 'preferences', 'health', 'preview'] as const
export type WizardStep = (typeof WIZARD_STEPS)[number]
export type FormStep = Exclude<WizardStep, 'preview'>

export const STEP_NAME: Record<WizardStep, string> = {
  goal: 'Goal',
  course: 'Course',
  time: 'Time',
  preferences: 'Preferences',
  health: 'Health',
  preview: 'Preview',
}

/** The steps of a goal: general fitness has no race, so no course. */
export const stepsOf = (kind: GoalKind): readonly FormStep[] =>
  kind === 'GENERAL_FITNESS'
    ? ['goal', 'time', 'preferences', 'health']
    : ['goal', 'course', 'time', 'preferences', 'health']

/** The step on which a field stands, by the field's name in the form or in the request. */
export function stepOfField(field: string): FormStep {
  const [first = ''] = field.split('.')
  if (first === 'courseId') return 'course'
  if (first === 'preferences') return 'preferences'
  if (['availability', 'days', 'maxDaysPerWeek', 'longDay', 'longDayPinned'].includes(first)) return 'time'
  if (['health', 'birthYear', 'level'].includes(first)) return 'health'
  return 'goal'
}
