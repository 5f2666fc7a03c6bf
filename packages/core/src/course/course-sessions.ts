import { weightOfFeature, type CourseFeature } from '../library/course-emphasis.ts'
import type { Plan, PlannedWorkout, WorkoutFocus } from '../plan/plan.ts'

/** What a feature of the course becomes in a plan. */
export interface FeatureSessions {
  readonly feature: CourseFeature
  /** Foci it puts weight on. */
  readonly foci: readonly WorkoutFocus[]
  /** Sessions of the specific phase that train for it, by date. */
  readonly workouts: readonly PlannedWorkout[]
}

/**
 * The sessions of the specific phase (PEAK) that each feature of the course asks for (science.md S10.6): of an archetype
 * the feature puts weight on, or of a focus. None where that phase is still an outline, or the plan has none.
 */
export function courseSessions(plan: Plan, features: readonly CourseFeature[]): FeatureSessions[] {
  const specific = plan.blocks
    .filter(({ type }) => type === 'PEAK')
    .flatMap(({ weeks }) => weeks.flatMap(({ workouts }) => [...workouts]))
    .filter(({ race, sport }) => !race && sport === plan.sport)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.slot - b.slot))
  return features.map((feature) => {
    const { foci, archetypes } = weightOfFeature(feature)
    const asks = ({ archetype, focus }: PlannedWorkout): boolean =>
      (archetype !== null && archetypes.includes(archetype)) || foci.some((one) => one === focus)
    return { feature, foci, workouts: specific.filter(asks) }
  })
}
