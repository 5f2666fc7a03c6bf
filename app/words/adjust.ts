import { BatteryLow, Bandage, CalendarMinus, Clock, Plane, Thermometer } from '@lucide/vue'
import type { Component } from 'vue'
import type { AdjustWish } from '#shared/contracts/training-plan'

/** Wishes with a dialog of their own; other days for good and another date are in the settings of the plan. */
export type WishKind = Exclude<AdjustWish['kind'], 'new-availability' | 'new-goal-date'>

/** What may come up, in the order it is offered. */
export const WISHES: readonly { readonly kind: WishKind; readonly name: string; readonly icon: Component }[] = [
  { kind: 'too-tired', name: 'Too tired', icon: BatteryLow },
  { kind: 'sick', name: 'Sick', icon: Thermometer },
  { kind: 'hurt', name: 'Hurts', icon: Bandage },
  { kind: 'no-time-today', name: 'No time today', icon: Clock },
  { kind: 'days', name: 'Only a few days', icon: CalendarMinus },
  { kind: 'travel', name: 'Travel…', icon: Plane },
]

/** The one question of each wish; too tired needs none. */
export const WISH_QUESTION: Readonly<Record<WishKind, string>> = {
  'too-tired': 'Too tired',
  sick: 'How are you?',
  hurt: 'What hurts?',
  'no-time-today': 'How much time is there today?',
  days: 'How many days can you train?',
  travel: 'When are you away?',
}

/** What was done, for the line at the foot of the screen. */
export const WISH_DONE: Readonly<Record<WishKind, string>> = {
  'too-tired': 'The next seven days are lighter.',
  sick: 'The plan waits until you are well.',
  hurt: 'The plan spares what hurts.',
  'no-time-today': 'Today is changed.',
  days: 'The week has fewer days.',
  travel: 'The plan leaves these days to your journey.',
}
