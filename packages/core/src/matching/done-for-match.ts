import type { Activity } from '../evidence/activity.ts'
import type { DoneForMatch, DoneKind } from './matchable.ts'

/** An activity as matching sees it; `kind` from `classifyDone`, null when nobody read its samples. */
export const doneForMatch = (activity: Activity, kind: DoneKind | null): DoneForMatch => ({
  id: activity.id,
  sport: activity.sport,
  startedAt: activity.startedAt,
  date: activity.date,
  elapsedS: activity.elapsedS,
  movingS: activity.movingS,
  distanceM: activity.distanceM,
  load: activity.load,
  loadConfidence: activity.loadConfidence,
  race: activity.race,
  kind,
})
