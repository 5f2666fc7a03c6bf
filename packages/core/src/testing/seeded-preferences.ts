import type { Availability, AvailabilitySlot, DatedSlot } from '../athlete/availability.ts'
import type { Sport } from '../athlete/sport.ts'
import type { HistoryActivity } from '../evidence/history.ts'
import { KINDS_OF_SPORT, type SessionKind } from '../library/session-kind.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { addDays, type LocalDate } from '../time/local-date.ts'
import { Dice, seededPlanningInput } from './seeded-athlete.ts'

/** The athlete of a seed with tastes, targets, indoor time, and dates unlike the ordinary week: the same seed, the same athlete. */
export function seededInputWithPreferences(seed: number): PlanningInput {
  const input = seededPlanningInput(seed)
  const dice = new Dice(seed ^ 0x5bd1e995)
  const { athlete, goal, today } = input
  const { sport } = goal
  const taste = (): SessionKind[] => KINDS_OF_SPORT[sport].filter(() => dice.chance(0.25))
  const other = sport === 'run' ? 'ride' : 'run'
  const isRegular = dice.chance(0.35)
  const regular = { sessionsPerWeek: dice.int(1, 4), minutes: dice.int(20, 150) }
  const done = dice.chance(0.4) ? otherHistory(dice, other, today) : []
  const base = dice.pick<'physical' | 'hr' | 'rpe'>(['physical', 'hr', 'rpe'])
  return {
    ...input,
    history: { ...input.history, activities: [...input.history.activities, ...done] },
    athlete: {
      ...athlete,
      likes: taste(),
      dislikes: taste(),
      targets: base === 'physical' ? {} : { [sport]: base },
      ...(isRegular ? { alsoTrains: { [other]: regular } } : {}),
      crossTraining: dice.chance(0.4),
      treadmill: dice.chance(0.8),
      indoorTrainer: dice.chance(0.8),
      availability: athlete.availability === null ? null : oddly(dice, athlete.availability, today),
    },
  }
}

/** Ten weeks of easy sessions in the other sport. */
function otherHistory(dice: Dice, sport: Sport, today: LocalDate): HistoryActivity[] {
  const minutes = dice.int(25, 120)
  const everyDays = dice.int(2, 9)
  return Array.from({ length: Math.floor(70 / everyDays) }, (_, index) => ({
    date: addDays(today, -1 - everyDays * index),
    sport,
    durationS: minutes * 60,
    distanceM: sport === 'run' ? Math.round(minutes * (150 + 40 * dice.roll())) : null,
  }))
}

/** Some slots indoors, some for one sport, some dates with other minutes. */
function oddly(dice: Dice, availability: Availability, today: LocalDate): Availability {
  const slots = availability.slots.map((slot): AvailabilitySlot => ({
    ...slot,
    ...(dice.chance(0.15) ? { indoor: true } : {}),
    ...(dice.chance(0.08) ? { sports: [dice.pick(['run', 'ride'])] } : {}),
  }))
  const dates = new Set(Array.from({ length: dice.int(0, 25) }, () => addDays(today, dice.int(1, 150))))
  const overrides = [...dates].sort().map((date): DatedSlot => ({
    date,
    slot: 0,
    minutes: dice.pick([0, 15, 20, 30, dice.int(10, 200)]),
    ...(dice.chance(0.2) ? { indoor: true } : {}),
  }))
  return { ...availability, slots, ...(overrides.length > 0 ? { overrides } : {}) }
}
