import { addDays, type LocalDate } from '../time/local-date.ts'
import type { Plan, TrainingBlock } from './plan.ts'
import { foldWeek, type SeasonPlace } from './week-outline.ts'

/**
 * Blocks that begin this many days ahead are written; later ones are outlines (docs/adr/0011). Whoever looks on any
 * day finds at least four weeks of sessions ahead of them.
 */
export const DETAIL_AHEAD_DAYS = 28

/** Last day on which a block may begin and be written today. */
export const detailHorizon = (today: LocalDate): LocalDate => addDays(today, DETAIL_AHEAD_DAYS)

/** The first day on which a block that begins on `start` may be written. */
export const detailDay = (start: LocalDate): LocalDate => addDays(start, -DETAIL_AHEAD_DAYS)

/** A plan written whole, with its far blocks folded to outlines. The first block always stays: a plan begins with sessions. */
export function foldPlan(plan: Plan, today: LocalDate): Plan {
  const horizon = detailHorizon(today)
  const places = seasonPlaces(plan)
  return {
    ...plan,
    blocks: plan.blocks.map((block, index) =>
      index === 0 || block.startDate <= horizon
        ? block
        : { ...block, weeks: block.weeks.map((week) => foldWeek(week, places.get(week.id)!)) },
    ),
  }
}

/** Where each week stands in the rhythm: mesocycles end with their recovery week (science.md S5.2). */
function seasonPlaces(plan: Plan): ReadonlyMap<string, SeasonPlace> {
  const places = new Map<string, SeasonPlace>()
  let [seasonWeek, cycle, loadInCycle] = [0, 0, 0]
  for (const block of plan.blocks) {
    for (const week of block.weeks) {
      places.set(week.id, { seasonWeek, cycle, loadInCycle })
      seasonWeek += 1
      loadInCycle += 1
      if (!week.isRecovery) continue
      cycle += 1
      loadInCycle = 0
    }
  }
  return places
}

/** The first block with an outline week that is not over; null when everything ahead is written. */
export function nextOutline(plan: Plan, today: LocalDate): TrainingBlock | null {
  return (
    plan.blocks.find((block) =>
      block.weeks.some(({ detail, startDate }) => detail === 'OUTLINE' && addDays(startDate, 6) >= today),
    ) ?? null
  )
}
