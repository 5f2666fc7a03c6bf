import type { PlanningAthlete } from '../plan/planning-input.ts'

/** An athlete who has told their year of birth and how many days they train, and nothing else. */
export const planningAthlete = (told: Partial<PlanningAthlete> & Pick<PlanningAthlete, 'sport'>): PlanningAthlete => ({
  birthYear: 1990,
  sex: null,
  level: null,
  maxDaysPerWeek: 4,
  longDay: null,
  longDayPinned: false,
  availability: null,
  thresholds: [],
  flags: [],
  targets: {},
  crossTraining: false,
  treadmill: false,
  indoorTrainer: false,
  ...told,
})
