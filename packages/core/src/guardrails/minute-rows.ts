import type { Sport } from '../athlete/sport.ts'
import { historyRow, HISTORY_WEEKS, volumesOf } from './history-rows.ts'
import { keptBy, keptOf } from './kept.ts'
import type { PlanFacts } from './plan-facts.ts'
import { sportFacts } from './sport-facts.ts'
import type { WeekFacts } from './week-facts.ts'

interface MinuteRows {
  readonly rows: readonly (number | null)[]
  /** Rows before the plan. */
  readonly before: number
}

/** Minutes of a sport by week of the merged calendar, races left out of what is planned; `before` rows stand before the plan. */
export function minuteRows(facts: PlanFacts, sport: Sport): MinuteRows {
  return keptMinutes(facts, sport, () => {
    if (!facts.hasStarted) return unbegunMinuteRows(facts, sport)
    const known = facts.sports.find((entry) => entry.sport === sport)
    const inMinutes = known?.measure === 'min' ? known : sportFacts(sport, facts.weeks, facts.basis, true)
    return { rows: inMinutes.rows.map((row) => row.judged), before: inMinutes.rowsBefore }
  })
}

/** A plan that has not begun holds nothing done: its weeks are added up one by one, and kept. */
function unbegunMinuteRows(facts: PlanFacts, sport: Sport): MinuteRows {
  const { history, today } = facts.facts
  const startDate = facts.weeks[0]?.week.startDate
  const asOf = today !== null && startDate !== undefined && today < startDate ? today : startDate
  const before =
    history && asOf !== undefined
      ? volumesOf(history, sport, asOf, HISTORY_WEEKS).map((week) => historyRow(week, 'min').judged)
      : []
  return { rows: [...before, ...facts.weeks.map((week) => plannedMinutes(week)[sport])], before: before.length }
}

const keptPlannedMinutes = keptOf<WeekFacts, Record<Sport, number>>()
const plannedMinutes = (week: WeekFacts): Record<Sport, number> =>
  keptPlannedMinutes(week, () => {
    const minutes: Record<Sport, number> = { run: 0, ride: 0 }
    if (week.targets) {
      const { sport } = week.targets
      minutes[sport] += week.targets.minutes
      minutes[sport === 'run' ? 'ride' : 'run'] += week.targets.otherMinutes
    }
    for (const session of week.sessions) if (!session.race) minutes[session.workout.sport] += session.minutes
    return minutes
  })
const keptMinutes = keptBy<PlanFacts, MinuteRows>()
