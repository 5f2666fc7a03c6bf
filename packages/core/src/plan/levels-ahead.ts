import type { LocalDate } from '../time/local-date.ts'
import { startingStep } from './focus-plan.ts'
import { isKeyFocus } from './goal-foci.ts'
import type { PlannedWorkout, TrainingWeek } from './plan.ts'
import { levelAfterSession, type LevelOutcome } from './progression-level.ts'
import type { SeasonContext, SeasonState } from './season.ts'

/** An activity of at least this share of a session's length says that it was done, where nothing says it better [P]. */
const DONE_SHARE = 0.75

/**
 * Levels on the morning of a block (science.md S8.5): what the last weeks show, and a step for each key session that is done or
 * still planned before it. What became of a session counts as it was: an easy success climbs further, one that was too hard
 * comes down, one not done is none. Where time in zone speaks, work that was done is in it already.
 */
export function levelsAhead(
  { start, input }: Pick<SeasonContext, 'start' | 'input'>,
  weeks: readonly TrainingWeek[],
  isAhead: (workout: PlannedWorkout) => boolean,
): SeasonState['levels'] {
  const levels: SeasonState['levels'] = new Map(start.levels)
  const doneMinutes = new Map<LocalDate, number>()
  for (const { sport, date, movingS, durationS } of input.history.activities)
    if (sport === start.sport) doneMinutes.set(date, (doneMinutes.get(date) ?? 0) + (movingS ?? durationS) / 60)
  const outcomeOf = (workout: PlannedWorkout): LevelOutcome | null => {
    const known = input.outcomes?.[workout.id]
    if (known !== undefined) return known
    if (isAhead(workout)) return 'SUCCESS'
    return (doneMinutes.get(workout.date) ?? 0) >= (DONE_SHARE * workout.durationS) / 60 ? 'SUCCESS' : null
  }
  for (const { workouts } of weeks) {
    for (const workout of workouts) {
      const { focus, step, race, purpose } = workout
      if (race || step === null || purpose.code !== 'key-session' || !isKeyFocus(focus)) continue
      const outcome = outcomeOf(workout)
      if (outcome === null || (!isAhead(workout) && start.levels.has(focus) && isInZones(outcome))) continue
      levels.set(focus, levelAfterSession(levels.get(focus) ?? startingStep(start.level), step, outcome))
    }
  }
  return levels
}

/** What the time in zone says by itself; how hard it felt it does not say. */
const isInZones = (outcome: LevelOutcome): boolean => outcome === 'SUCCESS' || outcome === 'UNFINISHED'
