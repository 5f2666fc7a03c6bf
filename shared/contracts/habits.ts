import { z } from 'zod'
import { HABIT_KINDS } from '@coach-wattz/core/plan/habits'
import { WeekdayCode } from './athlete.ts'
import { Done } from './route.ts'

const told = {
  /** Its name, for `PUT`. */
  habit: z.string(),
  /** In how many of the last eight weeks. */
  weeks: z.int(),
  followed: z.boolean(),
}

export const GetHabits = {
  method: 'GET',
  path: '/api/athlete/habits',
  summary: 'What was learned from the athlete’s own moves and shorter sessions, and whether the planner follows it.',
  reply: z.object({
    moves: z.array(z.object({ ...told, kind: z.enum(HABIT_KINDS), from: WeekdayCode, to: WeekdayCode })),
    shorter: z.array(z.object({ ...told, day: WeekdayCode, minutes: z.number() })),
  }),
} as const
export type HabitsReply = z.infer<typeof GetHabits.reply>

export const FollowHabit = {
  method: 'PUT',
  path: '/api/athlete/habits',
  summary: 'Has the planner follow a habit, or not any more, in weeks written from now on.',
  body: z.object({
    habit: z
      .string()
      .max(40)
      .regex(/^[a-z]+(-[A-Z]{3}){1,2}$/, 'A habit is named as GET /api/athlete/habits names it.'),
    followed: z.boolean(),
  }),
  reply: Done,
} as const
