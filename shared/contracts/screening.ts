import { z } from 'zod'
import { SCREENING_QUESTIONS } from '@coach-wattz/core/athlete/screening'
import { Done } from './route.ts'

/** The answers to the health questions; the server adds the day. */
export const SaveScreening = {
  method: 'PUT',
  path: '/api/athlete/screening',
  summary: 'Saves the answers to the health questions; a yes keeps plans easy until a doctor has confirmed.',
  body: z.object({
    yes: z.array(z.enum(SCREENING_QUESTIONS)).max(SCREENING_QUESTIONS.length),
    doctorAgreed: z.boolean(),
    guardianAgreed: z.boolean(),
  }),
  reply: Done,
} as const
