import { readFileSync } from 'node:fs'
import type { GoalKind } from '@coach-wattz/core/plan/goal'
import type { Plan } from '@coach-wattz/core/plan/plan'
import { fixturePlan, type FixtureSession } from '@coach-wattz/core/testing/plan-fixture'
import { WEEKDAYS } from '@coach-wattz/core/time/week'
import { corpusFolder } from './corpus.ts'

/** The 21 schedules of science.md S7.2 that tell their distances, with the goal each is written for. */
export const PUBLISHED_PLANS: readonly (readonly [file: string, kind: GoalKind])[] = [
  ['base_pfitzinger_30', 'GENERAL_FITNESS'],
  ['base_pfitzinger_45', 'GENERAL_FITNESS'],
  ['base_pfitzinger_60', 'GENERAL_FITNESS'],
  ['half_hansons_advanced', 'HM'],
  ['half_hansons_beginner', 'HM'],
  ['half_pfitzinger_12_63', 'HM'],
  ['half_pfitzinger_12_84', 'HM'],
  ['marathon_hansons_advanced', 'MARATHON'],
  ['marathon_hansons_beginner', 'MARATHON'],
  ['marathon_higdon_advanced_1', 'MARATHON'],
  ['marathon_higdon_advanced_2', 'MARATHON'],
  ['marathon_higdon_intermediate_1', 'MARATHON'],
  ['marathon_higdon_intermediate_2', 'MARATHON'],
  ['marathon_higdon_novice_1', 'MARATHON'],
  ['marathon_higdon_novice_2', 'MARATHON'],
  ['marathon_pfitzinger_12_55', 'MARATHON'],
  ['marathon_pfitzinger_12_70', 'MARATHON'],
  ['marathon_pfitzinger_12_85', 'MARATHON'],
  ['marathon_pfitzinger_18_55', 'MARATHON'],
  ['marathon_pfitzinger_18_70', 'MARATHON'],
  ['marathon_pfitzinger_18_85', 'MARATHON'],
]

interface Published {
  readonly title: string
  readonly units: string
  readonly workouts: readonly { readonly totalDistance?: number }[]
}

/** A schedule of daily distances as a plan of easy runs; the last day of a race plan is the race. Needs the corpus. */
export function publishedPlan(file: string, kind: GoalKind): { readonly title: string; readonly plan: Plan } {
  const schedule = JSON.parse(readFileSync(`${corpusFolder()}/plans/time-to-run/${file}.json`, 'utf8')) as Published
  const scale = schedule.units === 'miles' ? 1.609344 : 1
  const last = schedule.workouts.length - 1
  const weeks = Array.from({ length: Math.ceil(schedule.workouts.length / 7) }, (): FixtureSession[] => [])
  for (const [index, day] of schedule.workouts.entries()) {
    const km = (day.totalDistance ?? 0) * scale
    const isRace = index === last && kind !== 'GENERAL_FITNESS'
    if (km > 0.05) weeks[Math.floor(index / 7)]!.push({ day: WEEKDAYS[index % 7]!, km, kind: isRace ? 'race' : 'easy' })
  }
  return { title: schedule.title, plan: fixturePlan({ goal: { kind, sport: 'run' }, weeks }) }
}
