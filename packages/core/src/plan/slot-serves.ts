import type { Sport } from '../athlete/sport.ts'
import type { PlanningAthlete } from './planning-input.ts'

/** True where a sport can be trained in this time: the time is open to it, and indoors there is a treadmill or a trainer. */
export function slotServes(
  slot: { readonly indoor?: boolean; readonly sports?: readonly Sport[] },
  sport: Sport,
  { treadmill, indoorTrainer }: Pick<PlanningAthlete, 'treadmill' | 'indoorTrainer'>,
): boolean {
  if (slot.sports && !slot.sports.includes(sport)) return false
  return slot.indoor !== true || (sport === 'run' ? treadmill : indoorTrainer)
}
