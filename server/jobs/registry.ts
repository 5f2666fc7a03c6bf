import { detailPlanJob, findDuePlansJob } from './detail-plans.ts'
import type { Job } from './job.ts'

/** Every job there is, by name. Start-up fails where two share a name, and a payload for a name that is not here is refused. */
export const JOBS: readonly Job[] = [findDuePlansJob, detailPlanJob]
