import type { Level } from '../athlete/sport.ts'
import type { Goal, Strategy } from '../plan/goal.ts'
import { weeksOf, type Plan } from '../plan/plan.ts'
import type { PlanningInput } from '../plan/planning-input.ts'
import { isSameJson } from '../result/same-json.ts'
import { authorPlan, type AuthoredPlan } from './author-plan.ts'

export type Authored = Extract<AuthoredPlan, { ok: true }>

/** Another answer to the same wish: what the athlete would say differently, and the plan that follows. */
export interface PlanWay {
  readonly kind: 'other-strategy' | 'fewer-days'
  readonly strategy: Strategy
  readonly maxDaysPerWeek: number
  readonly authored: Authored
}

/** A choice is easy among three. */
const MOST_WAYS = 2
/** Below this a plan has no room for a long, a hard and an easy session. */
const FEWEST_DAYS = 3

/**
 * Up to two other ways to the goal of a plan, each authored through the same gate: another strategy that suits level and
 * goal (science.md S5.1), and one training day a week less. A way that is refused, or comes out as a plan already shown,
 * is left out.
 */
export function otherWays(input: PlanningInput, chosen: Authored): PlanWay[] {
  const { strategy, athlete } = chosen.plan
  const others = suitableStrategies(input.goal, athlete.level).filter((other) => other !== strategy)
  const [first, ...later] = others.map((other) => ({
    kind: 'other-strategy' as const,
    strategy: other,
    maxDaysPerWeek: athlete.maxDaysPerWeek,
  }))
  const days = Math.min(athlete.maxDaysPerWeek, busiestWeekDays(chosen.plan)) - 1
  const fewer = days >= FEWEST_DAYS ? [{ kind: 'fewer-days' as const, strategy, maxDaysPerWeek: days }] : []
  const ways: PlanWay[] = []
  for (const wish of [...(first ? [first] : []), ...fewer, ...later]) {
    if (ways.length === MOST_WAYS) break
    const authored = authorPlan({
      ...input,
      goal: { ...input.goal, strategy: wish.strategy },
      athlete: { ...input.athlete, maxDaysPerWeek: wish.maxDaysPerWeek },
    })
    if (!authored.ok) continue
    const isShown = [chosen, ...ways.map((way) => way.authored)].some((other) =>
      isSameTraining(other.plan, authored.plan),
    )
    if (!isShown) ways.push({ ...wish, authored })
  }
  return ways
}

/** Strategies for a level and goal, the likeliest first (science.md S5.1). Blocks are for those who name them. */
export function suitableStrategies(goal: Goal, level: Level): Strategy[] {
  if (level === 'BEGINNER') return ['LINEAR', 'UNDULATING']
  if (goal.kind === 'GENERAL_FITNESS') return ['UNDULATING', 'PYRAMIDAL', 'POLARIZED']
  if (goal.kind === '5K' || goal.kind === '10K') return ['POLARIZED', 'PYRAMIDAL', 'LINEAR']
  return ['PYRAMIDAL', 'POLARIZED', 'LINEAR']
}

const busiestWeekDays = (plan: Plan): number =>
  Math.max(0, ...weeksOf(plan).map((week) => new Set(week.workouts.map(({ date }) => date)).size))

/** The same sessions on the same days: what the plans are called does not matter. */
const isSameTraining = (a: Plan, b: Plan): boolean => isSameJson(trainingOf(a), trainingOf(b))
const trainingOf = (plan: Plan): unknown =>
  weeksOf(plan).map((week) => week.workouts.map(({ date, slot, workout }) => ({ date, slot, workout })))
