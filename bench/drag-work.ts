import { assessImpact } from '@coach-wattz/core/adaptation/assess-impact'
import { negotiate } from '@coach-wattz/core/adaptation/negotiate'
import { changesOf } from '@coach-wattz/core/adaptation/plan-edit'
import { weeksOf, workoutsOf } from '@coach-wattz/core/plan/plan'
import { daysInReach, judgeBefore, verdictOn } from '../app/components/Calendar/day-verdict.ts'
import type { ActivePlanReply } from '../shared/contracts/plans.ts'

/** Milliseconds of each call, as the browser's own clock has them. */
export interface DragTimes {
  readonly pickUps: number[]
  readonly answers: number[]
  readonly impacts: number[]
  readonly offers: number[]
  readonly weeks: number
}

/** As many sessions as people pick up in a while. */
const SESSIONS = 12

/**
 * What a drag makes the browser do, for sessions of the weeks that are near and every day in their reach: the plan judged once
 * as it is when a card is picked up, then each day. Runs in a page (drag.bench.ts).
 */
export function dragTimes({ plan, facts, today }: ActivePlanReply): DragTimes {
  if (!plan || !facts) throw new Error('There is no plan to drag in.')
  const times: DragTimes = { pickUps: [], answers: [], impacts: [], offers: [], weeks: weeksOf(plan).length }
  const timed = <T>(into: number[], work: () => T): T => {
    const start = performance.now()
    const value = work()
    into.push(performance.now() - start)
    return value
  }
  const near = workoutsOf(plan).filter((workout) => !workout.race && workout.date >= today)
  for (const workout of near.slice(0, SESSIONS)) {
    // a card that is picked up has the plan read afresh
    const fresh = structuredClone({ plan, facts })
    timed(times.pickUps, () => judgeBefore(fresh.plan, fresh.facts))
    for (const date of daysInReach(fresh.plan, workout, today)) {
      const verdict = timed(times.answers, () => verdictOn(fresh.plan, workout, date, fresh.facts, today))
      const changes = verdict.changes && changesOf(fresh.plan, verdict.changes)
      if (changes?.ok) timed(times.impacts, () => assessImpact(fresh.plan, changes.value, fresh.facts, {}))
      if (verdict.negotiable) timed(times.offers, () => negotiate(fresh.plan, { workout, date, today }, fresh.facts))
    }
  }
  return times
}
