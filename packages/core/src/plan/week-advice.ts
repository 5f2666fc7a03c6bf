import { ageOn } from '../athlete/age.ts'
import { isOpenOn, type Flag } from '../athlete/flag.ts'
import { addDays, daysBetween } from '../time/local-date.ts'
import type { BlockType, Plan, Reason, TrainingWeek } from './plan.ts'

/** Strength sessions a week by block: two build it, one keeps it [K: Rønnestad & Mujika 2014; Beattie 2014; Blagrove 2018]. */
const STRENGTH_A_WEEK: Record<BlockType, number> = { PREP: 2, BASE: 2, BUILD: 1, PEAK: 1, RACE: 0, TRANSITION: 2 }
const STRENGTH_MINUTES = 25
/** From here on strength is kept up twice a week until the peak [K: Fragala 2019, NSCA position stand]. */
const OLDER_FROM_YEARS = 50
/** Nothing heavy in the last ten days, nor in the first ten after the race [P]. */
const STRENGTH_LAST_DAYS = 10
const MOBILITY_MINUTES = 10
const MOST_NOTES = 2
/**
 * Glycogen is worth filling for events of more than 90 min: grams a kilogram a day for two
 * days. [P] below the 10–12 of the literature [K: Burke 2011; Thomas 2016], which few manage to eat.
 */
const LOADING = { fromS: 90 * 60, daysBefore: 2, lowGPerKg: 8, highGPerKg: 10 } as const

/** What of the athlete a week's notes rest on. */
export interface NotedAthlete {
  readonly flags: readonly Flag[]
  readonly weightKg: number | null
}

/**
 * What a coach adds to a week: the test that ends it and what it changes, strength or mobility beside the plan (never
 * counted), what to eat before a long race. At most two lines, codes and facts.
 */
export function weekAdvice(plan: Plan, week: TrainingWeek, athlete: NotedAthlete): Reason[] {
  const notes = [testNote(week), raceFoodNote(plan, week, athlete), strengthNote(plan, week, athlete)]
  return notes.filter((note) => note !== null).slice(0, MOST_NOTES)
}

/** N08: the test of a recovery week, and what its result moves. */
function testNote(week: TrainingWeek): Reason | null {
  const test = week.workouts.find((workout) => workout.focus === 'TEST')
  if (!test) return null
  return { code: 'test-day', facts: { date: test.date, sport: test.sport } }
}

/** N09: short strength on hard days, so that easy days stay easy; mobility in a recovery week. */
function strengthNote(plan: Plan, week: TrainingWeek, { flags }: NotedAthlete): Reason | null {
  const sunday = addDays(week.startDate, 6)
  // what to lift with an injury is for whoever treats it
  if (flags.some((flag) => flag.startDate <= sunday && isOpenOn(flag, week.startDate))) return null
  if (plan.goal.date !== undefined && Math.abs(daysBetween(sunday, plan.goal.date)) < STRENGTH_LAST_DAYS) return null
  if (week.detail === 'OUTLINE' || week.workouts.length === 0) return null
  if (week.isRecovery) return { code: 'mobility', facts: { minutes: MOBILITY_MINUTES } }
  const block = plan.blocks.find((each) => each.weeks.some((other) => other.id === week.id))
  if (!block) return null
  const age = ageOn(plan.athlete.birthYear, week.startDate)
  const isOlder = age.ok && age.value >= OLDER_FROM_YEARS
  const wanted = isOlder && block.type !== 'RACE' ? 2 : STRENGTH_A_WEEK[block.type]
  if (wanted === 0) return null
  // the day of the long session and of a race is long enough
  const days = week.workouts
    .filter((workout) => workout.hard && workout.focus !== 'LONG' && !workout.race && workout.focus !== 'TEST')
    .map((workout) => workout.date)
  const chosen = [...new Set(days)].slice(0, wanted)
  return {
    code: 'strength',
    facts: { times: wanted, minutes: STRENGTH_MINUTES, first: chosen[0] ?? null, second: chosen[1] ?? null },
  }
}

/** N10: two days of eating more carbohydrate before a race of more than 90 min. */
function raceFoodNote(plan: Plan, week: TrainingWeek, { weightKg }: NotedAthlete): Reason | null {
  const race = week.workouts.find((workout) => workout.race)
  if (!race || race.durationS < LOADING.fromS) return null
  return {
    code: 'race-food',
    facts: {
      from: addDays(race.date, -LOADING.daysBefore),
      lowGPerKg: LOADING.lowGPerKg,
      highGPerKg: LOADING.highGPerKg,
      lowG: weightKg === null ? null : Math.round((LOADING.lowGPerKg * weightKg) / 10) * 10,
      highG: weightKg === null ? null : Math.round((LOADING.highGPerKg * weightKg) / 10) * 10,
    },
  }
}
