import { z } from 'zod'
import { mailNotices } from '../usecases/mail-notices.ts'
import { defineJob, handlerOf } from './job.ts'

/** Several times an hour: notices that nobody has seen, by e-mail where the operator can send any. */
export const mailNoticesJob = defineJob({
  name: 'mail-notices',
  cron: '3-59/10 * * * *',
  payload: z.strictObject({}),
  key: () => 'all',
})
export const mailNoticesHandler = handlerOf(mailNoticesJob, async (deps) => {
  await mailNotices(deps)
})
