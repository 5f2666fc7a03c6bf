import { goalDistanceM, type TableGoal } from './goal.ts'
import type { GoalToJudge } from './weeks-needed.ts'

export const GOAL_WORDS: Record<TableGoal, string> = {
  '5K': 'a 5K',
  '10K': 'a 10K',
  HM: 'a half marathon',
  MARATHON: 'a marathon',
  GRAN_FONDO: 'a gran fondo',
  CRIT: 'a criterium',
  TT: 'a time trial',
  GRAVEL_200: 'a gravel ultra',
  GENERAL_FITNESS: 'general fitness',
}
/** The goal in a sentence. */
export function goalWords(goal: GoalToJudge): string {
  if (goal.kind !== 'RUN_DISTANCE') return GOAL_WORDS[goal.kind]
  const distance = goalDistanceM(goal)
  return distance === null ? 'a run' : `a race over ${Math.round(distance / 100) / 10} km`
}
