import { tableGoal } from './goal.ts'
import type { Reason } from './plan.ts'
import type { SeasonContext } from './season.ts'
import { isBlockTraining } from './strategy-foci.ts'
import { isSteadyRace } from './strategy-shares.ts'
import type { VolumePlan } from './volume.ts'

/** What of the strategy the athlete asked for this goal, level or time cannot honour (science.md S5.1). Nothing for one we chose. */
export function strategyNotes({ input, start, strategy }: SeasonContext, volumes: VolumePlan): Reason[] {
  const { goal } = input
  if (goal.strategy === undefined) return []
  const notes: Reason[] = []
  const partly = (why: string): void => void notes.push({ code: 'strategy-partly', facts: { strategy, why } })
  if (strategy === 'BLOCK' && !isBlockTraining(goal, strategy, start.level))
    notes.push({ code: 'block-strategy-spread', facts: { level: start.level } })
  const kind = tableGoal(goal)
  const wantsHigh = strategy === 'POLARIZED' || strategy === 'REVERSE' || strategy === 'UNDULATING'
  if (wantsHigh && start.level === 'BEGINNER' && (kind === 'HM' || kind === 'MARATHON')) partly('beginner')
  else if (kind !== 'GENERAL_FITNESS') {
    if (strategy === 'POLARIZED' && isSteadyRace(goal)) partly('steady-race')
    if (strategy === 'REVERSE' && !isSteadyRace(goal)) partly('fast-race')
  }
  if (!volumes.isShapeKept) partly('volume')
  return notes
}
