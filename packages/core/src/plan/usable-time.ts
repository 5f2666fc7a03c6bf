import { generalFitness } from './alternatives.ts'
import type { Feasibility } from './feasibility.ts'
import type { PlanningInput } from './planning-input.ts'
import { slotServes } from './slot-serves.ts'

/** The longest day of a week has to hold this much: below it a lighter week (G05) would be shorter than a session (G27). */
const LEAST_DAY_MINUTES = 20

/** True when at least one day of a usual week can hold a session of the goal's sport. */
export function hasUsableTime(input: PlanningInput): boolean {
  const { availability, maxDaysPerWeek } = input.athlete
  if (maxDaysPerWeek !== null && maxDaysPerWeek < 1) return false
  if (availability === null) return true
  const { sport } = input.goal
  return availability.slots.some((slot) => slot.minutes >= LEAST_DAY_MINUTES && slotServes(slot, sport, input.athlete))
}

/** The refusal where no day holds a session (G13), with what would. */
export function withoutTime(input: PlanningInput): Feasibility {
  const { sport } = input.goal
  const least = LEAST_DAY_MINUTES
  const word = sport === 'run' ? 'run' : 'ride'
  return {
    verdict: 'red',
    rule: 'G13',
    weeksAvailable: null,
    weeksHard: null,
    weeksRecommended: null,
    facts: { leastMinutes: least },
    isUntimed: false,
    target: null,
    text: `No day of your week has ${least} minutes for a ${word}, so there is nowhere to put one.`,
    alternatives: [
      {
        kind: 'more-time',
        goal: input.goal.kind,
        date: input.goal.date ?? null,
        weeks: null,
        text: `Give three days at least 30 minutes each; two are enough to begin.`,
      },
      {
        kind: 'more-time',
        goal: input.goal.kind,
        date: input.goal.date ?? null,
        weeks: null,
        text: `Open one longer day, 60 minutes on a weekend, and we build around it.`,
      },
      generalFitness('Begin with general fitness and short days of 20 to 30 minutes.'),
    ],
  }
}
