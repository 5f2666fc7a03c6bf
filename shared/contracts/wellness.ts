import { z } from 'zod'
import type { Readiness } from '@coach-wattz/core/adaptation/readiness'
import type { TrendDay } from '@coach-wattz/core/adaptation/readiness-trend'
import { WELLNESS_LIMITS, type WellnessDay, type WellnessNumber } from '@coach-wattz/core/evidence/wellness-day'
import type { Reason } from '@coach-wattz/core/plan/plan'
import type { TracedDay } from '@coach-wattz/core/evidence/wellness-sources'
import type { PlanRepaired } from './repairs.ts'
import { coreShape, LocalDateText } from './route.ts'

/** A figure of the morning; null or absent is unknown. */
function figure(name: WellnessNumber, sentence: string) {
  const { least, most } = WELLNESS_LIMITS[name]
  return z.number(sentence).min(least, sentence).max(most, sentence).nullable().optional()
}
const scale = z.int('Choose 1 to 5.').min(1, 'Choose 1 to 5.').max(5, 'Choose 1 to 5.').nullable().optional()

/** A second hard session in a row that one sign speaks against: it stays, or turns easy, by the athlete's word. */
export interface BrakeQuestion {
  readonly workoutId: string
  readonly title: string
  readonly reason: Reason
}

/** What an athlete says of a morning. */
const CheckIn = z.object({
  hrvRmssdMs: figure('hrvRmssdMs', 'HRV is rMSSD in milliseconds, between 3 and 300.'),
  restingHrBpm: figure('restingHrBpm', 'A heart rate at rest lies between 25 and 130 bpm.'),
  sleepS: figure('sleepS', 'A night has at most 24 hours.'),
  fatigue: scale,
  soreness: scale,
  stress: scale,
  mood: scale,
  weightKg: figure('weightKg', 'A weight lies between 20 and 300 kg.'),
  sick: z.boolean().nullable().optional(),
})
export type CheckIn = z.infer<typeof CheckIn>

export const GetWellness = {
  method: 'GET',
  path: '/api/wellness',
  summary: 'Mornings between two days, where each figure is from, and the normal bands of HRV and heart rate at rest.',
  query: z.object({ from: LocalDateText, to: LocalDateText }),
  reply: z.object({
    today: LocalDateText,
    days: z.array(coreShape<TracedDay>()),
    trend: z.array(coreShape<TrendDay>()),
  }),
} as const
export type WellnessReply = z.infer<typeof GetWellness.reply>

export const GetWellnessDay = {
  method: 'GET',
  path: '/api/wellness/{date}',
  summary: 'One morning, what the athlete said of it, and how ready that makes them, signal by signal.',
  params: z.object({ date: LocalDateText }),
  reply: z.object({
    day: coreShape<TracedDay>(),
    checkIn: coreShape<WellnessDay | null>(),
    readiness: coreShape<Readiness>(),
    /** A hard session of that day that only the athlete decides on. */
    question: coreShape<BrakeQuestion | null>(),
  }),
} as const
export type WellnessDayReply = z.infer<typeof GetWellnessDay.reply>

export const SaveCheckIn = {
  method: 'PUT',
  path: '/api/wellness/{date}',
  summary:
    'Keeps what the athlete says of a morning, in place of what they said before; it counts before files. A figure left out is not known by them.',
  params: z.object({ date: LocalDateText }),
  body: CheckIn,
  reply: z.object({
    readiness: coreShape<Readiness>(),
    /** What followed for the plan; null where nothing did. */
    repaired: coreShape<PlanRepaired | null>(),
  }),
} as const
export type CheckInReply = z.infer<typeof SaveCheckIn.reply>

export const AnswerBrake = {
  method: 'POST',
  path: '/api/wellness/{date}/answer',
  summary: 'Answers the question of a morning: today’s hard session turns easy, or stays as it is.',
  params: z.object({ date: LocalDateText }),
  body: z.object({ easy: z.boolean('Say whether it turns easy.') }),
  reply: z.object({ repaired: coreShape<PlanRepaired | null>() }),
} as const
