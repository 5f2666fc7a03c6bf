import { z } from 'zod'
import { DETAIL_JOB, detailDuePlan, detailKey, findDuePlans } from '../usecases/detail-plan.ts'
import { defineJob, handlerOf } from './job.ts'

/** Writes the near blocks of one plan. */
export const detailPlanJob = defineJob({
  name: DETAIL_JOB,
  payload: z.strictObject({ athleteId: z.string(), planId: z.string(), day: z.iso.date() }),
  key: detailKey,
})
export const detailPlanHandler = handlerOf(detailPlanJob, async (deps, due) => {
  await detailDuePlan(deps, due)
})

/** Every hour: the plans whose near blocks are not written. A plan is handed on once a day, also where the attempt failed; a quiet hour is one statement. */
export const findDuePlansJob = defineJob({
  name: 'find-due-plans',
  cron: '7 * * * *',
  payload: z.strictObject({}),
  key: () => 'all',
})
export const findDuePlansHandler = handlerOf(findDuePlansJob, async (deps, _payload, enqueue) => {
  await enqueue(DETAIL_JOB, await findDuePlans(deps))
})
