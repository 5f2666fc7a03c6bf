import type { Flag, FlagKind, Symptoms } from '@coach-wattz/core/athlete/flag'
import type { ScreeningQuestion } from '@coach-wattz/core/athlete/screening'
import type { RuleId, Violation } from '@coach-wattz/core/guardrails/guard-report'
import type { PlannedWorkout } from '@coach-wattz/core/plan/plan'
import { fullDate } from '@coach-wattz/core/time/date-words'
import type { Units } from './measure'
import { count } from './name'
import { purposeSentence } from './reason'

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

export const SYMPTOM_WORDS: Record<Symptoms, string> = {
  'above-neck': 'Above the neck only: runny nose, sore throat',
  'below-neck': 'Below the neck: cough, chest, stomach, aching limbs',
  fever: 'Fever of 38 °C or more',
  heart: 'Chest pain, a racing heart, breathlessness or fainting',
}
export const SYMPTOMS_IN_ORDER: readonly Symptoms[] = ['above-neck', 'below-neck', 'fever', 'heart']

/** How it stands, in one line: "Pain 5 of 10, with a limp. No running." */
export function flagStanding(flag: Flag): string {
  const parts: string[] = []
  if (flag.pain !== undefined) parts.push(`Pain ${flag.pain} of 10${flag.limp ? ', with a limp' : ''}`)
  else if (flag.limp) parts.push('With a limp')
  if (flag.symptoms) parts.push(SYMPTOM_WORDS[flag.symptoms])
  if (flag.symptomFreeSince)
    parts.push(
      `${flag.kind === 'INJURY' ? 'Without pain' : 'Without symptoms'} since ${fullDate(flag.symptomFreeSince)}`,
    )
  if (flag.noRunFrom && !flag.runAgainFrom) parts.push('No running until the pain is 2 or less')
  return parts.map((part) => `${part}.`).join(' ')
}

/** How much of the plan stands against it: a session counts once, a week's finding on its own, else it is the plan. */
export function againstHealth(violations: readonly Violation[]): string {
  const sessions = new Set(violations.flatMap(({ workoutId }) => workoutId ?? []))
  const weeks = new Set(violations.flatMap(({ workoutId, week }) => (workoutId === null ? (week ?? []) : [])))
  const parts = [
    ...(sessions.size > 0 ? [count(sessions.size, 'session')] : []),
    ...(weeks.size > 0 ? [count(weeks.size, 'week')] : []),
  ]
  const verb = sessions.size + weeks.size > 1 ? 'stand' : 'stands'
  return `${parts.join(' and ') || 'The plan'} ${verb} against what you told us of your health.`
}

/** The question of the day of review. */
export const flagQuestion = (flag: { kind: FlagKind; part?: string | undefined }): string =>
  flag.kind === 'ILLNESS' ? 'How are you?' : `How is your ${flag.part ?? 'injury'}?`

/** Why one session changes: what the new one says of itself, or the rule behind rest and shorter days. */
export function changeReason(
  rule: RuleId,
  before: PlannedWorkout | null,
  after: PlannedWorkout | null,
  units: Units,
): string {
  const isNew = after !== null && after.purpose.code !== before?.purpose.code
  if (isNew) return purposeSentence(after, units)
  return REASON[rule] ?? 'Shorter, so that the weeks around it stay within their limits.'
}

const REASON: Partial<Record<RuleId, string>> = {
  G17: 'No running until the pain is 2 or less.',
  G18: 'Less for a while: volume comes back step by step after a break.',
  G19: 'No training until 48 hours without symptoms; then it begins easily.',
  G20: 'Easy until a doctor has said that hard sessions are fine for you.',
}
