import { MACHINES_UNTOLD } from '@coach-wattz/core/plan/planning-input'
import type { Preferences } from '#shared/contracts/athlete'

/** What a form begins with where nothing of how the athlete likes to train is known. */
export const NO_PREFERENCES: Preferences = {
  targets: {},
  likes: [],
  dislikes: [],
  alsoTrains: {},
  crossTraining: false,
  ...MACHINES_UNTOLD,
}
