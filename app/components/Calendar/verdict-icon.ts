import { ArrowLeftRight, Check, Lock, Minus, MoveRight, TriangleAlert } from '@lucide/vue'
import type { DayVerdict } from './day-verdict'

/** A shape beside the colour of each answer (product.md §2). */
export const VERDICT_ICON = {
  here: MoveRight,
  past: Minus,
  closed: Minus,
  fits: Check,
  swaps: ArrowLeftRight,
  warns: TriangleAlert,
  'too-short': Minus,
  'hard-limit': Lock,
} as const satisfies Record<DayVerdict['kind'], unknown>
