import type { FlagKind } from '@coach-wattz/core/athlete/flag'
import type { ScreeningQuestion } from '@coach-wattz/core/athlete/screening'

/** The health questions as statements to tick (science.md G20). */
export const HEALTH_STATEMENT: Record<ScreeningQuestion, string> = {
  'chest-pain': 'I have pain or pressure in the chest, at rest or when I move',
  fainting: 'I have fainted, or lost my balance from dizziness, in the last year',
  'heart-metabolic-or-kidney-disease':
    'I have a disease of the heart, the metabolism (such as diabetes) or the kidneys',
  pregnancy: 'I am pregnant, or gave birth in the last half year',
  'doctors-restriction': 'A doctor has told me to train only under advice, or not at all',
}
export const DOCTOR_FIRST =
  'See a doctor before you train hard. Until you tell us that they agree, every session we plan is easy. This is not medical advice.'

/** What usually hurts; the list is a shortcut, the part is free text. */
export const PARTS = ['knee', 'achilles', 'calf', 'shin', 'foot', 'hamstring', 'hip', 'back'] as const

export const flagWords = (flag: { kind: FlagKind; part?: string | undefined }): string =>
  flag.kind === 'ILLNESS' ? 'Illness' : flag.part ? flag.part.charAt(0).toUpperCase() + flag.part.slice(1) : 'Injury'
