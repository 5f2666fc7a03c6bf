import type { Sport } from '../athlete/sport.ts'
import { tableGoal } from '../plan/goal.ts'
import type { Plan } from '../plan/plan.ts'
import { taperDays, type Profile } from '../plan/volume-limits.ts'
import { toDayNumber } from '../time/local-date.ts'
import { planBasis, type PlanBasis } from './plan-basis.ts'
import type { ReviewFacts } from './review-facts.ts'
import { sportFacts, type SportFacts } from './sport-facts.ts'
import { weekFacts, type WeekFacts } from './week-facts.ts'

/** The merged calendar, prepared once for all rules. */
export interface PlanFacts {
  readonly plan: Plan
  readonly facts: ReviewFacts
  /** All of it that is not weeks. */
  readonly basis: PlanBasis
  readonly profile: Profile
  readonly weeks: readonly WeekFacts[]
  readonly sports: readonly SportFacts[]
  /** The facts of the plan's own sport. */
  readonly main: SportFacts
  readonly todayDay: number | null
  /** Race day as a day number, or null for general fitness. */
  readonly raceDay: number | null
  readonly taperDays: number
  readonly ageYears: number | null
  readonly hasStarted: boolean
}

/** Prepares the merged calendar: history before the plan and on its past days, the plan from today on. */
export function planFacts(plan: Plan, facts: ReviewFacts): PlanFacts {
  const { blocks, athlete } = plan
  const first = blocks.find((block) => block.weeks.length > 0)?.weeks[0]
  const startDay = toDayNumber(first?.startDate ?? plan.startDate)
  const basis = planBasis(plan, facts, startDay, taperOf(plan))
  const weeks: WeekFacts[] = []
  for (const block of blocks) {
    for (const week of block.weeks) weeks.push(weekFacts(week, weeks.length, block, basis))
  }
  const sports = [sportFacts(plan.sport, weeks, basis)]
  const other: Sport = plan.sport === 'run' ? 'ride' : 'run'
  if (weeks.some((week) => week.trains[other])) sports.push(sportFacts(other, weeks, basis))
  const { todayDay, raceDay, taperDays: taper } = basis
  return {
    plan,
    facts,
    basis,
    profile: facts.profile ?? 'default',
    weeks,
    sports,
    main: sports[0]!,
    todayDay,
    raceDay,
    taperDays: taper,
    ageYears:
      athlete.birthYear === null ? null : Number((facts.today ?? plan.startDate).slice(0, 4)) - athlete.birthYear,
    hasStarted: todayDay !== null && todayDay > startDay,
  }
}

function taperOf({ goal, blocks }: Plan): number {
  let [peakM, weeks] = [0, 0]
  for (const block of blocks) {
    if (block.type === 'TRANSITION') continue
    weeks += block.weeks.length
    for (const week of block.weeks) peakM = Math.max(peakM, week.distanceTargetM ?? 0)
  }
  return taperDays(tableGoal(goal), peakM > 0 ? peakM : null, weeks)
}

/**
 * Planned volume of the sport between two days, both included, races left out unless `withRaces`. A week that is not written yet counts when
 * it begins inside: the least that will stand there.
 */
export function volumeBetween(
  facts: PlanFacts,
  sport: SportFacts,
  fromDay: number,
  toDay: number,
  { withRaces = false } = {},
): number {
  let sum = 0
  for (const week of facts.weeks) {
    if (week.endDay < fromDay || week.startDay > toDay) continue
    if (week.targets?.sport === sport.sport && week.startDay >= fromDay)
      sum += sport.measure === 'm' ? (week.targets.distanceM ?? 0) : week.targets.minutes
    for (const session of week.sessions) {
      if ((session.race && !withRaces) || session.workout.sport !== sport.sport) continue
      if (session.day < fromDay || session.day > toDay) continue
      sum += sport.measure === 'm' ? (session.distanceM ?? 0) : session.minutes
    }
  }
  return sum
}
