import type { Awp } from '../workout/awp.ts'
import { eachLeaf } from '../workout/walk.ts'
import type { Advice, AdviceContext } from './advice.ts'
import type { TableGoal } from './goal.ts'
import type { PlannedWorkout } from './plan.ts'

/** Nothing is eaten for less [P]; the position stand begins at an hour of hard or 75 min of steady work. */
export const FUEL_FROM_S = 75 * 60
const LONG_FUEL_FROM_S = 150 * 60
/** Grams of carbohydrate an hour by duration [K: Thomas, Erdman & Burke 2016, ACSM position stand; Jeukendrup 2014]. */
const CARBS_G_PER_HOUR = { medium: [30, 60], long: [60, 90] } as const
/** Over 60 g needs two kinds of sugar and a gut that has practised: a beginner stays below (same sources). */
const BEGINNER_MOST_G = 60
const BEGINNER_LEAST_G = 45
/** Millilitres an hour, between thirst and no weight gained [K: Sawka 2007, ACSM position stand: 0.4–0.8 l]. */
const FLUID_ML_PER_HOUR = [400, 800] as const
/** Race food is practised in the weeks of race-specific work, not in the taper [P]. */
const REHEARSE_DAYS = { from: 70, to: 8 } as const

/** Races long enough to eat in. */
const LONG_RACES: ReadonlySet<TableGoal> = new Set(['HM', 'MARATHON', 'GRAN_FONDO', 'GRAVEL_200'])

/** N06: what to eat and drink an hour, from 75 min on; null below, and where the workout says it itself. */
export function fuelAdvice(workout: PlannedWorkout, context: AdviceContext): Advice | null {
  if (workout.durationS < FUEL_FROM_S || saysItself(workout.workout)) return null
  const isLong = workout.durationS > LONG_FUEL_FROM_S
  let [low, high]: readonly [number, number] = isLong ? CARBS_G_PER_HOUR.long : CARBS_G_PER_HOUR.medium
  if (context.level === 'BEGINNER') [low, high] = [Math.min(low, BEGINNER_LEAST_G), Math.min(high, BEGINNER_MOST_G)]
  const days = context.daysToRace
  return {
    topic: 'eat',
    code: 'carbohydrate',
    facts: {
      minutes: Math.round(workout.durationS / 60),
      carbsLow: low,
      carbsHigh: high,
      fluidLowMl: FLUID_ML_PER_HOUR[0],
      fluidHighMl: FLUID_ML_PER_HOUR[1],
      rehearse:
        !workout.race &&
        workout.focus === 'LONG' &&
        days !== null &&
        days <= REHEARSE_DAYS.from &&
        days >= REHEARSE_DAYS.to &&
        LONG_RACES.has(context.goalKind),
    },
  }
}

function saysItself(awp: Awp): boolean {
  let says = awp.fuelling !== undefined
  eachLeaf(awp.steps, (leaf) => {
    says ||= leaf.fuelling !== undefined
  })
  return says
}
